"""The sample help center's pages about support and status, rendered without a generator."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from mkdocs_help_center.cli.project import open_project
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.pages.headers import header_files
from mkdocs_help_center.pages.status_files import status_files
from mkdocs_help_center.pages.support_json import support_files

from tests.conftest import ROOT

CONFIG = """
site_name: Help Center
site_url: https://help.example.com/
docs_dir: content
theme: {name: help-center}
plugins:
  - help-center:
      clock: "CLOCK"
"""
NOW = "2026-11-23T12:00:00Z"


def assemble(
    folder: Path,
    clock: str = NOW,
    *,
    address: str = "https://help.example.com/",
    options: Mapping[str, object] | None = None,
    data: Mapping[str, str] | None = None,
) -> Assembly:
    """The site over the project's own content, at a moment of the build's clock.

    ``options`` are the plugin's; ``data`` replaces files of ``_data`` by name.
    """
    if data:
        shutil.copytree(ROOT / "content", folder / "content")
        for name, text in data.items():
            (folder / "content" / "_data" / name).write_text(text, encoding="utf-8")
    else:
        (folder / "content").symlink_to(ROOT / "content")
    config = CONFIG.replace("CLOCK", clock).replace("https://help.example.com/", address)
    config += "".join(
        f"      {key}: {json.dumps(value)}\n" for key, value in (options or {}).items()
    )
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    project = open_project(folder / "mkdocs.yml")
    return project.assemble(project.content())


def render(assembly: Assembly, site: Path) -> Path:
    """Write the pages about support and status, and one article, with what they load."""
    center = assembly.center
    for page in center.pages:
        wanted = ("/support/", "/status/", "/resources/", "/services/", "/faq/suporte-vtex-brasil/")
        if any(part in page.url for part in wanted):
            path = site / page.dest
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(assembly.theme.render(page.build()), encoding="utf-8")
    files = {
        **assembly.assets.files,
        **support_files(center),
        **status_files(center),
        **header_files(center),
    }
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return site


SiteAt = Callable[[str], tuple[Assembly, Path]]


@pytest.fixture(scope="session")
def site_at(tmp_path_factory: pytest.TempPathFactory) -> SiteAt:
    """The site as built at a moment, once a session for each."""
    known: dict[str, tuple[Assembly, Path]] = {}

    def built(clock: str) -> tuple[Assembly, Path]:
        if clock not in known:
            folder = tmp_path_factory.mktemp("support")
            assembly = assemble(folder, clock)
            known[clock] = assembly, render(assembly, folder / "site")
        return known[clock]

    return built


@pytest.fixture(scope="session")
def assembly(site_at: SiteAt) -> Assembly:
    return site_at(NOW)[0]


@pytest.fixture(scope="session")
def site(site_at: SiteAt) -> Path:
    return site_at(NOW)[1]
