"""Every real corpus builds whole: each article has its page, its words and a way to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs_help_center.content.load import Content, ContentSettings, load_content

from ..plugin.builds import Built, build, configure
from .reading import article_words, reachable, source_words, words_in_order

SLOW = pytest.mark.slow
CORPORA = [
    "hard-cases",
    "release-notes",
    pytest.param("known-issues", marks=SLOW),
    pytest.param("help-center", marks=SLOW),
]
#: Markdown files of each corpus, known from its README; release-notes has one more without extension.
FILES = {"hard-cases": 48, "release-notes": 406, "known-issues": 6038, "help-center": 12207}


@dataclass(frozen=True)
class Corpus:
    """A corpus, read and built."""

    name: str
    content: Content
    built: Built


@pytest.fixture(scope="module", params=CORPORA)
def built(
    request: pytest.FixtureRequest,
    corpus: Callable[..., Path],
    hard_cases: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Corpus:
    name: str = request.param
    folder = tmp_path_factory.mktemp(name)
    root = hard_cases if name == "hard-cases" else corpus(name)
    config = configure(folder, {}, docs_dir=str(root))
    return Corpus(name, load_content(ContentSettings(root)), build(config))


def test_the_counts_add_up(built: Corpus) -> None:
    """Every file is an article with a page, or has a problem that says why it has none."""
    content = built.content
    catalog = content.catalog
    articles = len(catalog.articles)
    without_page = {p.path for p in content.problems if p.check == "not-published"}
    markdown = list(content.settings.root.rglob("*.md"))
    assert len(markdown) == FILES[built.name]
    plain = len(content.pages)
    assert articles + len(catalog.unpublished) + plain == len(markdown)
    assert without_page == {article.path for article in catalog.unpublished}
    assert len({article.url for article in catalog.articles}) == articles


def test_every_published_article_has_its_page(built: Corpus) -> None:
    missing = [
        article.source
        for article in built.content.catalog.articles
        if not (built.built.site / article.url / "index.html").is_file()
    ]
    assert missing == []


def test_every_article_shows_its_words_in_order(built: Corpus) -> None:
    """At least 99.5 % of the words that GitHub's renderer shows for the body are in `<article>`."""
    lacking = []
    for article in built.content.catalog.articles:
        wanted = source_words(article.body)
        shown = article_words(built.built.read(f"{article.url}index.html"))
        found = words_in_order(wanted, shown)
        if found < 0.995 * len(wanted):
            lacking.append((article.source, found, len(wanted)))
    assert lacking == []


def test_every_listed_article_is_reached_by_links_from_its_home(built: Corpus) -> None:
    catalog = built.content.catalog
    for locale in catalog.locales:
        reached = reachable(built.built.site, f"/{locale.code}/")
        lost = [
            article.source
            for article in catalog.articles
            if article.locale == locale.code
            and not article.hidden
            and f"/{article.url}" not in reached
        ]
        assert lost == []


def test_every_file_without_extension_or_reading_is_reported(built: Corpus) -> None:
    if built.name != "release-notes":
        pytest.skip("only this corpus has such a file")
    problems = [p for p in built.content.problems if p.check == "file-extension"]
    assert [p.path for p in problems] == [
        "content/release-notes/endpoint-renamed-and-updated-get-sellers-by-region"
    ]
