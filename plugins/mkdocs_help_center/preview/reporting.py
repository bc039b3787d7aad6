"""What is wrong with the files that a writer saved, as the terminal and the page say it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from mkdocs_help_center.checks.run import find_in_article
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.preview.scope import MANY, Scope, absolute
from mkdocs_help_center.preview.state import Change, State


def problems_of(state: State, article: Article) -> list[Problem]:
    """What is wrong with an article's file, as ``help-center check`` would say it of this file."""
    assert state.assembly is not None
    assert state.configuration is not None
    policy = state.configuration.policy
    center = state.assembly.center
    found = (
        *state.found_reading.get(article.path, ()),
        *center.redirects.problems_of([article]),
        *find_in_article(article, center.bodies.of(article), policy, Severity.WARNING).problems,
    )
    return policy.apply(found, lowest=Severity.WARNING)


def report(state: State, scope: Scope, changed: Sequence[Path], seconds: float) -> Change:
    """What a change of ``scope`` means that took ``seconds`` to take in; ``state`` is the one after it."""
    configuration = state.configuration
    if configuration is None or state.assembly is None:
        paths = tuple(path.name for path in changed)
        return Change(scope, paths, seconds, state.failures, broken=True)
    folder = absolute(configuration.folder)
    paths = tuple(os.path.relpath(absolute(path), folder).replace(os.sep, "/") for path in changed)
    if len(paths) > MANY:
        return Change(scope, paths, seconds)
    root = absolute(configuration.content.root)
    by_source = state.assembly.center.catalog.by_source
    problems: list[Problem] = []
    urls: list[str] = []
    for path, shown in zip(map(absolute, changed), paths, strict=True):
        uri = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        if uri and (article := by_source.get(uri)) is not None:
            problems += problems_of(state, article)
            urls.append(state.assembly.center.url(article.url))
        else:
            found = state.found_reading.get(
                configuration.content.prefix + uri if uri else shown, ()
            )
            problems += [problem for problem in found if problem.fails]
    return Change(scope, paths, seconds, tuple(problems), tuple(urls))
