"""A link in an article, in whatever form a writer used, leads to the article in the page's language."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.content.links import CatalogLinks
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.settings import RedirectSettings

from .site import SETTINGS, TICKETS, catalog_of
from .test_resolver import EN, PT

PLANS = "/en/faq/support-plans/"


@pytest.fixture(scope="module")
def links(resolver: Resolver) -> CatalogLinks:
    return CatalogLinks(resolver, {"about us.md": "about-us/"})


@pytest.mark.parametrize(
    ("href", "url"),
    [
        # The seed's own links: an English page links with ?locale=pt, and with a path of /pt/.
        (f"https://help.example.com/en/tutorial/abrir-chamados--{TICKETS}?locale=pt", EN),
        (f"/pt/tutorial/abrir-chamados--{TICKETS}", EN),
        ("https://help.example.com", "/en/"),
        ("https://help.example.com/en/tutorials", "/en/tutorials/"),
        ("/pt/support", "/en/support/"),
        ("/en/faq/support-plans", PLANS),
        ("/en/faq/support-plans/#premium", PLANS + "#premium"),
        ("/en/faq/support-plans?&utm_source=autocomplete&x=1#a", PLANS + "?x=1#a"),
        ("/en/feed.xml", "/en/feed.xml"),
        ("/status.json", "/status.json"),
        # Files: relative, encoded, with blanks, in the wrong case, of another language, moved.
        ("../faq/plans.md", PLANS),
        ("../faq/plans.md#premium", PLANS + "#premium"),
        ("../FAQ/Plans.MD", PLANS),
        ("../../pt/faq/plans.md", PLANS),
        ("../../pt/faq/s%C3%B3.md", "/pt/faq/envio-a-vista/"),
        ("../../pt/faq/só.md", "/pt/faq/envio-a-vista/"),
        ("../../about%20us.md", "/about-us/"),
        ("../wrong/support-plans.md", PLANS),
        # Bare slugs, ids, and a page's relative URL.
        ("support-plans", PLANS),
        ("ref:support-plans#premium", PLANS + "#premium"),
        ("ref:faq_727", PLANS),
        (f"abrir-chamados--{TICKETS}", EN),
        ("../../faq/support-plans/", PLANS),
        # What has moved away by rule.
        ("/en/tickets", "https://tickets.example.com/new"),
        ("/en/panel", PLANS + "#panel"),
    ],
)
def test_links_lead_to_their_article(links: CatalogLinks, href: str, url: str) -> None:
    found = links.resolve_link(href, source="content/en/tutorials/other.md", locale="en")
    assert found is not None
    assert (found.url, found.exists) == (url, True)


def test_the_page_s_language_wins_in_every_language(links: CatalogLinks) -> None:
    for href in (EN, PT, f"/es/tutorial/x--{TICKETS}?locale=es", "../../en/tutorials/tickets.md"):
        found = links.resolve_link(href, source="content/pt/tutorials/other.md", locale="pt")
        assert found is not None
        assert found.url == PT


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (EN, EN),
        (f"https://help.example.com/en/tutorial/abrir-chamados--{TICKETS}", EN),
        (f"/tutorial/abrir-chamados--{TICKETS}?locale=en", EN),
        ("../../en/tutorials/tickets.md", EN),
        (PT, PT),
        (f"/tutorial/abrir-chamados--{TICKETS}", PT),
        ("tickets.md", PT),
    ],
)
def test_a_page_can_link_to_itself_in_another_language(
    links: CatalogLinks, href: str, url: str
) -> None:
    """As in "this article is available in English only, [click here](…)"."""
    found = links.resolve_link(href, source="content/pt/tutorials/tickets.md", locale="pt")
    assert found is not None
    assert (found.url, found.exists) == (url, True)


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#part",
        "https://other.example/en/faq/support-plans",
        "mailto:a@b.example",
        "tel:+1",
        "//cdn.example/x",
    ],
)
def test_what_is_not_ours_stays_as_it_is(links: CatalogLinks, href: str) -> None:
    assert links.resolve_link(href, source="content/en/faq/plans.md", locale="en") is None


@pytest.mark.parametrize(
    ("href", "candidate", "reason"),
    [
        ("/en/faq/suport-plan", PLANS, ""),
        ("../faq/suport-plans.md", PLANS, ""),
        ("ref:suport-plans", PLANS, ""),
        ("/en/faq/old-panel", None, "'content/en/faq/gone.md' is ARCHIVED"),
        ("gone.md", None, "'content/en/faq/gone.md' is ARCHIVED"),
        ("/en/faq/x--gone1", None, "'content/en/faq/gone.md' is ARCHIVED"),
        ("/en/faq/secret", None, "'content/en/faq/draft.md' is DRAFT"),
        ("draft.md", None, "'content/en/faq/draft.md' is DRAFT"),
        ("/en/faq/deleted", None, ""),
    ],
)
def test_a_broken_link_names_what_it_may_have_meant(
    links: CatalogLinks, href: str, candidate: str | None, reason: str
) -> None:
    found = links.resolve_link(href, source="content/en/faq/plans.md", locale="en")
    assert found is not None
    assert not found.exists
    assert found.reason == reason
    if candidate:
        assert found.candidates[0] == candidate


def test_links_carry_the_site_s_base_path(tmp_path: Path) -> None:
    resolver = Resolver(catalog_of(tmp_path), (), RedirectSettings(base_path="/help/"))
    links = CatalogLinks(resolver)
    for href in (
        "/en/faq/support-plans",
        "/help/en/faq/support-plans/",
        "plans.md",
        "support-plans",
    ):
        found = links.resolve_link(href, source="content/en/faq/brazil.md", locale="en")
        assert found is not None
        assert found.url == "/help" + PLANS


def test_a_link_to_a_missing_translation_leads_to_the_best_one(links: CatalogLinks) -> None:
    found = links.resolve_link(
        "/pt/faq/support-brazil#a", source="content/pt/faq/x.md", locale="pt"
    )
    assert found is not None
    assert found.url == "/en/faq/support-brazil/#a"


@given(st.text(max_size=60), st.sampled_from(["en", "pt", "xx", ""]))
def test_no_link_raises_or_leads_to_another_host(
    links: CatalogLinks, href: str, locale: str
) -> None:
    found = links.resolve_link(href, source="content/en/faq/plans.md", locale=locale)
    if found is not None and found.exists:
        assert found.url.startswith("/")
        assert not found.url.startswith("//")


def test_thousands_of_broken_links_stay_cheap(tmp_path: Path) -> None:
    text = "---\ntitle: T\nslug: how-does-feature-{0}-of-module-{1}-work\n---\n"
    files = {f"en/faq/a{n}.md": text.format(n, n % 7) for n in range(1500)}
    links = CatalogLinks(Resolver(catalog_of(tmp_path, files), (), SETTINGS))
    start = time.process_time()
    for number in range(500):
        href = f"/en/faq/how-does-featur-{number}-of-modul-work"
        found = links.resolve_link(href, source="content/en/faq/a1.md", locale="en")
        assert found is not None
        assert len(found.candidates) == 3
    assert time.process_time() - start < 5
