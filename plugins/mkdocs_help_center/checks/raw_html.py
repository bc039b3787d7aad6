"""Raw HTML whose tags do not pair up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.markdown.raw_html import Piece, parse_attributes, split_html

#: Elements whose end tag HTML requires, and that articles use (HTML standard, 13.1.2.4).
_PAIRED = frozenset(
    {"ul", "ol", "dl", "table", "div", "details", "summary", "a", "strong", "em", "b", "i", "u"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "center", "span", "figure", "section"}
)
_TAG = re.compile(r"</?[A-Za-z]")
_ENDS_A_LIST = frozenset({"td", "th", "table", "div"})


@article_check(Severity.WARNING)
def unclosed_html(subject: Subject) -> Iterator[Finding]:
    """Every HTML element is closed inside the element that it is in; else what follows ends up in it.

    Bad: ``<td><ul><li>Prices</li></td>``
    Good: ``<td><ul><li>Prices</li></ul></td>``
    """
    if not _TAG.search(subject.body):
        return
    source = "\n".join(subject.prose)
    opened: list[Piece] = []
    for piece in split_html(source):
        if piece.kind == "start" and not piece.attributes.rstrip().endswith("/"):
            if piece.name in _PAIRED or piece.name in _ENDS_A_LIST:
                opened.append(piece)
        elif piece.kind == "end" and any(one.name == piece.name for one in opened):
            while (inner := opened.pop()).name != piece.name:
                yield from _unclosed(subject, source, inner)
    for piece in opened:
        yield from _unclosed(subject, source, piece)


def _unclosed(subject: Subject, source: str, piece: Piece) -> Iterator[Finding]:
    # HTML lets table cells end with the next one.
    if piece.name in ("td", "th"):
        return
    index = source.count("\n", 0, piece.at)
    offset = piece.at - (source.rfind("\n", 0, piece.at) + 1)
    yield subject.at(index, offset, f"'<{piece.name}>' is not closed where it should be",
                     f"add '</{piece.name}>'")  # fmt: skip


@article_check(Severity.INFO)
def html_attribute(subject: Subject) -> Iterator[Finding]:
    """An attribute that needs a value has one.

    Bad: ``<th class> Time</th>``
    Good: ``<th>Time</th>``
    """
    if "<" not in subject.body:
        return
    source = "\n".join(subject.prose)
    for piece in split_html(source):
        if piece.kind != "start" or not piece.attributes:
            continue
        bare = re.search(
            r"(?:^|\s)(class|style|href|src|id|width|height)(?=\s|$|/)", piece.attributes, re.I
        )
        if bare and not parse_attributes(piece.attributes).get(bare[1].lower()):
            index = source.count("\n", 0, piece.at)
            offset = piece.at - (source.rfind("\n", 0, piece.at) + 1)
            yield subject.at(index, offset, f"'{bare[1]}' has no value", "give it one or delete it")
