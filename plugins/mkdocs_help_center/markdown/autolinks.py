"""Bare addresses as links: ``https://…``, ``www.…`` and e-mail addresses.

Source: GitHub Flavored Markdown, "Autolinks (extension)", as cmark-gfm carries it out, which links in a
few more places than the text says (after a quote or a hyphen) and in a few less (``https://{account}``,
``app@1.2.3``). mdit-py-plugins' plugin follows the text; 60 known issues came out differently.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]*\Z")
_LINK = re.compile(r"[^ \t\n\v\f\r<]*")
_HIDDEN = re.compile(r"\\.|(`+)[^`]+?\1", re.DOTALL)
_BRACKETS = re.compile(r"[\[\]]")
_MAIL_BEFORE = re.compile(r"(?:(?:mailto|xmpp):)?[A-Za-z0-9.+\-_]+\Z")
_MAIL_AFTER = re.compile(r"(?:[A-Za-z0-9\-_]|\.(?=[A-Za-z0-9]))*")
_TRAILING = "?!.,:*_~'\""
_ENTITY_END = re.compile(r"&[A-Za-z]+;\Z")
#: Characters that are looked at before an ``@`` or ``:``; no address has a longer name.
_LOOK_BACK = 256


def autolinks(parser: MarkdownIt) -> None:
    """Add the rules for URLs to ``parser``; e-mail addresses are :func:`link_mail_addresses`."""
    parser.inline.ruler.push("autolink_www", _www)
    parser.inline.ruler.push("autolink_url", _url)


def _www(state: StateInline, silent: bool) -> bool:
    position = state.pos
    if silent or state.linkLevel or not state.src.startswith("www.", position):
        return False
    before = state.src[position - 1] if position else " "
    if not (before.isspace() or before in "*_~("):
        return False
    if not _domain(state.src, position, state.posMax) or _in_brackets(state):
        return False
    text = _trim(_LINK.match(state.src, position, state.posMax))
    return _push(state, "", text, f"http://{text}")


def _url(state: StateInline, silent: bool) -> bool:
    position = state.pos
    if silent or state.linkLevel or not state.src.startswith("://", position):
        return False
    letters = _LETTERS.search(state.pending[-_LOOK_BACK:])
    scheme = letters[0] if letters else ""
    if not _SCHEME.fullmatch(scheme) or not state.src[position + 3 : position + 4].isalnum():
        return False
    if not _domain(state.src, position + 3, state.posMax) or _in_brackets(state):
        return False
    text = scheme + _trim(_LINK.match(state.src, position, state.posMax))
    return _push(state, scheme, text, text)


def link_mail_addresses(children: list[Token]) -> list[Token]:
    """``children`` with the e-mail addresses in their text as links, but for text of other links.

    Done when emphasis is settled, since ``_`` is part of a name.
    """
    linked: list[Token] = []
    depth = 0
    for token in children:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        if token.type == "text" and depth == 0 and "@" in token.content:
            linked += _split_at_addresses(token.content)
        else:
            linked.append(token)
    return linked


def _split_at_addresses(text: str) -> list[Token]:
    parts: list[Token] = []
    written = 0
    for at in re.finditer("@", text):
        before = _MAIL_BEFORE.search(text[max(written, at.start() - _LOOK_BACK) : at.start()])
        after = _MAIL_AFTER.match(text, at.end(), at.end() + _LOOK_BACK)
        if at.start() < written or not before or not after or not _is_mail_host(after[0]):
            continue
        if text[after.end() : after.end() + 1] == "@":
            continue
        address = f"{before[0]}@{after[0]}"
        has_scheme = address.startswith(("mailto:", "xmpp:"))
        start = at.start() - len(before[0])
        parts += [
            Token("text", "", 0, content=text[written:start]),
            Token(
                "link_open",
                "a",
                1,
                attrs={"href": address if has_scheme else f"mailto:{address}"},
                markup="autolink",
            ),
            Token("text", "", 0, content=address),
            Token("link_close", "a", -1, markup="autolink"),
        ]
        written = after.end()
    return [*parts, Token("text", "", 0, content=text[written:])]


def _is_mail_host(host: str) -> bool:
    return "." in host and host[-1].isascii() and host[-1].isalpha()


def _in_brackets(state: StateInline) -> bool:
    """Whether a ``[`` is open before the position: what is in it may be a link's text."""
    before = state.src[max(0, state.pos - _LOOK_BACK * 8) : state.pos]
    if "[" not in before:
        return False
    depth = 0
    for bracket in _BRACKETS.findall(_HIDDEN.sub("", before)):
        depth = depth + 1 if bracket == "[" else max(0, depth - 1)
    return depth > 0


def _domain(source: str, start: int, end: int) -> str:
    """The domain at an offset; empty where one of its last two parts has an underscore."""
    stop = start
    while stop < end and _is_host_character(source[stop]):
        stop += 1
    domain = source[start:stop]
    parts = domain.split(".")
    underscored = any("_" in part for part in parts[-2:])
    return "" if underscored and len(parts) <= 11 else domain


def _is_host_character(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-_."
    return not character.isspace() and not unicodedata.category(character).startswith("P")


def _trim(match: re.Match[str] | None) -> str:
    """The address without the punctuation of the sentence around it."""
    link = match[0] if match else ""
    opening, closing = link.count("("), link.count(")")
    while link:
        if link[-1] in _TRAILING:
            link = link[:-1]
        elif link[-1] == ")" and closing > opening:
            link, closing = link[:-1], closing - 1
        elif link[-1] == ";":
            entity = _ENTITY_END.search(link[-34:])
            link = link[: -len(entity[0])] if entity else link[:-1]
        else:
            break
    return link


def _push(state: StateInline, taken: str, text: str, url: str) -> bool:
    """Write the link; ``taken`` is its start that has been read as text already."""
    href = state.md.normalizeLink(url)
    if not state.md.validateLink(href) or len(text) <= len(taken):
        return False
    if taken:
        state.pending = state.pending[: -len(taken)]
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": href}
    token.markup = "autolink"
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1).markup = "autolink"
    state.pos += len(text) - len(taken)
    return True
