"""What became of the rules that people wrote, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from mkdocs_help_center.redirects.collect import article_rules
from mkdocs_help_center.redirects.model import How, Kind, Rule
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
    "lands on its target, in the language of its own slug, reported",
    "lands on its target, in the language of an earlier rule, reported",
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
    landed, by_slug, by_rule, external, gone, overruled, own, missing, unexplained = OUTCOMES
    found, target = resolver.resolve(rule.source), resolver.resolve(rule.target)
    if found.status == 410:
        return gone
    if found.found and not found.path and found.url == rule.target:
        return external
    here, there = resolver.index.exact.get(found.path), resolver.index.exact.get(target.path)
    if target.found and here is not None and here is there:
        # A source with a language means its reader; a target without one means any.
        if found.path == target.path or found.wanted_locale or not target.wanted_locale:
            return landed
        reported = by_rule if found.how is How.RULE else by_slug
        return reported if named else unexplained
    if target.found:
        return overruled if named and found.found else unexplained
    if not named:
        return unexplained
    return own if found.found else missing
