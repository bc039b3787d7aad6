"""A real nginx with the generated files answers as the resolver does."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs_help_center.redirects.collect import RedirectTable
from mkdocs_help_center.redirects.nginx import MAPS, SERVER, render_nginx
from mkdocs_help_center.redirects.resolver import Resolver

from .site import TICKETS

_CONFIG = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
  access_log off;
  absolute_redirect off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  types {{ text/html html; }}
  include {folder}/{maps};
  server {{ listen 127.0.0.1:{port}; root {folder}/site; include {folder}/{server}; }}
}}
"""


class Server:
    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, url: str, **headers: str) -> tuple[int, str, str]:
        """Status, place and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", url, headers=headers)
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        return response.status, response.getheader("location") or "", body


@pytest.fixture(scope="module")
def server(table: RedirectTable, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for name, text in render_nginx(table).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    for url in table.resolver.index.exact:
        _page(folder / "site", url, url)
    for gone in table.gone:
        _page(folder / "site", gone.url, "gone")
    config = folder / "nginx.conf"
    # Started as root it would give up the right to read this user's temporary folder.
    user = "user root;" if os.geteuid() == 0 else ""
    values = {"folder": folder, "port": port, "maps": MAPS, "server": SERVER, "user": user}
    config.write_text(_CONFIG.format(**values))
    command = [program, "-c", str(config), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command)
    try:
        _wait(port, folder)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _page(site: Path, url: str, body: str) -> None:
    path = site / url / "index.html" if url.endswith("/") else site / url
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")


def _wait(port: int, folder: Path) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail((folder / "error.log").read_text())


def test_every_old_url_leads_where_the_resolver_says(
    server: Server, resolver: Resolver, table: RedirectTable
) -> None:
    asked = 0
    for redirect in table.redirects:
        if "campaign" in redirect.source:  # nginx maps know no conditions but the language.
            continue
        found = resolver.resolve(redirect.source)
        status, place, body = server.get(redirect.source)
        if found.status == 410:
            assert (status, body) == (410, "gone"), redirect.source
        else:
            assert (status, place.partition("?")[0]) == (found.status, found.url), redirect.source
        asked += 1
    assert asked > 150


def test_pages_are_served_as_they_are(server: Server, resolver: Resolver) -> None:
    for url in resolver.index.exact:
        if "404" not in url:
            assert server.get("/" + url) == (200, "", url)


def test_a_query_goes_along_and_a_slash_and_case_do_not_matter(server: Server) -> None:
    target = "/en/tutorials/opening-tickets-to-support/"
    url = f"/en/tutorial/x--{TICKETS}"
    assert server.get(f"/EN/tutorial/--{TICKETS}/?utm_source=x")[:2] == (
        301,
        target + "?utm_source=x",
    )
    assert server.get(url)[0] == 404  # A slug that never was is beyond a list of rules.


@pytest.mark.parametrize(
    ("headers", "target"),
    [
        ({}, "/en/"),
        ({"Accept-Language": "fr, pt-BR;q=0.9, en"}, "/pt/"),
        ({"Accept-Language": "pt", "Cookie": "nf_lang=es"}, "/es/"),
        ({"Accept-Language": "de"}, "/en/"),
    ],
)
def test_the_root_chooses_a_language(server: Server, headers: dict[str, str], target: str) -> None:
    assert server.get("/", **headers)[:2] == (302, target)
    assert server.get("/tutorial/", **headers)[:2] == (302, f"{target}tutorials/")
