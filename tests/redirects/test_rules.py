"""What is wrong with a rule is said with its file and line, and always ends the same way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from mkdocs_help_center.redirects.model import Kind, Origin, Rule
from mkdocs_help_center.redirects.resolver import Resolver

from .site import FILES, SETTINGS, catalog_of, table_of

PLANS = "/en/faq/support-plans/"


def findings(tmp_path: Path, rules: str) -> tuple[list[str], Resolver]:
    """``line check`` of each problem of a YAML table, and the resolver."""
    table = table_of(tmp_path, {**FILES, "_data/redirects.yml": rules})
    found = [p for p in table.problems if p.path == "content/_data/redirects.yml"]
    return [f"{problem.line} {problem.check}" for problem in found], table.resolver


@pytest.mark.parametrize(
    ("rules", "expected", "outcomes"),
    [
        pytest.param(
            "- {from: /a, to: /b}\n- {from: /b, to: /c}\n- {from: /c, to: /en/faq/support-plans}\n",
            ["1 redirect-chain", "2 redirect-chain"],
            {"/a": PLANS, "/b": PLANS, "/c": PLANS},
            id="a chain is flattened",
        ),
        pytest.param(
            "- {from: /a, to: /b}\n- {from: /b, to: /a}\n- {from: /x, to: /a}\n",
            ["1 redirect-loop", "2 redirect-loop", "3 redirect-target"],
            {"/a": None, "/b": None, "/x": None},
            id="a loop is left out, and what leads into it",
        ),
        pytest.param(
            "- {from: /a, to: /a/}\n", ["1 redirect-loop"], {"/a": None}, id="a loop of one"
        ),
        pytest.param(
            "- {from: /a, to: /en/faq/support-plans}\n- {from: /A/, to: /en/faq/support-brazil}\n",
            ["2 redirect-conflict"],
            {"/a": PLANS},
            id="of two that conflict the first counts",
        ),
        pytest.param(
            "- {from: /a, to: /en/faq/support-plans}\n- {from: /a, to: /en/faq/x--faq_727}\n",
            ["2 redirect-duplicate"],
            {"/a": PLANS},
            id="a double that agrees is no defect",
        ),
        pytest.param(
            "- {from: /a, to: /en/faq/support-plans}\n- {from: /a, to: /pt/faq/planos-de-suporte}\n",
            ["2 redirect-language"],
            {"/a": PLANS, "/a?locale=pt": "/pt/faq/planos-de-suporte/"},
            id="one article in two languages is no conflict",
        ),
        pytest.param(
            "- {from: /faq/planos-de-suporte, to: /en/faq/support-plans}\n",
            ["1 redirect-language"],
            {"/faq/planos-de-suporte": "/pt/faq/planos-de-suporte/"},
            id="a slug's own language goes before that of a rule",
        ),
        pytest.param(
            "- {from: /pt/a, to: /en/faq/support-plans}\n",
            [],
            {"/pt/a": "/pt/faq/planos-de-suporte/"},
            id="the language of the URL goes before that of the target",
        ),
        pytest.param(
            "- {from: /a, to: /en/faq/nowhere}\n",
            ["1 redirect-target"],
            {"/a": None},
            id="a dead target",
        ),
        pytest.param(
            "- {from: /a, to: /en/faq/old-panel}\n",
            ["1 redirect-target"],
            {"/a": None},
            id="an archived target",
        ),
        pytest.param(
            "- {from: '/a#part', to: /en/faq/support-plans}\n",
            ["1 redirect-fragment"],
            {"/a": None},
            id="a fragment never matches",
        ),
        pytest.param(
            "- {from: 'https://other.example/a', to: /en/faq/support-plans}\n",
            ["1 redirect-host"],
            {"/a": None},
            id="a foreign host never matches",
        ),
        pytest.param(
            "- {from: 'https://help.example.com/a', to: /en/faq/support-plans}\n",
            [],
            {"/a": PLANS},
            id="our own host does",
        ),
        pytest.param(
            "- {from: /a b, to: /en/faq/support-plans}\n",
            ["1 redirect-blank"],
            {"/a%20b": PLANS},
            id="a raw blank is read as encoded",
        ),
        pytest.param(
            "- {from: a, to: /en/faq/support-plans}\n",
            ["1 redirect-source"],
            {"/a": PLANS},
            id="a source without a slash",
        ),
        pytest.param(
            "- {from: /a, to: 'https://evil.example/'}\n- {from: /b, to: 'javascript:alert(1)'}\n"
            "- {from: /c, to: '//evil.example'}\n",
            ["1 redirect-target-host", "2 redirect-target-host", "3 redirect-target-host"],
            {"/a": None, "/b": None, "/c": None},
            id="a target on a host that is not allowed",
        ),
        pytest.param(
            "- {from: /a, to: '//tickets.example.com/new'}\n"
            "- {from: /b, to: 'https://tickets.example.com@evil.example/'}\n"
            "- {from: /c, to: 'https://tickets.example.com.evil.example/'}\n"
            '- {from: /d, to: "https:\\\\\\\\evil.example/"}\n'
            "- {from: /e, to: 'https://user@tickets.example.com/new'}\n"
            '- {from: /f, to: "https://tickets.example.com/\\r\\nX: y"}\n',
            ["2 redirect-target-host", "3 redirect-target-host", "4 redirect-target-host"],
            {
                "/a": "https://tickets.example.com/new",
                "/b": None,
                "/c": None,
                "/d": None,
                "/e": "https://tickets.example.com/new",
                "/f": "https://tickets.example.com/X:%20y",
            },
            id="what only looks like an allowed host",
        ),
        pytest.param(
            '- {from: /a, to: "/en/faq/support-plans#x\\n/* https://evil.example/ 301! é"}\n',
            [],
            {"/a": PLANS + "#x/*%20https://evil.example/%20301!%20%C3%A9"},
            id="a fragment splits no line",
        ),
        pytest.param(
            "- {from: /en/faq/support-plans/, to: /en/faq/support-brazil}\n",
            ["1 redirect-shadowed"],
            {"/en/faq/support-plans": PLANS},
            id="a real page is never hidden",
        ),
        pytest.param(
            "- {from: /en/docs/faq/support-plans, to: /en/faq/support-brazil}\n",
            ["1 redirect-overruled"],
            {"/en/docs/faq/support-plans": PLANS},
            id="what a slug means goes before a rule",
        ),
        pytest.param(
            "- {from: /a, to: /en/faq/support-plans, status: 302}\n- {from: /b, to: /a}\n",
            ["2 redirect-chain"],
            {"/b": PLANS},
            id="each rule keeps its own status",
        ),
    ],
)
def test_rules(
    tmp_path: Path, rules: str, expected: list[str], outcomes: dict[str, str | None]
) -> None:
    found, resolver = findings(tmp_path, rules)
    assert found == expected
    for url, target in outcomes.items():
        resolution = resolver.resolve(url)
        assert (resolution.url if resolution.found else None) == target


def test_a_chain_of_thousands_in_the_worst_order_is_flattened_quickly(tmp_path: Path) -> None:
    origin = Origin(Kind.RULE, "rules")
    rules = [Rule(f"/x{n}", f"/x{n + 1}", 301, origin) for n in range(4000)]
    rules.append(Rule("/x4000", PLANS, 301, origin))
    start = time.process_time()
    resolver = Resolver(catalog_of(tmp_path), rules, SETTINGS)
    assert resolver.resolve("/x0").url == PLANS
    assert time.process_time() - start < 5


def test_rules_with_conditions_go_before_those_without(tmp_path: Path) -> None:
    rules = (
        "- {from: /a, to: /en/faq/support-plans}\n"
        "- {from: '/a?x=1', to: /en/faq/support-brazil}\n"
        "- {from: '/a?x=1&y=2', to: /en/tutorials/same-name}\n"
        "- {from: '/a?locale=pt', to: /pt/faq/envio-a-vista}\n"
    )
    found, resolver = findings(tmp_path, rules)
    assert not found
    assert resolver.resolve("/a?z=1").path == "en/faq/support-plans/"
    assert resolver.resolve("/a?x=1&utm_source=y").path == "en/faq/support-brazil/"
    assert resolver.resolve("/a?y=2&x=1").path == "en/tutorials/same-name/"
    assert resolver.resolve("/a?locale=pt").path == "pt/faq/envio-a-vista/"


def test_replaced_by_may_be_an_id_a_slug_a_url_and_another_archived_article(tmp_path: Path) -> None:
    archived = "---\ntitle: T\nslug: {0}\nid: {0}x\nstatus: ARCHIVED\nreplacedBy: {1}\n---\n"
    files = {
        **FILES,
        "en/faq/r1.md": archived.format("r1", "faq_727"),
        "en/faq/r2.md": archived.format("r2", "/pt/faq/planos-de-suporte"),
        "en/faq/r3.md": archived.format("r3", "r1"),
        "en/faq/r4.md": archived.format("r4", "nothing-like-it"),
    }
    table = table_of(tmp_path, files)
    for old in ("r1", "r2", "r3"):
        assert table.resolver.resolve(f"/en/faq/{old}").url == PLANS
        assert table.resolver.resolve(f"/en/tutorial/x--{old}x").url == PLANS
    assert table.resolver.resolve("/en/faq/r4").status == 410
    [problem] = [p for p in table.problems if p.path == "content/en/faq/r4.md"]
    assert (problem.check, problem.line) == ("redirect-target", 6)


def test_a_legacy_slug_that_leads_to_another_article_is_reported(tmp_path: Path) -> None:
    files = {
        "en/faq/a.md": "---\ntitle: A\nslug: one\n---\n",
        "en/faq/b.md": "---\ntitle: B\nslug: two\nlegacySlug: one\n---\n",
    }
    [problem] = table_of(tmp_path, files).problems
    assert (problem.path, problem.line, problem.check) == (
        "content/en/faq/b.md",
        4,
        "legacy-slug-taken",
    )
