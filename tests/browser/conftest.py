"""Built sites in a real Chromium, behind a host that compresses and sends `_headers`."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.browser.static_host import serve
from tests.conftest import ROOT

DEVICES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
CONFIG = """
site_name: Help Center
site_url: http://127.0.0.1/
docs_dir: content
theme: {name: help-center}
plugins:
  - help-center:
      clock: "2026-11-23T12:00:00Z"
"""


@dataclass
class Served:
    """A built site, its address, and what was sent (path, bytes)."""

    folder: Path
    base: str
    sent: list[tuple[str, int]] = field(default_factory=list)

    def pages(self, pattern: str = "**/*.html") -> list[str]:
        """URL paths of the site's HTML files."""
        found = sorted(
            path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern)
        )
        return ["/" + name.removesuffix("index.html") for name in found]


def build_site(folder: Path, content: Path, config: str = CONFIG) -> Path:
    """Build ``content`` with the project's own synonyms where it has none."""
    shutil.copytree(content, folder / "content", dirs_exist_ok=True)
    data = folder / "content" / "_data"
    if not (data / "synonyms.yml").exists():
        data.mkdir(exist_ok=True)
        shutil.copy(ROOT / "content" / "_data" / "synonyms.yml", data)
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    loaded = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    loaded.plugins.on_shutdown()
    return folder / "site"


@pytest.fixture(scope="session")
def sample_site(made_once: Callable[..., Path]) -> Iterator[Served]:
    """The project's own content."""
    site = made_once("sample", lambda folder: build_site(folder, ROOT / "content")) / "site"
    with serve(site) as (base, sent):
        yield Served(site, base, sent)


@pytest.fixture(scope="session")
def known_issues_site(
    corpus: Callable[..., Path], made_once: Callable[..., Path]
) -> Iterator[Served]:
    """6,038 real known issues."""
    content = corpus("known-issues")
    site = made_once("known", lambda folder: build_site(folder, content)) / "site"
    with serve(site) as (base, sent):
        yield Served(site, base, sent)
