"""What became of the rules that people wrote, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mkdocs_help_center.redirects.collect import article_rules
from mkdocs_help_center.redirects.model import Kind, Rule
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.table import RedirectTable


@dataclass
class RuleReport:
    """Counts of outcomes, each rule in one.

    Attributes:
        outcomes: by what became of a rule; see :func:`rule_outcome`.
        unnamed: rules that lead nowhere and that no problem names: always none.
        problems: problems with redirects, by check.
        kinds: redirects in the table, by where they come from.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    unnamed: list[Rule] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def rules(self) -> int:
        """All rules."""
        return sum(self.outcomes.values())


#: Every outcome, the best first.
OUTCOMES = (
    "lands on its target",
    "lands on its target in the language of its slug",
    "allowed external host",
    "gone (410)",
    "overruled by an existing article, reported",
    "dead target, reported; the old URL's own article is shown",
    "dead target, reported; not found",
    "unexplained",
)


def rule_report(table: RedirectTable, rules: tuple[Rule, ...]) -> RuleReport:
    """What became of ``rules`` (as read from files) and of the articles' own."""
    report = RuleReport()
    resolver = table.resolver
    named = {(p.path, p.line) for p in table.problems if p.check.startswith("redirect-")}
    own = [
        rule for rule in article_rules(resolver.catalog) if rule.origin.kind is not Kind.REPLACED
    ]
    for rule in (*rules, *own):
        outcome = rule_outcome(resolver, rule, (rule.origin.path, rule.origin.line) in named)
        report.outcomes[outcome] += 1
        if outcome == OUTCOMES[-1]:
            report.unnamed.append(rule)
    report.problems.update(problem.check for problem in table.problems)
    report.kinds.update(redirect.origin.kind.name.lower() for redirect in table.redirects)
    return report


def rule_outcome(resolver: Resolver, rule: Rule, named: bool) -> str:
    """One of :data:`OUTCOMES` for ``rule``; ``named`` says whether a problem names it."""
    found, wanted = resolver.resolve(rule.source), resolver.resolve(rule.target)
    if found.status == 410:
        return OUTCOMES[3]
    if found.found and not found.path and found.url == rule.target:
        return OUTCOMES[2]
    here, there = resolver.index.exact.get(found.path), resolver.index.exact.get(wanted.path)
    if wanted.found and here is not None and here is there:
        return OUTCOMES[0 if found.path == wanted.path else 1]
    if wanted.found:
        return OUTCOMES[4] if named and found.found else OUTCOMES[7]
    if not named:
        return OUTCOMES[7]
    return OUTCOMES[5] if found.found else OUTCOMES[6]
