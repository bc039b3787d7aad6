"""Comments that say what to ignore."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from mkdocs_help_center.checks.policy import IGNORE
from mkdocs_help_center.checks.registry import CHECKS, article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity


@article_check(Severity.WARNING)
def unknown_check(subject: Subject) -> Iterator[Finding]:
    """A comment that ignores a check names one that exists; else it ignores nothing.

    Bad: ``<!-- help-center: ignore mising-alt -->``
    Good: ``<!-- help-center: ignore missing-alt -->``
    """
    if "help-center:" not in subject.body:
        return
    for index, line in enumerate(subject.lines):
        for match in IGNORE.finditer(line):
            for name in (part.strip() for part in match["names"].split(",")):
                if name not in CHECKS:
                    close = difflib.get_close_matches(name, sorted(CHECKS), 1, 0.6)
                    hint = (
                        f"did you mean '{close[0]}'?" if close else "see `help-center check --list`"
                    )
                    yield subject.at(
                        index, match.start("names"), f"there is no check '{name}'", hint
                    )
