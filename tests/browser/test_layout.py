"""Nothing moves while a page loads, nothing is lost when it is enlarged, printed or unstyled."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.at_rest import at_rest
from tests.browser.conftest import DEVICES, Served, build_site
from tests.browser.static_host import serve
from tests.browser.test_every_page import page_types
from tests.chromium_driver import close

pytestmark = [pytest.mark.browser, pytest.mark.slow]
#: https://web.dev/articles/cls: good is at most 0.1; images alone must move nothing.
GOOD = 0.1
#: What is the same on all pages, and what the text of an article hangs from.
FRAME = re.compile(r"hc-(search|languages|tool|nav|bar|footer|article|meta|body|toc|tree|day)")
WATCH = """
window.shifts = [];
window.moved = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.shifts.push(entry.value);
    window.moved.push(...entry.sources.map(({ node }) => node?.className || node?.nodeName));
  }
}).observe({ type: "layout-shift", buffered: true });
"""
PICTURES = "\n\n".join(f"Before {n}.\n\n![Picture {n}](p{n}.png)" for n in range(4))
ARTICLE = f"""---
title: Pictures that come late
id: latepictures
locale: en
slug: late-pictures
createdAt: 2026-01-01T00:00:00Z
---

{PICTURES}

The end of the text.
"""


def shift(page: Any) -> float:
    """What moved so far, and while the reader goes down the page."""
    page.wait_for_load_state("networkidle")
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
            scrollTo(0, y);
            await new Promise((done) => setTimeout(done, 50));
          }
        }"""
    )
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    return float(page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)"))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An article whose images are large."""
    folder = tmp_path_factory.mktemp("pictures")
    content = folder / "source"
    (content / "en" / "faq").mkdir(parents=True)
    (content / "en" / "faq" / "late.md").write_text(ARTICLE, encoding="utf-8")
    for number in range(4):
        Image.new("RGB", (1200, 700), (20 * number, 90, 160)).save(
            content / f"en/faq/p{number}.png"
        )
    with serve(build_site(folder, content)) as (base, _):
        yield f"{base}/en/faq/late-pictures/"


def delay(page: Any, pattern: str) -> None:
    """Have what ``pattern`` names come late, as on a slow line."""

    def late(route: Any) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route(pattern, late)


@pytest.mark.parametrize("device", DEVICES)
def test_images_that_come_late_move_nothing(chromium: Any, pictures: str, device: str) -> None:
    context = chromium.new_context(**DEVICES[device])
    page = context.new_page()
    page.add_init_script(WATCH)
    delay(page, "**/*.png")
    page.goto(pictures)
    assert shift(page) == 0
    widths = page.evaluate("[...document.images].map((image) => image.naturalWidth)")
    assert len(widths) == 4
    assert all(widths), "every image was loaded by scrolling to it"
    close(context)


@pytest.mark.parametrize("device", DEVICES)
def test_a_move_is_seen(chromium: Any, pictures: str, device: str) -> None:
    context = chromium.new_context(**DEVICES[device])
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(pictures)
    page.wait_for_timeout(600)
    page.evaluate("document.querySelector('.hc-main').style.marginTop = '300px'")
    assert shift(page) > 0
    close(context)


@pytest.mark.parametrize("device", DEVICES)
def test_no_kind_of_page_jumps_while_it_comes_in_pieces(
    chromium: Any, sample_site: Served, device: str
) -> None:
    """On a slow line a page is drawn before its end is there; what comes later pushes nothing."""
    context = chromium.new_context(**DEVICES[device])
    moved = []
    with serve(sample_site.folder, pause=0.02) as (base, _):
        for url in page_types(sample_site, "pt"):
            page = context.new_page()
            page.add_init_script(WATCH)
            page.goto(base + url)
            total = shift(page)
            what = page.evaluate("window.moved")
            # Table columns and words take their places as they come; what a search finds, after it.
            if FRAME.search(str(what)) or (total > GOOD and "?q=" not in url):
                moved.append(f"{url}: {total} {what}")
            close(page)
    close(context)
    assert moved == []


def test_nothing_is_cut_off_at_twice_the_size_or_on_a_narrow_phone(
    chromium: Any, sample_site: Served
) -> None:
    """WCAG 2.2, 1.4.4 and 1.4.10: 1280 px at 400% and 200% are 320 and 640 CSS pixels."""
    wide = []
    for width in (320, 640):
        context = chromium.new_context(viewport={"width": width, "height": 700})
        for page in at_rest(context, sample_site.base, page_types(sample_site, "es")):
            shown = page.evaluate("document.documentElement.scrollWidth")
            if shown > width:
                wide.append(f"{page.url}: {shown} on {width}")
        close(context)
    assert wide == []


def test_text_spaced_out_by_a_reader_is_not_cut_off(chromium: Any, sample_site: Served) -> None:
    """WCAG 2.2, 1.4.12."""
    page = chromium.new_page(viewport={"width": 390, "height": 800}, bypass_csp=True)
    for path in ("/pt/", "/pt/known-issues/", "/pt/faq/como-funciona-o-suporte-da-vtex/"):
        page.goto(sample_site.base + path)
        page.add_style_tag(
            content="* {line-height:1.5!important;letter-spacing:.12em!important;"
            "word-spacing:.16em!important} p{margin-bottom:2em!important}"
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    close(page)


def test_paper_has_the_article_and_where_its_links_lead(
    chromium: Any, sample_site: Served, tmp_path: Path
) -> None:
    page = chromium.new_page()
    page.goto(sample_site.base + "/pt/faq/como-funciona-o-suporte-da-vtex/")
    page.emulate_media(media="print")
    for gone in (".hc-header", ".hc-footer", ".hc-bars", ".hc-feedback", ".hc-toc", ".hc-help"):
        expect(page.locator(gone).first, gone).not_to_be_visible()
    for link in page.locator('.hc-body a[href^="http"]').all()[:3]:
        printed = link.evaluate("(one) => getComputedStyle(one, '::after').content")
        assert "http" in printed or "attr(href)" in printed
    page.pdf(path=str(tmp_path / "article.pdf"))
    assert (tmp_path / "article.pdf").stat().st_size > 10_000
    shutil.rmtree(tmp_path, ignore_errors=True)
    close(page)
