"""What callers of the renderer rely on: contents, anchors, links, text, line numbers, repeatability."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.markdown import (
    Heading,
    MarkdownOptions,
    MarkdownRenderer,
    RenderContext,
    ResolvedLink,
    match_anchor,
    slugify_heading,
)
from mkdocs_help_center.markdown.parser import MAX_NESTING

from .reference import read_body

_RENDERER = MarkdownRenderer()
_CONTEXT = RenderContext("content/en/faq/x.md", first_line=10)


class Everywhere:
    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        return ResolvedLink("/en/y/#moved" if "old" in href else "/en/y/")


def test_the_contents_nest_by_level_and_leave_out_headings_of_quotes_and_empty_ones() -> None:
    body = "## A\n\n#### B\n\n### C `x`\n\n##\n\n> ## Quoted\n\n## A\n\n# Top\n"
    assert _RENDERER.render(body, _CONTEXT).toc == (
        Heading("a", "A", 2, (Heading("b", "B", 4), Heading("c-x", "C x", 3))),
        Heading("a-1", "A", 2),
        Heading("top", "Top", 1),
    )


def test_reserved_ids_are_not_given_to_headings() -> None:
    renderer = MarkdownRenderer(MarkdownOptions(reserved_ids=frozenset({"content", "content-1"})))
    rendered = renderer.render('## Content\n\n<a id="content"></a>', _CONTEXT)
    assert rendered.toc[0].id == "content-2"
    assert 'id="content"' not in rendered.html


@pytest.mark.parametrize(
    "body",
    [
        "## hc-words",
        "## HC Words",
        "## x {#hc-words}",
        '<p id="hc-words">{}</p>',
        '<a name="HC-x"></a>',
    ],
)
def test_an_article_has_no_id_that_the_themes_scripts_look_for(body: str) -> None:
    rendered = _RENDERER.render(body, _CONTEXT)
    assert 'id="hc-' not in rendered.html.lower()
    assert match_anchor("hc-words", rendered.anchors) or "HC-x" in body


def test_the_pages_own_ids_are_reserved_without_being_told() -> None:
    assert _RENDERER.render("## Content\n", _CONTEXT).toc[0].id == "content-1"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Back-office integrations (ERP / PIM / WMS)", "back-office-integrations-erp-pim-wms"),
        ("What's new?", "whats-new"),
        ("¿Qué cambió?", "que-cambio"),
        ("1. Passo — Ação", "1-passo-acao"),
        ("_private_ name", "private_-name"),
        ("日本", "riben"),
        ("!!!", ""),
    ],
)
def test_a_heading_has_the_anchor_that_the_portals_articles_link_to(title: str, slug: str) -> None:
    assert slugify_heading(title) == slug


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [
        ("a-b", "a-b"),
        ("a---b", "a-b"),
        ("A-B", "a-b"),
        ("%C3%A9t%C3%A9", "ete"),
        ("été", "ete"),
        ("Kept.Id", "Kept.Id"),
        ("other", None),
        ("", None),
    ],
)
def test_a_fragment_matches_an_anchor_in_any_spelling(fragment: str, anchor: str | None) -> None:
    assert match_anchor(fragment, {"a-b", "ete", "Kept.Id"}) == anchor


def test_anchors_hold_headings_their_github_spelling_and_html_ids() -> None:
    body = '## Ação\n\n<p id="p1">x</p>\n\n<a name="old"></a>\n\n## X {#own}\n'
    assert _RENDERER.render(body, _CONTEXT).anchors >= {"acao", "ação", "p1", "old", "own"}


def test_every_id_in_a_page_is_there_once() -> None:
    body = '## A\n\n## A\n\n<p id="a">x</p><p id="a-1">y</p>\n\n## A {#a}\n\nx[^1][^1]\n\n[^1]: y\n'
    html = _RENDERER.render(body, _CONTEXT).html
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) >= 6


def test_links_are_listed_with_target_fragment_and_place() -> None:
    context = RenderContext("x.md", first_line=10, links=Everywhere())
    body = "Text\nand [a](b.md#part)\n\n- item\n\n  [c](old#part)\n\n<p>\n<a href='d'>x</a></p>\n"
    links = _RENDERER.render(body, context).links
    assert [(x.href, x.url, x.fragment, x.line, x.column) for x in links] == [
        ("b.md#part", "/en/y/", "part", 11, 9),
        ("old#part", "/en/y/", "moved", 15, 7),
        ("d", "/en/y/", "", 18, 10),
    ]


def test_problems_name_the_line_in_the_file_through_lists_quotes_tables_and_boxes() -> None:
    body = (
        "[a](x:1)\n\n> quote\n> [b](x:2)\n\n1. one\n   - two\n\n     [c](x:3)\n\n| h |\n|---|\n| [d](x:4) |\n"
        '\n<div class="alert alert-info">\n\n[e](x:5)\n\n</div>\n\n'
        "<table><tr>\n<td>[f](x:6)</td></tr></table>\n"
    )
    problems = _RENDERER.render(body, _CONTEXT).problems
    lines = {p.message.split("'")[1]: p.line - 10 for p in problems if p.check == "unsafe-link"}
    assert lines == {"x:1": 0, "x:2": 3, "x:3": 8, "x:4": 12, "x:5": 16, "x:6": 21}
    assert all(p.path == "content/en/faq/x.md" for p in problems)


@pytest.mark.parametrize(
    "body",
    [
        "[a](https://webservice-[store].example.com/x)",
        r"https://webservice-\[store].example.com/x",
        "https://webservice-[store].example.com/x",
        "<https://[store].example.com/x>",
        "[a](<https://a b.example.com/>)",
        "[a](https://a%20b.example.com/)",
        "[a](https://example.com:99999/)",
        "[a](//[store].example.com/x)",
        '<a href="https://[store].example.com/x">a</a>',
    ],
)
def test_an_address_that_no_browser_can_parse_is_text_and_a_problem(body: str) -> None:
    rendered = _RENDERER.render(body, _CONTEXT)
    assert "href" not in rendered.html
    assert "hc-external" not in rendered.html
    assert [p.check for p in rendered.problems] == ["unsafe-link"]


@pytest.mark.parametrize(
    "body",
    ["[a](http://[::1]:8000/x)", "https://example.com/?a=[b]", "[a](https://münchen.example/ä)"],
)
def test_brackets_and_accents_where_they_may_stand_are_an_address(body: str) -> None:
    rendered = _RENDERER.render(body, _CONTEXT)
    assert 'class="hc-external"' in rendered.html
    assert rendered.problems == ()


def test_text_is_plain_and_has_no_furniture() -> None:
    body = "## Title\n\nSome **bold** `code` & [link](x).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert _RENDERER.render(body, _CONTEXT).text == "Title\nSome bold code & link.\na b\n1 2"


@pytest.mark.parametrize(
    ("body", "feature"),
    [
        ("```mermaid\ngraph TD\n```", "mermaid"),
        ("```js\nx\n```", "code"),
        ("![x](x.png)", "lightbox"),
        ('<iframe src="https://youtu.be/abcdefghijk"></iframe>', "video"),
        ("<InsertAccountName />", "account-name"),
    ],
)
def test_features_name_the_scripts_that_a_page_needs(body: str, feature: str) -> None:
    assert _RENDERER.render(body, _CONTEXT).features == {feature}
    assert _RENDERER.render("Plain text.", _CONTEXT).features == frozenset()


def test_line_endings_make_no_difference() -> None:
    body = "## A\n\n- x\n- y\n\n```\ncode\n```\n"
    expected = _RENDERER.render(body, _CONTEXT)
    assert _RENDERER.render(body.replace("\n", "\r\n"), _CONTEXT) == expected
    assert _RENDERER.render(body.replace("\n", "\r"), _CONTEXT) == expected


def test_two_renderers_and_many_threads_give_the_same_bytes(hard_cases: Path) -> None:
    bodies = [read_body(path) for path in sorted(hard_cases.rglob("*.md"))]
    expected = [MarkdownRenderer().render(body, _CONTEXT) for body in bodies]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            assert list(pool.map(lambda body: _RENDERER.render(body, _CONTEXT), bodies)) == expected


def test_a_body_that_is_too_long_is_cut_at_a_line_and_reported() -> None:
    renderer = MarkdownRenderer(MarkdownOptions(max_bytes=100))
    rendered = renderer.render("line of text\n" * 20, _CONTEXT)
    (problem,) = rendered.problems
    assert (problem.check, problem.line, problem.severity) == ("too-large", 17, Severity.ERROR)
    assert rendered.html.count("line of text") == 7


def test_nesting_that_is_too_deep_is_reported_where_it_starts() -> None:
    body = "x\n\n" + ">" * (MAX_NESTING + 5) + " deep\n"
    (problem,) = _RENDERER.render(body, _CONTEXT).problems
    assert (problem.check, problem.line) == ("too-deep", 12)
    assert not _RENDERER.render(">" * 40 + " deep\n", _CONTEXT).problems


@pytest.mark.parametrize("body", ["", "\n", "\ufeff", "\x00", " ", "\t", "---", "\u2028", "\ud800"])
def test_nearly_nothing_renders(body: str) -> None:
    assert _RENDERER.render(body, _CONTEXT).problems == ()
