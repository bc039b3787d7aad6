"""Callouts: quotes that start with a sign, GitHub's alerts and HTML alert boxes become admonitions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from .headings import plain_text
from .writing import Writing, escape_text


@dataclass(frozen=True, slots=True)
class Callout:
    """A kind of callout: Material's admonition class and the message that names it."""

    style: str
    message: str


#: Signs without variation selector (U+FE0F), which writers use or not. A new sign is a row here.
SIGNS = {
    "ℹ": Callout("info", "callout-info"),
    "🛈": Callout("info", "callout-info"),
    "📘": Callout("info", "callout-info"),
    "📝": Callout("note", "callout-note"),
    "💡": Callout("tip", "callout-tip"),
    "👍": Callout("success", "callout-success"),
    "✅": Callout("success", "callout-success"),
    "✔": Callout("success", "callout-success"),
    "⚠": Callout("warning", "callout-warning"),
    "🚧": Callout("warning", "callout-warning"),
    "❗": Callout("danger", "callout-danger"),
    "❕": Callout("danger", "callout-danger"),
    "‼": Callout("danger", "callout-danger"),
    "🚨": Callout("danger", "callout-danger"),
    "⛔": Callout("danger", "callout-danger"),
    "🔔": Callout("note", "callout-reminder"),
    ":bell:": Callout("note", "callout-reminder"),
    ":information_source:": Callout("info", "callout-info"),
    ":warning:": Callout("warning", "callout-warning"),
    ":exclamation:": Callout("danger", "callout-danger"),
    ":heavy_exclamation_mark:": Callout("danger", "callout-danger"),
    ":white_check_mark:": Callout("success", "callout-success"),
    ":heavy_check_mark:": Callout("success", "callout-success"),
    ":blue_book:": Callout("info", "callout-info"),
    ":construction:": Callout("warning", "callout-warning"),
    ":bulb:": Callout("tip", "callout-tip"),
    ":memo:": Callout("note", "callout-note"),
}

#: GitHub's alerts: https://docs.github.com/get-started/writing-on-github (basic formatting, alerts).
ALERTS = {
    "NOTE": Callout("note", "callout-note"),
    "TIP": Callout("tip", "callout-tip"),
    "IMPORTANT": Callout("info", "callout-important"),
    "WARNING": Callout("warning", "callout-warning"),
    "CAUTION": Callout("danger", "callout-danger"),
}

#: ``<div class="alert alert-…">``, Bootstrap's words; readme.io's callout types are among them.
ALERT_CLASSES = {
    "info": Callout("info", "callout-info"),
    "primary": Callout("info", "callout-info"),
    "secondary": Callout("note", "callout-note"),
    "light": Callout("note", "callout-note"),
    "dark": Callout("note", "callout-note"),
    "tip": Callout("tip", "callout-tip"),
    "warning": Callout("warning", "callout-warning"),
    "danger": Callout("danger", "callout-danger"),
    "error": Callout("danger", "callout-danger"),
    "success": Callout("success", "callout-success"),
}

_SIGN = re.compile(
    "(" + "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True)) + ")"
    "[\ufe0e\ufe0f]?[ \t\u00a0\u202f]*"
)
#: readme.io's signs: what stands alone in the first paragraph is the callout's title there.
_TITLED = frozenset({"📘", "👍", "🚧", "❗"})
_MAX_TITLE = 120
_SENTENCE_END = tuple(".:;,!?…")


def write_quote_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start a quote or, where it starts with a sign, an admonition.

    A quote's first two tokens are a paragraph's start and its text when it starts with text at all.
    """
    writing.quote_depth += 1
    inline = tokens[index + 2] if tokens[index + 1].type == "paragraph_open" else None
    children = inline.children if inline else None
    match = _SIGN.match(children[0].content) if children and children[0].type == "text" else None
    if not match or not children:
        writing.out.append("<blockquote>\n")
        writing.closings.append("</blockquote>\n")
        return index + 1
    children[0].content = children[0].content[match.end() :]
    if not children[0].content and len(children) > 1 and children[1].type == "softbreak":
        del children[:2]
    callout = SIGNS[match[1]]
    title = _take_title(tokens, index, match[1], children)
    empty = not title and _is_blank(children)
    open_callout(writing, callout, title)
    writing.closings.append("</div>\n")
    return index + (4 if title or empty else 1)


def write_quote_close(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """End the quote or admonition."""
    writing.quote_depth -= 1
    writing.out.append(writing.closings.pop())
    return index + 1


def write_alert_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start one of GitHub's alerts; the parser's English title is skipped."""
    writing.quote_depth += 1
    open_callout(writing, ALERTS[str(tokens[index].meta["kind"]).upper()])
    writing.closings.append("</div>\n")
    return index + 4


def alert_kind(attributes: Mapping[str, str]) -> str:
    """The key in :data:`ALERT_CLASSES` of an HTML element's attributes; empty where it is no alert."""
    classes = attributes.get("class", "").lower().split()
    if "alert" not in classes:
        return ""
    kinds = (c.removeprefix("alert-") for c in classes if c.startswith("alert-"))
    return next((kind for kind in kinds if kind in ALERT_CLASSES), "info")


def write_alert_div_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start an HTML alert box, whose content is Markdown."""
    writing.quote_depth += 1
    open_callout(writing, ALERT_CLASSES[str(tokens[index].meta["kind"])])
    writing.closings.append("</div>\n")
    return index + 1


def open_callout(writing: Writing, callout: Callout, title: str = "") -> None:
    """Write the start of an admonition; without ``title``, its kind in the page's language."""
    title = title or writing.message(callout.message)
    writing.text.append(f"{title}\n")
    writing.out.append(
        f'<div class="admonition {callout.style}">\n'
        f'<p class="admonition-title">{escape_text(title)}</p>\n'
    )


def _is_blank(children: Sequence[Token]) -> bool:
    return all(c.type in ("text", "softbreak") and not c.content.strip() for c in children)


def _take_title(tokens: Sequence[Token], index: int, sign: str, children: Sequence[Token]) -> str:
    """The callout's own title: a first paragraph that is all bold or, with readme.io's signs, one
    short line that is no sentence, and that something follows.
    """
    follows = index + 4 < len(tokens) and tokens[index + 4].type != "blockquote_close"
    if not follows or any(c.type in ("softbreak", "hardbreak", "image") for c in children):
        return ""
    title = plain_text(children).strip()
    bold = [c for c in children if c.type != "text" or c.content.strip()]
    all_bold = (
        len(bold) > 2
        and bold[0].type == "strong_open"
        and bold[-1].type == "strong_close"
        and sum(c.type == "strong_open" for c in bold) == 1
    )
    short = sign in _TITLED and not title.endswith(_SENTENCE_END)
    plain = all(c.type in ("text", "text_special", "strong_open", "strong_close") for c in children)
    if title and len(title) <= _MAX_TITLE and plain and (all_bold or short):
        return title.rstrip(":")
    return ""
