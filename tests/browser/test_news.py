"""What readers of news do in a browser: narrow, link, dismiss, subscribe."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import CONFIG, Served, build_site
from tests.browser.static_host import serve
from tests.chromium_driver import close
from tests.content.sites import write
from tests.feeds.centers import DATA, note

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TYPES = ("added", "fixed", "improved")
FILES: dict[str, str | bytes] = {
    **DATA,
    **{
        f"en/release-notes/n{number}.md": note(
            f"Note {number}",
            day=f"2026-0{number + 1}-01",
            id=f"id-{number}",
            type=TYPES[number % 3],
            module="checkout" if number % 2 else "payments",
        )
        for number in range(8)
    },
    "en/announcements/bar.md": note(
        "Read this", day="2026-11-01", contentType="announcement", highlight="true"
    ),
    "en/announcements/soon.md": note("Soon", day="2026-12-24", contentType="announcement"),
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    content = write(tmp_path_factory.mktemp("content"), FILES)
    config = CONFIG + "      page_size: 3\n      search: false\n"
    site = build_site(tmp_path_factory.mktemp("news"), content, config)
    with serve(site) as (base, sent):
        yield Served(site, base, sent)


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    close(context)


@pytest.fixture
def plain_page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    close(context)


def test_filters_are_combined_in_the_address(page: Any, news: Served) -> None:
    page.goto(f"{news.base}/en/release-notes/?type=fixed&module=checkout")
    rows = page.locator("[data-list-rows] .hc-row__link")
    expect(rows).to_have_text(["Note 7", "Note 1"])
    expect(page.locator(".hc-timeline")).not_to_be_visible()
    page.locator("#hc-narrow-module").select_option("payments")
    expect(rows).to_have_text(["Note 4"])
    assert page.url.endswith("/en/release-notes/?type=fixed&module=payments")
    page.reload()
    expect(rows).to_have_text(["Note 4"])
    page.locator("#hc-narrow-type").select_option("")
    page.locator("#hc-narrow-module").select_option("")
    expect(page.locator(".hc-timeline")).to_be_visible()
    assert page.url.endswith("/en/release-notes/")


def test_a_short_timeline_is_not_crowded_by_a_form(page: Any, news: Served) -> None:
    page.goto(f"{news.base}/en/release-notes/")
    expect(page.locator("form[data-list]")).not_to_be_visible()


def test_a_page_that_is_narrowed_already_is_narrowed_further(page: Any, news: Served) -> None:
    page.goto(f"{news.base}/en/release-notes/type/fixed/?module=checkout")
    expect(page.locator("[data-list-rows] .hc-row__link")).to_have_text(["Note 7", "Note 1"])


def test_without_a_script_each_filter_is_a_page(plain_page: Any, news: Served) -> None:
    plain_page.goto(f"{news.base}/en/release-notes/")
    expect(plain_page.locator("form[data-list]")).not_to_be_visible()
    plain_page.locator(".hc-filter summary", has_text="Type").click()
    plain_page.locator(".hc-filter__values a", has_text="Fixed").click()
    assert plain_page.url.endswith("/en/release-notes/type/fixed/")
    titles = plain_page.locator(".hc-timeline .hc-entry__title")
    expect(titles).to_have_text(["Note 7", "Note 4", "Note 1"])


def test_a_link_to_an_entry_leads_to_it_whichever_page_it_is_on_by_now(
    page: Any, news: Served
) -> None:
    page.goto(f"{news.base}/en/release-notes/page/3/")
    last = page.locator(".hc-entry").last
    href = last.locator(".hc-row__date a").get_attribute("href")
    assert href == f"#{last.get_attribute('id')}"
    # When it was new, it was on the first page, and that is where links to it lead.
    page.goto(f"{news.base}/en/release-notes/{href}")
    page.wait_for_url(f"{news.base}/en/release-notes/page/3/{href}")
    expect(page.locator(".hc-entry:target .hc-entry__title")).to_have_text("Note 0")
    page.goto(f"{news.base}/en/release-notes/#n-nowhere")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/en/release-notes/#n-nowhere")


def test_the_line_above_every_page_stays_away_once_it_is_dismissed(page: Any, news: Served) -> None:
    page.goto(f"{news.base}/en/")
    bar = page.locator("[data-bar^=news-]")
    expect(bar).to_be_visible()
    bar.locator("[data-dismiss]").click()
    expect(bar).to_be_hidden()
    page.goto(f"{news.base}/en/release-notes/")
    expect(page.locator("[data-bar^=news-]")).to_be_hidden()


def test_an_address_is_copied_and_is_that_of_a_feed(page: Any, news: Served) -> None:
    page.goto(f"{news.base}/en/subscribe/")
    button = page.locator("[data-copy-url$='/en/release-notes/feed.xml']")
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "http://127.0.0.1/en/release-notes/feed.xml"
    expect(button).to_contain_text("Copy address")


def test_an_admin_panel_on_another_host_may_read_a_json_feed(
    page: Any, news: Served, tmp_path: Path
) -> None:
    """From another origin: browsers keep back what has no CORS header."""
    (tmp_path / "index.html").write_text("<p>Panel")
    read = "async (url) => { const answer = await fetch(url); return answer.text(); }"
    with serve(tmp_path) as (panel, _):
        page.goto(f"{panel}/")
        text = page.evaluate(read, f"{news.base}/en/release-notes/feed.json")
        with pytest.raises(Exception, match="Failed to fetch"):
            page.evaluate(read, f"{news.base}/en/release-notes/feed.xml")
    assert len(json.loads(text)["items"]) == 8
    with urllib.request.urlopen(f"{news.base}/en/release-notes/feed.json") as answer:
        assert answer.headers["Content-Type"].startswith("application/feed+json")


def test_what_is_to_come_is_announced_and_in_no_feed(plain_page: Any, news: Served) -> None:
    plain_page.goto(f"{news.base}/en/announcements/")
    expect(plain_page.locator(".hc-upcoming .hc-entry__title")).to_have_text("Soon")
    for file in Path(news.folder).rglob("feed.json"):
        assert "Soon" not in file.read_text(encoding="utf-8")
