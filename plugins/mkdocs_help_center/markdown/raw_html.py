"""Raw HTML in articles: every tag is taken apart and written anew, or shown as text.

Only tags that this module builds leave it, with escaped attributes from the allow-list of
:mod:`.sanitize`. What a reader would lose is a problem with its line; looks alone (``class``, ``style``)
are one note an article. A name that is no HTML is text that the writer meant: ``<placeholder>``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from markdown_it.token import Token

from ..content.problem import Severity
from .headings import close_heading, open_heading
from .html_names import HTML_TAGS, names
from .html_pieces import Piece, parse_attributes, split_html
from .sanitize import ALLOWED_TAGS, INLINE_TAGS
from .tags import RENAMED, report_dropped, write_end_tag, write_start_tag
from .writing import Writing, escape_text

#: Elements whose content is no text for readers; they go with all that they hold.
_DROPPED_WITH_CONTENT = names(
    "template svg math object applet noscript noembed noframes select datalist"
)
#: Shown as the text that they are, as GFM does (§6.11, disallowed raw HTML): a real known issue is about
#: a script, and would lose what it is about.
_SHOWN_AS_TEXT = names("script style")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VERBATIM = frozenset({"pre", "code", "kbd", "samp", "var"})
#: Markdown that a writer put between HTML tags, where GitHub would show the signs themselves.
_INLINE_MARKDOWN = re.compile(
    r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*|__[^\s_](?:[^_\n]*[^\s_])?__|\[[^\[\]\n]+\]\([^()\n]+\)|`[^`\n]+`"
)

__all__ = [
    "Piece",
    "parse_attributes",
    "split_html",
    "write_html_block",
    "write_html_inline",
    "write_html_source",
]


def write_html_block(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write a block of raw HTML."""
    token = tokens[index]
    write_html_source(writing, token.content, token.map[0] if token.map else writing.first)
    return index + 1


def write_html_source(writing: Writing, source: str, line: int) -> None:
    """Write raw HTML that starts at ``line`` of the body."""
    _RawWriter(writing, line).write(source)


def write_html_inline(writing: Writing, token: Token) -> None:
    """Write one tag between words. A tag that can't be shown is text there, not removed."""
    for piece in split_html(token.content):
        if piece.kind == "comment":
            continue
        if piece.kind == "text" or not _is_written(piece.name) or _is_stray(writing, piece.name):
            _show_as_text(writing, piece, None)
        elif piece.kind == "start":
            write_start_tag(writing, piece.name, parse_attributes(piece.attributes))
        else:
            write_end_tag(writing, piece.name)


def _is_stray(writing: Writing, name: str) -> bool:
    """Whether a list item between words is outside of any list: ``tags (<b>, <li>)`` names the tag."""
    return name == "li" and writing.open_lists() < 1


def _is_written(name: str) -> bool:
    return name in ALLOWED_TAGS or name in RENAMED


def _show_as_text(writing: Writing, piece: Piece, line: int | None) -> None:
    """Write a tag as the text that it is."""
    writing.text.append(piece.source)
    writing.out.append(escape_text(piece.source))
    if piece.kind != "start":
        return
    known = piece.name in HTML_TAGS
    severity = Severity.INFO
    message = f"'<{piece.name}>' is shown as text: it is " + (
        "not allowed in articles." if known else "no HTML element."
    )
    hint = f"Write `<{piece.name}>` in backticks if it is meant as text."
    writing.report("html-as-text", message, hint, needle=piece.source, line=line, severity=severity)


