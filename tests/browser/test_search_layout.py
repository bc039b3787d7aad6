"""What the search page shows while an answer is on its way, and that nothing moves when it comes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEVICES, Served
from tests.browser.test_layout import GOOD, WATCH, delay
from tests.chromium_driver import close, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("asked", ["pedido", "pagametno", "boleto vencido", "qqzzxxvv"])
def test_results_and_facets_move_nothing(
    chromium: Any, sample_site: Served, device: str, asked: str
) -> None:
    context = chromium.new_context(**DEVICES[device])
    page = context.new_page()
    page.add_init_script(WATCH)
    # What narrows comes after the results.
    delay(page, "**/facets.json")
    page.goto(f"{sample_site.base}/pt/search/?q={asked}")
    expect(page.locator("html.asked")).to_have_count(0)
    expect(page.locator("[data-search-status]")).to_contain_text(asked.split()[0])
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)") <= GOOD
    close(context)


@pytest.mark.parametrize("device", DEVICES)
def test_results_stay_under_the_finger_while_facets_come(
    chromium: Any, sample_site: Served, device: str
) -> None:
    """What is typed on the page itself: its first results came without room for what narrows them."""
    context = chromium.new_context(**DEVICES[device])
    page = context.new_page()
    held: list[Any] = []
    page.route("**/facets.json", lambda route: held.append(route))
    page.goto(f"{sample_site.base}/pt/search/")
    page.locator("main [data-search-field]").fill("pedido")
    first = page.locator("[data-search-results] a").first
    expect(first).to_be_visible()
    before = first.bounding_box()
    wait_until(page, "document.querySelector('[data-search-narrow]').checkVisibility()")
    expect(page.locator("[data-search-narrow]")).not_to_be_visible()
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("[data-search-narrow]")).to_be_visible()
    expect(page.locator("[data-search-facets] input")).not_to_have_count(0)
    assert first.bounding_box() == before
    close(context)


def test_lists_come_back_where_no_answer_comes(chromium: Any, sample_site: Served) -> None:
    """Scripts that hang after the first one must not leave an empty page."""
    page = chromium.new_page()
    page.route(re.compile(r"/help-center\.\w+\.js"), lambda route: None)
    page.goto(f"{sample_site.base}/pt/search/?q=pedido", wait_until="commit")
    expect(page.locator("html.asked")).to_have_count(1)
    expect(page.locator("[data-search-browse]")).to_be_visible()
    close(page)


def test_a_page_without_facets_of_its_own_still_finds(chromium: Any, sample_site: Served) -> None:
    page = chromium.new_page()

    def without(route: Any) -> None:
        html = route.fetch().text()
        route.fulfill(
            body=re.sub(r"<details.*?data-search-narrow.*?</details>", "", html, flags=re.S)
        )

    page.route("**/pt/search/?q=*", without)
    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    expect(page.locator("[data-search-results] a").first).to_be_visible()
    expect(page.locator("[data-search-narrow]")).to_have_count(0)
    close(page)


def test_an_index_that_is_still_being_made_is_waited_for(
    chromium: Any, sample_site: Served
) -> None:
    """As the preview answers while it indexes; the contact page offers what it then finds."""
    page = chromium.new_page()
    asked: dict[str, int] = {}

    def soon(route: Any) -> None:
        path = route.request.url.partition("/search/")[2]
        asked[path] = asked.get(path, 0) + 1
        if asked[path] > 1 or "again" in path:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "1"})

    page.route(re.compile(r"/en/search/(search\.json|pagefind/pagefind\.js)"), soon)
    page.goto(f"{sample_site.base}/en/support/contact/")
    page.locator("[name=subject]").fill("two-step verification code")
    expect(page.locator("[data-suggest-list] a").first).to_be_visible()
    assert asked["search.json"] == 2
    close(page)


def test_suggestions_are_asked_for_again_after_a_search_that_failed(
    chromium: Any, sample_site: Served
) -> None:
    page = chromium.new_page()
    page.route("**/en/search/search.json", lambda route: route.fulfill(status=500))
    page.goto(f"{sample_site.base}/en/support/contact/")
    with page.expect_response("**/en/search/search.json"):
        page.locator("[name=subject]").fill("two-step verification")
    expect(page.locator("[data-suggest-status]")).not_to_be_empty()
    page.wait_for_timeout(500)
    page.unroute("**/en/search/search.json")
    page.locator("[name=subject]").press_sequentially(" code")
    expect(page.locator("[data-suggest-list] a").first).to_be_visible()
    close(page)
