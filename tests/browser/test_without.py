"""Without a script, and when styles, scripts or indexes fail or hang: read, browse, filter, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.chromium_driver import close, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOCALES = ("en", "es", "pt")


#: Scripts of one kind of page or one part of it; they come after the one of all pages, or do not.
_PARTS = re.compile(r"/assets/help-center/(?!help-center\.|scheme\.)[^?]+\.js$")


def _fail(pattern: str | re.Pattern[str]) -> Callable[[Any], None]:
    return lambda page: page.route(pattern, lambda route: route.abort())


def _hang(pattern: str | re.Pattern[str]) -> Callable[[Any], None]:
    # A request that is never answered.
    return lambda page: page.route(pattern, lambda route: None)


TROUBLES = {
    "no script": None,
    "scripts fail": _fail("**/*.js"),
    "styles fail": _fail("**/*.css"),
    "modules hang": _hang("**/help-center*.js"),
    "parts fail": _fail(_PARTS),
    "parts hang": _hang(_PARTS),
    "data fails": _fail("**/*.json"),
    "data hangs": _hang("**/*.json"),
    "the index hangs": _hang("**/pagefind/**"),
}


@pytest.fixture(params=TROUBLES)
def page(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    trouble = TROUBLES[request.param]
    context = chromium.new_context(java_script_enabled=trouble is not None)
    page = context.new_page()
    page.set_default_timeout(60_000)
    if trouble is not None:
        trouble(page)
    yield page
    close(context)


def follow(page: Any, link: Any) -> None:
    """Click without waiting for what may hang."""
    href = link.get_attribute("href")
    link.click(no_wait_after=True)
    page.wait_for_url(f"**{href}", wait_until="commit")


def visit(page: Any, url: str) -> None:
    page.goto(url, wait_until="commit")
    page.locator("main h1").wait_for()


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_can_be_read_browsed_and_filtered(
    page: Any, sample_site: Served, locale: str
) -> None:
    visit(page, f"{sample_site.base}/{locale}/")
    follow(page, page.locator(f'main .hc-card__title a[href="/{locale}/known-issues/"]'))
    follow(page, open_filter(page))
    rows = page.locator("[data-list-printed] .hc-row__link")
    expect(rows.first).to_be_visible()
    follow(page, rows.first)
    expect(page.locator("article h1")).to_be_visible()
    assert len(page.locator("article .hc-body").inner_text()) > 100


def open_filter(page: Any) -> Any:
    page.locator(".hc-filter summary").last.click()
    return page.locator(".hc-filter[open] a").first


@pytest.mark.parametrize("locale", LOCALES)
def test_search_is_never_a_dead_box(page: Any, sample_site: Served, locale: str) -> None:
    visit(page, f"{sample_site.base}/{locale}/")
    page.locator("main [type=search]").fill("support")
    page.locator("main .hc-search [type=submit]").first.click(no_wait_after=True)
    page.wait_for_url(f"**/{locale}/search/?q=support", wait_until="commit")
    letters = page.locator(".hc-letters a").first
    # The index may answer; where it does not, the list of everything is there.
    shown = page.locator("[data-search-results] a, .hc-letters a").first
    expect(shown).to_be_visible()
    if letters.is_visible():
        follow(page, letters)
        expect(page.locator("main .hc-links a").first).to_be_visible()


@pytest.mark.parametrize("locale", LOCALES)
def test_support_can_be_written_to(page: Any, sample_site: Served, locale: str) -> None:
    visit(page, f"{sample_site.base}/{locale}/support/contact/brazil/")
    form = page.locator("main form.hc-form")
    assert form.get_attribute("method").lower() == "post"
    page.locator("#f-subject").fill("Boleto 01310-100")
    page.locator("#f-description").fill("We did this, expected that, and this is what happened.")
    page.locator('[name="type"][value="question"]').check()
    # All at once: a script may come and fold away what this request does not need.
    form.locator(":is(input, textarea):visible:not([type=radio], [type=file])").evaluate_all(
        """all => all.filter((one) => !one.value).forEach((one) => {
          one.value = one.type === "email" ? "ana@example.com" : "Ana wants to know how it is done.";
          one.dispatchEvent(new Event("input", { bubbles: true }));
        })"""
    )
    form.locator("[type=submit]").click(no_wait_after=True)
    page.wait_for_url("**/support/contact/thanks/**", wait_until="commit")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_menu_opens_and_leads_on(page: Any, sample_site: Served, locale: str) -> None:
    visit(page, f"{sample_site.base}/{locale}/faq/")
    for path in ("status", "support", "subscribe"):
        expect(page.locator(f'.hc-footer a[href="/{locale}/{path}/"]')).to_be_visible()
    other = LOCALES[(LOCALES.index(locale) + 1) % 3]
    button = page.locator(".hc-languages button")
    button.click()
    follow(page, page.locator(f"#hc-languages a[hreflang^={other}]"))
    expect(page.locator("main h1")).to_be_visible()


def test_a_list_whose_script_hangs_has_no_dead_box(chromium: Any, sample_site: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.clock.install()
    asked: list[Any] = []
    page.route("**/narrow.*.js", lambda route: asked.append(route))
    page.goto(f"{sample_site.base}/es/known-issues/")
    form = page.locator("form[data-list]")
    with page.expect_request("**/narrow.*.js"):
        form.locator("[type=search]").fill("pago")
    page.clock.fast_forward(21_000)
    expect(form).to_be_hidden()
    expect(page.locator(".hc-filters")).to_be_visible()
    # It comes in the end: what was typed holds.
    asked[0].continue_()
    expect(form).to_be_visible()
    expect(form.locator("[type=search]")).to_have_value("pago")
    wait_until(page, "location.search === '?q=pago'")
    close(context)
