"""Search in hostile hands, on bad days, and in every state of its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.browser.test_layout import delay
from tests.chromium_driver import close, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: The script of the search page, which is loaded when the page is.
SEARCH_PAGE = re.compile(r"/search/page\.\w+\.js$")
HOSTILE = {
    "markup": '<img src=x onerror="window.hacked=1">',
    "script": "</title><script>window.hacked=1</script>",
    "long": "pedido " * 1500,
    "one long word": "a" * 10_000,
    "emoji": "🛒🔥",
    "stop words": "como é que eu",
    "quotes": '"""',
    "open quote": '"pedido',
    "pattern": "(.*)+[a-z]{2,}\\",
    "nothing": "\u200b\u00ad",
    "right to left": "طلب \u202e odidep",
    "prototype": "__proto__ constructor toString",
}


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    close(context)


def settled(page: Any) -> None:
    """Wait until the search page has said how many results there are."""
    expect(page.locator("[data-search-status]")).not_to_be_empty()
    expect(page.locator("[data-search-results][aria-busy]")).to_have_count(0)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_question_is_shown_as_text_and_breaks_nothing(
    page: Any, sample_site: Served, name: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{sample_site.base}/pt/search/")
    page.locator("#hc-q").fill(HOSTILE[name])
    page.locator("#hc-q").press("Enter")
    page.wait_for_timeout(500)
    if HOSTILE[name].strip("\u200b\u00ad "):
        settled(page)
    page.reload()
    page.wait_for_timeout(300)
    page.goto(f"{sample_site.base}/pt/faq/")
    page.locator("[data-search-field]").first.fill(HOSTILE[name])
    page.wait_for_timeout(800)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []


def test_a_question_without_words_says_so_and_leads_on(page: Any, sample_site: Served) -> None:
    page.goto(f"{sample_site.base}/pt/search/?q={quote('🛒🔥')}")
    settled(page)
    expect(page.locator("[data-search-empty]")).to_be_visible()
    expect(page.locator("[data-search-browse]")).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_a_locale_finds_only_its_own_language(page: Any, sample_site: Served, locale: str) -> None:
    page.goto(f"{sample_site.base}/{locale}/search/?q=checkout")
    settled(page)
    links = page.locator("[data-search-results] a")
    links.first.wait_for()
    paths = links.evaluate_all("all => all.map((link) => link.pathname)")
    assert all(path.startswith(f"/{locale}/") for path in paths)


def test_ids_of_22_characters_and_of_known_issues_find_their_article_first(
    page: Any, sample_site: Served
) -> None:
    sources = (sample_site.folder.parent / "content" / "pt").rglob("*.md")
    wanted: dict[str, tuple[str, str]] = {}
    for source in sources:
        text = source.read_text(encoding="utf-8")
        if "hidden: true" in text or "DRAFT" in text:
            continue
        title = re.search(r"^title: ['\"]?(.+?)['\"]?$", text, re.MULTILINE)
        assert title
        if found := re.search(r"^id: (\w{22})$", text, re.MULTILINE):
            wanted.setdefault("id", (found[1], title[1]))
        if found := re.search(r"^internalReference: (\d{5,})$", text, re.MULTILINE):
            wanted.setdefault("reference", (found[1], title[1]))
    assert set(wanted) == {"id", "reference"}
    reference, title = wanted["reference"]
    for asked, of in (wanted["id"], (reference, title), (f"ki--{reference}", title)):
        page.goto(f"{sample_site.base}/pt/search/?q={asked}")
        settled(page)
        expect(page.locator("[data-search-results] a").first).to_have_text(of)


def test_the_back_button_returns_to_the_search_before(page: Any, sample_site: Served) -> None:
    with page.expect_response(SEARCH_PAGE) as script:
        page.goto(f"{sample_site.base}/pt/search/")
    # The page's own script has asked for it first, and has taken over when this is answered.
    page.evaluate("url => import(url).then(() => null)", script.value.url)
    for asked in ("pedido", "pagamento"):
        page.locator("#hc-q").fill(asked)
        page.locator("#hc-q").press("Enter")
        expect(page.locator("[data-search-status]")).to_contain_text(asked)
    page.go_back()
    expect(page.locator("[data-search-status]")).to_contain_text("pedido")
    assert page.locator("#hc-q").input_value() == "pedido"
    page.go_back()
    expect(page.locator("[data-search-status]")).to_be_empty()


def test_what_is_typed_slowly_is_one_step_back(page: Any, sample_site: Served) -> None:
    page.goto(f"{sample_site.base}/pt/search/")
    for asked in ("pedido", "pagamento"):
        page.locator("#hc-q").fill("")
        for length in (4, len(asked)):
            # Longer than the page waits for the next key.
            page.locator("#hc-q").fill(asked[:length])
            page.wait_for_url(f"**/?q={asked[:length]}")
        page.locator("#hc-q").press("Enter")
        expect(page.locator("[data-search-status]")).to_contain_text(asked)
    page.go_back()
    expect(page.locator("[data-search-status]")).to_contain_text("pedido")
    page.go_back()
    expect(page.locator("[data-search-status]")).to_be_empty()


@pytest.mark.parametrize(
    "part", [r"/search\.json", r"/pagefind/", r"\.pf_index", r"/search/\w+\.\w+\.js"]
)
@pytest.mark.parametrize("how", ["hangs", "fails", "404"])
def test_a_part_that_hangs_or_fails_leaves_a_page_of_use(
    page: Any, sample_site: Served, part: str, how: str
) -> None:
    def answer(route: Any) -> None:
        if how == "fails":
            route.abort()
        elif how == "404":
            route.fulfill(status=404, body="<html>Not found</html>", content_type="text/html")

    page.route(re.compile(part), answer)
    page.goto(f"{sample_site.base}/pt/search/?q=pedido", wait_until="commit")
    expect(page.locator("[data-search-browse] .hc-letters a").first).to_be_visible()
    # From a field elsewhere the form still leads to the search page.
    page.goto(f"{sample_site.base}/pt/faq/", wait_until="commit")
    field = page.locator("[data-search-field]").first
    field.fill("pedido")
    page.wait_for_timeout(400)
    field.press("Enter")
    page.wait_for_url("**/pt/search/?q=pedido", wait_until="commit")


def test_an_answer_that_comes_late_does_not_replace_a_later_one(
    page: Any, sample_site: Served
) -> None:
    held: list[Any] = []
    page.route("**/*.pf_fragment", lambda route: held.append(route))
    page.goto(f"{sample_site.base}/pt/search/?q=boleto")
    while not held:  # the test's own limit ends this
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    field = page.locator("main [data-search-field]")
    field.fill("qqzzxxvv")
    field.press("Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("qqzzxxvv")
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    expect(page.locator("[data-search-status]")).to_contain_text("qqzzxxvv")
    expect(page.locator("[data-search-results] a")).to_have_count(0)


@pytest.mark.parametrize("how", ["fails", "404"])
def test_results_are_of_use_without_what_narrows_them(
    page: Any, sample_site: Served, how: str
) -> None:
    def answer(route: Any) -> None:
        if how == "fails":
            route.abort()
        else:
            route.fulfill(status=404, body="", content_type="text/html")

    page.route("**/facets.json", answer)
    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    expect(page.locator("[data-search-status]")).to_contain_text("pedido")
    expect(page.locator("[data-search-results] a")).not_to_have_count(0)
    expect(page.locator("[data-search-narrow]")).not_to_be_visible()
    # It is asked for again at the next search.
    page.unroute("**/facets.json")
    page.locator("main [data-search-field]").fill("login")
    expect(page.locator("[data-search-status]")).to_contain_text("login")
    expect(page.locator("[data-search-narrow]")).to_be_visible()
    page.route("**/facets.json", answer)
    # What only the facets know is not said to be nothing.
    page.goto(f"{sample_site.base}/pt/search/?q=pedido&type=tutorial")
    failed = page.locator("[data-search-page]").get_attribute("data-failed")
    expect(page.locator("[data-search-status]")).to_have_text(failed)
    expect(page.locator("[data-search-browse]")).to_be_visible()


def test_what_was_found_while_typing_is_not_drawn_again_by_enter(
    page: Any, sample_site: Served
) -> None:
    """A result replaced between the pressing and the letting go of a button is not followed."""
    page.goto(f"{sample_site.base}/pt/search/")
    field = page.locator("main [data-search-field]")
    field.fill("pedido")
    page.locator("[data-search-results] a").first.evaluate("one => { one.dataset.seen = '' }")
    field.press("Enter")
    wait_until(page, "location.search === '?q=pedido'")
    page.wait_for_timeout(300)
    expect(page.locator("[data-search-results] a[data-seen]")).to_have_count(1)


@pytest.mark.parametrize("part", ["**/*.pf_index", "**/*.pf_fragment"])
@pytest.mark.parametrize("how", ["fails", "404"])
def test_a_part_of_the_index_that_is_gone_is_not_nothing_found(
    page: Any, sample_site: Served, part: str, how: str
) -> None:
    """As when the line breaks, or a site is published anew while a page of the old one is open."""
    gone: list[Any] = []

    def answer(route: Any) -> None:
        gone.append(route)
        if how == "fails":
            route.abort()
        else:
            route.fulfill(status=404, body="<html>Not found</html>", content_type="text/html")

    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    expect(page.locator("[data-search-status]")).to_contain_text("pedido")
    field = page.locator("main [data-search-field]")
    page.route(part, answer)
    field.fill("boleto")
    failed = page.locator("[data-search-page]").get_attribute("data-failed")
    expect(page.locator("[data-search-status]")).to_have_text(failed)
    expect(page.locator("[data-search-results] a")).to_have_count(0)
    expect(page.locator("[data-search-browse]")).to_be_visible()
    assert len(gone) >= 2, "it was asked for again before"
    # The next press finds.
    page.unroute(part)
    field.press("Enter")
    expect(page.locator("[data-search-status]")).to_contain_text("boleto")
    expect(page.locator("[data-search-results] a")).not_to_have_count(0)


def test_a_site_published_anew_is_asked_anew(page: Any, sample_site: Served) -> None:
    """Once only: the reader notices nothing."""
    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    expect(page.locator("[data-search-status]")).to_contain_text("pedido")
    page.route("**/*.pf_index", lambda route: route.fulfill(status=404, body=""), times=1)
    page.locator("main [data-search-field]").fill("boleto")
    expect(page.locator("[data-search-status]")).to_contain_text("boleto")
    expect(page.locator("[data-search-results] a")).not_to_have_count(0)


def test_suggestions_ask_anew_for_a_part_that_is_gone(page: Any, sample_site: Served) -> None:
    page.goto(f"{sample_site.base}/pt/faq/")
    field = page.locator("[data-search-field]").first
    options = page.locator(".hc-found .hc-found__title", has_text="oleto")
    gone: list[Any] = []

    def answer(route: Any) -> None:
        gone.append(route)
        route.fulfill(status=404, body="")

    # Once: nobody notices. Twice: no suggestions, and none that say that there is nothing.
    page.route("**/*.pf_index", answer, times=1)
    field.fill("pedido")
    expect(page.locator(".hc-found .hc-found__excerpt").first).to_be_visible()
    assert len(gone) == 1
    page.route("**/*.pf_index", answer)
    field.fill("boleto")
    wait_until(page, "document.querySelector('.hc-found').hidden")
    while len(gone) < 3:  # the test's own limit ends this
        page.wait_for_timeout(50)
    page.wait_for_timeout(300)
    expect(page.locator(".hc-found")).to_be_hidden()
    # The same words again find what is there again.
    page.unroute("**/*.pf_index")
    field.fill("")
    field.fill("boleto")
    expect(options.first).to_be_visible()


def test_more_results_that_come_late_are_not_added_to_others(
    page: Any, sample_site: Served
) -> None:
    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    button = page.locator("[data-search-results] + button")
    button.wait_for()
    held: list[Any] = []
    page.route("**/*.pf_fragment", lambda route: held.append(route))
    button.click()
    while not held:  # the test's own limit ends this
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    page.locator("main [data-search-field]").fill("qqzzxxvv")
    expect(page.locator("[data-search-status]")).to_contain_text("qqzzxxvv")
    expect(page.locator("[data-search-results] a")).to_have_count(0)
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    expect(page.locator("[data-search-results] a")).to_have_count(0)


def test_more_results_pressed_twice_come_once(page: Any, sample_site: Served) -> None:
    page.goto(f"{sample_site.base}/pt/search/?q=pedido")
    page.locator("[data-search-results] + button").wait_for()
    delay(page, "**/*.pf_fragment")
    page.evaluate(
        """() => {
          const button = document.querySelector("[data-search-results] + button");
          button.click();
          button.click();
        }"""
    )
    expect(page.locator("[data-search-results] > li")).not_to_have_count(10)
    page.wait_for_timeout(700)
    links = page.locator("[data-search-results] a").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == len(set(links)) > 10


def test_what_finds_nothing_is_told_to_the_endpoint_without_names_and_numbers(
    page: Any, sample_site: Served
) -> None:
    told: list[str] = []
    page.route("**/told", lambda route: (told.append(route.request.post_data), route.fulfill()))
    page.route(
        "**/pt/search/search.json",
        lambda route: route.fulfill(json={**json.loads(route.fetch().text()), "endpoint": "/told"}),
    )
    asked = "zzxqv qqmaria@qqzzx.qq 99887766554433"
    page.goto(f"{sample_site.base}/pt/search/?q={quote(asked)}")
    settled(page)
    page.wait_for_timeout(500)
    assert [json.loads(one) for one in told] == [{"locale": "pt", "terms": "zzxqv"}]
