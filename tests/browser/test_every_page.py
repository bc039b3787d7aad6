"""What holds on every type of page in a real browser: no violation of its own policy, none of WCAG 2.2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest

from tests.browser.accessibility import broken_rules
from tests.browser.at_rest import at_rest
from tests.browser.conftest import Served
from tests.chromium_driver import close

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOCALES = ("en", "es", "pt")
SEARCHES = ("search/?q=pedido", "search/?q=qqzzxxvv")
_KIND = re.compile(r'<body class="hc-page hc-page--([\w-]+)"')


def page_types(site: Served, locale: str) -> Sequence[str]:
    """A URL of every kind of page in every section that has one, and two searches."""
    found: dict[tuple[str, str], str] = {}
    for file in sorted((site.folder / locale).rglob("*.html")):
        kind = _KIND.search(file.read_text(encoding="utf-8"))
        place = file.relative_to(site.folder).as_posix()
        section = place.split("/")[1] if place.count("/") > 1 else ""
        # What only forwards to another page has no kind.
        if kind:
            found.setdefault((kind[1], section), "/" + place.removesuffix("index.html"))
    return [*found.values(), *(f"/{locale}/{search}" for search in SEARCHES)]


def test_every_kind_of_page_is_tried(sample_site: Served) -> None:
    for locale in LOCALES:
        urls = page_types(sample_site, locale)
        assert len(urls) >= 35
        for part in ("/support/contact/", "/status/history/", "/subscribe/", "/a-z/", "/404.html"):
            assert any(part in url for url in urls), part


@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_type_breaks_wcag_or_its_own_policy(
    chromium: Any, sample_site: Served, locale: str
) -> None:
    """Each page whole in the light, and what depends on colours in the dark."""
    found: list[str] = []
    context = chromium.new_context()
    context.on("weberror", lambda error: found.append(f"{error.page.url}: {error.error}"))
    context.on(
        "console",
        lambda message: (
            None
            if "Failed to load resource" in message.text
            else found.append(f"{message.page.url}: {message.text}")
        ),
    )
    for page in at_rest(context, sample_site.base, page_types(sample_site, locale)):
        found += [f"{page.url} {one}" for one in broken_rules(page)]
    close(context)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_colour_that_is_wrong_in_one_scheme_is_seen(
    chromium: Any, sample_site: Served, scheme: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{sample_site.base}/en/")
    page.add_style_tag(
        content=f"@media (prefers-color-scheme: {scheme}) {{ main h1 {{ color: #777; }} "
        "main, main * { background: #888 !important; } }"
    )
    found = {one.split(" at ")[0] for one in broken_rules(page)}
    close(context)
    assert found == {f"{scheme}: color-contrast"}


def test_no_page_asks_another_host_for_anything(chromium: Any, sample_site: Served) -> None:
    foreign: list[str] = []
    context = chromium.new_context()
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((sample_site.base, "data:"))
            else foreign.append(request.url)
        ),
    )
    urls = page_types(sample_site, "es")
    assert len([*at_rest(context, sample_site.base, urls)]) == len(urls)
    close(context)
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
    close(context)
    assert 0 < sent < 150_000
