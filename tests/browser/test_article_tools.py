"""What a reader takes along from an article: a link to a heading, its Markdown, a link for good."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.chromium_driver import close, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ARTICLE = "pt/faq/como-funciona-o-suporte-da-vtex/"


@pytest.fixture
def page(chromium: Any, sample_site: Served) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{sample_site.base}/{ARTICLE}")
    yield page
    close(context)


def copied(page: Any) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_link_to_a_heading_is_copied(page: Any, sample_site: Served) -> None:
    sign = page.locator(".hc-body h2 .headerlink").nth(1)
    anchor = sign.get_attribute("href")
    sign.focus()
    page.keyboard.press("Enter")
    wait_until(page, "location.hash")
    expect(sign).to_have_attribute("data-copied", "Copiado")
    expect(page.locator("body > [role=status]")).to_have_text("Copiado")
    assert copied(page) == f"{sample_site.base}/{ARTICLE}{anchor}"
    assert page.url.endswith(anchor)


def test_the_article_is_copied_as_markdown(page: Any, sample_site: Served) -> None:
    button = page.locator("[data-copy-markdown]")
    button.click()
    expect(button.locator("[role=status]")).to_have_text("Copiado")
    assert copied(page) == (sample_site.folder / ARTICLE / "index.md").read_text(encoding="utf-8")


def test_a_link_for_good_is_copied(page: Any, sample_site: Served) -> None:
    page.locator(".hc-source [data-copy-url]").click()
    wait_until(page, "navigator.clipboard.readText().then((text) => text.includes('/pt/a/'))")
    answer = page.goto(copied(page))
    assert answer.status == 200
    assert page.url == f"{sample_site.base}/{ARTICLE}"


def test_the_contents_show_where_the_reader_is(page: Any) -> None:
    last = page.locator(".hc-toc a").last
    last.click()
    expect(last).to_have_attribute("aria-current", "true")
    page.evaluate("scrollTo(0, 0)")
    expect(last).not_to_have_attribute("aria-current", "true")


def test_an_address_that_cannot_be_read_breaks_nothing(page: Any, sample_site: Served) -> None:
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))
    for path in (ARTICLE, "en/subscribe/"):
        page.goto("about:blank")
        page.goto(f"{sample_site.base}/{path}#100%")
        page.locator("h1").wait_for()
        expect(page.locator("[data-copy-url]").first).to_be_visible()
    assert errors == []


def test_what_a_browser_lacks_breaks_only_what_needs_it(page: Any) -> None:
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.add_init_script("delete window.IntersectionObserver")
    page.reload()
    page.locator("[data-copy-markdown]").click()
    expect(page.locator("[data-copy-markdown] [role=status]")).to_have_text("Copiado")
    assert ["IntersectionObserver" in str(error) for error in errors] == [True]
