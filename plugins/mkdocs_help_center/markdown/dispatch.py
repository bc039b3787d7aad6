"""Calls only the parser rules that can start at a character.

markdown-it asks every rule at every position: fourteen calls for each bracket, twelve for each line.
Most rules start at one of a few characters, so a table from character to rules gives the same result
for two thirds of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]

#: The characters (after indentation) at which a block rule can start. A rule not named is always asked.
BLOCK_STARTS: Mapping[str, str] = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "alert_div": "<",
    "component": "<",
    "readme_block": "[",
}

#: The same for inline rules; ``text`` need not be asked where every other character is active.
INLINE_STARTS: Mapping[str, str] = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "component_inline": "<",
    "html_inline": "<",
    "entity": "&",
    "autolink_www": "w",
    "autolink_url": ":",
}
_NEVER_TEXT = "\n\\`*_~[]<&"
_BLOCK_CHAINS = ("", "paragraph", "reference", "blockquote", "list", "table", "footnote_def")

RuleTable = dict[str, tuple[Any, ...]]


class _OneRule(Ruler[Any]):
    """A ruler whose chains hold one rule each: the dispatcher over what the chain held before."""

    def __init__(self, chains: Mapping[str, list[Any]], names: list[str]) -> None:
        super().__init__()
        self._chains = dict(chains)
        self._names = names

    def get_active_rules(self) -> list[str]:
        return self._names  # the parser asks whether indented code is on

    def getRules(self, chainName: str = "") -> list[Any]:  # noqa: N802, N803
        return self._chains.get(chainName, [])


def dispatch_by_character(parser: MarkdownIt) -> None:
    """Freeze the rules of a configured ``parser`` and let each be asked only where it can start."""
    block = parser.block.ruler
    names = {
        rule: name for name, rule in zip(block.get_active_rules(), block.getRules(), strict=True)
    }
    chains: dict[str, list[Any]] = {}
    for chain in _BLOCK_CHAINS:
        if rules := block.getRules(chain):
            table, others = _tabulate([(names[rule], rule) for rule in rules], BLOCK_STARTS)
            chains[chain] = [_block_dispatcher(table, others)]
    parser.block.ruler = _OneRule(chains, block.get_active_rules())

    inline = parser.inline.ruler
    named = list(zip(inline.get_active_rules(), inline.getRules(), strict=True))
    table, others = _tabulate(named, INLINE_STARTS)
    text = dict(named)["text"]
    for character in _NEVER_TEXT:
        table[character] = tuple(r for r in table.get(character, others) if r is not text)
    parser.inline.ruler = _OneRule(
        {"": [_inline_dispatcher(table, others)]}, inline.get_active_rules()
    )


def _tabulate(
    rules: list[tuple[str, Any]], starts: Mapping[str, str]
) -> tuple[RuleTable, tuple[Any, ...]]:
    """The rules a character, in their order, and those for every other character."""
    characters = {c for name, _ in rules for c in starts.get(name, "")}
    table = {
        c: tuple(rule for name, rule in rules if name not in starts or c in starts[name])
        for c in characters
    }
    return table, tuple(rule for name, rule in rules if name not in starts)


def _block_dispatcher(table: RuleTable, others: tuple[BlockRule, ...]) -> BlockRule:
    lookup = table.get

    def dispatch(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        position = state.bMarks[start] + state.tShift[start]
        for rule in lookup(state.src[position : position + 1], others):
            if rule(state, start, end, silent):
                return True
        return False

    return dispatch


def _inline_dispatcher(table: RuleTable, others: tuple[InlineRule, ...]) -> InlineRule:
    lookup = table.get

    def dispatch(state: StateInline, silent: bool) -> bool:
        for rule in lookup(state.src[state.pos], others):  # noqa: SIM110 (a generator is slower)
            if rule(state, silent):
                return True
        return False

    return dispatch
