"""A content folder and five lines of configuration make a help center."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from ..content.sites import article
from .builds import Built, build, configure, project

SITE = {
    "en/faq/Orders/open.md": article(
        "## What\n\nText.", id="1", slugEN="open", status="PUBLISHED", createdAt="2024-01-02"
    ),
    "es/faq/Pedidos/abrir.md": article("## Qué\n\nTexto.", title="Abrir", id="1", slugEN="open"),
    "en/tracks/t/one.md": article(title="One", order="1", trackId="T"),
    "en/tracks/t/two.md": article(title="Two", order="2", trackId="T"),
    "en/known-issues/Checkout/broken.md": article(
        "## Summary\n\nX\n\n## Workaround\n\nY",
        title="Broken",
        kiStatus="No Fix",
        tag="Checkout",
        createdAt="2025-03-04",
    ),
    "release-notes/new.md": article(title="New", type="added", createdAt="2026-01-02"),
    "about.md": "# About us\n\n!!! note\n    Plain pages keep Python-Markdown.\n",
    "assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "_data/secret.yml": "a: b",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("site")
    return build(project(folder, SITE, markdown_extensions=["admonition"]))


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "404.html",
        "en/index.html",
        "es/index.html",
        "en/404.html",
        "es/404.html",
        "en/faq/index.html",
        "en/faq/category/orders/index.html",
        "en/faq/open/index.html",
        "es/faq/abrir/index.html",
        "en/tracks/one/index.html",
        "en/release-notes/new/index.html",
        "about/index.html",
        "assets/logo.svg",
        "sitemap.xml",
        "en/sitemap.xml",
    ],
)
def test_every_kind_of_page_is_there(built: Built, name: str) -> None:
    assert (built.site / name).is_file()


def test_sources_data_and_theme_internals_are_not_published(built: Built) -> None:
    names = built.files
    leaked = [n for n in names if n.endswith((".yml", ".yaml", ".map")) or n.startswith("_data")]
    assert not leaked
    assert not [n for n in names if "metadata.json" in n or "lunr" in n or n.startswith("messages")]
    assert not [n for n in names if n.startswith("_help-center")]


def test_pages_speak_their_own_language(built: Built) -> None:
    spanish = built.read("es/faq/abrir/index.html")
    assert '<html lang="es"' in spanish
    assert "Preguntas" in spanish
    assert "Questions and answers" not in spanish


def test_the_switcher_links_what_exists_and_nothing_else(built: Built) -> None:
    assert 'href="/es/faq/abrir/"' in built.read("en/faq/open/index.html")
    lonely = built.read("en/tracks/one/index.html")
    assert "/es/tracks" not in lonely


def test_a_track_leads_from_one_article_to_the_next(built: Built) -> None:
    assert "/en/tracks/two/" in built.read("en/tracks/one/index.html")


def test_a_known_issue_shows_its_status_and_the_way_to_the_workaround(built: Built) -> None:
    page = built.read("en/known-issues/broken/index.html")
    assert "Won&#39;t be fixed" in page
    assert 'href="#workaround"' in page


def test_plain_pages_keep_python_markdown_and_get_the_frame(built: Built) -> None:
    page = built.read("about/index.html")
    assert 'class="admonition note"' in page
    assert "hc-" in page


def test_a_root_path_of_the_site_is_in_every_link(tmp_path: Path) -> None:
    site = build(project(tmp_path, SITE, site_url="https://example.com/docs/help/"))
    page = site.read("en/faq/open/index.html")
    assert 'href="/docs/help/es/faq/abrir/"' in page
    assert 'href="/en/' not in page
    assert 'href="https://example.com/docs/help/en/faq/open/"' in page


def test_use_directory_urls_does_not_move_articles(tmp_path: Path) -> None:
    site = build(project(tmp_path, SITE, use_directory_urls=False))
    assert (site.site / "en/faq/open/index.html").is_file()


def test_two_builds_with_the_same_clock_give_the_same_bytes(tmp_path: Path) -> None:
    config = project(tmp_path, SITE, markdown_extensions=["admonition"])
    first = build(config, tmp_path / "one").files
    second = build(config, tmp_path / "two").files
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_rebuild_by_the_same_plugin_instance_gives_the_same_bytes(tmp_path: Path) -> None:
    """As `mkdocs serve` does: MkDocs keeps the instance, so state could leak."""
    from mkdocs.commands import build as mkdocs_build

    path = project(tmp_path, SITE)
    config = load_config(str(path), site_dir=str(tmp_path / "site"))
    snapshots = []
    for _ in range(2):
        mkdocs_build.build(config)
        snapshots.append(Built(tmp_path / "site", []).files)
    assert snapshots[0] == snapshots[1]


def test_a_list_is_complete_over_its_numbered_pages(tmp_path: Path) -> None:
    files = {f"en/faq/q{n}.md": article(title=f"Q{n:02}") for n in range(11)}
    site = build(project(tmp_path, files, {"page_size": 4}))
    pages = ["en/faq/index.html", "en/faq/page/2/index.html", "en/faq/page/3/index.html"]
    for number in range(11):
        assert sum(f'href="/en/faq/q{number}/"' in site.read(page) for page in pages) == 1
    assert "/en/faq/page/2/" in site.read(pages[0])


def test_hidden_articles_are_built_and_named_nowhere_else(tmp_path: Path) -> None:
    files = {
        "en/faq/a/x.md": article(title="Visible"),
        "en/faq/a/y.md": article(title="Zanzibar", hidden="true", createdAt="2026-01-01"),
        "es/faq/a/y.md": article(title="Otro", slugEN="y"),
    }
    site = build(project(tmp_path, files))
    assert 'content="noindex' in site.read("en/faq/y/index.html")
    for name, content in site.files.items():
        if name not in ("en/faq/y/index.html", "_redirects"):
            assert b"Zanzibar" not in content, name
            assert b"/en/faq/y/" not in content, name


def test_problems_do_not_stop_a_build_but_a_strict_one(tmp_path: Path) -> None:
    """Production publishes in spite of a typo; a pull request does not pass with it."""
    files = {**SITE, "en/faq/typo.md": article("Still published.", createdAt="31/12/2026")}
    config = project(tmp_path, files, markdown_extensions=["admonition"])
    site = build(config)
    assert "Still published." in site.read("en/faq/typo/index.html")
    (message,) = [text for text in site.warnings if "typo.md" in text]
    assert message.startswith("content/en/faq/typo.md:3:1: ")
    assert "(date)" in message
    assert "hint: " in message
    with pytest.raises(Abort):
        build(config, strict=True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"localess": ["en"]}, "Did you mean 'locales'?"),
        ({"locales": ["en", "english"]}, "'english' is no language code"),
        ({"page_size": 0}, "not between 1 and 1000"),
        ({"clock": "soon"}, "no ISO 8601 date"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(
    tmp_path: Path, options: dict[str, object], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = configure(tmp_path, options)
    (tmp_path / "content").mkdir()
    with pytest.raises((ConfigurationError, Abort)):
        load_config(str(path))
    assert said in caplog.text


def test_another_theme_is_refused_with_what_to_write(tmp_path: Path) -> None:
    path = project(tmp_path, SITE, theme={"name": "mkdocs"})
    with pytest.raises((ConfigurationError, Abort)):
        build(path)


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_the_same_site_builds_under_mkdocs_and_properdocs(tmp_path: Path, program: str) -> None:
    config = project(tmp_path, SITE, markdown_extensions=["admonition"])
    result = subprocess.run(
        [sys.executable, "-m", program, "build", "--strict", "-f", str(config)],
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert (tmp_path / "site/en/faq/open/index.html").is_file()
    expected = build(config, tmp_path / "expected").files
    assert Built(tmp_path / "site", []).files == expected
