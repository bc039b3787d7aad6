"""What readers come for, on a desktop and on a phone, by mouse, by keys, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.chromium_driver import close

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DEVICES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
QUESTIONS = {"en": "password reset", "es": "contraseña correo", "pt": "senha e-mail"}


@pytest.fixture(params=DEVICES)
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(**DEVICES[request.param])
    yield context.new_page()
    close(context)


@pytest.fixture
def plain_page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    close(context)


@pytest.mark.parametrize("locale", QUESTIONS)
def test_a_reader_finds_an_article_by_search_from_the_front_page(
    page: Any, sample_site: Served, locale: str
) -> None:
    page.goto(f"{sample_site.base}/{locale}/")
    field = page.locator(".hc-hero [data-search-field]")
    field.fill(QUESTIONS[locale])
    page.locator(".hc-hero .hc-found [role=option]").first.wait_for()
    field.press("Enter")
    page.locator("[data-search-results] a").first.click()
    page.wait_for_load_state()
    expect(page.locator("article h1")).to_be_visible()
    assert f"/{locale}/" in page.url


def test_keys_alone_open_the_search_walk_its_results_and_leave_it(
    chromium: Any, sample_site: Served
) -> None:
    page = chromium.new_page()
    page.goto(f"{sample_site.base}/pt/faq/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('[data-search-field]')")
    page.keyboard.type("pedido")
    page.locator(".hc-found [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator('.hc-found a[aria-selected="true"]').get_attribute("href")
    page.keyboard.press("Escape")
    expect(page.locator(".hc-found")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chosen}")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.matches('[data-search-field]')")
    close(page)


def test_a_misspelled_word_is_corrected_and_accents_do_not_matter(
    page: Any, sample_site: Served
) -> None:
    page.goto(f"{sample_site.base}/pt/search/?q=pagametno")
    page.locator("[data-search-notes] a").wait_for()
    page.goto(f"{sample_site.base}/pt/search/?q=promocao")
    page.locator("[data-search-results] a").first.wait_for()
    without = page.locator("[data-search-results] a").all_text_contents()
    page.goto(f"{sample_site.base}/pt/search/?q=promo%C3%A7%C3%A3o")
    page.locator("[data-search-results] a").first.wait_for()
    assert page.locator("[data-search-results] a").all_text_contents() == without


def test_a_search_without_result_offers_spelling_languages_and_lists(
    page: Any, sample_site: Served
) -> None:
    page.goto(f"{sample_site.base}/es/search/?q=qqzzxxvv")
    page.locator("[data-search-others] a").first.wait_for()
    expect(page.locator("[data-search-others] a")).to_have_count(2)
    expect(page.locator("[data-search-browse]")).to_be_visible()


def test_facets_narrow_a_search_and_stay_in_the_address(page: Any, sample_site: Served) -> None:
    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    page.locator("[data-search-narrow]").wait_for()
    # On a phone the facets are folded.
    if page.locator("[data-search-narrow]:not([open])").count():
        page.locator("[data-search-narrow] > summary").click()
    page.locator(".hc-facet__value").first.click()
    page.wait_for_url("**type=**")
    page.locator(".hc-facet input:checked").wait_for()
    # The count may come a moment after the address.
    page.wait_for_timeout(1000)
    status = page.locator("[data-search-status]").text_content()
    assert status
    page.reload()
    page.locator(".hc-facet input:checked").wait_for()
    expect(page.locator("[data-search-status]")).to_have_text(status)


def test_a_reader_browses_from_the_front_page_to_an_article(page: Any, sample_site: Served) -> None:
    page.goto(f"{sample_site.base}/pt/")
    page.locator(".hc-card__title a").first.click()
    page.wait_for_load_state()
    page.locator(".hc-row__link").first.click()
    page.wait_for_load_state()
    expect(page.locator("article h1")).to_be_visible()


def test_known_issues_are_narrowed_sorted_and_searched_with_the_state_in_the_address(
    page: Any, sample_site: Served
) -> None:
    page.goto(f"{sample_site.base}/pt/known-issues/?issue=backlog&sort=title")
    expect(page.locator(".hc-narrow [role=status]")).not_to_be_empty()
    rows = page.locator("[data-list-rows] .hc-row")
    count = rows.count()
    assert count >= 1
    assert page.locator("#hc-narrow-issue").input_value() == "backlog"
    page.locator("#hc-narrow-q").fill("zzzzqq")
    expect(rows).to_have_count(0)
    assert "q=zzzzqq" in page.url


def test_a_reader_switches_the_language_of_an_article(page: Any, sample_site: Served) -> None:
    path = next((sample_site.folder / "pt" / "tutorials").glob("*/index.html"))
    page.goto(f"{sample_site.base}/pt/tutorials/{path.parent.name}/")
    page.locator(".hc-languages button").click()
    link = page.locator("#hc-languages a[hreflang=en], #hc-languages a[hreflang=es]").first
    link.click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") in ("en", "es")
    expect(page.locator("article h1")).to_be_visible()


def test_a_track_is_followed_step_by_step(page: Any, sample_site: Served) -> None:
    steps = sorted((sample_site.folder / "pt" / "tracks").glob("*/index.html"))
    firsts = [p for p in steps if 'rel="next"' in p.read_text() and "<article" in p.read_text()]
    page.goto(f"{sample_site.base}/pt/tracks/{firsts[0].parent.name}/")
    before = page.url
    page.locator("a.hc-neighbour--next").click()
    page.wait_for_load_state()
    assert page.url != before
    expect(page.locator(".hc-article__step")).to_be_visible()


def test_a_reader_reaches_feeds_status_and_support_from_the_footer(
    page: Any, sample_site: Served
) -> None:
    for part in ("/status/", "/subscribe/", "/support/"):
        page.goto(f"{sample_site.base}/pt/")
        page.locator(f'.hc-footer a[href*="{part}"]').first.click()
        page.wait_for_load_state()
        assert part in page.url
        expect(page.locator("h1").first).to_be_visible()


def test_a_missing_page_answers_404_in_the_readers_language_with_ways_on(
    page: Any, sample_site: Served
) -> None:
    response = page.goto(f"{sample_site.base}/es/faq/no-existe/")
    assert response.status == 404
    assert page.locator("html").get_attribute("lang") == "es"
    expect(page.locator("main [data-search-field]")).to_be_visible()


def test_without_a_script_search_leads_to_a_list_of_everything(
    plain_page: Any, sample_site: Served
) -> None:
    plain_page.goto(f"{sample_site.base}/pt/")
    plain_page.locator(".hc-hero [type=search]").fill("pedido")
    plain_page.locator(".hc-hero [type=submit]").click()
    plain_page.locator(".hc-letters a").first.click()
    plain_page.locator("main .hc-links a").first.click()
    expect(plain_page.locator("article h1")).to_be_visible()


def test_without_a_script_a_list_is_narrowed_by_its_links(
    plain_page: Any, sample_site: Served
) -> None:
    plain_page.goto(f"{sample_site.base}/pt/known-issues/")
    plain_page.locator(".hc-filter summary").last.click()
    plain_page.locator(".hc-filter[open] a").first.click()
    assert plain_page.url.count("/") > 5
    assert plain_page.locator(".hc-row").count() >= 1


def test_when_the_index_does_not_answer_the_lists_stay(page: Any, sample_site: Served) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    expect(page.locator("[data-search-status]")).not_to_be_empty()
    expect(page.locator("[data-search-browse]")).to_be_visible()
