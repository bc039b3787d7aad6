"""The CommonMark/GFM parser, with the dialect's own syntax on top.

markdown-it-py is the parser. What is changed here is speed, not meaning: a paragraph without any active
character skips the inline rules, and the ``text`` rule stops only where a rule can fire. The test over
the CommonMark and GFM specifications' examples and the comparison with cmark-gfm hold that.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, normalize
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from .autolinks import autolinks, link_mail_addresses
from .blocks import alert_div, component_block, component_inline, readme_block
from .dispatch import dispatch_by_character

#: Block levels (a list and its item are two) that are followed. cmark has no such limit; real articles
#: reach 12. Below it the parser would drop text: :mod:`.renderer` reports that.
MAX_NESTING = 100
#: Links and images within each other. Each level is read twice, so brackets in thousands would hang.
MAX_INLINE_NESTING = 20
#: Brackets in an article that open no link. Each is a possible start that is followed for a while; what
#: comes after so many is plain text.
MAX_OPEN_BRACKETS = 20_000

#: Where an inline rule can fire. `!` matters before `[`, `:` after a scheme, `w` in `www.`.
_ACTIVE = re.compile(
    r"[\n\\`*_~\[\]<&!:w]"
    r"(?:(?<![!:w])|(?<=!)(?=\[)|(?<=w)(?=ww\.)|(?<=:)(?=//[A-Za-z0-9]))"
)


def create_parser(*, extensions: bool = True) -> MarkdownIt:
    """A parser of GitHub's dialect; with ``extensions``, of the articles' own syntax too.

    It keeps no state between documents, so several threads may use one.
    """
    parser = MarkdownIt(
        "commonmark",
        {
            "tasklists": True,
            "alerts": extensions,
            "strikethrough_single_tilde": True,
            "maxNesting": MAX_NESTING,
        },
    )
    parser.enable(["table", "strikethrough"])
    parser.use(autolinks)
    parser.use(footnote_plugin, inline=False)
    parser.inline.terminator_re = _ACTIVE
    # A link with a scheme that is not allowed is one all the same, as in cmark: its address is left out
    # when it is written, and its writer is told. markdown-it would silently make it text.
    parser.validateLink = _any_link  # type: ignore[method-assign]
    parser.core.ruler.disable("text_join")
    parser.core.ruler.at("normalize", _normalize)
    if extensions:
        _add_dialect(parser)
    dispatch_by_character(parser)
    parser.core.ruler.at("inline", _inline_rule(parser))
    return parser


def _normalize(state: StateCore) -> None:
    """As markdown-it's own rule (CommonMark 0.31, 2.1 and 2.3), for texts that mostly are so already."""
    if "\r" in state.src or "\0" in state.src:
        normalize(state)


def _any_link(url: str) -> bool:
    return True


def _add_dialect(parser: MarkdownIt) -> None:
    """Put the articles' own syntax before the rules that would take it for something else."""
    interrupts = ["paragraph", "reference", "blockquote"]
    block = parser.block.ruler
    block.before("html_block", "alert_div", alert_div, {"alt": interrupts})
    block.before("html_block", "component", component_block, {"alt": interrupts})
    block.before("reference", "readme_block", readme_block, {"alt": interrupts})
    parser.inline.ruler.before("autolink", "component_inline", component_inline)


def _inline_rule(parser: MarkdownIt) -> Callable[[StateCore], None]:
    """The core rule that reads the text of paragraphs, headings and cells; plain prose needs no rule."""
    shallow = copy.copy(parser)
    options = {**parser.options, "maxNesting": MAX_INLINE_NESTING}
    shallow.options = OptionsDict(options)  # type: ignore[arg-type]  # a TypedDict at run time
    active, parse = _ACTIVE.search, parser.inline.parse

    def parse_inlines(state: StateCore) -> None:
        unmatched = 0
        for token in state.tokens:
            if token.type != "inline":
                continue
            content = token.content
            if "[" in content:
                unmatched += max(0, content.count("[") - content.count("]("))
                unmatched += content.count("[[") + content.count("[![")
            if unmatched > MAX_OPEN_BRACKETS:
                state.env.setdefault("cut_at", token.map)
                token.children = [Token("text", "", 0, content=content)]
            elif active(content):
                token.children = []
                parse(content, shallow, state.env, token.children)
            else:
                token.children = [Token("text", "", 0, content=content)] if content else []
            if "@" in content and unmatched <= MAX_OPEN_BRACKETS:
                token.children = link_mail_addresses(token.children)

    return parse_inlines
