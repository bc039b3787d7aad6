"""What holds on every type of page in a real browser: no violation of its own policy, none of WCAG 2.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = (
    "",
    "faq/",
    "known-issues/",
    "known-issues/issue/backlog/",
    "release-notes/",
    "announcements/",
    "tracks/",
    "status/",
    "support/",
    "search/",
    "search/?q=pedido",
    "search/?q=qqzzxxvv",
    "a-z/",
    "404.html",
)
SECTIONS = (
    "faq",
    "tutorials",
    "troubleshooting",
    "tracks",
    "known-issues",
    "release-notes",
    "status",
)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def page_types(site: Served, locale: str) -> Iterator[str]:
    """A URL of every type of page, and an article of every section."""
    for page in PAGES:
        if (site.folder / locale / page.partition("?")[0]).exists():
            yield f"/{locale}/{page}"
    for section in SECTIONS:
        for path in sorted((site.folder / locale / section).glob("*/index.html")):
            if "<article" in path.read_text(encoding="utf-8"):
                yield f"/{path.parent.relative_to(site.folder).as_posix()}/"
                break


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_type_breaks_wcag_or_its_own_policy(
    chromium: Any, sample_site: Served, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    found: list[str] = []
    context = chromium.new_context(color_scheme=scheme)
    urls = list(page_types(sample_site, "pt"))
    assert len(urls) >= 18
    for url in urls:
        page = context.new_page()
        said: list[str] = []
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(sample_site.base + url)
        page.wait_for_load_state("networkidle")
        result = axe.run(page, options={"runOnly": STANDARDS})
        found += [f"{url}: {text}" for text in said if "Failed to load resource" not in text]
        found += [
            f"{url}: {violation['id']} at {violation['nodes'][0]['target']}"
            for violation in result.response["violations"]
        ]
        page.close()
    context.close()
    assert found == []


def test_no_page_asks_another_host_for_anything(chromium: Any, sample_site: Served) -> None:
    foreign: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((sample_site.base, "data:"))
            else foreign.append(request.url)
        ),
    )
    for url in page_types(sample_site, "es"):
        page.goto(sample_site.base + url)
        page.wait_for_load_state("networkidle")
    context.close()
    assert foreign == []


def test_the_first_load_of_an_article_is_under_150_kb(chromium: Any, sample_site: Served) -> None:
    url = next(u for u in page_types(sample_site, "pt") if "/tutorials/" in u)
    context = chromium.new_context()
    sample_site.sent.clear()
    page = context.new_page()
    page.goto(sample_site.base + url)
    page.wait_for_load_state("networkidle")
    images = (".png", ".jpg", ".jpeg", ".webp", ".gif")
    sent = sum(size for path, size in sample_site.sent if not path.endswith(images))
    context.close()
    assert 0 < sent < 150_000
