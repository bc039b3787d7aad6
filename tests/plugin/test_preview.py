"""A deploy preview shows drafts and what changed, and is never indexed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ..content.sites import article, write
from .builds import Built, build, project

FILES = {
    "en/faq/a.md": article(title="Old question", slugEN="a"),
    "en/faq/b.md": article(title="Untouched", slugEN="b"),
    "es/faq/a.md": article(title="Pregunta vieja", slugEN="a"),
    "en/faq/draft.md": article(title="Half written", status="DRAFT"),
}


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("preview")
    config = project(folder, FILES, {"preview": True, "changed_since": "HEAD"})
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    write(folder / "content", {"es/faq/a.md": article(title="Pregunta nueva", slugEN="a")})
    return build(config)


def test_drafts_are_built_and_marked(preview: Built) -> None:
    page = preview.read("en/faq/draft/index.html")
    assert "This is a draft" in page


def test_drafts_are_in_no_list(preview: Built) -> None:
    assert "Half written" not in preview.read("en/faq/index.html")


def test_changed_articles_are_listed_in_every_language(preview: Built) -> None:
    for locale in ("en", "es"):
        page = preview.read(f"{locale}/changes/index.html")
        assert "/es/faq/a/" in page
        assert "Untouched" not in page


def test_every_page_says_noindex_and_there_are_no_sitemaps(preview: Built) -> None:
    for name, content in preview.files.items():
        if name.endswith(".html"):
            assert b'<meta name="robots" content="noindex' in content, name
    assert not [name for name in preview.files if "sitemap" in name]
    assert not [name for name in preview.files if name.endswith(("feed.xml", "feed.json"))]


def test_every_page_says_that_it_is_a_preview(preview: Built) -> None:
    assert "Preview: not the published site." in preview.read("en/faq/a/index.html")
    assert "Vista previa" in preview.read("es/faq/a/index.html")
    assert 'href="/es/changes/"' in preview.read("es/faq/a/index.html")


def test_a_new_note_that_is_dated_before_the_live_feed_is_a_warning(tmp_path: Path) -> None:
    """A pull request adds it: nobody who subscribes would see it. Those that were there are history."""
    files = {
        f"en/release-notes/n{day}.md": article(type="fixed", createdAt=f"2026-10-0{day}")
        for day in range(1, 5)
    }
    options = {"preview": True, "changed_since": "HEAD", "feeds": {"limit": 2}}
    config = project(tmp_path, files, options, site_url="https://help.example.com/")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        git(tmp_path, *command)
    added = {"en/release-notes/new.md": article(type="fixed", createdAt="2019-01-01")}
    write(tmp_path / "content", added)
    git(tmp_path, "add", "-A")
    found = [text for text in build(config).warnings if "late-news" in text]
    assert len(found) == 1
    assert found[0].startswith("content/en/release-notes/new.md:")


def test_a_published_build_has_neither_drafts_nor_changes(tmp_path: Path) -> None:
    built = build(project(tmp_path, FILES))
    assert not [name for name in built.files if "draft" in name or "changes/" in name]
    assert "Preview:" not in built.read("en/faq/a/index.html")


def test_a_revision_that_git_does_not_know_lists_nothing(tmp_path: Path) -> None:
    options = {"preview": True, "changed_since": "--output=/tmp/x"}
    built = build(project(tmp_path, FILES, options))
    assert (built.site / "en/faq/a/index.html").is_file()
    assert not (built.site / "en/changes").exists()
