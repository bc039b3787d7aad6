"""Addresses as writers type them, and what keeps a server from listening."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from mkdocs_help_center.preview.server import AddressError, PreviewServer
from mkdocs_help_center.preview.session import Address

from .previews import project


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:8001", "127.0.0.1", 8001),
        ("localhost", "localhost", 8000),
        (":9000", "127.0.0.1", 9000),
        ("[::1]:9000", "::1", 9000),
        ("[::1]", "::1", 8000),
        ("::1", "::1", 8000),
    ],
)
def test_an_address_is_read(text: str, host: str, port: int) -> None:
    assert Address.parse(text) == Address(host, port)


@pytest.mark.parametrize(
    "text", ["localhost:http", "localhost:70000", "localhost:-1", "localhost:"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no address"):
        Address.parse(text)


def test_the_configuration_may_name_the_address(tmp_path: Path) -> None:
    config_file = project(tmp_path, dev_addr="127.0.0.1:8765")
    assert Address.configured(config_file) == Address("127.0.0.1", 8765)
    config_file.write_text("plugins: [\n")
    assert Address.configured(config_file) == Address()


def test_the_start_of_every_url_has_brackets_where_it_needs_them() -> None:
    assert Address("::1", 80).url == "http://[::1]:80"
    assert Address("localhost", 80).url == "http://localhost:80"


def test_why_it_cannot_listen_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            AddressError, match=rf"127\.0\.0\.1:{port} is in use by another program"
        ):
            PreviewServer("127.0.0.1", port, lambda *_: [])
    with pytest.raises(AddressError, match=r"'192\.0\.2\.1' is no address of this machine"):
        PreviewServer("192.0.2.1", 0, lambda *_: [])
