"""Previews of small sites for tests, asked through WSGI without a server."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.configuration import read_configuration
from mkdocs_help_center.preview.site import LiveSite
from mkdocs_help_center.preview.state import Change

from ..content.sites import article, write
from ..plugin.builds import configure

ADDRESS = "http://127.0.0.1:8000"
#: A little of everything: a link, a translation, a category, a draft, news, data, an image.
FILES: dict[str, str | bytes] = {
    "en/faq/a.md": article("Alpha. See [b](/en/faq/b).", title="A", id="id-a", slugEN="a"),
    "en/faq/b.md": article("Beta.", title="B", id="id-b", legacySlug="old-b"),
    "en/faq/Group/c.md": article("Gamma, [news](/en/release-notes/feed.xml).", title="C"),
    "en/faq/Group/metadata.json": '{"name": "The group"}',
    "en/faq/draft.md": article("Half.", title="Draft", status="DRAFT"),
    "es/faq/a.md": article("Alfa.", title="A en español", slugEN="a"),
    "pt/faq/b.md": article("Beta em português.", title="B", id="id-b"),
    "en/release-notes/n.md": article("News.", title="N", createdAt="2026-10-01T00:00:00Z"),
    "en/faq/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>',
}


@dataclass(frozen=True)
class Answer:
    """What a request got."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def project(folder: Path, files: Mapping[str, str | bytes] = FILES, **config: Any) -> Path:
    """Write a site and return the path of its ``mkdocs.yml``."""
    write(folder / "content", files)
    return configure(folder, {"search": False}, **config)


def age(folder: Path) -> None:
    """Make files old enough to be told from those of a later moment; one just written never is."""
    time.sleep(0.05)
    for path in folder.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    time.sleep(0.05)


def start(config_file: Path, *, remember: bool = False) -> LiveSite:
    """A live site over a project, nothing watched."""
    read = partial(read_configuration, config_file, ADDRESS)
    live = LiveSite(read, config_file.parent, remember=remember)
    live.start()
    return live


def ask(app: Preview | LiveSite, path: str, method: str = "GET", **headers: str) -> Answer:
    """Send a request, checked against PEP 3333."""
    app = Preview(app) if isinstance(app, LiveSite) else app
    path, _, query = path.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "wsgi.input": io.BytesIO(),
    }
    setup_testing_defaults(environ)
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    got: dict[str, Any] = {}

    def start_response(status: str, fields: list[tuple[str, str]], exc_info: object = None) -> Any:
        got.update(status=int(status[:3]), headers=dict(fields))
        return lambda data: None

    result: Iterable[bytes] = validator(app)(environ, start_response)
    try:
        body = b"".join(result)
    finally:
        close = getattr(result, "close", None)
        if close:
            close()
    return Answer(got["status"], got["headers"], body)


def save(live: LiveSite, root: Path, files: Mapping[str, str | bytes | None]) -> Change:
    """Write (or with None delete) files below ``root`` and have the change taken in."""
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink()
        else:
            write(root, {name: content})
    return live.refresh([root / name for name in files])
