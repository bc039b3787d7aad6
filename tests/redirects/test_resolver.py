"""Every form that an old URL had leads to the article that it means, in the language asked for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.redirects.model import How
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.settings import RedirectSettings

from .site import ONLY_EN, TICKETS, catalog_of, table_of

EN, ES, PT = (
    "/en/tutorials/opening-tickets-to-support/",
    "/es/tutorials/abrir-tickets-al-soporte/",
    "/pt/tutorials/abrir-chamados-para-o-suporte/",
)

OLD_URLS = [
    # The slug in front of an id may be of any language, wrong, or missing: the id decides.
    (f"/en/tutorial/opening-tickets-to-support--{TICKETS}", EN),
    (f"/en/tutorial/abrir-chamados-para-o-suporte--{TICKETS}", EN),
    (f"/pt/tutorial/whatever--{TICKETS}", PT),
    (f"/en/tutorial/--{TICKETS}", EN),
    (f"/es/docs/tutorials/x--{TICKETS}", ES),
    (f"/en/faq/moved-to-another-section--{TICKETS}", EN),
    (f"/en/category/x--{TICKETS}", EN),
    (f"/en/tutorial/x--{TICKETS.lower()}", EN),
    (f"/en/tutorial/x--{TICKETS}).", EN),
    (f"/en/a/{TICKETS}", EN),
    (f"/pt/a/{TICKETS}", PT),
    ("/en/faq/x--faq_727", "/en/faq/support-plans/"),
    ("/pt/faq/frequentlyAskedQuestions_727", "/pt/faq/envio-a-vista/"),
    # ?locale= beats the path on a direct visit; region codes and case do not matter.
    (f"/en/tutorial/x--{TICKETS}?locale=pt", PT),
    (f"/en/tutorial/x--{TICKETS}?locale=pt-BR", PT),
    (f"/PT-br/tutorial/x--{TICKETS}?locale=ES_ar", ES),
    (f"/en/tutorial/x--{TICKETS}?locale=xx", EN),
    (f"/en/tutorial/x--{TICKETS}?&utm_source=autocomplete", EN + "?utm_source=autocomplete"),
    (f"/en/tutorial/x--{TICKETS}?locale=pt&a=1#part", PT + "?a=1#part"),
    (EN + "?locale=pt", PT),
    # Without a language the slug tells it, else the default counts; the reader's is not guessed.
    (f"/tutorial/abrir-chamados-para-o-suporte--{TICKETS}", PT),
    (f"/tutorial/--{TICKETS}", EN),
    ("/tutorial/abrir-tickets-al-soporte", ES),
    # A slug, in whatever language, in whatever spelling.
    ("/en/docs/tutorials/opening-tickets-to-support", EN),
    ("/en/tutorials/opening-tickets-to-support", EN),
    ("/en/tutorial/abrir-chamados-para-o-suporte", EN),
    ("/pt/tutorial/Opening%20Tickets%20to%20SUPPORT/", PT),
    ("//en//tutorial///opening-tickets-to-support//", EN),
    ("/en/./faq/../tutorial/opening-tickets-to-support", EN),
    ("/en/tutorials/opening-tickets-to-support/index.html", EN),
    ("/en/tutorial/opening-tickets-to-support.html", EN),
    ("https://help.example.com/en/tutorial/opening-tickets-to-support", EN),
    ("/pt/faq/envío-à-vista", "/pt/faq/envio-a-vista/"),
    ("/pt/faq/env%C3%ADo-%C3%A0-vista", "/pt/faq/envio-a-vista/"),
    ("/pt/faq/env%EDo-%E0-vista", "/pt/faq/envio-a-vista/"),
    ("/pt/faq/Envi\u0301o-a\u0300-vista", "/pt/faq/envio-a-vista/"),
    # Of two articles with one slug, that of the named section; else the oldest.
    ("/en/tracks/same-name", "/en/tracks/same-name/"),
    ("/en/tutorial/same-name", "/en/tutorials/same-name/"),
    ("/en/troubleshooting/support-brazil", "/en/faq/support-brazil/"),
    # Legacy slugs, lists of them.
    ("/tutorial/tickets-beta", EN),
    ("/pt/tutorials/tickets-beta", PT),
    ("/en/tutorial/opening tickets", EN),
    ("/tutorials/chamados-antigos", PT),
    # Two-id track URLs, tracks alone, known issues by number.
    ("/en/tracks/logistics-101--13TFDwDttPl9ki9OXQhyjx/6f8pwCns3PJHqMvQSugNfP",
     "/en/tracks/same-name/"),
    ("/tracks/x--13TFDwDttPl9ki9OXQhyjx/6f8pwCns3PJHqMvQSugNfP", "/en/tracks/same-name/"),
    ("/en/tracks/logistics-101--13TFDwDttPl9ki9OXQhyjx/unknown", "/en/tracks/first-steps/"),
    ("/en/tracks/logistics-101--13TFDwDttPl9ki9OXQhyjx", "/en/tracks/first-steps/"),
    ("/known-issues/ki--1234", "/en/known-issues/prices-wrong/"),
    ("/pt/known-issues/ki--1234", "/pt/known-issues/precos-errados/"),
    ("/pt/known-issues/whatever--1234", "/pt/known-issues/precos-errados/"),
    ("/pt/a/ki-1234", "/pt/known-issues/precos-errados/"),
    # Rules, with a chain, conditions and redirectFrom.
    ("/en/panel", "/en/faq/support-plans/#panel"),
    ("/pt/old/chain", "/pt/faq/planos-de-suporte/#panel"),
    ("/old/chain", "/en/faq/support-plans/#panel"),
    ("/en/tickets", "https://tickets.example.com/new"),
    ("/en/promo?campaign=1&utm_x=2", "/en/faq/support-brazil/?campaign=1&utm_x=2"),
    ("/en/promo", "/en/faq/support-plans/"),
    ("/en/announcements/first-name", "/en/announcements/now-here/"),
    ("/en/announcements/second-name", "/en/announcements/now-here/"),
    # Pages that are no articles.
    ("/en/tutorial", "/en/tutorials/"),
    ("/pt-BR", "/pt/"),
    ("/EN/Support", "/en/support/"),
    ("/support", "/en/support/"),
    ("/en/support/?locale=pt", "/pt/support/"),
    # An archived article that names its successor.
    ("/en/faq/old-plans--gone2", "/en/faq/support-plans/"),
    ("/en/faq/old-plans/", "/en/faq/support-plans/"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), OLD_URLS)
def test_old_urls_lead_to_their_article(resolver: Resolver, old: str, new: str) -> None:
    found = resolver.resolve(old)
    assert found.url == new
    assert found.status in (301, 302)


@pytest.mark.parametrize("url", [new for _, new in OLD_URLS if new.startswith("/")])
def test_what_a_redirect_leads_to_redirects_no_further(resolver: Resolver, url: str) -> None:
    assert resolver.resolve(url.partition("#")[0].partition("?")[0]).status == 200


def test_a_missing_translation_leads_to_the_best_one_with_a_notice(resolver: Resolver) -> None:
    found = resolver.resolve(f"/pt/faq/x--{ONLY_EN}#part")
    assert found.url == "/en/faq/support-brazil/#missing-pt"
    assert found.translation_missing
    assert (found.wanted_locale, found.found_locale) == ("pt", "en")


@pytest.mark.parametrize("url", ["/", "/tutorials", "/tutorial/", "/faq"])
@pytest.mark.parametrize(("reader", "locale"), [(None, "en"), ("pt", "pt"), ("xx", "en")])
def test_the_reader_s_language_counts_for_the_root_and_bare_sections(
    resolver: Resolver, url: str, reader: str | None, locale: str
) -> None:
    found = resolver.resolve(url, reader_locale=reader)
    assert found.status == 302
    assert found.how is How.LANGUAGE
    assert found.url.startswith(f"/{locale}/")


def test_the_reader_s_language_counts_nowhere_else(resolver: Resolver) -> None:
    for url, _ in OLD_URLS:
        assert resolver.resolve(url, reader_locale="pt") == resolver.resolve(url)


@pytest.mark.parametrize(
    "url",
    [
        "/en/faq/old-panel",
        "/en/faq/x--gone1",
        "/en/faq/old-panel/",
        "/en/faq/deleted",
        "/pt/faq/x--gone1",
    ],
)
def test_what_is_archived_or_deleted_is_gone_not_missing(resolver: Resolver, url: str) -> None:
    assert resolver.resolve(url).status == 410


@pytest.mark.parametrize(
    "url",
    ["/en/faq/secret", "/en/faq/x--draft1", "/en/nothing", "/en/support-plans", "/%00", "/x--"],
)
def test_what_is_unknown_or_a_draft_is_not_found(resolver: Resolver, url: str) -> None:
    assert resolver.resolve(url).status == 404


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/en/faq/support-plans",
        "javascript:alert(1)",
        "mailto:a@help.example.com",
        "https://help.example.com@evil.example/",
        "ftp://help.example.com/",
    ],
)
def test_urls_of_other_sites_are_not_ours(resolver: Resolver, url: str) -> None:
    found = resolver.resolve(url)
    assert (found.status, found.url) == (0, url)


@given(
    st.lists(
        st.sampled_from(
            ["/", "//", "\\", "en", "pt", "tutorial", "faq", "docs", "a", "--", TICKETS, "ki", "1234",
             "support-plans", "?locale=", "&", "#", "%2F", "%", "..", "evil.example", "https:", "@",
             "\n", " ", "é", "index.html", "old-panel"]
        )
        | st.text(max_size=5),
        max_size=12,
    ).map("".join)
)  # fmt: skip
def test_no_url_redirects_to_a_place_that_is_not_allowed_or_redirects_on(
    resolver: Resolver, url: str
) -> None:
    """An open redirect or a loop is impossible, whatever is asked."""
    found = resolver.resolve(url)
    if found.found and found.path != "":
        assert found.url.startswith("/")
        assert not found.url.startswith("//")
        assert "\n" not in found.url
        assert resolver.resolve("/" + found.path).status == 200
    elif found.found:
        assert found.url == "https://tickets.example.com/new"


def test_a_site_below_a_path_keeps_it(tmp_path: Path) -> None:
    settings = RedirectSettings(base_path="/help/")
    resolver = Resolver(catalog_of(tmp_path), (), settings)
    assert resolver.resolve(f"/help/en/tutorial/x--{TICKETS}").url == "/help" + EN
    assert resolver.resolve("/help" + EN).status == 200
    assert resolver.resolve("/help").url == "/help/en/"


def test_a_renamed_section_and_category_still_lead_there(tmp_path: Path) -> None:
    files = {
        "en/tutorials/New name/a.md": "---\ntitle: A\nslug: a\n---\n",
        "en/faq/b.md": "---\ntitle: B\nslug: b\n---\n",
    }
    settings = RedirectSettings(
        sections={"how-to": "tutorials"}, categories={"tutorials/old-name": "tutorials/new-name"}
    )
    table = table_of(tmp_path, files, settings)
    assert table.resolver.resolve("/en/how-to/a").url == "/en/tutorials/a/"
    new = "/en/tutorials/category/new-name/"
    assert table.resolver.resolve("/en/tutorials/category/old-name").url == new
    assert not table.problems


def test_every_article_has_its_own_short_link(tmp_path: Path) -> None:
    """Also two articles with one id, and those that have none."""
    text = "---\ntitle: T\nid: one\n---\n"
    files = {
        "en/faq/a.md": text, "en/faq/b.md": text, "en/faq/c.md": "---\ntitle: C\n---\n",
        "en/tutorials/c.md": "---\ntitle: C\n---\n", "pt/faq/a.md": text,
    }  # fmt: skip
    resolver = Resolver(catalog_of(tmp_path, files))
    for article in resolver.catalog.articles:
        assert resolver.resolve(resolver.short_link(article)).article is article


def test_tables_of_names_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    """A preview waits for what its page needs."""
    catalog = catalog_of(tmp_path)
    index = (resolver := Resolver(catalog)).index
    named = {"ids", "folded_ids", "short_ids", "slugs", "legacy_slugs", "gone_ids", "gone_slugs"}
    for article in catalog.articles:
        resolver.short_link(article)
        assert resolver.resolve(f"/{article.url}").status == 200
    assert not named & vars(index).keys()
    index.complete()
    assert named <= vars(index).keys()


def test_an_explanation_ends_in_what_decided(resolver: Resolver) -> None:
    steps = resolver.explain(f"/pt/faq/x--{ONLY_EN}")
    assert [step.how for step in steps if step.hit] == [How.ID]
    assert "since there is none in pt" in steps[-1].message
    assert "language of the path pt" in steps[0].message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/en/tutorial/openning-tikets-to-suport", EN),
        ("/en/tutorial/support-opening-tickets", EN),
        ("/pt/tutorial/abrir-chamado-suporte--xxxx", PT),
    ],
)
def test_a_mistyped_slug_is_near_the_article(resolver: Resolver, typed: str, meant: str) -> None:
    assert resolver.nearest(typed)[0] == meant


def test_nothing_is_near_to_noise(resolver: Resolver) -> None:
    assert resolver.nearest("/en/tutorial/zzzzqqqq") == []
    assert resolver.nearest("/") == []


def test_a_long_url_costs_no_more_than_a_short_one(resolver: Resolver) -> None:
    start = time.process_time()
    for url in ("/" * 5_000_000, "/en/" + "a-" * 2_500_000, "/en/faq/?" + "&" * 5_000_000):
        assert resolver.resolve(url).status in (200, 302, 404)
        resolver.nearest(url)
    assert time.process_time() - start < 2
