"""Cuts raw HTML into tags, comments and text, and tags into attributes, always in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Names, attributes and quoting as browsers read them (HTML standard, 13.2.5 Tokenization), with
# possessive repeats: a failed match gives up at once.
_ATTRIBUTE = r"""[^\s/>=<"'][^\s/>=<"']*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_TAG = re.compile(
    rf"<(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|{_ATTRIBUTE}|=)*+)>"
    r"|</(?P<end>[A-Za-z][^\s/>]*+)[^>]*+>"
)
_ATTRIBUTES = re.compile(
    r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))?+)?+"""
)
_COMMENTS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of raw HTML: ``kind`` is start, end, text or comment; ``at`` its offset."""

    kind: str
    source: str
    at: int
    name: str = ""
    attributes: str = ""


def split_html(source: str) -> Iterator[Piece]:
    """Cut raw HTML into pieces, in linear time. A ``<`` that starts no whole tag is text: a browser would
    swallow what follows it, up to the next quote or ``>`` that it finds.
    """
    position = 0
    while (start := source.find("<", position)) >= 0:
        if start > position:
            yield Piece("text", source[position:start], position)
        position = start
        piece = _match_piece(source, start)
        yield piece
        position += len(piece.source)
    if position < len(source):
        yield Piece("text", source[position:], position)


def _match_piece(source: str, at: int) -> Piece:
    """The piece that starts with the ``<`` at an offset."""
    match = _TAG.match(source, at)
    if match and match["name"]:
        return Piece("start", match[0], at, match["name"].lower(), match["attributes"])
    if match:
        return Piece("end", match[0], at, match["end"].lower())
    for opener, closer in _COMMENTS:
        if source.startswith(opener, at):
            end = source.find(closer, at + 2)
            # An unclosed comment hides the rest of the block, as it does in a browser.
            stop = end + len(closer) if end >= 0 else len(source)
            return Piece("comment", source[at:stop], at)
    return Piece("text", "<", at)


def parse_attributes(source: str) -> dict[str, str]:
    """Attributes by lower-case name, values without entities; the first of a name wins."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTES.findall(source):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found
