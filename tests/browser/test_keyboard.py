"""The ten things that readers come for, done by keys alone; where the focus is can be seen at each step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.browser.test_ten_journeys import BOOKMARKS
from tests.chromium_driver import close, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: What has the focus, and what is wrong with how it is shown: WCAG 2.2, 2.4.7, 2.4.11 and 2.4.13. A ring
#: counts when it is there, thick enough and of a colour; the control itself must not be covered.
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nothing has the focus";
  const name = one.outerHTML.slice(0, 120);
  const ringed = (style) =>
    style.outlineStyle !== "none" &&
    parseFloat(style.outlineWidth) >= 2 &&
    !/, 0\\)$/.test(style.outlineColor);
  if (!ringed(getComputedStyle(one)) && !ringed(getComputedStyle(one, "::after")))
    return `no ring on ${name}`;
  const box = one.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
    return `out of sight: ${name}`;
  const seen = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
    const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return there && (one.contains(there) || there.contains(one));
  });
  return seen ? "" : `covered: ${name}`;
}"""


class Keys:
    """A reader with a keyboard and nothing else."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def focused(self, selector: str) -> bool:
        return bool(self.page.evaluate(f"document.activeElement?.matches({selector!r}) ?? false"))

    def tab_to(self, selector: str, *, most: int = 120) -> None:
        """Press Tab until ``selector`` has the focus, which is seen wherever it rests on the way."""
        for _ in range(most):
            self.press("Tab")
            wrong = self.page.evaluate(FOCUS)
            # The page itself: a new one before its first stop, and one behind its last.
            assert wrong in ("", "nothing has the focus"), wrong
            if self.focused(selector):
                return
        pytest.fail(f"Tab never came to {selector}")

    def follow(self, selector: str, where: str, *, most: int = 120) -> None:
        """Go to a link and open the page behind it."""
        self.tab_to(selector, most=most)
        self.press("Enter")
        self.page.wait_for_url(where)


@pytest.fixture
def keys(chromium: Any) -> Iterator[Keys]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield Keys(page)
    close(context)


def test_the_first_key_skips_to_the_text(keys: Keys, sample_site: Served) -> None:
    keys.page.goto(f"{sample_site.base}/pt/faq/como-funciona-o-suporte-da-vtex/")
    keys.press("Tab")
    assert keys.focused(".hc-skip")
    assert not keys.page.evaluate(FOCUS)
    keys.press("Enter")
    keys.press("Tab")
    assert keys.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_an_answer_is_found_by_search(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/pt/faq/")
    keys.press("/")
    assert keys.focused("[data-search-field]")
    assert not page.evaluate(FOCUS)
    keys.type("pedido")
    page.locator(".hc-found [role=option]").first.wait_for()
    keys.press("ArrowDown", "ArrowDown", "ArrowUp")
    chosen = page.locator('.hc-found [aria-selected="true"]')
    assert chosen.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    address = chosen.get_attribute("href")
    keys.press("Escape")
    expect(page.locator(".hc-found")).to_be_hidden()
    keys.press("ArrowDown", "ArrowDown", "Enter")
    page.wait_for_url(f"**{address}")
    # The other key, and the page of all results.
    keys.press("Control+k")
    keys.type("pagamento")
    keys.press("Enter")
    page.wait_for_url("**/pt/search/?q=pagamento")
    page.locator("[data-search-results] a").first.wait_for()
    keys.tab_to("[data-facet]")
    keys.press("Space")
    page.wait_for_url("**&type=*")
    expect(page.locator(".hc-facet input:checked")).to_have_count(1)
    keys.press("/")
    assert keys.focused("#hc-q")
    keys.follow("[data-search-results] a", "**/pt/*/*/")
    expect(page.locator("article h1")).to_be_visible()


def test_an_answer_is_found_by_browsing(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/es/")
    keys.tab_to('[popovertarget="hc-shelves"]')
    keys.press("Enter")
    expect(page.locator("#hc-shelves")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#hc-shelves")).to_be_hidden()
    assert keys.focused('[popovertarget="hc-shelves"]')
    keys.press("Enter")
    keys.follow('#hc-shelves a[href$="/tutorials/"]', "**/es/tutorials/", most=12)
    if not page.locator(".hc-categories a").count():  # more than fit above a list are a filter
        keys.tab_to(".hc-filter summary")
        keys.press("Enter")
    keys.follow('main a[href*="/category/"]', "**/category/**")
    keys.follow(".hc-row__link", "**/es/tutorials/*/")
    expect(page.locator("article h1")).to_be_visible()


def test_whoever_passes_the_form_of_a_list_finds_what_is_below_it(
    keys: Keys, sample_site: Served
) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/es/tutorials/")
    with page.expect_response("**/es/tutorials/list.json") as answer:
        keys.tab_to("#hc-narrow-q")
    answer.value.finished()
    page.wait_for_timeout(500)  # for what must not happen
    keys.follow('.hc-categories a[href*="/category/"]', "**/category/**", most=5)
    page.go_back()
    keys.tab_to("#hc-narrow-q")
    keys.type("pago")
    expect(page.locator(".hc-categories")).to_be_hidden()
    expect(page.locator("[data-list-rows] .hc-row").first).to_be_visible()


def test_the_language_is_switched_on_an_article(keys: Keys, sample_site: Served) -> None:
    keys.page.goto(f"{sample_site.base}/en/faq/how-does-vtex-support-work/")
    keys.tab_to(".hc-languages button")
    keys.press("Enter")
    keys.follow(
        "#hc-languages a[hreflang^=es]", "**/es/faq/como-funciona-el-soporte-de-vtex/", most=6
    )
    assert keys.page.locator("html").get_attribute("lang") == "es"


def test_known_issues_are_filtered(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/pt/known-issues/")
    everything = page.locator("[data-list-printed] .hc-row").count()
    keys.tab_to(".hc-filter summary")
    keys.press("Enter")
    keys.follow(".hc-filter[open] li a", "**/known-issues/*/*/", most=10)
    assert 0 < page.locator("[data-list-printed] .hc-row").count() < everything
    page.goto(f"{sample_site.base}/pt/known-issues/")
    keys.tab_to("[data-narrow-more]")
    keys.press("Enter")
    expect(page.locator("#hc-narrow-issue")).to_be_visible()
    if not keys.focused("#hc-narrow-issue"):
        page.locator("#hc-narrow-q").wait_for()
        keys.press(*["Shift+Tab"] * 4)
        keys.tab_to("#hc-narrow-issue", most=12)
    keys.press("ArrowDown")
    page.wait_for_url("**issue=**")
    expect(page.locator("[data-list-rows] .hc-row").first).to_be_visible()


def test_a_track_is_followed_to_its_end(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/es/tracks/")
    keys.follow(".hc-track .hc-row__link", "**/es/tracks/*/")
    for number in (2, 3):
        keys.tab_to("a.hc-neighbour--next")
        keys.press("Enter")
        expect(page.locator(".hc-article__step progress")).to_have_attribute("value", str(number))
    expect(page.locator("a.hc-neighbour--next")).to_have_count(0)


@pytest.mark.parametrize("locale", BOOKMARKS)
def test_an_old_bookmark_leads_to_the_text(keys: Keys, sample_site: Served, locale: str) -> None:
    old, new = BOOKMARKS[locale]
    keys.page.goto(sample_site.base + old)
    assert keys.page.url.startswith(sample_site.base + new)
    keys.press("Tab", "Enter")
    keys.tab_to("main a", most=10)


def test_a_feed_is_subscribed_to(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/en/release-notes/")
    keys.follow('main a[href="/en/subscribe/"]', "**/en/subscribe/")
    keys.tab_to("main [data-copy-url]")
    keys.press("Enter")
    wait_until(page, "navigator.clipboard.readText().then((text) => /feed\\.xml$/.test(text))")
    keys.tab_to('main a[href$="feed.xml"]')


def test_support_is_written_to(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/pt/faq/como-funciona-o-suporte-da-vtex/")
    keys.follow("[data-help-contact]", "**/pt/support/contact/**", most=200)
    keys.tab_to("main form.hc-form [type=submit]")
    keys.press("Enter")
    expect(page.locator("#f-subject-error")).to_be_visible()
    # What is wrong has the focus, in view.
    assert keys.page.evaluate(
        "document.querySelector('main form').contains(document.activeElement)"
    )
    assert not page.evaluate(FOCUS)
    page.goto(f"{sample_site.base}/pt/support/contact/")
    keys.tab_to("#f-subject")
    keys.type("Boleto 01310-100")
    keys.tab_to("#f-description")
    keys.type("Fizemos isto, esperamos aquilo e aconteceu outra coisa.")
    keys.tab_to("#f-region")
    keys.press("ArrowDown", "ArrowDown")
    assert page.locator("#f-region").input_value()
    keys.tab_to('[name="type"]')
    keys.press("Space", "ArrowDown")
    expect(page.locator('[name="type"][value="question"]')).to_be_checked()
    keys.tab_to("#f-question-goal")
    keys.type("Queremos saber como isto é feito na loja.")
    for field, text in {"name": "Ana", "email": "ana@example.com", "account": "loja"}.items():
        keys.tab_to(f"#f-{field}")
        keys.type(text)
    keys.tab_to("main form.hc-form [type=submit]")
    keys.press("Enter")
    page.wait_for_url("**/support/contact/thanks/**")


def test_the_status_is_seen_day_by_day(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    page.goto(f"{sample_site.base}/es/")
    keys.follow(".hc-statusline a", "**/es/status/")
    keys.tab_to("[data-days] *")
    day = page.evaluate("document.activeElement.title")
    keys.press("ArrowLeft", "ArrowLeft")
    assert not page.evaluate(FOCUS)
    before = page.evaluate("document.activeElement.title")
    assert day != before
    expect(page.locator("[data-day-text]").first).to_have_text(before)
    keys.follow(".hc-incident__title a", "**/es/status/*/")
    expect(page.locator("article h1")).to_be_visible()


def test_a_page_that_is_gone_has_ways_on(keys: Keys, sample_site: Served) -> None:
    page = keys.page
    assert page.goto(f"{sample_site.base}/en/faq/vtex-suport/").status == 404
    keys.tab_to("#hc-nearest a")
    keys.press("/")
    assert keys.focused("main [data-search-field]")
    keys.type("support")
    keys.press("Enter")
    page.wait_for_url("**/en/search/?q=support")
    expect(page.locator("[data-search-results] a").first).to_be_visible()


@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_every_stop_of_a_front_page_and_an_article_is_seen(
    keys: Keys, sample_site: Served, locale: str
) -> None:
    page = keys.page
    article = sorted((sample_site.folder / locale / "troubleshooting").glob("*/index.html"))[-1]
    for path in (f"/{locale}/", f"/{locale}/troubleshooting/{article.parent.name}/"):
        page.goto(sample_site.base + path)
        keys.tab_to(".hc-footer a", most=200)
