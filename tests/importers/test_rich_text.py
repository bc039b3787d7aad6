# ruff: noqa: E501
"""Every node and mark of rich text becomes Markdown that shows the same."""

import re

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.importers.rich_text import KNOWN_MARKS, RichText
from mkdocs_help_center.markdown import MarkdownRenderer, RenderContext

from tests.importers.documents import (
    Node,
    cell,
    document,
    item,
    node,
    paragraph,
    resource,
    target,
    text,
)

RENDERER = MarkdownRenderer()
TAGS_SHOWN = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ol",
    "ul",
    "li",
    "blockquote",
    "hr",
    "img",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "br",
    "strong",
    "em",
    "u",
    "code",
    "sup",
    "sub",
    "del",
    "s",
    "pre",
}


class Targets:
    """One article, one image, one file, one callout."""

    def entry(self, identifier: str) -> tuple[str, str] | None:
        return ("/en/faq/plans", "Plans [new]") if identifier == "plans" else None

    def asset(self, identifier: str) -> tuple[str, str, bool] | None:
        known = {
            "panel": ("https://images.ctfassets.net/s/panel.png", "The panel", True),
            "sheet": ("https://assets.ctfassets.net/s/sheet (1).pdf", "A sheet", False),
        }
        return known.get(identifier)

    def embedded(self, identifier: str) -> str | None:
        return "> ℹ️ Mind the *gap*.\n" if identifier == "callout" else None


def write(*blocks: Node) -> tuple[str, list[str]]:
    writer = RichText(Targets())
    return writer.write(document(*blocks)), writer.reports


def shown(markdown: str) -> str:
    """The rendered HTML without what our theme adds: ids, classes, anchors, images' extras."""
    html = RENDERER.render(markdown, RenderContext(source="x.md")).html
    html = re.sub(r'<a class="headerlink".*?</a>', "", html)
    html = re.sub(r'<a class="hc-lightbox".*?>(<img.*?>)</a>', r"\1", html)
    attributes = {"a": {"href"}, "img": {"src", "alt"}, "td": {"colspan"}, "th": {"colspan"}}
    html = nh3.clean(html, tags=TAGS_SHOWN, attributes=attributes, link_rel=None)
    return re.sub(r"\s*\n\s*", "", html)


