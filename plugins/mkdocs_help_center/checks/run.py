"""Running the checks over a site."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.checks.policy import Policy
from mkdocs_help_center.checks.registry import ARTICLE_CHECKS, CHECKS, SITE_CHECKS
from mkdocs_help_center.checks.site import CheckedSite, Findings
from mkdocs_help_center.checks.subject import Subject
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.markdown import MarkdownOptions, Rendered

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Characters of a body that are rendered; the rest, which has a problem of its own, is not looked at.
_SHOWN = MarkdownOptions().max_bytes


def check_article(
    article: Article, rendered: Rendered, policy: Policy, lowest: Severity = Severity.INFO
) -> Iterator[Problem]:
    """Problems of one article: those of its rendering, and those of the checks of one article."""
    yield from rendered.problems
    if len(article.body_utf8) > _SHOWN:
        shown = article.body[:_SHOWN].encode("utf-8", "surrogatepass")
        article = dataclasses.replace(article, body_utf8=shown)
    subject = Subject(article, rendered)
    for name, check in ARTICLE_CHECKS.items():
        severity = policy.severity(name, CHECKS[name].severity)
        if severity is None or severity < lowest:
            continue
        for finding in check(subject):
            yield Problem(
                article.path,
                finding.line,
                finding.column,
                name,
                finding.message,
                finding.hint,
                severity,
            )


def find_in_article(
    article: Article, rendered: Rendered, policy: Policy, lowest: Severity = Severity.INFO
) -> Findings:
    """What is kept of an article once it is rendered.

    What is wrong with an article that has no page is a note only: no reader sees it.
    """
    problems = check_article(article, rendered, policy, lowest)
    if not article.status.published:
        problems = (dataclasses.replace(problem, severity=Severity.INFO) for problem in problems)
    return Findings(tuple(dict.fromkeys(problems)), rendered.links, rendered.anchors)


def check_together(
    center: HelpCenter,
    findings: Mapping[str, Findings],
    policy: Policy,
    *,
    only: frozenset[str] | None = None,
    lowest: Severity = Severity.INFO,
) -> Iterator[Problem]:
    """Problems that show only when articles are seen together."""
    site = CheckedSite(center, findings, only)
    for name, check in SITE_CHECKS.items():
        severity = policy.severity(name, CHECKS[name].severity)
        if severity is None or severity < lowest:
            continue
        for article, finding in check(site):
            yield Problem(
                article.path,
                finding.line,
                finding.column,
                name,
                finding.message,
                finding.hint,
                severity,
            )


def check_rendered(
    center: HelpCenter, policy: Policy | None = None, lowest: Severity = Severity.WARNING
) -> Iterator[Problem]:
    """Every problem of the articles that the site's build writes; renders those that are not yet.

    A build asks for what may fail it: notes on style are for ``help-center check``.
    """
    yield from check_findings(center, {}, policy or Policy(), lowest)


def check_findings(
    center: HelpCenter,
    known: Mapping[str, Findings],
    policy: Policy,
    lowest: Severity = Severity.WARNING,
) -> Iterator[Problem]:
    """As :func:`check_rendered`, where ``known`` has what is found in most articles, by their source."""
    findings = _FindingsOnDemand(
        lambda article: find_in_article(article, center.bodies.of(article), policy, lowest), center
    )
    findings.update(known)
    sources = [article.source for article in center.built_articles]
    yield from problems_of([findings[source] for source in sources])
    only = frozenset(sources) if center.options.only_locales else None
    yield from check_together(center, findings, policy, only=only, lowest=lowest)


class _FindingsOnDemand(dict[str, Findings]):
    """Findings by source. Articles of languages that are built elsewhere are asked only where a link
    names a part of them.
    """

    def __init__(self, find: Callable[[Article], Findings], center: HelpCenter) -> None:
        super().__init__()
        self._find, self._articles = find, center.catalog.by_source

    def __missing__(self, source: str) -> Findings:
        found = self[source] = self._find(self._articles[source])
        return found


def problems_of(findings: Iterable[Findings]) -> Iterator[Problem]:
    """All problems of single articles."""
    for found in findings:
        yield from found.problems
