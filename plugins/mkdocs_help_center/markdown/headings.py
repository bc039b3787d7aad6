"""Headings: anchors that stay the same from build to build, and the table of contents."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterable, Sequence
from urllib.parse import unquote

from anyascii import anyascii
from markdown_it.token import Token

from .model import Heading
from .writing import FoundHeading, Writing, escape_attribute, escape_text

#: Characters; a heading that is longer is a paragraph by mistake.
MAX_SLUG = 120
_NOT_WORD = re.compile(r"[^a-z0-9_]+")
_QUOTES = re.compile(r"['’‘`\"“”]+")
_GITHUB_DROPPED = re.compile(r"[^\w\- ]+")
_EXPLICIT_ID = re.compile(r"\{\s*#([^\s{}]+)\s*\}")
_INVISIBLE = re.compile("[\\s\u00a0\u00ad\u200b-\u200f\u2060\ufeff]+")
#: Ids of the theme start so. Its scripts look for some of them, and an element of an article that came
#: first would be taken for the theme's (DOM clobbering); so would `__…` for Material's.
THEME_PREFIX = "hc-"
_ASIDE = "section-"
_SAFE_ID = re.compile(r"[^\W_][\w.:\-]*", re.ASCII)


@functools.lru_cache(maxsize=16384)
def slugify_heading(title: str) -> str:
    """The anchor of a heading: ASCII, lower case, one hyphen for all between words.

    ``Integração (ERP / PIM)`` → ``integracao-erp-pim``, which is how the portal's own articles link to
    their headings. Empty where no letter or digit is left.
    """
    slug = _NOT_WORD.sub("-", anyascii(_QUOTES.sub("", title[:MAX_SLUG])).lower())
    return slug.strip("-_")[:MAX_SLUG].rstrip("-_")


@functools.lru_cache(maxsize=16384)
def github_slug(title: str) -> str:
    """The anchor that GitHub gives a heading: accents kept, a hyphen a blank."""
    slug = _GITHUB_DROPPED.sub("", title.strip().lower()).replace(" ", "-").lstrip("_")
    return slug if len(slug) <= MAX_SLUG else ""


def safe_id(wanted: str) -> str:
    """``wanted`` as an id that a writer may set, or an empty string."""
    safe = wanted if _SAFE_ID.fullmatch(wanted) else slugify_heading(wanted)
    return f"{_ASIDE}{safe}" if safe.lower().startswith(THEME_PREFIX) else safe


def match_anchor(fragment: str, anchors: Container[str]) -> str | None:
    """The anchor that a link's fragment (percent-encoded, without ``#``) means, or None.

    Exact first; then without percent-encoding; then as a heading's slug, since writers link with or
    without accents, and with one hyphen or two for `` - ``.
    """
    if fragment in anchors:
        return fragment
    plain = unquote(fragment)
    slug = slugify_heading(plain)
    for candidate in (plain, plain.lower(), slug, f"{_ASIDE}{slug}"):
        if candidate in anchors:
            return candidate
    return None


def plain_text(tokens: Sequence[Token] | None) -> str:
    """The text of inline tokens, images by their alternative text."""
    parts = []
    for token in tokens or ():
        if token.type in ("text", "text_special", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "image":
            parts.append(plain_text(token.children))
    return "".join(parts)


def write_heading(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write ``heading_open inline heading_close``; an empty heading leaves nothing behind."""
    opening, inline = tokens[index], tokens[index + 1]
    children = inline.children or []
    explicit = _take_explicit_id(children)
    title = plain_text(children).strip()
    if not _INVISIBLE.sub("", title) and not any(c.type in _VISIBLE for c in children):
        return index + 3
    open_heading(writing, opening.tag, title, explicit)
    writing.write_inline(children)
    close_heading(writing, opening.tag, title)
    return index + 3


_VISIBLE = frozenset({"image", "html_inline", "component_inline"})


def open_heading(writing: Writing, tag: str, title: str, explicit: str = "") -> None:
    """Write the start tag with its anchor, and GitHub's spelling of it where that differs."""
    slug = safe_id(explicit or slugify_heading(title))
    anchor = writing.claim(slug or "section")
    if writing.quote_depth == 0:
        writing.headings.append(FoundHeading(anchor, title, int(tag[1])))
    writing.out.append(f'<{tag} id="{escape_attribute(anchor)}">')
    alias = github_slug(title)
    free = alias not in writing.anchors and alias not in writing.options.reserved_ids
    if alias and alias != slug and free and not alias.startswith(THEME_PREFIX):
        writing.anchors.add(alias)
        writing.out.append(f'<span id="{escape_attribute(alias)}"></span>')


def close_heading(writing: Writing, tag: str, title: str) -> None:
    """Write the permalink and the end tag of the heading opened last."""
    anchor = writing.headings[-1].id if writing.quote_depth == 0 else ""
    link = ""
    if anchor:
        label = escape_attribute(writing.message("permalink", title=title))
        href = escape_attribute(anchor)
        link = f'<a class="headerlink" href="#{href}" title="{label}" aria-label="{label}">¶</a>'
    writing.out.append(f"{link}</{tag}>\n")
    writing.text.append("\n")


def _take_explicit_id(children: list[Token]) -> str:
    """Take ``{#id}`` off the end of a heading's text."""
    if not children or children[-1].type != "text":
        return ""
    text = children[-1].content.rstrip()
    match = _EXPLICIT_ID.fullmatch(text, max(text.rfind("{"), 0)) if text.endswith("}") else None
    if not match:
        return ""
    children[-1].content = text[: match.start()].rstrip()
    return match[1]


def nest_headings(headings: Iterable[FoundHeading]) -> tuple[Heading, ...]:
    """The table of contents: each heading with the deeper ones that follow it."""
    return _take_level(list(headings), 0, 0)[0]


def _take_level(
    headings: list[FoundHeading], start: int, above: int
) -> tuple[tuple[Heading, ...], int]:
    """The headings from ``start`` that are deeper than level ``above``, and where they end."""
    nested: list[Heading] = []
    index = start
    while index < len(headings) and headings[index].level > above:
        found = headings[index]
        children, index = _take_level(headings, index + 1, found.level)
        nested.append(Heading(found.id, found.title, found.level, children))
    return tuple(nested), index


__all__ = [
    "close_heading",
    "escape_text",
    "github_slug",
    "match_anchor",
    "nest_headings",
    "open_heading",
    "plain_text",
    "safe_id",
    "slugify_heading",
    "write_heading",
]
