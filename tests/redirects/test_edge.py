"""The edge function answers as the resolver does, under Node.js and under Deno."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_help_center.redirects.collect import RedirectTable
from mkdocs_help_center.redirects.edge_function import PATH, render_edge_function
from mkdocs_help_center.redirects.languages import choose_language
from mkdocs_help_center.redirects.resolver import Resolver

from .running import EdgeProcess, deno, node
from .site import TICKETS
from .test_languages import CASES
from .test_resolver import OLD_URLS

pytestmark = pytest.mark.netlify

HOST = "https://help.example.com"
NOT_FOUND = (
    '<section class="x" id="hc-nearest" hidden><h2>Near</h2><ul><!--hc-nearest--></ul></section>'
)


@pytest.fixture(scope="module", params=["node", "deno"])
def edge(
    request: pytest.FixtureRequest, table: RedirectTable, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EdgeProcess]:
    command = node() if request.param == "node" else deno()
    function = render_edge_function(table, ["near/en.json", "", "near/pt.json"])[PATH]
    pairs = [
        [f"/{a.url}", a.title + " <&"] for a in table.resolver.catalog.articles if a.locale == "en"
    ]
    files: dict[str, object] = {
        "/near/en.json": [200, "application/json", json.dumps(pairs)],
        "/en/faq/old-panel/": [200, "text/html", "<h1>Gone</h1>"],
        "404": NOT_FOUND,
    }
    with EdgeProcess(command, function, files, tmp_path_factory.mktemp("edge")) as process:
        yield process


def expected(resolver: Resolver, url: str) -> tuple[int, str | None] | None:
    """Status and place as the resolver says; None where the request is to pass."""
    found = resolver.resolve(url)
    if found.status == 200:
        return None
    return found.status, found.url if found.status < 400 else None


def got(answer: Any) -> tuple[int, str | None] | None:
    return None if answer is None else (answer["status"], answer["location"])


def test_every_old_form_leads_where_the_resolver_says(
    edge: EdgeProcess, resolver: Resolver, table: RedirectTable
) -> None:
    urls = [old.removeprefix(HOST) for old, _ in OLD_URLS]
    urls += [redirect.source for redirect in table.redirects]
    urls += ["/" + url for url in resolver.index.exact]
    urls += ["/", "/faq", "/en/faq/old-panel", "/en/faq/x--gone1", "/en/nothing", "/en/faq/deleted"]
    answers = edge.ask([{"url": HOST + url} for url in urls])
    for url, answer in zip(urls, answers, strict=True):
        assert got(answer) == expected(resolver, url.partition("#")[0]) or "#" in url, url


PARTS = [
    "/", "//", "\\", "en", "pt", "PT-br", "xx", "tutorial", "faq", "docs", "tracks", "a", "--", "-",
    TICKETS, TICKETS.lower(), "ki", "1234", "support-plans", "planos-de-suporte", "opening tickets",
    "?locale=", "?", "&", "&&", "locale=pt", "=", "%2F", "%", "%E9", "%C3%A9", "%zz", "..", ".", "%2e",
    "@", "'", '"', "é", "ı", "İ", "ß", "Σ", "ﬁ", "index.html", ".html", "old-panel", "gone2", "panel",
    "promo", "campaign=1", "x y", "\t", "support", "status.json", "__proto__", "constructor", "。",
]  # fmt: skip


_urls = st.lists(
    st.lists(
        st.sampled_from(PARTS)
        # JavaScript and Python know different versions of Unicode: letters of both only.
        | st.text(
            st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="#"), max_size=4
        ),
        max_size=10,
    ).map(lambda parts: "/" + "".join(parts)),
    min_size=30,
    max_size=30,
)


def compare(edge: EdgeProcess, resolver: Resolver, urls: list[str]) -> None:
    urls = [url for url in urls if not url.startswith(("//", "/\\", "/\t", "/\n", "/\r"))]
    answers = edge.ask([{"url": HOST + url} for url in urls])
    for url, answer in zip(urls, answers, strict=True):
        assert got(answer) == expected(resolver, url), url


@settings(max_examples=40)
@given(_urls)
def test_whatever_is_asked_the_answer_is_the_resolver_s(
    edge: EdgeProcess, resolver: Resolver, urls: list[str]
) -> None:
    compare(edge, resolver, urls)


@pytest.mark.slow
@settings(max_examples=150)
@given(_urls)
def test_however_much_is_asked_the_answer_is_the_resolver_s(
    edge: EdgeProcess, resolver: Resolver, urls: list[str]
) -> None:
    compare(edge, resolver, urls)


@pytest.mark.parametrize("path", ["/", "/faq", "/tutorial/"])
def test_a_language_is_chosen_like_in_python_and_never_cached_for_another_reader(
    edge: EdgeProcess, resolver: Resolver, path: str
) -> None:
    cases = [case for case in CASES if "\n" not in case[0] + case[1]]
    requests = [
        {"url": HOST + path, "headers": {"cookie": cookie, "accept-language": accept}}
        for cookie, accept, _ in cases
    ]
    for (cookie, accept, _), answer in zip(cases, edge.ask(requests), strict=True):
        locale = choose_language(resolver.reader.matcher, cookie, accept)
        assert answer["location"] == resolver.resolve(path, reader_locale=locale).url
        assert answer["status"] == 302
        assert {"Accept-Language", "Cookie"} == set(answer["headers"]["vary"].split(", "))
        assert answer["headers"]["cache-control"] == "private, no-store"


def test_what_the_url_alone_decides_ignores_the_reader_and_may_be_cached(edge: EdgeProcess) -> None:
    requests = [
        {"url": f"{HOST}/tutorial/--{TICKETS}", "headers": {"accept-language": language}}
        for language in ("en", "pt", "es")
    ]
    answers = edge.ask(requests)
    assert len({answer["location"] for answer in answers}) == 1
    assert all("public" in answer["headers"]["cache-control"] for answer in answers)
    assert not any("vary" in answer["headers"] for answer in answers)


def test_an_archived_article_s_page_has_status_410_and_is_not_indexed(edge: EdgeProcess) -> None:
    urls = ["/en/faq/old-panel/", "/en/faq/old-panel", "/en/tutorial/x--gone1"]
    for answer in edge.ask([{"url": HOST + url} for url in urls]):
        assert (answer["status"], answer["body"]) == (410, "<h1>Gone</h1>")
        assert answer["headers"]["x-robots-tag"] == "noindex"


def test_a_miss_offers_the_nearest_articles_escaped(edge: EdgeProcess) -> None:
    [answer] = edge.ask([{"url": f"{HOST}/en/tutorial/opning-tickets-to-suport"}])
    assert answer["status"] == 404
    assert 'id="hc-nearest">' in answer["body"]
    link = '<li><a href="/en/tutorials/opening-tickets-to-support/">Title &#60;&#38;</a></li>'
    assert link in answer["body"]
    assert "etag" not in answer["headers"]
    [nothing] = edge.ask([{"url": f"{HOST}/en/tutorial/zzzzqqqq"}])
    assert nothing["body"] == NOT_FOUND


def test_only_reading_is_redirected(edge: EdgeProcess) -> None:
    url = f"{HOST}/en/tutorial/x--{TICKETS}"
    methods = [{"url": url, "method": method} for method in ("POST", "PUT", "DELETE", "HEAD")]
    post, put, delete, head = edge.ask(methods)
    assert (post, put, delete) == (None, None, None)
    assert head["status"] == 301


def test_the_function_runs_for_old_forms_and_never_for_a_page_or_a_file(
    edge: EdgeProcess, table: RedirectTable
) -> None:
    config = edge.started["config"]
    patterns = [re.compile(pattern) for pattern in config["pattern"]]
    excluded = [re.compile(pattern) for pattern in config["excludedPattern"]]

    def runs(path: str) -> bool:
        path = path.partition("?")[0]
        return any(p.search(path) for p in patterns) and not any(p.search(path) for p in excluded)

    for article in table.resolver.catalog.articles:
        assert not runs(f"/{article.url}")
    for file in (
        "/assets/a.css",
        "/en/feed.xml",
        "/status.json",
        "/pagefind/en/x.pf_index",
        "/a--b.png",
    ):
        assert not runs(file)
    missed = [redirect.source for redirect in table.redirects if not runs(redirect.source)]
    # Our own URLs that moved look like pages: those are rules in _redirects.
    assert set(missed) <= {
        "/en/announcements/second-name/",
        "/en/faq/old-plans/",
        "/en/faq/deleted/",
    }
    assert runs("/")
    assert runs("/en/faq/old-panel/")
    assert config["onError"] == "bypass"
    assert not [p for p in config["pattern"] if "(?!" in p or "(?<" in p]
