"""Netlify's own parser and matcher read ``_redirects`` as it is meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs_help_center.redirects.collect import RedirectTable
from mkdocs_help_center.redirects.netlify import left_out, netlify_rules, render_netlify

from .running import netlify
from .site import FILES, SETTINGS, TICKETS, table_of
from .test_resolver import OLD_URLS

pytestmark = pytest.mark.netlify


def test_every_rule_parses_and_none_is_split_or_dropped(
    table: RedirectTable, tmp_path: Path
) -> None:
    text = render_netlify(table)["_redirects"]
    result = netlify(text, [], tmp_path)
    lines = text.splitlines()
    assert result["errors"] == []
    assert len(result["rules"]) == len(lines)
    for rule, line in zip(result["rules"], lines, strict=True):
        source, *rest = line.split(" ")
        assert rule["from"] == source
        assert rule["to"] in rest
        assert str(rule["status"]) in line
        assert rule["force"] is ("!" in line)


def test_no_rule_of_a_table_writes_a_second_one(tmp_path: Path) -> None:
    """Blanks, line ends and signs of the format in sources, targets, queries and fragments."""
    rules = (
        '- {from: "/a b\\n/* /x 301!", to: "/en/faq/support-plans#x /* https://evil.example/ 301!"}\n'
        '- {from: "/c", to: "https://tickets.example.com/x y 200!\\n/* https://evil.example/ 301!"}\n'
        '- {from: "/d?e=f g /h", to: "/en/faq/support-plans?i=j k"}\n'
        '- {from: "/l/:splat/*", to: /en/faq/support-plans}\n'
    )
    table = table_of(tmp_path, {**FILES, "_data/redirects.yml": rules})
    text = render_netlify(table)["_redirects"]
    result = netlify(text, [("/zzz", "", "en"), ("/c", "", "en"), ("/l/x/y", "", "en")], tmp_path)
    assert result["errors"] == []
    assert len(result["rules"]) == len(text.splitlines())
    nothing, away, placeholder = (both[0] for both in result["matches"])
    assert nothing is None
    assert placeholder is None
    assert away["to"].startswith("https://tickets.example.com/")
    for rule in result["rules"]:
        assert rule["to"].startswith(("/", "https://tickets.example.com/"))


def test_sampled_urls_land_where_the_resolver_says(table: RedirectTable, tmp_path: Path) -> None:
    """Both with a trailing slash and without, and with a query that is none of ours."""
    resolver = table.resolver
    sources = [redirect.source for redirect in table.redirects]
    sources += [old for old, _ in OLD_URLS if old.isascii() and old in sources]
    requests, wanted = [], []
    for source in sources:
        path, _, query = source.partition("?")
        for asked in {path, path.rstrip("/") + "/"}:
            found = resolver.resolve(f"{asked}?{query}" if query else asked)
            if found.status == 200:
                continue
            requests.append((asked, query + ("&" if query else "") + "utm_source=x", "en"))
            # What the rule adds of the query itself Netlify passes along.
            wanted.append((asked, found))
    matches = netlify(render_netlify(table)["_redirects"], requests, tmp_path)["matches"]
    for (asked, found), both in zip(wanted, matches, strict=True):
        for match in both:
            assert match is not None, asked
            if found.status == 410:
                assert (match["status"], match["force"]) == (404, True), asked
            else:
                place, hash_sign, fragment = found.url.partition("#")
                wanted_place = place.partition("?")[0] + hash_sign + fragment
                to, _, rest = match["to"].partition("?")
                assert to + "".join(rest.partition("#")[1:]) == wanted_place, asked
                assert match["status"] == found.status, asked


def test_no_rule_touches_a_page(table: RedirectTable, tmp_path: Path) -> None:
    requests = [("/" + url, "", "en") for url in table.resolver.index.exact if "404" not in url]
    for both in netlify(render_netlify(table)["_redirects"], requests, tmp_path)["matches"]:
        for match in both:
            assert match is None or not match["force"]


@pytest.mark.parametrize(
    ("language", "target"), [("pt", "/pt/"), ("es-AR", "/es/"), ("fr", "/en/"), ("en", "/en/")]
)
def test_the_root_is_a_choice_of_language(
    table: RedirectTable, tmp_path: Path, language: str, target: str
) -> None:
    matches = netlify(render_netlify(table)["_redirects"], [("/", "", language)], tmp_path)[
        "matches"
    ]
    assert matches[0] == [{"to": target, "status": 302, "force": True}] * 2


def test_an_unknown_page_gets_the_404_page_of_its_language(
    table: RedirectTable, tmp_path: Path
) -> None:
    [both] = netlify(render_netlify(table)["_redirects"], [("/pt/x/y", "", "en")], tmp_path)[
        "matches"
    ]
    assert both[0] == {"to": "/pt/404.html", "status": 404, "force": False}


def test_the_budget_keeps_what_people_wrote_and_leaves_the_rest_to_the_function(
    tmp_path: Path,
) -> None:
    rules = "- {from: /en/panel, to: /en/faq/support-plans}\n"
    files = {**FILES, "_data/redirects.yml": rules}
    whole = table_of(tmp_path, files)
    every = list(netlify_rules(whole))
    limit = len(every) - 40
    cut = table_of(tmp_path, files, replace(SETTINGS, netlify_rules=limit))
    lines = list(netlify_rules(cut))
    assert len(lines) == limit
    assert left_out(whole) == 0
    assert left_out(cut) == 40
    assert "/en/panel /en/faq/support-plans/ 301!" in lines
    assert not any(f"--{TICKETS}?" in line for line in lines)
    assert set(lines) <= set(every)
