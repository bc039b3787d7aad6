"""What readers see of the theme in a real browser: menus, colours, keyboard, no script needed."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.chromium_driver import close

from .samples import write_site

pytestmark = pytest.mark.browser
playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests' output is their own."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample pages on a local web server."""
    folder: Path = tmp_path_factory.mktemp("site")
    write_site(folder, ["pt"])
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/pt"
        server.shutdown()


@pytest.fixture
def open_page(chromium: Any, site: str) -> Iterator[Any]:
    """Opens a sample page; a message of the console or a failed request fails the test."""
    contexts, complaints = [], []

    def opened(name: str, *, width: int = 1280, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        page = context.new_page()
        # The samples have no search index; a field that is looked at asks for it.
        page.route(
            "**/pagefind/**",
            lambda route: route.fulfill(body="export default 0", content_type="text/javascript"),
        )
        page.route("**/search/search.json", lambda route: route.fulfill(json={}))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # One that a navigation cut short did not fail.
        page.on(
            "requestfailed",
            lambda request: (
                None if "ERR_ABORTED" in (request.failure or "") else complaints.append(request.url)
            ),
        )
        page.goto(f"{site}/{name}")
        return page

    yield opened
    for context in contexts:
        close(context)
    assert complaints == []


def _paper(page: Any) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


DARK, LIGHT = "rgb(18, 21, 28)", "rgb(255, 255, 255)"


@pytest.mark.parametrize("script", [True, False])
def test_menus_open_with_and_without_scripts(open_page: Any, script: bool) -> None:
    page = open_page("article.html", java_script_enabled=script)
    languages = page.get_by_role("button", name="Idioma: Português")
    expect(page.locator("#hc-languages")).not_to_be_visible()
    languages.click()
    expect(page.locator("#hc-languages").get_by_role("link", name="Español")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#hc-languages")).not_to_be_visible()
    page.get_by_role("button", name="Artigos").click()
    expect(page.locator("#hc-shelves").get_by_role("link", name="Tutoriais")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_the_phones_menu_holds_every_section(open_page: Any, script: bool) -> None:
    page = open_page("article.html", width=390, java_script_enabled=script)
    page.get_by_role("button", name="Menu").click()
    menu = page.locator("#hc-nav")
    for name in ("Tutoriais", "Problemas conhecidos", "Novidades", "Suporte"):
        expect(menu.get_by_role("link", name=name)).to_be_visible()


def test_nothing_is_wider_than_the_screen(open_page: Any) -> None:
    """From 320 CSS pixels on: WCAG 2.2, 1.4.10."""
    page = open_page("index.html")
    for name in ("index", "listing", "timeline", "article", "known-issue", "plain", "404-root"):
        page.goto(page.url.rpartition("/")[0] + f"/{name}.html")
        for width in (320, 390, 768, 961, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            shown = page.evaluate("document.documentElement.scrollWidth")
            assert shown <= width, f"{name} is {shown} px wide on {width}"


def test_the_system_chooses_the_colours_until_the_reader_does(open_page: Any) -> None:
    page = open_page("article.html", color_scheme="dark")
    assert _paper(page) == DARK
    page.locator("header [data-scheme-toggle]").click()
    assert _paper(page) == LIGHT
    page.reload()
    assert _paper(page) == LIGHT
    page.locator("header [data-scheme-toggle]").click()
    assert _paper(page) == DARK
    assert page.evaluate("localStorage.length") == 0, "what the system wants needs no memory"


def test_without_scripts_there_is_no_control_that_does_nothing(open_page: Any) -> None:
    page = open_page("article.html", java_script_enabled=False)
    expect(page.locator("[data-scheme-toggle]:visible")).to_have_count(0)


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_search_field(open_page: Any, key: str) -> None:
    page = open_page("article.html")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.value") == "/", "in a field a slash is a slash"


def test_on_the_phone_the_key_leads_to_the_search_page(open_page: Any) -> None:
    page = open_page("article.html", width=390)
    page.route("**/pt/search/", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    page.keyboard.press("/")
    page.wait_for_url("**/pt/search/")


def test_the_contents_follow_the_reader(open_page: Any) -> None:
    page = open_page("article.html")
    current = page.locator(".hc-toc a[aria-current]")
    expect(current).to_have_count(0)
    page.locator(".hc-toc a", has_text="Crie a janela").click()
    playwright.expect(current).to_have_text("Crie a janela")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    playwright.expect(current).to_have_text("Se as janelas não aparecem")


def test_the_skip_link_is_first_and_leads_to_the_content(open_page: Any) -> None:
    page = open_page("article.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "hc-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_heading_of_an_article_stands_above_what_is_about_it(open_page: Any) -> None:
    page = open_page("known-issue.html")
    tops = [
        page.locator(name).bounding_box()["y"]
        for name in ("h1", ".hc-meta", ".hc-facts", ".hc-body")
    ]
    assert tops == sorted(tops)


def test_targets_on_touch_screens_are_large_enough(open_page: Any) -> None:
    """LOOK: 44 px in the header, the menus and on chips; links inside of text are exempt (WCAG 2.5.8)."""
    page = open_page("listing.html", width=390, has_touch=True, is_mobile=True)
    for target in page.locator("header button, header a, .hc-chip, .hc-pagination a").all():
        if target.is_visible():
            assert target.bounding_box()["height"] >= 44


def test_on_paper_there_is_the_text_alone(open_page: Any) -> None:
    page = open_page("article.html")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for name in (".hc-header", ".hc-footer", ".hc-toc", ".hc-tree", ".hc-neighbours", ".hc-source"):
        expect(page.locator(name)).not_to_be_visible()
