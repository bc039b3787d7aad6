"""Two real readers, newsboat and sfeed, on a local web server: what they show, twice and over an edit."""

from __future__ import annotations

import hashlib
import http.server
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mkdocs_help_center.feeds.files import feed_files

from .centers import center, note

HOSTILE = "R&D <b>bold</b> ]]> “x” 🚀 שלום &amp;"
#: As YAML may say it; XML 1.0 has no place for these, so that they are left out.
CONTROLS = r"\b\x1f\x0b"
NOTES: dict[str, str | bytes] = {
    "en/release-notes/a.md": note(
        "", "One\n\n```\na\n  b < c\n```\n", "2026-10-03", id="a1"
    ).replace("title: ''", f'title: "{CONTROLS}{HOSTILE}"'),
    "en/release-notes/b.md": note(
        "Platform performance", "Two.", "2026-10-02", id="b1", excerpt="Search."
    ),
    "en/release-notes/c.md": note("Platform performance", "[Three](b.md).", "2026-10-01", id="c1"),
}
EDITED = NOTES | {
    "en/release-notes/b.md": note(
        "Platform performance",
        "Two, corrected.",
        "2026-10-02",
        id="b1",
        excerpt="Search.",
        updatedAt="2026-10-05",
    )
}


@dataclass
class Host:
    """A web server over files in memory, with entity tags as static hosts send them."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    url: str = ""
    answers: list[tuple[str, int]] = field(default_factory=list)


@pytest.fixture
def host() -> Iterator[Host]:
    state = Host()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = state.files.get(self.path.lstrip("/"))
            tag = f'"{hashlib.sha256(data or b"").hexdigest()[:16]}"'
            code = 404 if data is None else 304 if self.headers.get("If-None-Match") == tag else 200
            state.answers.append((self.path, code))
            self.send_response(code)
            self.send_header("ETag", tag)
            if code == 200:
                self.send_header("Content-Type", "application/xml")
                self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            if code == 200:
                self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            """Silence."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


def publish(host: Host, root: Path, files: dict[str, str | bytes]) -> None:
    host.files = feed_files(center(root, files, site_url=host.url))


@dataclass(frozen=True)
class Shown:
    """An item as a reader keeps it."""

    title: str
    url: str
    content: str
    when: int


def newsboat(host: Host, home: Path, feed: str) -> list[Shown]:
    home.mkdir(exist_ok=True)
    (home / "urls").write_text(f"{host.url}{feed}\n")
    (home / "config").write_text("")
    command: list[str | Path] = [
        "newsboat",
        "-u",
        home / "urls",
        "-c",
        home / "cache.db",
        "-C",
        home / "config",
        "-x",
        "reload",
    ]
    subprocess.run(
        command, check=True, capture_output=True, timeout=60, env={**os.environ, "HOME": str(home)}
    )
    with sqlite3.connect(home / "cache.db") as cache:
        rows = cache.execute(
            "SELECT title, url, content, pubDate FROM rss_item ORDER BY pubDate DESC"
        )
        found = [Shown(*row) for row in rows]
    cache.close()
    return found


def sfeed(host: Host, home: Path, feed: str) -> list[Shown]:
    home.mkdir(exist_ok=True)
    fetch = home / "fetch.py"
    fetch.write_text(
        "import sys, urllib.request as r; sys.stdout.buffer.write(r.urlopen(sys.argv[1]).read())"
    )
    (home / "sfeedrc").write_text(
        f'sfeedpath="{home}/feeds"\nfetch() {{ "{sys.executable}" "{fetch}" "$2"; }}\n'
        f'feeds() {{ feed "notes" "{host.url}{feed}"; }}\n'
    )
    subprocess.run(["sfeed_update", home / "sfeedrc"], check=True, capture_output=True, timeout=60)
    lines = (home / "feeds" / "notes").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        when, title, url, content, *_ = line.split("\t")
        content = content.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
        found.append(Shown(title, url, content, int(when)))
    return sorted(found, key=lambda one: -one.when)


READERS = {"newsboat": newsboat, "sfeed": sfeed}


@pytest.mark.parametrize("feed", ["en/release-notes/feed.xml", "en/release-notes/atom.xml"])
@pytest.mark.parametrize("name", READERS)
def test_a_real_reader_shows_each_item_once_and_right_over_an_edit(
    host: Host, tmp_path: Path, name: str, feed: str
) -> None:
    if shutil.which("newsboat" if name == "newsboat" else "sfeed_update") is None:
        pytest.skip(f"{name} is not installed")
    read = READERS[name]
    publish(host, tmp_path / "before", NOTES)
    first = read(host, tmp_path / name, feed)
    assert [one.title for one in first] == [
        HOSTILE,
        "Platform performance: Search",
        "Platform performance",
    ]
    assert [one.url for one in first] == [f"{host.url}en/release-notes/{slug}/" for slug in "abc"]
    assert [one.when for one in first] == [1790985600, 1790899200, 1790812800]
    assert "<pre><code>a\n  b &lt; c\n</code></pre>" in first[0].content
    assert f'<a href="{host.url}en/release-notes/b/">Three</a>' in first[2].content
    assert read(host, tmp_path / name, feed) == first, "a second poll changes nothing"
    publish(host, tmp_path / "after", EDITED)
    edited = read(host, tmp_path / name, feed)
    assert [one.title for one in edited] == [one.title for one in first], "no item twice"
    assert [one.url for one in edited] == [one.url for one in first]
    if name == "newsboat":
        assert "Two, corrected." in edited[1].content
    assert all(code in (200, 304) for _, code in host.answers)
