"""The one list of all checks: what each is called, how much it matters, and where its code is.

A check that looks at one article is a generator marked with :func:`article_check`, one that compares
articles with :func:`site_check`; its name is the function's with hyphens, and its docstring says what
is expected, with a ``Bad:`` and a ``Good:`` example. Rules that are checked where a file is read or
rendered are entered in the modules ``found_…``.
"""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_help_center.content.problem import Severity

if TYPE_CHECKING:
    from mkdocs_help_center.checks.site import CheckedSite, SiteFinding
    from mkdocs_help_center.checks.subject import Finding, Subject

ArticleCheck = Callable[["Subject"], Iterator["Finding"]]
SiteCheck = Callable[["CheckedSite"], Iterator["SiteFinding"]]

_EXAMPLE = re.compile(r"^(Bad|Good): ?", re.MULTILINE)


class Scope(enum.Enum):
    """Where a check's code is: in this package, over one article or all, or elsewhere."""

    ARTICLE = "article"
    SITE = "site"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Check:
    """A check's entry: ``severity`` is its default; ``summary`` says what is expected, ``bad`` and
    ``good`` show it as Markdown.
    """

    name: str
    severity: Severity
    scope: Scope
    summary: str
    bad: str
    good: str


CHECKS: dict[str, Check] = {}
ARTICLE_CHECKS: dict[str, ArticleCheck] = {}
SITE_CHECKS: dict[str, SiteCheck] = {}


def register(name: str, severity: Severity, scope: Scope, documentation: str | None) -> Check:
    """Enter a check; its documentation is a text followed by a ``Bad:`` and a ``Good:`` example.

    Raises:
        ValueError: the name is taken, or the documentation has no examples.
    """
    if name in CHECKS:
        raise ValueError(f"the check '{name}' is registered twice")
    parts = _EXAMPLE.split(inspect.cleandoc(documentation or ""))
    examples = dict(zip(parts[1::2], parts[2::2], strict=True))
    if not parts[0].strip() or set(examples) != {"Bad", "Good"}:
        raise ValueError(f"the check '{name}' needs a docstring with 'Bad:' and 'Good:'")
    bad, good = examples["Bad"].strip(), examples["Good"].strip()
    check = CHECKS[name] = Check(name, severity, scope, parts[0].strip(), bad, good)
    return check


def _name_of(function: Callable[..., object]) -> str:
    return function.__name__.strip("_").replace("_", "-")


def article_check(severity: Severity) -> Callable[[ArticleCheck], ArticleCheck]:
    """Make a check of a generator of findings over one article and its rendered body."""

    def enter(function: ArticleCheck) -> ArticleCheck:
        check = register(_name_of(function), severity, Scope.ARTICLE, function.__doc__)
        ARTICLE_CHECKS[check.name] = function
        return function

    return enter


def site_check(severity: Severity) -> Callable[[SiteCheck], SiteCheck]:
    """Make a check of a generator of findings over all articles."""

    def enter(function: SiteCheck) -> SiteCheck:
        check = register(_name_of(function), severity, Scope.SITE, function.__doc__)
        SITE_CHECKS[check.name] = function
        return function

    return enter
