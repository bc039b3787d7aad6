"""The state of one rendering: what is written so far and what was found on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..content.problem import Problem, Severity
from .emoji import replace_shortcodes
from .messages import default_messages
from .model import Link, MarkdownOptions, RenderContext

#: Our own markup is put in after sanitising. Until then an element stands in its place; the sanitiser
#: prints it so only where it is an element, never in an attribute or a comment.
SLOT_TAG = "hc-slot"


#: Writes the block tokens from an index on, and returns the index of the next one.
BlockRule = Callable[["Writing", Sequence[Token], int], int]
#: Writes one inline token.
InlineRule = Callable[["Writing", Token], None]


@dataclass(slots=True)
class FoundHeading:
    """A heading in the order of the text."""

    id: str
    title: str
    level: int


@dataclass(slots=True)
class FragmentLink:
    """A link to an anchor of the same page, checked when all anchors are known.

    ``index`` is its place in :attr:`Writing.out`, which then gets the anchor's real spelling.
    """

    index: int
    fragment: str
    line: int
    column: int


@dataclass(slots=True)
class Writing:
    """One rendering. Rules append HTML to ``out`` and plain text to ``text``.

    ``nonce`` makes slots unguessable; ``first`` and ``last`` bound the body lines (from 0) of the block
    being written, where problems look for the place of what they are about.
    """

    parser: MarkdownIt
    context: RenderContext
    options: MarkdownOptions
    body: str
    nonce: str
    env: dict[str, object]
    block_rules: Mapping[str, BlockRule]
    inline_rules: Mapping[str, InlineRule]
    out: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[FoundHeading] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    fragments: list[FragmentLink] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    data_files: set[str] = field(default_factory=set)
    presentational: list[tuple[int, str]] = field(default_factory=list)
    first: int = 0
    last: int = 0
    cursor: int = 0
    emphasis: list[str] = field(default_factory=list)
    link_ends: list[str] = field(default_factory=list)
    link_depth: int = 0
    literal_depth: int = 0
    quote_depth: int = 0
    closings: list[str] = field(default_factory=list)
    table_depth: int = 0
    raw_depth: int = 0
    _lists: int = 0
    _counted: int = 0
    _lines: list[str] | None = None
    _messages: Mapping[str, str] | None = None

    def open_lists(self) -> int:
        """How many lists are open in what is written so far; each piece of it is looked at once."""
        for piece in self.out[self._counted :]:
            self._lists += piece.count("<ul") + piece.count("<ol")
            self._lists -= piece.count("</ul") + piece.count("</ol")
        self._counted = len(self.out)
        return self._lists

    def write_blocks(self, tokens: Sequence[Token]) -> None:
        """Write block tokens, each by the rule of its type; a type without rule is a fault of ours."""
        rules, index, count = self.block_rules, 0, len(tokens)
        while index < count:
            token = tokens[index]
            if token.map:
                self.first, self.last = token.map
            index = rules[token.type](self, tokens, index)

    def write_inline(self, children: Sequence[Token]) -> None:
        """Write inline tokens; plain text here, since it is most of them."""
        out, text, rules = self.out, self.text, self.inline_rules
        for child in children:
            if child.type == "text":
                content = child.content
                if ":" in content and not self.literal_depth:
                    content = replace_shortcodes(content)
                text.append(content)
                out.append(escape_text(content))
            else:
                rules[child.type](self, child)

    def message(self, key: str, **values: object) -> str:
        """The text ``key`` in the page's language, its ``{placeholders}`` filled; not escaped."""
        text = self.raw_message(key)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def raw_message(self, key: str) -> str:
        """The text ``key`` with its placeholders, for scripts that fill them in."""
        if key in self.context.messages:
            return self.context.messages[key]
        if self._messages is None:
            self._messages = default_messages(self.context.locale)
        return self._messages.get(key, key)

    def slot(self, html: str) -> str:
        """Keep trusted ``html`` for after sanitising; returns the element that stands for it."""
        self.slots.append(html)
        return f'<{SLOT_TAG} id="{self.nonce}{len(self.slots) - 1}"></{SLOT_TAG}>'

    def fill_slots(self, html: str) -> str:
        """Put the trusted markup in."""
        if not self.slots:
            return html
        pattern = f'<{SLOT_TAG} id="{self.nonce}([0-9]+)"></{SLOT_TAG}>'
        return re.sub(pattern, lambda match: self.slots[int(match[1])], html)

    def claim(self, wanted: str) -> str:
        """A free id for the page that starts with ``wanted``, numbered as GitHub does."""
        taken, reserved = self.anchors, self.options.reserved_ids
        anchor, number = wanted, self.numbers.get(wanted, 0)
        while anchor in taken or anchor in reserved:
            number += 1
            anchor = f"{wanted}-{number}"
        self.numbers[wanted] = number
        taken.add(anchor)
        return anchor

    def locate(self, needle: str) -> tuple[int, int]:
        """Line and column in the file (from 1) where ``needle`` stands in the current block.

        Looks on from where it found something last, a few hundred lines at most. Falls back to the
        block's first line, since escapes and entities can hide the text.
        """
        if self._lines is None:
            self._lines = self.body.split("\n")
        if not self.first <= self.cursor < self.last:
            self.cursor = self.first
        for number in range(self.cursor, min(max(self.last, self.first + 1), self.cursor + 200)):
            column = self._lines[number].find(needle) if number < len(self._lines) else -1
            if needle and column >= 0:
                self.cursor = number
                return self.context.first_line + number, column + 1
        return self.context.first_line + self.first, 1

    def report(
        self,
        check: str,
        message: str,
        hint: str = "",
        *,
        needle: str = "",
        line: int | None = None,
        severity: Severity = Severity.WARNING,
    ) -> None:
        """Add a problem at ``line`` of the body (from 0), or where ``needle`` is in the block."""
        place = (self.context.first_line + line, 1) if line is not None else self.locate(needle)
        self.problems.append(
            Problem(self.context.source, *place, check, message, hint, severity=severity)
        )


def escape_text(text: str) -> str:
    """``text`` for between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """``text`` for a double-quoted attribute."""
    return escape(text)
