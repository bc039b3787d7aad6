"""Feeds of real content: every item is where it belongs, by a second, plainer reading of the files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from mkdocs_help_center.content.releases import release_type
from mkdocs_help_center.feeds.files import feed_files
from mkdocs_help_center.feeds.settings import FeedSettings
from mkdocs_help_center.pages.help_center import HelpCenter

from .centers import NOW, assembly, problems

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
    for folder, urls in expected.items():
        assert found[folder] == urls, folder
    for folder, urls in found.items():
        section = "/".join(folder.split("/")[:2]) + "/"
        whole = (
            expected[section] if section in expected else expected[folder.partition("/")[0] + "/"]
        )
        assert urls <= whole, folder
    return sum(len(urls) for urls in expected.values())


def test_every_real_release_note_is_in_its_feeds(corpus: Callable[..., Path]) -> None:
    # A limit above their number, since feeds of a type have no archive.
    whole = assembly(corpus("release-notes"), feeds=FeedSettings(limit=1000)).center
    assert assert_every_item_is_where_it_belongs(whole, items_of(dict(feed_files(whole)))) > 1000
    site = assembly(corpus("release-notes")).center
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
    assert feed_files(assembly(corpus("release-notes")).center) == files


@pytest.mark.slow
def test_every_item_of_a_whole_help_center_is_in_its_feeds(corpus: Callable[..., Path]) -> None:
    site = assembly(corpus("help-center"), feeds=FeedSettings(limit=1000)).center
    files = dict(feed_files(site))
    # Known issues have no archive: their live feeds hold the newest only.
    found = items_of({name: data for name, data in files.items() if "known-issues" not in name})
    known = {
        f"https://help.example.com/{a.url}"
        for a in site.catalog.articles
        if a.section == "known-issues"
    }
    for name, data in files.items():
        if "known-issues" in name and name.endswith(".json"):
            urls = {one["url"] for one in json.loads(data)["items"]}
            assert 0 < len(urls) <= 1000
            assert urls <= known
    for locale in ("en", "es", "pt"):
        found[f"{locale}/known-issues/"] = {
            url for url in known if url.startswith(f"https://help.example.com/{locale}/")
        }
    assert assert_every_item_is_where_it_belongs(site, found) > 5000
