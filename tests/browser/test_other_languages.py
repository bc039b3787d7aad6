"""A site merged from one build a language: every index answers, alone and together."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.browser.static_host import serve
from tests.chromium_driver import close
from tests.content.sites import article
from tests.plugin.builds import build, project

pytestmark = pytest.mark.browser

CONTENT = {
    "en/faq/open.md": article("Cancel an order.", title="Open", id="1", slugEN="open"),
    "es/faq/abrir.md": article("Anular un zarzuela.", title="Abrir", id="1", slugEN="open"),
    "es/faq/cerrar.md": article("Una zarzuela más.", title="Cerrar", id="2", slugEN="close"),
    "pt/faq/abrir.md": article("Cancelar um pedido.", title="Abrir", id="1", slugEN="open"),
}


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The parts copied over each other, as docs/scaling-out.md says."""
    folder = tmp_path_factory.mktemp("parts")
    site = folder / "merged"
    for locale in ("en", "es", "pt"):
        config = project(folder, CONTENT, {"only_locales": [locale]})
        part = build(config, folder / locale).site
        shutil.copytree(part, site, dirs_exist_ok=True)
    with serve(site) as (base, sent):
        yield Served(site, base, sent)


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    page = chromium.new_page()
    yield page
    close(page)


@pytest.mark.parametrize(
    ("locale", "question", "url"),
    [
        ("en", "order", "/en/faq/open/"),
        ("es", "zarzuela", "/es/faq/"),
        ("pt", "pedido", "/pt/faq/"),
    ],
)
def test_every_language_is_searched_in_its_own_index(
    page: Any, merged: Served, locale: str, question: str, url: str
) -> None:
    page.goto(f"{merged.base}/{locale}/search/?q={question}")
    first = page.locator("[data-search-results] a").first
    expect(first).to_have_attribute("href", re.compile(f"^{url}"))


def test_an_empty_answer_says_how_much_other_languages_have(page: Any, merged: Served) -> None:
    page.goto(f"{merged.base}/en/search/?q=zarzuela")
    others = page.locator("[data-search-others] a")
    expect(others).to_have_text(["Español (2)", "Português"])
    others.first.click()
    page.wait_for_url("**/es/search/?q=zarzuela")
    expect(page.locator("[data-search-results] a")).to_have_count(2)


def test_other_languages_are_not_asked_where_this_one_answers(page: Any, merged: Served) -> None:
    merged.sent.clear()
    page.goto(f"{merged.base}/en/search/?q=order")
    expect(page.locator("[data-search-results] a")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert [path for path, _ in merged.sent if path.startswith("/es/search/")] == []


def test_pagefind_merges_the_indexes(page: Any, merged: Served) -> None:
    """Its own way to search several sites at once (https://pagefind.app/docs/multisite/)."""
    page.goto(f"{merged.base}/en/search/")
    urls = page.evaluate(
        """async () => {
            const { createInstance } = await import("/en/search/pagefind/pagefind.js");
            const index = createInstance({ basePath: "/en/search/pagefind/", baseUrl: "/", noWorker: true });
            await index.init("en");
            await index.mergeIndex("/es/search/pagefind/", { language: "es", baseUrl: "/" });
            await index.mergeIndex("/pt/search/pagefind/", { language: "pt", baseUrl: "/" });
            const urls = [];
            for (const word of ["order", "una", "pedido"]) {
                const { results } = await index.search(word);
                urls.push((await Promise.all(results.map((one) => one.data()))).map((one) => one.url).sort());
            }
            return urls;
        }"""
    )
    assert urls == [["/en/faq/open/"], ["/es/faq/cerrar/"], ["/pt/faq/abrir/"]]
