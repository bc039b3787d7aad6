"""Every example of the CommonMark specification, but for what GitHub and our dialect add to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import pytest
from markdown_it.token import Token
from mkdocs_help_center.markdown import MarkdownRenderer, RenderContext, ResolvedLink
from mkdocs_help_center.markdown.renderer import BLOCK_RULES, INLINE_RULES
from mkdocs_help_center.markdown.writing import Writing

from .outline import outline

_SPECIFICATION = Path(__file__).parents[2] / "node_modules" / "commonmark-spec" / "spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
#: Examples of version 0.31.2 that come out differently, by reason.
_DIFFERENT = {
    "a heading without text is dropped": {79},
    "strong in strong is one, as GitHub writes it": {
        *(389, 417, 425, 426, 427, 464, 465, 466, 468),
    },
    "GitHub links bare addresses": {602, 608, 611, 612},
}


def _raw_block(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    writing.out.append(tokens[index].content)
    return index + 1


def _raw_inline(writing: Writing, token: Token) -> None:
    writing.out.append(token.content)


class _WithRawHtml(MarkdownRenderer):
    block_rules: ClassVar = {**BLOCK_RULES, "html_block": _raw_block}
    inline_rules: ClassVar = {**INLINE_RULES, "html_inline": _raw_inline}


class _KeepsEveryAddress:
    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        return ResolvedLink(href)


def test_every_example_but_the_listed_ones_has_the_specified_structure() -> None:
    if not _SPECIFICATION.is_file():
        pytest.skip("no specification: run `npm ci`")
    renderer, context = _WithRawHtml(), RenderContext("x.md", links=_KeepsEveryAddress())
    examples = _EXAMPLE.findall(_SPECIFICATION.read_text(encoding="utf-8").replace("→", "\t"))
    different = set()
    for number, (markdown, html) in enumerate(examples, 1):
        writing = renderer.write(markdown, context)
        if outline(writing.fill_slots("".join(writing.out))) != outline(html):
            different.add(number)
    assert len(examples) == 652
    assert different == set().union(*_DIFFERENT.values())
