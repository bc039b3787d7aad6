"""One job a language: the jobs' folders, copied over each other, are the whole site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from mkdocs.exceptions import Abort
from mkdocs_help_center.cli import main

from ..conftest import ROOT
from ..content.sites import article
from .builds import Built, build, configure, project
from .test_build import SITE

FILES = {
    **SITE,
    "pt/faq/Pedidos/abrir.md": article(
        "![Tela](tela.png) [Abrir](/es/faq/abrir#qué) [outro](/en/tracks/one#none)",
        title="Abrir", id="1", slugEN="open", legacySlug="abra",
    ),
    "pt/faq/Pedidos/tela.png": b"\x89PNG",
    "es/sobre.md": "# Nosotros\n\n[Inicio](../about.md)\n",
    "es/status/caida.md": article(
        "Texto.", title="Caída", severity="major", modules="checkout",
        startedAt="2026-11-22T10:00:00Z",
        publishedAt="2026-11-22T10:00:00Z",
    ),
    "_data/modules.yml": "- {id: checkout, name: {en: Checkout}}\n",
}  # fmt: skip
LOCALES = ("en", "es", "pt")
EDGE = Path(".netlify/v1/edge-functions/help-center-redirects.js")


def merge(parts: Mapping[str, Built]) -> dict[str, bytes]:
    """The files of all parts; those in several must be the same in each."""
    merged: dict[str, bytes] = {}
    for locale, part in parts.items():
        for name, content in part.files.items():
            assert merged.setdefault(name, content) == content, f"{name} differs in '{locale}'"
    return merged


def assert_same(merged: Mapping[str, bytes], whole: Mapping[str, bytes]) -> None:
    assert merged.keys() == whole.keys()
    assert [name for name in whole if merged[name] != whole[name]] == []


def build_parts(config: Path, folder: Path) -> dict[str, Built]:
    return {locale: Built(folder / locale, []) for locale in LOCALES if run(config, folder, locale)}


def run(config: Path, folder: Path, locale: str) -> bool:
    command = [sys.executable, "-m", "mkdocs_help_center", "build", "-f", str(config)]
    command += ["--locale", locale, "--site-dir", str(folder / locale)]
    return subprocess.run(command, capture_output=True, check=True).returncode == 0


def test_parts_merge_into_the_whole_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = project(tmp_path, FILES)
    (tmp_path / "netlify.toml").touch()
    whole = build(config, tmp_path / "whole")
    edge = (tmp_path / EDGE).read_bytes()
    parts = {}
    for locale in LOCALES:
        (tmp_path / EDGE).unlink()
        monkeypatch.setenv("HELP_CENTER_LOCALES", locale)
        parts[locale] = build(config, tmp_path / locale)
        assert (tmp_path / EDGE).read_bytes() == edge
    assert_same(merge(parts), whole.files)
    assert "es/search/pagefind/pagefind-entry.json" in whole.files


def test_a_part_holds_its_language_and_what_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELP_CENTER_LOCALES", "es")
    part = build(project(tmp_path, FILES))
    folders = {name.partition("/")[0] for name in part.files if "/" in name}
    assert folders == {"es", "about", "assets", "api"}
    for name in ("_redirects", "_headers", "robots.txt", "sitemap.xml", "404.html", "index.html"):
        assert name in part.files
    assert "/pt/faq/abra" in part.read("_redirects")
    assert "pt/sitemap.xml" in part.read("sitemap.xml")


def test_a_part_reports_its_own_articles_and_links_into_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = project(tmp_path, FILES)
    whole = build(config).warnings
    assert any("'#none'" in warning for warning in whole)
    found = set()
    for locale in LOCALES:
        monkeypatch.setenv("HELP_CENTER_LOCALES", locale)
        part = build(config).warnings
        assert ("'#none'" in str(part)) is (locale == "pt")
        found |= set(part)
    assert found == set(whole)


def test_several_languages_may_be_in_one_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELP_CENTER_LOCALES", "en, pt")
    part = build(project(tmp_path, FILES))
    assert (part.site / "pt/index.html").is_file()
    assert not (part.site / "es/faq").exists()


@pytest.mark.parametrize("options", [{"only_locales": ["xx"]}, {"only_locales": ["es", "xx"]}])
def test_a_language_that_the_site_has_not_is_refused(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    with pytest.raises(Abort):
        build(project(tmp_path, FILES, options))
    assert not (tmp_path / "site/index.html").exists()


def test_status_pages_of_one_language_can_be_written_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = str(project(tmp_path, FILES))
    site = tmp_path / "site"
    site.mkdir()
    options = ["build", "-f", config, "-d", str(site), "--status-only"]
    monkeypatch.chdir(tmp_path)
    refused = CliRunner().invoke(main, [*options, "--locale", "xx"])
    assert refused.exit_code == 2
    assert "there is no language 'xx' to build" in refused.output
    assert list(site.iterdir()) == []
    assert CliRunner().invoke(main, [*options, "--locale", "es"]).exit_code == 0
    assert (site / "es/status/index.html").is_file()
    assert not (site / "en").exists()


@pytest.mark.slow
def test_the_sample_site_merges(tmp_path: Path) -> None:
    config = configure(tmp_path, {"translations_page": True})
    (tmp_path / "content").symlink_to(ROOT / "content")
    whole = build(config, tmp_path / "whole")
    assert_same(merge(build_parts(config, tmp_path)), whole.files)


@pytest.mark.slow
def test_six_thousand_articles_merge(tmp_path: Path, corpus: Callable[..., Path]) -> None:
    config = configure(tmp_path)
    (tmp_path / "content").symlink_to(corpus("known-issues"))
    whole = build(config, tmp_path / "whole")
    assert_same(merge(build_parts(config, tmp_path)), whole.files)


def recipe() -> Any:
    """The workflow of docs/scaling-out.md."""
    text = (ROOT / "docs/scaling-out.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- workflow -->\n```yaml\n(.*?)```", text, re.DOTALL)
    assert block
    return yaml.load(block[1], yaml.BaseLoader)


def commands(job: str, values: Mapping[str, str]) -> str:
    """The shell commands of a job, but what installs and what deploys, with ``${{ … }}`` filled in."""
    steps = recipe()["jobs"][job]["steps"]
    found = [step["run"] for step in steps if "run" in step and step.get("name") != "Deploy"]
    script = "\n".join(one for one in found if not one.startswith("pip "))
    for name, value in values.items():
        script = script.replace(f"${{{{ {name} }}}}", value)
    assert "${{" not in script
    return script


def shell(script: str, folder: Path, **variables: str) -> None:
    """Run as a runner does (`bash -e -o pipefail`), with this environment's commands first."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {"PATH": path, "NO_MKDOCS_2_WARNING": "1", **variables}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def checkout(source: Path, folder: Path) -> Path:
    shutil.copytree(source, folder)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="runners of the recipe have bash")
