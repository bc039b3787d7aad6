"""The sample help center's pages about support and status, rendered without a generator."""

import shutil
from pathlib import Path

import pytest
from mkdocs_help_center.cli.project import open_project
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.pages.status_files import status_files
from mkdocs_help_center.pages.support_json import support_files

from tests.conftest import ROOT

CONFIG = """
site_name: Help Center
site_url: https://help.example.com/
docs_dir: content
theme: {name: help-center}
plugins:
  - help-center: {clock: "2026-11-23T12:00:00Z"}
"""


def assemble(folder: Path, clock: str = "") -> Assembly:
    """The site over the project's own content, at a moment of the build's clock."""
    (folder / "content").symlink_to(ROOT / "content")
    config = CONFIG.replace("2026-11-23T12:00:00Z", clock) if clock else CONFIG
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    project = open_project(folder / "mkdocs.yml")
    return project.assemble(project.content())


def render(assembly: Assembly, site: Path) -> Path:
    """Write the pages about support and status, and one article, with what they load."""
    center = assembly.center
    for page in center.pages:
        wanted = "/support/" in page.url or page.url.endswith("/faq/suporte-vtex-brasil/")
        if wanted or (page.url.count("/") == 2 and "/status/" in page.url):
            path = site / page.dest
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(assembly.theme.render(page.build()), encoding="utf-8")
    files = {**assembly.assets.files, **support_files(center), **status_files(center)}
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return site


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Assembly:
    return assemble(tmp_path_factory.mktemp("support"))


@pytest.fixture(scope="session")
def site(assembly: Assembly, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render(assembly, tmp_path_factory.mktemp("site"))


@pytest.fixture
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no Chromium on this machine")
    return found
