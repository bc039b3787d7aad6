"""From an article's body to HTML: parse, write, sanitise, put our own markup in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import ClassVar

from markdown_it.token import Token

from ..content.problem import Problem, Severity
from . import callouts, code, components, headings, images, links, raw_html, readme_io, structure
from .data import without_surrogates
from .model import MarkdownOptions, RenderContext, Rendered
from .parser import MAX_NESTING, MAX_OPEN_BRACKETS, create_parser
from .sanitize import sanitize
from .writing import BlockRule, InlineRule, Writing, escape_text

#: Problems of one article; whoever has more needs another tool than a list.
_MAX_PROBLEMS = 1000


def _write_special(writing: Writing, token: Token) -> None:
    """Escaped characters and entities: text in which no shortcode is looked for."""
    writing.text.append(token.content)
    writing.out.append(escape_text(token.content))


BLOCK_RULES: Mapping[str, BlockRule] = {
    **structure.BLOCK_RULES,
    "heading_open": headings.write_heading,
    "blockquote_open": callouts.write_quote_open,
    "blockquote_close": callouts.write_quote_close,
    "alert_open": callouts.write_alert_open,
    "alert_close": callouts.write_quote_close,
    "alert_div_open": callouts.write_alert_div_open,
    "alert_div_close": callouts.write_quote_close,
    "fence": code.write_fence,
    "code_block": code.write_code_block,
    "html_block": raw_html.write_html_block,
    "component": components.write_component,
    "readme_block": readme_io.write_readme_block,
}
INLINE_RULES: Mapping[str, InlineRule] = {
    **structure.INLINE_RULES,
    "text_special": _write_special,
    "code_inline": code.write_code_inline,
    "link_open": links.write_link_open,
    "link_close": links.write_link_close,
    "image": images.write_markdown_image,
    "html_inline": raw_html.write_html_inline,
    "component_inline": components.write_component_inline,
}


class MarkdownRenderer:
    """Renders article bodies. One instance serves a whole build, and several threads at once: all
    state of a rendering is in its own :class:`.writing.Writing`.
    """

    #: How tokens are written, by type.
    block_rules: ClassVar[Mapping[str, BlockRule]] = BLOCK_RULES
    inline_rules: ClassVar[Mapping[str, InlineRule]] = INLINE_RULES

    def __init__(self, options: MarkdownOptions | None = None) -> None:
        self.options = options or MarkdownOptions()
        self._parser = create_parser()
        # Unknown to writers, so that no article can hold a slot of its own; never in the output.
        self._nonce = f"s{secrets.token_hex(8)}-"

    def render(self, body: str, context: RenderContext) -> Rendered:
        """``body``, Markdown without front matter, as sanitised HTML and what was found in it.

        Never raises for any text: what can't be rendered is a problem.
        """
        writing = self.write(body, context)
        html = sanitize("".join(writing.out))
        if "<p></p>" in html:  # an end tag without start, or a paragraph that held a table
            html = html.replace("<p></p>\n", "").replace("<p></p>", "")
        html = writing.fill_slots(html)
        return Rendered(
            html=html,
            toc=headings.nest_headings(writing.headings),
            problems=tuple(sorted(writing.problems)[:_MAX_PROBLEMS]),
            anchors=frozenset(writing.anchors),
            links=tuple(writing.links),
            text=_plain("".join(writing.text)),
            features=frozenset(writing.features),
            data_files=frozenset(writing.data_files),
        )

    def write(self, body: str, context: RenderContext) -> Writing:
        """The rendering before sanitising, for tests that compare structure."""
        body, problems = self._bound(body, context)
        env: dict[str, object] = {}
        tokens = self._parser.parse(body, env)
        writing = Writing(
            parser=self._parser,
            context=context,
            options=self.options,
            body=body,
            nonce=self._nonce,
            env=env,
            block_rules=self.block_rules,
            inline_rules=self.inline_rules,
        )
        writing.problems.extend(problems)
        writing.write_blocks(tokens)
        links.settle_fragments(writing)
        _report_presentational(writing)
        _report_limits(writing, tokens)
        return writing

    def _bound(self, body: str, context: RenderContext) -> tuple[str, list[Problem]]:
        """``body`` with line feeds only, cut where it is longer than any article has reason to be."""
        body = without_surrogates(body.replace("\r\n", "\n").replace("\r", "\n"))
        if len(body) <= self.options.max_bytes:
            return body, []
        cut = body.rfind("\n", 0, self.options.max_bytes)
        cut = cut if cut > 0 else self.options.max_bytes
        line = context.first_line + body.count("\n", 0, cut) + 1
        message = f"The article is cut here: it has {len(body):,} characters."
        hint = f"Split it: {self.options.max_bytes:,} characters are rendered."
        problem = Problem(context.source, line, 1, "too-large", message, hint, Severity.ERROR)
        return body[:cut], [problem]


def _plain(text: str) -> str:
    """``text`` without blank lines and indentation."""
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)


def _report_presentational(writing: Writing) -> None:
    """One note for all looks that raw HTML lost: the theme decides those."""
    if not writing.presentational:
        return
    names = ", ".join(sorted({name for _, name in writing.presentational}))
    writing.report(
        "presentational-html",
        f"Looks set by raw HTML are dropped: {names}.",
        "The theme decides how an article looks.",
        line=min(line for line, _ in writing.presentational),
        severity=Severity.INFO,
    )


def _report_limits(writing: Writing, tokens: list[Token]) -> None:
    """Say where the parser stopped to follow what no writer means."""
    cut_at = writing.env.get("cut_at")
    if isinstance(cut_at, list):
        message = (
            f"More than {MAX_OPEN_BRACKETS:,} brackets open no link: text from here on is plain."
        )
        writing.report("too-complex", message, line=cut_at[0], severity=Severity.ERROR)
    for token in tokens:
        if token.level >= MAX_NESTING - 1 and token.map:
            message = (
                f"Nested more than {MAX_NESTING // 2} levels deep: what is deeper is not shown."
            )
            writing.report("too-deep", message, line=token.map[0], severity=Severity.ERROR)
            return
