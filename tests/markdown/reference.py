"""cmark-gfm and our renderer side by side: their outlines, and what our dialect adds to GitHub's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from markdown_it.token import Token
from mkdocs_help_center.markdown import MarkdownRenderer, RenderContext, ResolvedLink
from mkdocs_help_center.markdown.callouts import SIGNS
from mkdocs_help_center.markdown.emoji import replace_shortcodes
from mkdocs_help_center.markdown.renderer import BLOCK_RULES, INLINE_RULES
from mkdocs_help_center.markdown.writing import Writing

from .outline import RAW_HTML, outline

_EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*\n?", re.DOTALL | re.MULTILINE)
_SIGN = re.compile(
    "("
    + "|".join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))
    + ")[\ufe0e\ufe0f]?[\\s\u00a0]*"
)
_ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_EMPTY_HEADING = re.compile(r"<h[1-6]>")


def _raw_block(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    writing.out.append(RAW_HTML)
    return index + 1


def _raw_inline(writing: Writing, token: Token) -> None:
    writing.out.append(RAW_HTML)


class WithoutRawHtml(MarkdownRenderer):
    """Our renderer with raw HTML left out as cmark leaves it out, so that the rest can be compared."""

    block_rules: ClassVar = {**BLOCK_RULES, "html_block": _raw_block}
    inline_rules: ClassVar = {**INLINE_RULES, "html_inline": _raw_inline}


class KeepsAddresses:
    """Leaves `ref:slug` as it is, which without a catalog would be dropped as an unknown scheme."""

    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        return ResolvedLink(href) if href.startswith("ref:") else None


_RENDERER = WithoutRawHtml()
_CONTEXT = RenderContext("article.md", links=KeepsAddresses())


def read_body(path: Path) -> str:
    """An article's body as the loader gives it: no front matter, line feeds only."""
    text = path.read_bytes().decode("utf-8-sig")
    return _FRONT_MATTER.sub("", text.replace("\r\n", "\n").replace("\r", "\n"), count=1)


def our_outline(body: str) -> list[str]:
    """The structure that we write, before sanitising."""
    writing = _RENDERER.write(body, _CONTEXT)
    return outline(writing.fill_slots("".join(writing.out)))


def github_html(body: str) -> str:
    """cmark-gfm's HTML with GitHub's extensions; raw HTML is left out."""
    return str(markdown_to_html_with_extensions(body, Options.CMARK_OPT_FOOTNOTES, _EXTENSIONS))


def github_outline(body: str) -> list[str]:
    """The structure that GitHub shows, with the rules of our dialect applied to it.

    The rules change no structure but what they name: a sign at the start of a quote is dropped (it
    becomes the callout's title), a heading without text is dropped, shortcodes become emoji.
    """
    events, verbatim, index = outline(github_html(body)), 0, 0
    result: list[str] = []
    while index < len(events):
        event = events[index]
        verbatim += (event in ("<code>", "<pre>")) - (event in ("</code>", "</pre>"))
        if _EMPTY_HEADING.fullmatch(event) and events[index + 1] == "</" + event[1:]:
            index += 2
            continue
        if result[-2:] == ["<blockquote>", "<p>"] and not event.startswith("<"):
            event = _ALERT.sub("", _SIGN.sub("", event, count=1), count=1)
            if not event and events[index + 1] == "</p>":
                result.pop()
                index += 2
                continue
        if event and not verbatim and not event.startswith("<"):
            event = replace_shortcodes(event)
        if event:
            result.append(event)
        index += 1
    return result
