"""No violation of WCAG 2.2 AA in any state that a page can be brought to, in each language and scheme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.accessibility import broken_rules
from tests.browser.conftest import DEVICES, Served
from tests.chromium_driver import close, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _open_shelves(page: Any) -> None:
    page.locator('[popovertarget="hc-shelves"]').click()


def _open_languages(page: Any) -> None:
    page.locator(".hc-languages button").click()


def _open_menu(page: Any) -> None:
    page.locator(".hc-nav__toggle").click()


def _open_filter(page: Any) -> None:
    page.locator(".hc-filter summary").first.click()


def _narrow(page: Any) -> None:
    page.locator("[data-narrow-more]").click()
    page.locator("#hc-narrow-issue").select_option(index=1)
    page.locator("[data-list-rows] .hc-row").first.wait_for()


def _narrow_to_nothing(page: Any) -> None:
    page.locator("#hc-narrow-q").fill("zzzzqq")
    page.locator(".hc-narrow__status:not(:empty)").wait_for()


def _search(page: Any) -> None:
    page.locator("main [data-search-field]").fill("support")
    page.locator(".hc-found [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def _send_empty(page: Any) -> None:
    page.locator("main form.hc-form [type=submit]").click()
    page.locator("[data-error]:visible").first.wait_for()


def _enlarge(page: Any) -> None:
    # Before its script is there the link leads to the image. The page has asked for the script first, and
    # has taken over when this is answered.
    of_lightbox = (
        "performance.getEntriesByType('resource').find((one) => /lightbox/.test(one.name))"
    )
    wait_until(page, f"{of_lightbox} !== undefined")
    page.evaluate(f"import({of_lightbox}.name).then(() => null)")
    page.locator(".hc-lightbox").first.click()
    page.locator(".hc-zoom[open] img").wait_for()


def _open_contents(page: Any) -> None:
    page.locator(".hc-contents summary").click()


def _judge(page: Any) -> None:
    page.locator('.hc-feedback input[value="no"]').check()
    page.locator(".hc-feedback__reasons").wait_for()


def _results(page: Any) -> None:
    page.locator("[data-search-results] a").first.wait_for()
    page.locator("[data-search-narrow]").wait_for()
    if page.locator("[data-search-narrow]:not([open])").count():
        page.locator("[data-search-narrow] > summary").click()
    page.locator("[data-facet]").first.wait_for()


def _results_of_one_type(page: Any) -> None:
    _results(page)
    page.locator(".hc-facet__value").first.click()
    page.locator(".hc-facet input:checked").wait_for()
    page.locator("[data-search-results]:not([aria-busy])").wait_for()


def _corrected(page: Any) -> None:
    page.locator("[data-search-notes] a").wait_for()


def _nothing_found(page: Any) -> None:
    page.locator("[data-search-empty] a").first.wait_for()


def _nothing_while_typing(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("qqzzxxvv")
    page.locator(".hc-found__all a").wait_for()


ARTICLE = {
    "en": "faq/how-does-vtex-support-work/",
    "es": "faq/como-funciona-el-soporte-de-vtex/",
    "pt": "faq/como-funciona-o-suporte-da-vtex/",
}
STATES: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "menu of sections": ("desktop", "faq/", _open_shelves),
    "menu of languages": ("desktop", "faq/", _open_languages),
    "menu on a phone": ("phone", "faq/", _open_menu),
    "filter": ("desktop", "known-issues/", _open_filter),
    "sheet of a filter": ("phone", "known-issues/", _open_filter),
    "narrowed list": ("desktop", "known-issues/", _narrow),
    "narrowed to nothing": ("phone", "known-issues/", _narrow_to_nothing),
    "results while typing": ("desktop", "", _search),
    "nothing while typing": ("desktop", "faq/", _nothing_while_typing),
    "results and facets": ("desktop", "search/?q=checkout", _results),
    "results and facets on a phone": ("phone", "search/?q=checkout", _results),
    "results of one type": ("desktop", "search/?q=checkout", _results_of_one_type),
    "a word corrected": ("desktop", "search/?q=chekcout", _corrected),
    "nothing found": ("desktop", "search/?q=qqzzxxvv", _nothing_found),
    "nothing found on a phone": ("phone", "search/?q=qqzzxxvv", _nothing_found),
    "errors of a form": ("desktop", "support/contact/", _send_empty),
    "errors on a phone": ("phone", "support/contact/", _send_empty),
    "image opened": ("desktop", "ARTICLE", _enlarge),
    "contents on a phone": ("phone", "ARTICLE", _open_contents),
    "article judged": ("desktop", "ARTICLE", _judge),
}


@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_no_state_breaks_wcag(chromium: Any, sample_site: Served, locale: str) -> None:
    found: list[str] = []
    contexts = {name: chromium.new_context(**device) for name, device in DEVICES.items()}
    for state, (device, path, act) in STATES.items():
        page = contexts[device].new_page()
        page.set_default_timeout(60_000)
        place = ARTICLE[locale] if path == "ARTICLE" else path
        page.goto(f"{sample_site.base}/{locale}/{place}")
        act(page)
        found += [f"{state} {one}" for one in broken_rules(page)]
        close(page)
    for context in contexts.values():
        close(context)
    assert found == []
