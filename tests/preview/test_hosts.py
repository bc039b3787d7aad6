"""Only names of this machine are answered to."""

from __future__ import annotations

import pytest
from mkdocs_help_center.preview.hosts import AllowedHosts, is_loopback, split_host


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("localhost:8000", "localhost"),
        ("LocalHost", "localhost"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
        ("::1", "::1"),
        ("", ""),
    ],
)
def test_a_host_is_read_without_its_port(header: str, host: str) -> None:
    assert split_host(header) == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_these_are_reached_from_this_machine_only(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.com"])
def test_these_are_reached_from_elsewhere(host: str) -> None:
    assert not is_loopback(host)


def test_a_name_that_was_bound_is_answered_to() -> None:
    assert AllowedHosts("writers.example").allows("writers.example:8000")
    assert not AllowedHosts("127.0.0.1").allows("writers.example:8000")


def test_a_name_below_localhost_is_this_machine() -> None:
    assert AllowedHosts().allows("docs.localhost:8000")
    assert not AllowedHosts().allows("docs.localhost.evil.example:8000")


def test_a_request_of_http_1_0_names_no_host() -> None:
    assert AllowedHosts().allows("")
