"""The ten things that readers come for, in three languages, on a desktop and on a phone.

Find by search, find by browsing, switch the language, filter known issues, follow a track, open an old
bookmark, subscribe, write to support, look at the status, land on a page that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEVICES, Served
from tests.chromium_driver import close

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOCALES = ("en", "es", "pt")
QUESTIONS = {"en": "two-step verification", "es": "verificación en dos pasos", "pt": "boleto"}
CANCEL = "canceling-an-order--1woHeVH1LpgMqulnpG75Zq"
SURVEY = "2025-02-18-a-shorter-satisfaction-survey--3MAm6bOXqxVrm9lIL2mDIQ"
BOOKMARKS = {
    "en": ("/faq/support-plans", "/en/faq/how-does-vtex-support-work/"),
    "es": (
        f"/en/announcements/{SURVEY}?locale=es",
        "/es/announcements/2025-02-18-una-encuesta-de-satisfaccion-mas-corta/",
    ),
    "pt": (f"/en/tutorial/{CANCEL}?locale=pt", "/pt/tutorials/cancelar-um-pedido/"),
}


@pytest.fixture(params=DEVICES)
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    """A page that complains about nothing."""
    context = chromium.new_context(**DEVICES[request.param])
    page = context.new_page()
    page.set_default_timeout(60_000)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    yield page
    close(context)
    # The one page that is gone is said to be so.
    assert [text for text in said if "status of 404" not in text] == []


def heading(page: Any) -> str:
    shown = page.locator("main h1")
    expect(shown).to_be_visible()
    return str(shown.text_content()).strip()


def is_phone(page: Any) -> bool:
    return bool(page.viewport_size["width"] < 960)


def go_to(page: Any, path: str) -> None:
    """By the header: on a phone its menu has to be opened."""
    if is_phone(page):
        page.locator(".hc-nav__toggle").click()
    link = page.locator(f'.hc-header a[href="{path}"]')
    if not link.is_visible():
        page.locator('[popovertarget="hc-shelves"]').click()
    link.click()
    page.wait_for_url(f"**{path}")


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_is_found_by_search(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/")
    if is_phone(page):
        page.locator(".hc-header__search").click()
        page.wait_for_url(f"**/{locale}/search/")
    field = page.locator("main [data-search-field]")
    field.fill(QUESTIONS[locale])
    field.press("Enter")
    page.locator("[data-search-results] a").first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    assert heading(page)
    assert page.locator("html").get_attribute("lang").startswith(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_an_answer_is_found_by_browsing(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/")
    go_to(page, f"/{locale}/tutorials/")
    if not page.locator(".hc-categories a").count():  # more than fit above a list are a filter
        page.locator(".hc-filter summary").first.click()
    page.locator(':is(.hc-categories, .hc-filter[open]) a[href*="/category/"]').first.click()
    page.wait_for_url("**/category/**")
    row = page.locator(".hc-row__link").first
    title = row.text_content()
    row.click()
    expect(page.locator("article h1")).to_have_text(title)
    assert page.locator(".hc-breadcrumbs a").count() >= 3


@pytest.mark.parametrize("locale", LOCALES)
def test_the_language_is_switched_on_an_article(
    page: Any, sample_site: Served, locale: str
) -> None:
    other = LOCALES[(LOCALES.index(locale) + 1) % 3]
    page.goto(f"{sample_site.base}/{locale}/faq/")
    page.locator('.hc-row__link:is([href*="brasil"], [href*="brazil"])').click()
    page.wait_for_url("**/faq/*vtex*/")
    first = heading(page)
    page.locator(".hc-languages button").click()
    page.locator(f"#hc-languages a[hreflang^={other}]").click()
    page.wait_for_url(f"**/{other}/faq/*/")
    assert page.locator("html").get_attribute("lang").startswith(other)
    assert heading(page)
    assert first


@pytest.mark.parametrize("locale", LOCALES)
def test_known_issues_are_filtered(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/known-issues/")
    everything = page.locator("[data-list-printed] .hc-row").count()
    # By a link, which is a page of its own …
    page.locator(".hc-filter summary").last.click()
    value = page.locator(".hc-filter[open] a", has=page.locator("text=/\\d/")).first
    shown = int(value.locator(".hc-chip__count").text_content())
    value.click()
    page.wait_for_url("**/known-issues/issue/**")
    assert page.locator("[data-list-printed] .hc-row").count() == shown < everything
    # … and all at once, with the state in the address.
    page.goto(f"{sample_site.base}/{locale}/known-issues/")
    page.locator("[data-narrow-more]").click()
    page.locator("#hc-narrow-issue").select_option(index=1)
    page.locator("#hc-narrow-sort").select_option("title")
    expect(page.locator("[data-list-rows] .hc-row").first).to_be_visible()
    assert "issue=" in page.url
    assert "sort=title" in page.url
    titles = page.locator("[data-list-rows] .hc-row__link").all_text_contents()
    page.reload()
    expect(page.locator("[data-list-rows] .hc-row__link")).to_have_text(titles)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_track_is_followed_to_its_end(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/")
    go_to(page, f"/{locale}/tracks/")
    steps = page.locator(".hc-track li").count()
    page.locator(".hc-track .hc-row__link").first.click()
    seen = [heading(page)]
    for number in range(2, steps + 1):
        page.locator("a.hc-neighbour--next").click()
        expect(page.locator(".hc-article__step progress")).to_have_attribute("value", str(number))
        seen.append(heading(page))
    assert len(set(seen)) == steps == 3
    expect(page.locator("a.hc-neighbour--next")).to_have_count(0)


@pytest.mark.parametrize("locale", LOCALES)
def test_an_old_bookmark_leads_to_the_article(page: Any, sample_site: Served, locale: str) -> None:
    old, new = BOOKMARKS[locale]
    response = page.goto(sample_site.base + old)
    assert response.status == 200
    assert page.url.startswith(sample_site.base + new)
    assert page.locator("html").get_attribute("lang").startswith(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_feed_is_found_and_is_one(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/release-notes/")
    page.locator(f'main a[href="/{locale}/subscribe/"]').first.click()
    page.wait_for_url("**/subscribe/")
    address = page.locator('main a[href$="/feed.xml"]').first.get_attribute("href")
    answer = page.request.get(sample_site.base + urlsplit(address).path)
    assert answer.headers["content-type"].startswith("application/rss+xml")
    assert b"<item>" in answer.body()


@pytest.mark.parametrize("locale", LOCALES)
def test_support_is_written_to(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/faq/")
    page.locator(".hc-row__link").first.click()
    page.locator("[data-help-contact]").click()
    page.wait_for_url("**/support/contact/**")
    send = page.locator("main form.hc-form [type=submit]")
    send.click()
    error = page.locator("#f-subject-error")
    expect(error).to_be_visible()
    page.locator("#f-subject").fill("Boleto 01310-100")
    page.locator("#f-description").fill("We did this, expected that, and this is what happened.")
    if page.locator("select#f-region").count():
        page.locator("#f-region").select_option("brazil")
    page.locator('[name="type"][value="question"]').check()
    for field in page.locator("main form.hc-form :is(input, textarea):visible").all():
        kind = field.get_attribute("type")
        if kind not in ("radio", "file") and not field.input_value():
            field.fill(
                "ana@example.com" if kind == "email" else "Ana wants to know how this is done."
            )
    send.click()
    page.wait_for_url("**/support/contact/thanks/**")
    assert heading(page)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_status_is_seen_at_once(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/")
    sentence = page.locator("[data-status-text]").text_content()
    page.locator(".hc-statusline a").click()
    page.wait_for_url(f"**/{locale}/status/")
    assert sentence.strip() in page.locator("[data-status-sentence]").text_content()
    page.locator(".hc-incident__title a").first.click()
    expect(page.locator(".hc-updates li, article h1").first).to_be_visible()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_that_is_gone_has_ways_on(page: Any, sample_site: Served, locale: str) -> None:
    response = page.goto(f"{sample_site.base}/{locale}/faq/vtex-suport/")
    assert response.status == 404
    assert page.locator("html").get_attribute("lang").startswith(locale)
    # The nearest articles by the words of the address, then the search field.
    expect(page.locator("#hc-nearest a").first).to_be_visible()
    page.locator("main [data-search-field]").fill(QUESTIONS[locale])
    page.locator("main .hc-search [type=submit]").click()
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
