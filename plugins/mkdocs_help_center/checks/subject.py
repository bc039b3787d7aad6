"""What a check of one article looks at: its fields, its text with and without code, its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import NamedTuple

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.markdown import Rendered

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})(.*)")
_BACKTICKS = re.compile(r"`+")
_HIDING = re.compile(r"<!--|<(pre|code|script|style)\b", re.IGNORECASE)
_SHOWING = {
    "": re.compile("-->"),
    **{
        name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
        for name in ("pre", "code", "script", "style")
    },
}
_VISIBLE = re.compile(r"\S")
_HTML_CODE = re.compile(r"<pre\b.*?</pre>|<code\b.*?</code>", re.DOTALL)
_HTML_TAG = re.compile(r"<[^>]*>")


class Finding(NamedTuple):
    """What a check found: line and column in the file (from 1), what is wrong, what to do."""

    line: int
    column: int
    message: str
    hint: str = ""


@dataclass
class Subject:
    """One article under a check. ``lines`` are those of the body, without line ends."""

    article: Article
    rendered: Rendered

    @cached_property
    def body(self) -> str:
        """The body as written."""
        return self.article.body

    @cached_property
    def lines(self) -> list[str]:
        """The body's lines as written."""
        return self.body.split("\n")

    @cached_property
    def prose(self) -> list[str]:
        """The body's lines with code, comments and raw scripts blanked, columns kept."""
        return blank_code(self.body).split("\n")

    @cached_property
    def prose_html(self) -> str:
        """The rendered body without its code."""
        return _HTML_CODE.sub("", self.rendered.html)

    @cached_property
    def shown_html(self) -> str:
        """What readers see as text, between tags that are kept as line feeds."""
        return unescape(_HTML_TAG.sub("\n", self.prose_html))

    def body_line(self, index: int) -> int:
        """The line in the file of a line of the body (from 0)."""
        return self.article.body_line + index

    def at(self, index: int, offset: int, message: str, hint: str = "") -> Finding:
        """A finding at a line and offset of the body, both from 0."""
        return Finding(self.body_line(index), offset + 1, message, hint)

    def field(self, key: str, message: str, hint: str = "") -> Finding:
        """A finding about a front-matter field."""
        return Finding(self.article.line(key), 1, message, hint)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """Matches of a pattern in the prose, line by line, with the line's index."""
        if pattern.search(self.body) is None:
            return
        for index, line in enumerate(self.prose):
            for match in pattern.finditer(line):
                yield index, match

    def locate(self, needle: str) -> tuple[int, int] | None:
        """Line and offset of ``needle`` in the prose."""
        for index, line in enumerate(self.prose):
            offset = line.find(needle)
            if offset >= 0:
                return index, offset
        return None


def blank_code(body: str) -> str:
    """``body`` with everything that is code or hidden replaced by blanks of the same length."""
    if "`" in body or "~~~" in body:
        body = _blank_spans(_blank_fences(body))
    if "<" in body:
        body = _blank_hidden(body)
    return body


def _blank_hidden(body: str) -> str:
    """Comments, and elements that are code or no text; those that never end are left as they are."""
    parts: list[str] = []
    done = at = 0
    endless: set[str] = set()
    while (opening := _HIDING.search(body, at)) is not None:
        name = (opening[1] or "").lower()
        # Looked for once: thousands that never end would be looked for to the end of the text each.
        closing = None if name in endless else _SHOWING[name].search(body, opening.end())
        if closing is None:
            endless.add(name)
            at = opening.end()
            continue
        parts += [
            body[done : opening.start()],
            _VISIBLE.sub(" ", body[opening.start() : closing.end()]),
        ]
        done = at = closing.end()
    return "".join([*parts, body[done:]])


def _blank_fences(body: str) -> str:
    lines = body.split("\n")
    fence = ""
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            lines[index] = _VISIBLE.sub(" ", line)
            if match and match[1].startswith(fence) and not match[2].strip():
                fence = ""
        elif match and "`" not in match[2]:
            fence = match[1]
            lines[index] = _VISIBLE.sub(" ", line)
    return "\n".join(lines)


def _blank_spans(body: str) -> str:
    """Inline code, by CommonMark's rule: a run of backticks up to the next one as long."""
    runs = [(match.start(), match.end()) for match in _BACKTICKS.finditer(body)]
    later: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(runs):
        later.setdefault(end - start, []).append(number)
    parts: list[str] = []
    done = index = 0
    while index < len(runs):
        start, end = runs[index]
        positions = later[end - start]
        while positions and positions[0] <= index:
            positions.pop(0)
        escaped = start > 0 and body[start - 1] == "\\"
        close = runs[positions[0]] if positions and not escaped else None
        if close is None or body.find("\n\n", end, close[0]) >= 0:
            index += 1
            continue
        parts += [body[done:start], _VISIBLE.sub(" ", body[start : close[1]])]
        done = close[1]
        index = positions[0] + 1
    parts.append(body[done:])
    return "".join(parts)
