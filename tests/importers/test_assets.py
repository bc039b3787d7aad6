"""Assets that are fetched: whole, from Contentful's hosts only, and again where one broke off."""

from __future__ import annotations

import copy
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs_help_center.cli import main
from mkdocs_help_center.importers import assets
from mkdocs_help_center.importers.assets import AssetError, copy_asset
from mkdocs_help_center.importers.contentful import ImportedAsset

from tests.checks.sites import write_site
from tests.importers.space import WHOLE

IMAGE = bytes(range(256)) * 400


class Host(BaseHTTPRequestHandler):
    """Answers as a file host does, on a good and on a bad day."""

    asked: list[str] = []  # noqa: RUF012 - one list for all requests
    down = False

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.rpartition("/")[2]
        if self.down:
            self._answer(503, b"later")
        elif name == "moved.png":
            self._answer(302, b"", Location="/s/a/b/whole.png")
        elif name == "elsewhere.png":
            self._answer(302, b"", Location=f"http://localhost:{self.server.server_port}/whole.png")  # type: ignore[attr-defined]
        elif name == "loop.png":
            self._answer(302, b"", Location=self.path)
        elif name == "absent.png":
            self._answer(404, b"no")
        elif name == "cut.png":
            self._answer(200, IMAGE, **{"Content-Length": str(len(IMAGE) + 9)})
        else:
            self._answer(200, IMAGE)

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a host that counts as Contentful's."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setattr(assets, "SCHEME", "http")
    monkeypatch.setattr(assets, "HOSTS", (".127.0.0.1",))
    Host.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def asset(url: str, size: int = -1) -> ImportedAsset:
    return ImportedAsset("a", url, "images/a/x.png", size)


@pytest.mark.parametrize("name", ["whole.png", "moved.png"])
def test_an_asset_is_fetched_whole(host: str, tmp_path: Path, name: str) -> None:
    copy_asset(asset(f"{host}/s/a/b/{name}", len(IMAGE)), tmp_path, None)
    assert (tmp_path / "images/a/x.png").read_bytes() == IMAGE


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("absent.png", "404"),
        ("cut.png", "broke off after 102,400 of 102,409"),
        ("elsewhere.png", "is not on a host of Contentful"),
        ("loop.png", "cannot be fetched"),
    ],
)
def test_what_is_not_the_asset_is_not_kept(host: str, tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(AssetError, match=said):
        copy_asset(asset(f"{host}/s/a/b/{name}"), tmp_path, None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/x.png",
        "http://images.ctfassets.net/x.png",
        "https://images.ctfassets.net.example.org/x.png",
        "https://evilctfassets.net/x.png",
        "file:///etc/passwd",
        "https:///x.png",
    ],
)
def test_only_hosts_of_contentful_are_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(AssetError, match="not on a host"):
        copy_asset(asset(url), tmp_path, None)


def imported(folder: Path) -> Result:
    arguments = ["import", "contentful", str(folder / "export.json"), "--assets", "copy"]
    return CliRunner().invoke(main, [*arguments, "-f", str(folder / "mkdocs.yml")])


def test_the_command_fetches_what_articles_show_goes_on_later_and_asks_once(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copy.deepcopy(WHOLE)
    (panel,) = [one for one in data["assets"] if one["sys"]["id"] == "panel"]
    file = panel["fields"]["file"]["en-US"]
    file["details"]["size"] = len(IMAGE)
    file["url"] = f"{host}/s/panel/t0ken/whole.png"
    write_site(tmp_path)
    (tmp_path / "export.json").write_text(json.dumps(data), encoding="utf-8")
    monkeypatch.setattr(Host, "down", True)
    first = imported(tmp_path)
    assert first.exit_code == 1
    assert "not copied" in first.stderr
    assert "503" in first.stderr
    monkeypatch.setattr(Host, "down", False)
    second = imported(tmp_path)
    assert second.exit_code == 0, second.output
    assert (tmp_path / "content/images/panel/panel-one.png").read_bytes() == IMAGE
    assert len(Host.asked) == 2
    assert imported(tmp_path).exit_code == 0
    assert len(Host.asked) == 2
