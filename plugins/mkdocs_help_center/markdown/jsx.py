"""Reads a component's tag: JSX attributes with strings and JavaScript literals."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import json5

_NAME = re.compile(r"<([A-Z][A-Za-z0-9]*)")
_ATTRIBUTE = re.compile(r"\s*([A-Za-z_][\w\-:.]*)(\s*=\s*)?")
_STRING = re.compile(r'"[^"]*+"|\'[^\']*+\'')
# Everything in an expression that can hide a brace, then braces and brackets themselves.
_TOKEN = re.compile(
    r"""'(?:[^'\\\n]|\\.)*+'|"(?:[^"\\\n]|\\.)*+"|`(?:[^`\\]|\\.)*+`|//[^\n]*+|/\*.*?\*/|[{}\[\]()]""",
    re.DOTALL,
)
_TEMPLATE = re.compile(r"`((?:[^`\\$]|\\.|\$(?!\{))*+)`", re.DOTALL)
#: Characters; an expression is columns or rows that someone typed.
MAX_EXPRESSION = 100_000
_CLOSERS = {"{": "}", "[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class JsxTag:
    """A component's tag. ``closed`` says that it ends in ``/>`` or is followed by its own end tag.

    ``error`` tells the writer what is wrong with an attribute's value; ``end`` is the offset after it.
    """

    name: str
    source: str
    end: int
    closed: bool
    attributes: Mapping[str, object] = field(default_factory=dict)
    error: str = ""


def match_tag(text: str, start: int, end: int) -> JsxTag | None:
    """The tag at an offset of ``text``, before ``end``; None where there is no whole one."""
    opening = _NAME.match(text, start, end)
    if not opening:
        return None
    position, attributes, error = opening.end(), dict[str, object](), ""
    while match := _ATTRIBUTE.match(text, position, end):
        position = match.end()
        if not match[2]:
            attributes[match[1]] = True
            continue
        value_end = _value_end(text, position, end)
        if value_end is None:
            return None
        try:
            attributes[match[1]] = _parse_value(text[position:value_end])
        except ValueError as problem:
            error = error or f"the value of '{match[1]}' can't be read ({problem})"
        position = value_end
    return _finish(text, start, end, position, opening[1], attributes, error)


def _finish(
    text: str,
    start: int,
    end: int,
    position: int,
    name: str,
    attributes: dict[str, object],
    error: str,
) -> JsxTag | None:
    """The tag with its end: ``/>``, ``>`` or ``></Name>``."""
    closing = re.compile(rf"\s*(?:(/>)|>(\s*</{name}\s*>)?)").match(text, position, end)
    if not closing:
        return None
    closed = bool(closing[1] or closing[2])
    stop = closing.end()
    return JsxTag(name, text[start:stop], stop, closed, attributes, error)


def _value_end(text: str, position: int, end: int) -> int | None:
    """The offset after an attribute's value, a string or an expression in braces."""
    if string := _STRING.match(text, position, end):
        return string.end()
    if not text.startswith("{", position):
        return None
    stack: list[str] = []
    limit = min(end, position + MAX_EXPRESSION)
    for token in _TOKEN.finditer(text, position, limit):
        character = token[0]
        if character in _CLOSERS:
            stack.append(_CLOSERS[character])
        elif len(character) == 1:
            if not stack or stack.pop() != character:
                return None
            if not stack:
                return token.end()
    return None


@functools.lru_cache(maxsize=256)
def _parse_value(source: str) -> object:
    """A string, or a JavaScript literal in braces. Raises ValueError for anything that must be run."""
    if not source.startswith("{"):
        return source[1:-1]
    expression = _TEMPLATE.sub(lambda match: json5.dumps(match[1]), source[1:-1].strip())
    try:
        return json5.loads(expression)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except ValueError as error:
        detail = str(error).split("\n")[0][:120]
        raise ValueError(f"it is no JavaScript literal: {detail}") from None
