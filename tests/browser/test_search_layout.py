"""What the search page shows while an answer is on its way, and that nothing moves when it comes."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DEVICES, Served
from tests.browser.test_layout import GOOD, WATCH

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("asked", ["pedido", "pagametno", "boleto vencido", "qqzzxxvv"])
def test_results_and_facets_move_nothing(
    chromium: Any, sample_site: Served, device: str, asked: str
) -> None:
    context = chromium.new_context(**DEVICES[device])
    page = context.new_page()
    page.add_init_script(WATCH)

    # What narrows comes after the results, as on a slow line.
    def late(route: Any) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/facets.json", late)
    page.goto(f"{sample_site.base}/pt/search/?q={asked}")
    expect(page.locator("html.asked")).to_have_count(0)
    expect(page.locator("[data-search-status]")).to_contain_text(asked.split()[0])
    page.wait_for_timeout(500)
    assert page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)") <= GOOD
    context.close()


def test_lists_come_back_where_no_answer_comes(chromium: Any, sample_site: Served) -> None:
    """Scripts that hang after the first one must not leave an empty page."""
    page = chromium.new_page()
    page.route(re.compile(r"/help-center\.\w+\.js"), lambda route: None)
    page.goto(f"{sample_site.base}/pt/search/?q=pedido", wait_until="commit")
    expect(page.locator("html.asked")).to_have_count(1)
    expect(page.locator("[data-search-browse]")).to_be_visible()
    page.close()


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
    assert page.locator("[data-search-narrow]").count() == 0
    page.close()
