"""Code: never changed, coloured by Pygments with classes only, titled and marked by the fence's info."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from .writing import Writing, escape_attribute, escape_text

#: Characters; a line that is longer may scroll on a phone, and then the keyboard must reach it.
_MAY_SCROLL = 40
#: Characters; colouring is linear, but a megabyte of log needs no colours.
_MAX_COLOURED = 100_000
_NUMBERS = re.compile(r"[\d,:\-\s]+")
_OPTION = re.compile(r"([A-Za-z_]+)=(\"[^\"]*\"|'[^']*'|\S+)|\{([\d,:\-\s]+)\}|(\S+)")
_MARK_OPTIONS = frozenset({"mark", "focus", "hl_lines", "highlight"})


@dataclass(frozen=True, slots=True)
class FenceInfo:
    """What stands after a fence: language, title, and the numbers of marked lines (from 1)."""

    language: str = ""
    title: str = ""
    marked: tuple[int, ...] = ()


@functools.lru_cache(maxsize=1024)
def parse_fence_info(info: str) -> FenceInfo:
    """Read a fence's info string.

    ``json package.json mark=3:5,9`` (Code Hike), ``js title="app.js" hl_lines="2 3"`` (Material) and
    ``js {2,4-5}`` (Docusaurus) are understood; what is not is ignored, as GitHub does.
    """
    language, _, rest = unescapeAll(info).strip().partition(" ")
    title, marked = "", set[int]()
    for key, value, braces, word in _OPTION.findall(rest):
        if braces:
            marked |= _parse_lines(braces)
        elif key in _MARK_OPTIONS:
            marked |= _parse_lines(value.strip("\"'"))
        elif key in ("title", "filename"):
            title = value.strip("\"'")
        elif word and not title and word not in ("copy", "showLineNumbers"):
            title = word
    return FenceInfo(language, title, tuple(sorted(marked)))


def _parse_lines(text: str) -> set[int]:
    """Line numbers of ``3:5,9`` or ``3-5 9``; a column range ``3[1:4]`` marks its line."""
    numbers: set[int] = set()
    for part in re.split(r"[,\s]+", re.sub(r"\[[^\]]*\]", "", text)):
        match = re.fullmatch(r"(\d{1,5})(?:[:\-](\d{1,5}))?", part)
        if match:
            first = int(match[1])
            numbers.update(range(first, min(int(match[2] or first), first + 10_000) + 1))
    return numbers


@functools.lru_cache(maxsize=256)
def _find_lexer(language: str) -> Lexer | None:
    """Pygments' lexer of that name, or None; ``ensurenl`` would add a line that nobody wrote."""
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


@functools.lru_cache(maxsize=2048)
def highlight_code(code: str, language: str, marked: tuple[int, ...] = ()) -> str:
    """``code`` as HTML with Pygments' short classes; unknown languages are escaped text."""
    lexer = _find_lexer(language.lower()) if language and len(code) <= _MAX_COLOURED else None
    if lexer is None and not marked:
        return escape_text(code)
    if lexer is None:
        lexer = get_lexer_by_name("text", stripnl=False, ensurenl=False)
    formatter = HtmlFormatter(nowrap=True, hl_lines=list(marked))
    return str(highlight(code, lexer, formatter))


def write_fence(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write a fenced block; ``mermaid`` stays readable source that a script may draw."""
    token = tokens[index]
    info = parse_fence_info(token.info)
    if info.language.lower() == "mermaid":
        write_mermaid(writing, token.content)
    else:
        write_code(writing, token.content, info)
    return index + 1


def write_code_block(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write an indented block."""
    write_code(writing, tokens[index].content, FenceInfo())
    return index + 1


def write_code(writing: Writing, code: str, info: FenceInfo) -> None:
    """Write a block of code in the shape of Material's styles."""
    writing.text.append(code)
    writing.features.add("code")
    language = re.sub(r"[^a-z0-9+#._\-]", "", info.language.lower())
    classes = f"language-{language or 'text'} highlight"
    title = f'<span class="filename">{escape_text(info.title)}</span>' if info.title else ""
    scrolls = any(len(line) > _MAY_SCROLL for line in code.split("\n"))
    focus = ' tabindex="0"' if scrolls else ""
    copy, copied = (escape_attribute(writing.message(key)) for key in ("code-copy", "code-copied"))
    writing.out.append(
        writing.slot(
            f'<div class="{classes}" data-copy="{copy}" data-copied="{copied}">{title}'
            f"<pre{focus}><code>{highlight_code(code, language, info.marked)}</code></pre></div>"
        )
        + "\n"
    )


def write_mermaid(writing: Writing, source: str) -> None:
    """Write a diagram as its source."""
    writing.features.add("mermaid")
    label = escape_attribute(writing.message("diagram"))
    writing.out.append(
        writing.slot(
            f'<pre class="mermaid" tabindex="0" role="group" aria-label="{label}">'
            f"<code>{escape_text(source)}</code></pre>"
        )
        + "\n"
    )


def write_code_inline(writing: Writing, token: Token) -> None:
    """Write a code span."""
    writing.text.append(token.content)
    writing.out.append(f"<code>{escape_text(token.content)}</code>")
