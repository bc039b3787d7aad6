"""Feeds and pages of a module survive its new name, and its becoming several."""

import json
from pathlib import Path

from lxml import etree
from mkdocs_help_center.feeds.files import feed_files
from mkdocs_help_center.feeds.headers import feed_headers

from .centers import center, note

SPLIT = """\
- id: cart
  name: {en: Cart}
  formerIds: [shopping]
- id: payments
  name: {en: Payments}
  formerIds: [shopping, gateway, ../../escape, Old Name]
"""
FILES: dict[str, str | bytes] = {
    "_data/modules.yml": SPLIT,
    "en/release-notes/a.md": note("A", day="2026-10-01", module="cart", version="1.0.0"),
    "en/release-notes/b.md": note("B", day="2026-10-02", module="payments", version="2.0.0"),
}


def items(files: dict[str, bytes], name: str) -> dict[str, str]:
    return {one["title"]: one["id"] for one in json.loads(files[name])["items"]}


def test_a_renamed_modules_feed_goes_on_with_the_same_items(tmp_path: Path) -> None:
    files = dict(feed_files(center(tmp_path, FILES)))
    for folder in ("en/release-notes/module", "en/releases"):
        old = items(files, f"{folder}/gateway/feed.json")
        assert old == items(files, f"{folder}/payments/feed.json")
        assert list(old) == ["B"]


def test_what_was_never_an_address_gets_none(tmp_path: Path) -> None:
    files = feed_files(center(tmp_path, FILES))
    assert not [name for name in files if "escape" in name or "Old" in name or ".." in name]


def test_a_split_modules_feed_has_what_all_its_parts_have(tmp_path: Path) -> None:
    files = dict(feed_files(center(tmp_path, FILES)))
    assert list(items(files, "en/release-notes/module/shopping/feed.json")) == ["B", "A"]
    feed = etree.fromstring(files["en/release-notes/module/shopping/feed.xml"])
    assert "Cart, Payments" in feed.findtext("channel/title", "")


def test_no_list_of_feeds_offers_a_former_one_and_hosts_name_its_type(tmp_path: Path) -> None:
    site = center(tmp_path, FILES)
    assert b"gateway" not in feed_files(site)["en/feeds.opml"]
    page = site.page_at("en/subscribe/")
    assert page
    assert "gateway" not in str(page.build())
    assert "/en/release-notes/module/gateway/feed.xml" in feed_headers(site)


def test_pages_at_former_ids_lead_to_the_module_or_to_all(tmp_path: Path) -> None:
    table = center(tmp_path, FILES).redirects
    led = {rule.source: rule.target for rule in table.redirects}
    assert led["/en/release-notes/module/gateway/"] == "/en/release-notes/module/payments/"
    assert led["/en/releases/gateway/"] == "/en/releases/payments/"
    assert led["/en/release-notes/module/shopping/"] == "/en/release-notes/"
    assert led["/en/releases/shopping/"] == "/en/releases/"
    assert not [one for one in table.problems if "shopping" in one.message]