def test_the_recipe_for_github_actions_builds_the_whole_site(tmp_path: Path) -> None:
    source = project(tmp_path / "source", FILES, {"clock": ""}).parent
    shutil.copy(ROOT / "netlify.toml", source)
    planned = checkout(source, tmp_path / "plan")
    shell(commands("plan", {}), planned, GITHUB_OUTPUT="output")
    outputs = dict(line.split("=", 1) for line in (planned / "output").read_text().splitlines())
    deploy = checkout(source, tmp_path / "deploy")
    locales = yaml.safe_load(outputs["locales"])
    assert locales == list(LOCALES)
    for locale in locales:
        runner = checkout(source, tmp_path / f"runner-{locale}")
        script = commands("build", {"matrix.locale": locale})
        shell(script, runner, SOURCE_DATE_EPOCH=outputs["now"])
        upload = recipe()["jobs"]["build"]["steps"][-1]["with"]
        for name in upload["path"].split():
            shutil.copytree(runner / name, deploy / f"built/site-{locale}" / name)
    shell(commands("deploy", {}), deploy, LOCALES=" ".join(locales))
    whole = checkout(source, tmp_path / "whole")
    shell("help-center build", whole, SOURCE_DATE_EPOCH=outputs["now"])
    assert_same(Built(deploy / "site", []).files, Built(whole / "site", []).files)
    assert (deploy / EDGE).read_bytes() == (whole / EDGE).read_bytes()
