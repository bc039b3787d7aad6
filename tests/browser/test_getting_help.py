"""From a problem to an answer or a ticket: suggestions while typing, and the way to support."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.chromium_driver import close

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: What readers write → the article or known issue that answers it.
PROBLEMS = {
    "en": ("Where is my two-step verification code", "/en/"),
    "es": ("no llega el código para iniciar sesión", "/es/"),
    "pt": ("pedido com pagamento pendente", "/pt/"),
}


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    context.set_default_timeout(60_000)
    yield context.new_page()
    close(context)


@pytest.mark.parametrize("locale", PROBLEMS)
def test_articles_are_offered_while_a_problem_is_described(
    page: Any, sample_site: Served, locale: str
) -> None:
    text, own = PROBLEMS[locale]
    page.goto(f"{sample_site.base}/{locale}/support/contact/")
    sentence = page.locator("[name=subject]")
    sentence.press_sequentially(text, delay=5)
    page.wait_for_selector("[data-suggest-list] a")
    found = page.eval_on_selector_all(
        "[data-suggest-list] a", "all => all.map(one => one.getAttribute('href'))"
    )
    assert 1 <= len(found) <= 5
    assert all(url.startswith(own) for url in found)
    assert page.inner_text("[data-suggest-status]") == ""
    # They stand beside the form, or below the question on a phone, and take nothing away.
    assert sentence.input_value() == text
    page.set_viewport_size({"width": 390, "height": 844})
    box = page.locator("[data-suggest-list]").bounding_box()
    question = page.locator("#f-description").bounding_box()
    region = page.locator("[name=region]").bounding_box()
    assert question["y"] < box["y"] < region["y"]


def test_known_issues_are_among_the_suggestions(page: Any, sample_site: Served) -> None:
    issue = next((sample_site.folder / "en/known-issues").glob("*/index.html"))
    title = issue.read_text("utf-8").partition("<h1>")[2].partition("</h1>")[0]
    page.goto(f"{sample_site.base}/en/support/contact/")
    page.fill("[name=subject]", title)
    page.wait_for_selector(f"[data-suggest-list] a[href='/en/known-issues/{issue.parent.name}/']")


def test_nothing_found_is_said_and_old_answers_leave(page: Any, sample_site: Served) -> None:
    page.goto(f"{sample_site.base}/en/support/contact/")
    page.fill("[name=subject]", "payment pending")
    page.wait_for_selector("[data-suggest-list] a")
    page.fill("[name=subject]", "qqzzxxvv")
    said = page.locator("[data-suggest-status]")
    expect(said).to_have_text("Nothing found that fits.")
    expect(page.locator("[data-suggest-list] a")).to_have_count(0)
    page.fill("[name=subject]", "")
    expect(said).to_contain_text("while you write")


def test_an_incident_that_opened_after_the_build_is_offered(page: Any, sample_site: Served) -> None:
    data = json.loads((sample_site.folder / "pt/status/status.json").read_text("utf-8"))
    data["incidents"] = [
        {"name": "Pagamentos <b>falham</b>", "shortlink": "https://help.example.com/pt/status/x/"}
    ]
    page.route(
        "**/pt/status/status.json", lambda route: route.fulfill(body=json.dumps(data), status=200)
    )
    page.goto(f"{sample_site.base}/pt/support/contact/")
    link = page.locator("[data-suggest-incidents] a")
    assert link.inner_text() == "Pagamentos <b>falham</b>"
    assert link.get_attribute("href") == f"{sample_site.base}/pt/status/x/"


def test_a_search_that_cannot_be_loaded_does_not_stop_a_ticket(
    page: Any, sample_site: Served
) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{sample_site.base}/en/support/contact/")
    page.fill("[name=subject]", "payment pending since yesterday")
    page.wait_for_timeout(800)
    assert "while you write" in page.inner_text("[data-suggest-status]")
    page.click("form[name=support-request] [type=submit]")
    assert page.locator("[data-error]:visible").count() > 3


@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_support_is_one_click_away_from_everywhere(
    page: Any, sample_site: Served, locale: str
) -> None:
    article = next((sample_site.folder / locale / "faq").glob("*/index.html")).parent.name
    for place in ("", f"faq/{article}/", "404.html", "search/?q=qqzzxxvv", "status/", "a-z/"):
        page.goto(f"{sample_site.base}/{locale}/{place}")
        page.wait_for_load_state("networkidle")
        for part in (".hc-header", ".hc-footer"):
            assert page.locator(f"{part} a[href='/{locale}/support/']").count() >= 1, (place, part)
        expect(page.locator(f".hc-footer a[href='/{locale}/services/']"), place).to_have_count(1)
        if place and place not in ("status/", "a-z/"):
            page.locator(".hc-help").scroll_into_view_if_needed()
            assert page.is_visible(f".hc-help a[href^='/{locale}/support/contact/']"), place