class _RawWriter:
    """Writes one block of raw HTML: tags anew, text with the Markdown that is in it."""

    def __init__(self, writing: Writing, first_line: int) -> None:
        self.writing = writing
        self.line = first_line
        self.counted = 0
        self.verbatim = 0
        self.skipping = self.literal = ""
        self.segment: list[Piece] = []
        self.source = ""
        self.heading = self.heading_title = ""
        self.unclosed: set[str] = set()

    def write(self, source: str) -> None:
        """Write the whole block."""
        self.source = source
        for piece in split_html(source):
            if self.literal:
                self._write_literal(piece)
            elif self.skipping:
                self._skip(piece)
            elif piece.kind == "text" or self._is_inline(piece):
                self.segment.append(piece)
            else:
                self._flush()
                self._write_tag(piece)
        self._flush()
        if self.literal:
            self.writing.out.append("</code></pre>\n")

    def _write_literal(self, piece: Piece) -> None:
        """Write a script's source as the text that GFM makes of it."""
        self.writing.text.append(piece.source)
        self.writing.out.append(escape_text(piece.source))
        if piece.kind == "end" and piece.name == self.literal:
            self.literal = ""
            self.writing.out.append("</code></pre>\n")

    def _is_inline(self, piece: Piece) -> bool:
        return piece.name in INLINE_TAGS or piece.kind == "comment"

    def _line(self, piece: Piece) -> int:
        """The body's line of a piece; pieces come in order, so each line feed is counted once."""
        if piece.at >= self.counted:
            self.line += self.source.count("\n", self.counted, piece.at)
            self.counted = piece.at
        return self.line

    def _skip(self, piece: Piece) -> None:
        if piece.kind == "end" and piece.name == self.skipping:
            self.skipping = ""

    def _write_tag(self, piece: Piece) -> None:
        writing, line = self.writing, self._line(piece)
        if piece.name in _SHOWN_AS_TEXT and piece.kind == "start":
            self.literal = piece.name
            writing.out.append("<pre><code>")
            self._write_literal(piece)
            self._report_removed(piece, line, "shown as text")
        elif piece.name in _DROPPED_WITH_CONTENT:
            if piece.kind == "start" and not piece.attributes.endswith("/"):
                self.skipping = piece.name
            self._report_removed(piece, line)
        elif not _is_written(piece.name):
            if piece.name in HTML_TAGS:
                self._report_removed(piece, line)
            else:
                _show_as_text(writing, piece, line)
        elif piece.name in _HEADINGS:
            self._write_heading_tag(piece, line)
        else:
            self._write_allowed(piece)
            writing.text.append("\n" if piece.kind == "end" else "")

    def _write_allowed(self, piece: Piece) -> None:
        """Write a tag of the list, and keep count of those in which text is code."""
        step = {"start": 1, "end": -1}.get(piece.kind, 0)
        if piece.name in _VERBATIM:
            self.verbatim = max(0, self.verbatim + step)
        if piece.kind == "start":
            attributes = parse_attributes(piece.attributes)
            write_start_tag(self.writing, piece.name, attributes, self._line(piece))
        elif piece.kind == "end":
            write_end_tag(self.writing, piece.name)

    def _write_heading_tag(self, piece: Piece, line: int) -> None:
        """Give a raw ``<h2>…</h2>`` its anchor and place in the contents, as Markdown's have."""
        if piece.kind == "end":
            if self.heading == piece.name:
                close_heading(self.writing, piece.name, self.heading_title)
            else:
                write_end_tag(self.writing, piece.name)
            self.heading = ""
            return
        start, closing = piece.at + len(piece.source), f"</{piece.name}"
        end = -1 if closing in self.unclosed else self.source.lower().find(closing, start)
        if end < 0 or self.heading:
            self.unclosed.add(closing)
            self._write_allowed(piece)
            return
        inner = "".join(p.source for p in split_html(self.source[start:end]) if p.kind == "text")
        self.heading, self.heading_title = piece.name, " ".join(unescape(inner).split())
        attributes = parse_attributes(piece.attributes)
        report_dropped(self.writing, piece.name, attributes, line)
        open_heading(self.writing, piece.name, self.heading_title, attributes.get("id", ""))

    def _report_removed(self, piece: Piece, line: int, what: str = "removed") -> None:
        if piece.kind != "start":
            return
        self.writing.report(
            "unsafe-html",
            f"'<{piece.name}>' is {what}: it is not allowed in articles.",
            "Write code in a fenced block; for videos and embeds link to the page.",
            line=line,
        )

    def _flush(self) -> None:
        """Write the collected text and inline tags; Markdown in them is read as such."""
        segment, self.segment = self.segment, []
        if not segment:
            return
        source = "".join(piece.source for piece in segment)
        text = "".join(piece.source for piece in segment if piece.kind == "text")
        if not self.verbatim and _INLINE_MARKDOWN.search(text):
            self._write_markdown(source)
            return
        for piece in segment:
            if piece.kind == "text":
                self._write_text(piece.source)
            else:
                self._write_allowed(piece)

    def _write_text(self, text: str) -> None:
        self.writing.text.append(unescape(text))
        self.writing.out.append(text.replace("<", "&lt;"))

    def _write_markdown(self, source: str) -> None:
        writing = self.writing
        lead = source[: len(source) - len(source.lstrip())]
        children: list[Token] = []
        writing.parser.inline.parse(source.strip(), writing.parser, writing.env, children)
        writing.out.append(lead)
        writing.write_inline(children)
        writing.out.append(source[len(source.rstrip()) :])
