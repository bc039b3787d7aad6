"""The articles' own block syntax, as rules of the parser: alert boxes, components, readme.io blocks."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from textwrap import dedent
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .callouts import alert_kind
from .data import load_json
from .html_pieces import parse_attributes
from .jsx import MAX_EXPRESSION, JsxTag, match_tag

_ALERT_OPEN = re.compile(r"<div\b([^>]*)>", re.IGNORECASE)
_DIV = re.compile(r"<(/?)div\b[^>]*>", re.IGNORECASE)
_README_OPEN = re.compile(r"\[block:([a-z\-]+)\]\s*$")
_README_CLOSE = re.compile(r"\s*\[/block\]\s*$")
_COMPONENT = re.compile(r"<[A-Z][A-Za-z0-9]*[\s/>]")
#: Characters that one article's rules may look ahead in vain. Real articles stay far below; without the
#: bound, openings that are never closed would take quadratic time.
LOOKAHEAD = 5_000_000
#: Alert boxes within each other.
_MAX_ALERTS = 8


def _may_look(env: MutableMapping[str, Any]) -> bool:
    return int(env.get("lookahead", 0)) < LOOKAHEAD


def _looked_in_vain(env: MutableMapping[str, Any], characters: int) -> None:
    env["lookahead"] = int(env.get("lookahead", 0)) + characters


def alert_div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``<div class="alert alert-info">`` … ``</div>``, with Markdown inside, blank lines or not."""
    position = state.bMarks[start] + state.tShift[start]
    opening = _ALERT_OPEN.match(state.src, position, state.eMarks[start])
    if not opening or state.is_code_block(start) or not _may_look(state.env):
        return False
    depth = int(state.env.get("alert_depth", 0))
    kind = alert_kind(parse_attributes(opening[1]))
    last = _find_closing_div(state, start, end, opening.end()) if kind else None
    if last is None or depth >= _MAX_ALERTS:
        if kind:
            _looked_in_vain(state.env, state.eMarks[end - 1] - position)
        return False
    if silent:
        return True
    token = state.push("alert_div_open", "div", 1)
    token.map = [start, last + 1]
    token.meta = {"kind": kind}
    source = state.getLines(start, last + 1, state.sCount[start], False)
    state.env["alert_depth"] = depth + 1
    _parse_inside(state, source[len(opening[0]) : source.lower().rindex("</div")], start)
    state.env["alert_depth"] = depth
    state.push("alert_div_close", "div", -1)
    state.line = last + 1
    return True


def _find_closing_div(state: StateBlock, start: int, end: int, position: int) -> int | None:
    """The line of the ``</div>`` that belongs to the one before ``position``.

    None where it is missing or text follows on its line: then it is raw HTML like any other.
    """
    depth = 1
    for line in range(start, end):
        if line > start:
            position = state.bMarks[line]
            if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
                return None
        for match in _DIV.finditer(state.src, position, state.eMarks[line]):
            depth += -1 if match[1] else 1
            if depth == 0:
                rest = state.src[match.end() : state.eMarks[line]]
                return line if not rest.strip() else None
    return None


def _parse_inside(state: StateBlock, source: str, line: int) -> None:
    """Parse what stands in a box as blocks of its own, at their lines of the whole text."""
    first, _, rest = source.partition("\n")
    tokens: list[Token] = []
    state.md.block.parse(f"{first.strip()}\n{dedent(rest)}", state.md, state.env, tokens)
    for token in tokens:
        token.level += state.level
        if token.map:
            token.map = [token.map[0] + line, token.map[1] + line]
    state.tokens.extend(tokens)


def component_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``<Name prop="…" prop={[…]} />`` on lines of its own, blank lines inside braces included."""
    position = state.bMarks[start] + state.tShift[start]
    if not _COMPONENT.match(state.src, position) or state.is_code_block(start):
        return False
    tag = _match_closed_tag(state.src, position, state.eMarks[end - 1], state.env)
    if tag is None:
        return False
    last = start
    while last + 1 < end and state.eMarks[last] < tag.end:
        last += 1
    if state.src[tag.end : state.eMarks[last]].strip():
        return False
    if silent:
        return True
    token = state.push("component", "", 0)
    token.map = [start, last + 1]
    token.content = tag.source
    token.meta = {"tag": tag}
    state.line = last + 1
    return True


def _match_closed_tag(
    text: str, start: int, end: int, env: MutableMapping[str, Any]
) -> JsxTag | None:
    if not _may_look(env):
        return None
    tag = match_tag(text, start, end)
    if tag is None and "{" in text[start : start + 200]:
        _looked_in_vain(env, min(end - start, MAX_EXPRESSION))
    return tag if tag and tag.closed else None


def component_inline(state: StateInline, silent: bool) -> bool:
    """``<Name … />`` between words."""
    if not _COMPONENT.match(state.src, state.pos, state.posMax):
        return False
    tag = _match_closed_tag(state.src, state.pos, state.posMax, state.env)
    if tag is None:
        return False
    if not silent:
        token = state.push("component_inline", "", 0)
        token.content = tag.source
        token.meta = {"tag": tag}
    state.pos = tag.end
    return True


def readme_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``[block:type]``, JSON, ``[/block]``: readme.io's blocks in the Markdown that it exports."""
    position = state.bMarks[start] + state.tShift[start]
    opening = _README_OPEN.match(state.src, position, state.eMarks[start])
    if not opening or state.is_code_block(start) or not _may_look(state.env):
        return False
    for last in range(start + 1, end):
        if _README_CLOSE.match(state.src, state.bMarks[last], state.eMarks[last]):
            break
    else:
        _looked_in_vain(state.env, state.eMarks[end - 1] - position)
        return False
    if silent:
        return True
    source = state.getLines(start + 1, last, state.blkIndent, False)
    token = state.push("readme_block", "", 0)
    token.map = [start, last + 1]
    token.content = source
    token.meta = {"type": opening[1], "value": _load_json(source)}
    state.line = last + 1
    return True


def _load_json(source: str) -> Any:
    """The block's value; None where it is no JSON, which the writer reports."""
    try:
        return load_json(source)
    except ValueError:
        return None