BLOCKS = {
    "paragraph": (paragraph("Text."), "<p>Text.</p>"),
    **{
        f"heading-{n}": (node(f"heading-{n}", text("Title #")), f"<h{n}>Title #</h{n}>")
        for n in range(2, 7)
    },
    "ordered-list": (node("ordered-list", item("one"), item("two")), "<ol><li>one</li><li>two</li></ol>"),
    "unordered-list": (node("unordered-list", item("one"), item("two")), "<ul><li>one</li><li>two</li></ul>"),
    "nested lists": (
        node("ordered-list", item("one", node("unordered-list", item("deep"))), item("two")),
        "<ol><li>one<ul><li>deep</li></ul></li><li>two</li></ol>",
    ),
    "item of two paragraphs": (
        node("unordered-list", item("one", "more")),
        "<ul><li><p>one</p><p>more</p></li></ul>",
    ),
    "blockquote": (node("blockquote", paragraph("Said."), paragraph("Again.")), "<blockquote><p>Said.</p><p>Again.</p></blockquote>"),
    "hr": (node("hr"), "<hr>"),
    "embedded-asset-block": (
        node("embedded-asset-block", target=target("Asset", "panel")),
        '<p><img src="https://images.ctfassets.net/s/panel.png" alt="The panel"></p>',
    ),
    "embedded-asset-block of a file": (
        node("embedded-asset-block", target=target("Asset", "sheet")),
        '<p><a href="https://assets.ctfassets.net/s/sheet%20%281%29.pdf">A sheet</a></p>',
    ),
    "embedded-entry-block": (
        node("embedded-entry-block", target=target("Entry", "plans")),
        '<p><a href="/en/faq/plans">Plans [new]</a></p>',
    ),
    "table": (
        node(
            "table",
            node("table-row", cell("Name", header=True), cell("Price", header=True)),
            node("table-row", cell("A | B"), cell(paragraph(text("10", "bold")))),
        ),
        "<table><thead><tr><th>Name</th><th>Price</th></tr></thead>"
        "<tbody><tr><td>A | B</td><td><strong>10</strong></td></tr></tbody></table>",
    ),
    "table with lists and spans": (
        node(
            "table",
            node("table-row", cell("x", colspan=2)),
            node("table-row", cell(node("unordered-list", item("one"))), cell("a<b")),
        ),
        '<table><tbody><tr><td colspan="2">x</td></tr>'
        "<tr><td><ul><li><p>one</p></li></ul></td><td>a&lt;b</td></tr></tbody></table>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_shown_as_contentful_shows_it(name: str) -> None:
    block, html = BLOCKS[name]
    markdown, reports = write(block)
    assert shown(markdown) == html
    assert reports == []


INLINES = {
    "hyperlink": (
        node("hyperlink", text("a [b]"), uri="https://example.com/a b(1)"),
        '<a href="https://example.com/a%20b%281%29">a [b]</a>',
    ),
    "entry-hyperlink": (
        node("entry-hyperlink", text("see"), target=target("Entry", "plans")),
        '<a href="/en/faq/plans">see</a>',
    ),
    "asset-hyperlink": (
        node("asset-hyperlink", text("get it"), target=target("Asset", "sheet")),
        '<a href="https://assets.ctfassets.net/s/sheet%20%281%29.pdf">get it</a>',
    ),
    "embedded-entry-inline": (
        node("embedded-entry-inline", target=target("Entry", "plans")),
        '<a href="/en/faq/plans">Plans [new]</a>',
    ),
}


@pytest.mark.parametrize("name", INLINES)
def test_an_inline_is_shown_as_contentful_shows_it(name: str) -> None:
    inline, html = INLINES[name]
    markdown, reports = write(paragraph("Before ", inline, " after."))
    assert shown(markdown) == f"<p>Before {html} after.</p>"
    assert reports == []


TAGS = {"bold": "strong", "italic": "em", "underline": "u", "code": "code",
        "superscript": "sup", "subscript": "sub", "strikethrough": "del"}  # fmt: skip


def test_every_mark_is_known() -> None:
    assert set(TAGS) == KNOWN_MARKS


@pytest.mark.parametrize("mark", TAGS)
@pytest.mark.parametrize(("before", "after"), [("a ", " b"), ("a", "b"), ("(", ")"), ("", "")])
def test_a_mark_is_shown_wherever_it_stands(mark: str, before: str, after: str) -> None:
    tag = TAGS[mark]
    markdown, reports = write(paragraph(before, text("x.y!", mark), after))
    html = shown(markdown).replace("<s>", "<del>").replace("</s>", "</del>")
    assert html == f"<p>{before}<{tag}>x.y!</{tag}>{after}</p>"
    assert reports == []


def test_marks_are_put_inside_each_other() -> None:
    markdown, _ = write(paragraph(text("all", "bold", "italic", "underline", "code")))
    html = shown(markdown)
    for tag in ("strong", "em", "u", "code"):
        assert f"<{tag}>" in html
    assert re.sub("<[^>]*>", "", html) == "all"


def test_blanks_at_the_ends_of_marked_text_stand_outside_of_it() -> None:
    markdown, _ = write(paragraph("Click", text(" Save ", "bold"), "now"))
    assert markdown == "Click **Save** now\n"


def test_line_feeds_are_hard_breaks() -> None:
    markdown, _ = write(paragraph("one\ntwo"))
    assert shown(markdown) == "<p>one<br>two</p>"


def test_two_lists_in_a_row_stay_two() -> None:
    lists = [node("unordered-list", item(name)) for name in ("one", "two")]
    assert shown(write(*lists)[0]).count("<ul>") == 2


def test_a_part_of_other_articles_is_put_in() -> None:
    markdown, reports = write(node("embedded-entry-block", target=target("Entry", "callout")))
    assert markdown == "> ℹ️ Mind the *gap*.\n"
    assert reports == []


UNKNOWN = {
    "a block": (node("carousel", paragraph("Kept.")), "Kept."),
    "a block of text": (node("ticker", text("Kept.")), "Kept."),
    "an inline": (paragraph("a ", node("mention", text("Kept."))), "Kept."),
    "a mark": (paragraph(text("Kept.", "glow")), "Kept."),
    "an entry elsewhere": (
        paragraph(node("entry-hyperlink", text("Kept."), target=target("Entry", "?"))), "Kept."),
    "an asset elsewhere": (
        paragraph(node("asset-hyperlink", text("Kept."), target=target("Asset", "?"))), "Kept."),
    "a resource block": (
        node("embedded-resource-block", target=resource("crn:contentful:::x")), "crn:contentful:::x"),
    "a resource inline": (
        paragraph(node("embedded-resource-inline", target=resource("crn:y"))), "crn:y"),
    "a resource link": (
        paragraph(node("resource-hyperlink", text("Kept."), target=resource("crn:z"))), "Kept."),
    "a script's address": (
        paragraph(node("hyperlink", text("Kept."), uri="javascript:alert(1)")), "Kept."),
    "no address": (paragraph(node("hyperlink", text("Kept."))), "Kept."),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_known_is_reported_and_kept_as_text(name: str) -> None:
    block, kept = UNKNOWN[name]
    markdown, reports = write(block)
    html = shown(markdown)
    assert kept in html
    assert "<a " not in html
    assert len(reports) == 1


def test_a_document_of_any_depth_is_read() -> None:
    deep = paragraph("deep")
    for _ in range(200):
        deep = node("blockquote", deep)
    markdown, reports = write(deep)
    assert "deep" in markdown
    assert "nested more than" in reports[0]


@pytest.mark.parametrize("broken", [None, "text", 3, [], {}, {"nodeType": "document", "content": 3},
                                    {"nodeType": "document", "content": [1, None, {"content": [{}]}]}])  # fmt: skip
def test_no_value_makes_it_raise(broken: object) -> None:
    assert isinstance(RichText(Targets()).write(broken), str)


@given(st.text(st.sampled_from("ab1 .#*_~`[](){}<>!|\\&:;-+=>$'\"\n"), min_size=1, max_size=40))
def test_any_text_is_shown_as_it_is(value: str) -> None:
    """What a writer typed into Contentful is never taken for Markdown."""
    markdown, _ = write(paragraph(value))
    html = shown(markdown)
    assert html.count("<p>") <= 1
    assert set(re.findall(r"</?(\w+)", html)) <= {"p", "br"}
    words = re.sub(r"\s+", " ", value).strip()
    found = re.sub(r"<br>", " ", html)
    found = re.sub(r"<[^>]*>", "", found)
    for entity, char in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ):
        found = found.replace(entity, char)
    assert re.sub(r"\s+", " ", found).strip() == words


@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("ab .!*_(\n"), max_size=6),
            st.sets(st.sampled_from(sorted(KNOWN_MARKS))),
        ),
        max_size=5,
    )
)
def test_any_marked_text_keeps_its_words(runs: list[tuple[str, set[str]]]) -> None:
    markdown, _ = write(paragraph(*[text(value, *sorted(marks)) for value, marks in runs]))
    found = re.sub(r"<br>", " ", shown(markdown))
    found = re.sub(r"<[^>]*>", "", found)
    words = "".join(value for value, _ in runs)
    assert re.sub(r"\s+", "", found) == re.sub(r"\s+", "", words)
