"""Feeds of real content: every item is where it belongs, by a second, plainer reading of the files."""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import feedparser
import pytest
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.releases import release_type
from mkdocs_help_center.feeds.files import feed_files
from mkdocs_help_center.feeds.settings import FeedSettings
from mkdocs_help_center.pages.help_center import HelpCenter

from ..conftest import ROOT
from .centers import NOW, assembly, problems


def with_modules(corpus: Path, root: Path) -> Path:
    """The corpus, linked, with the sample's modules and authors beside it."""
    shutil.copytree(corpus, root, copy_function=os.link)
    data = root / "_data"
    data.mkdir(exist_ok=True)
    for name in ("modules.yml", "authors.yml"):
        shutil.copy(ROOT / "content" / "_data" / name, data / name)
    return root


SECTIONS = ("announcements", "release-notes", "blog", "known-issues", "status")


def items_of(files: dict[str, bytes]) -> dict[str, set[str]]:
    """URLs of the items by the feed's folder, its archive included."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, data in files.items():
        if name.endswith("feed.json"):
            folder = name.removesuffix("feed.json").partition("archive/")[0]
            found[folder] |= {one["url"] for one in json.loads(data)["items"]}
    return found


def assert_every_item_is_where_it_belongs(site: HelpCenter, found: dict[str, set[str]]) -> int:
    expected: dict[str, set[str]] = defaultdict(set)
    for article in site.catalog.articles:
        if article.section not in SECTIONS or article.hidden or article.date is None:
            continue
        if article.date > NOW or article.status.name not in ("PUBLISHED", "CHANGED"):
            continue
        url = f"https://help.example.com/{article.url}"
        expected[f"{article.locale}/{article.section}/"].add(url)
        if article.section in ("announcements", "release-notes", "blog"):
            expected[f"{article.locale}/"].add(url)
        if article.section == "release-notes":
            kind = release_type(str(article.meta.get("type", ""))) or "info"
            expected[f"{article.locale}/release-notes/type/{kind}/"].add(url)
        if article.section in ("announcements", "release-notes"):
            for module in site.modules.of(article):
                folder = f"{article.locale}/{article.section}/module/{module.id}/"
                expected[folder].add(url)
    for folder, urls in expected.items():
        assert found[folder] == urls, folder
    for folder, urls in found.items():
        section = "/".join(folder.split("/")[:2]) + "/"
        whole = (
            expected[section] if section in expected else expected[folder.partition("/")[0] + "/"]
        )
        assert urls <= whole, folder
    return sum(len(urls) for urls in expected.values())


@pytest.mark.slow
def test_every_real_release_note_is_in_its_feeds(
    corpus: Callable[..., Path], tmp_path: Path
) -> None:
    root = with_modules(corpus("release-notes"), tmp_path / "content")
    # A limit above their number, since feeds of a type have no archive.
    whole = assembly(root, feeds=FeedSettings(limit=1000)).center
    assert assert_every_item_is_where_it_belongs(whole, items_of(dict(feed_files(whole)))) > 1000
    site = assembly(root).center
    files = dict(feed_files(site))
    assert (
        items_of(files)["en/release-notes/"]
        == items_of(dict(feed_files(whole)))["en/release-notes/"]
    )
    undated = problems(site, "news-date")
    assert {found.path.rpartition("/")[2] for found in undated} == {
        "change-image-on-hover.md",
        "custom-title-standard-page.md",
        "hotjar-first-party-app.md",
        "storefront-language-selector.md",
    }
    assert all(found.line > 1 for found in undated)
    for name, data in files.items():
        if name.endswith(".xml") and "/archive/" not in name:
            parsed = feedparser.parse(data)
            assert not parsed.bozo, name
            titles = [one.title for one in parsed.entries]
            assert len(set(titles)) == len(titles), name
            assert all("<script" not in one.content[0].value for one in parsed.entries)
    assert feed_files(assembly(root).center) == files


@pytest.mark.slow
def test_every_item_of_a_whole_help_center_is_in_its_feeds(
    corpus: Callable[..., Path], tmp_path: Path
) -> None:
    root = with_modules(corpus("help-center"), tmp_path / "content")
    site = assembly(root, feeds=FeedSettings(limit=1000)).center
    files = dict(feed_files(site))
    # Known issues have no archive: their feeds hold those that changed last, and each of them.
    found = items_of({name: data for name, data in files.items() if "known-issues" not in name})
    for locale in ("en", "es", "pt"):
        issues = site.news.published(locale, "known-issues")
        assert len(issues) > 1000
        by_change = sorted(
            issues, key=lambda one: (-site.news.changed(one).timestamp(), one.source)
        )
        assert feed_urls(files, f"{locale}/known-issues/") == urls_of(by_change[:1000])
        assert len(site.modules) > 5
        for module in site.modules:
            own = [one for one in by_change if module in site.news.modules_of(one)]
            if own:
                folder = f"{locale}/known-issues/module/{module.id}/"
                assert feed_urls(files, folder) == urls_of(own[:1000]), folder
        found[f"{locale}/known-issues/"] = set(urls_of(issues))
    assert assert_every_item_is_where_it_belongs(site, found) > 5000


def feed_urls(files: dict[str, bytes], folder: str) -> list[str]:
    return [one["url"] for one in json.loads(files[f"{folder}feed.json"])["items"]]


def urls_of(articles: Sequence[Article]) -> list[str]:
    return [f"https://help.example.com/{article.url}" for article in articles]
