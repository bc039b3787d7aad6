"""Writes the parser's component tokens."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from markdown_it.token import Token

from ..jsx import JsxTag
from ..writing import Writing, escape_text
from .registry import Call, find_component, registered_names


def write_component(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write a component that stands on lines of its own."""
    token = tokens[index]
    tag: JsxTag = token.meta["tag"]
    line = token.map[0] if token.map else writing.first
    html = _render(writing, tag, line, inline=False)
    writing.out.append(f"{html}\n" if html else f"<p>{_as_text(writing, tag)}</p>\n")
    return index + 1


def write_component_inline(writing: Writing, token: Token) -> None:
    """Write a component between words."""
    tag: JsxTag = token.meta["tag"]
    line = writing.locate(f"<{tag.name}")[0] - writing.context.first_line
    html = _render(writing, tag, line, inline=True)
    writing.out.append(html or _as_text(writing, tag))


def _as_text(writing: Writing, tag: JsxTag) -> str:
    writing.text.append(tag.source)
    return escape_text(tag.source)


def _render(writing: Writing, tag: JsxTag, line: int, *, inline: bool) -> str:
    """The component's slot, or an empty string and a problem where it can't be shown."""
    component = find_component(tag.name)
    if component is None:
        near = get_close_matches(tag.name, registered_names(), 1)
        hint = (
            f"Did you mean '<{near[0]} />'?"
            if near
            else "Put it in backticks if it is meant as text."
        )
        message = f"The component '<{tag.name} />' is not known; it is shown as text."
        writing.report("unknown-component", message, hint, line=line)
        return ""
    cause = tag.error or ("it must stand on lines of its own" if inline and component.block else "")
    if cause:
        message = f"The component '<{tag.name} />' is shown as text: {cause}."
        writing.report("invalid-component", message, line=line)
        return ""
    return writing.slot(component.render(Call(tag.name, tag.attributes, writing, line)))
