"""The site that a preview shows at one moment, and what a change of files did to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.preview.configuration import Configuration
from mkdocs_help_center.preview.scope import Scope


@dataclass(frozen=True)
class Change:
    """What a change of files did.

    ``paths`` are the files as problems name them; ``problems`` what is wrong with them now, or with the
    whole site where it cannot be shown; ``urls`` where the changed articles are.
    """

    scope: Scope
    paths: tuple[str, ...]
    seconds: float
    problems: tuple[Problem, ...] = ()
    urls: tuple[str, ...] = ()
    broken: bool = False


@dataclass(frozen=True)
class State:
    """The site at one moment: its settings and pages, or what keeps it from being shown."""

    configuration: Configuration | None = None
    assembly: Assembly | None = None
    failures: tuple[Problem, ...] = ()

    @cached_property
    def found_reading(self) -> Mapping[str, Sequence[Problem]]:
        """Problems of reading and indexing, by path; not those of old URLs that articles name."""
        found: dict[str, list[Problem]] = defaultdict(list)
        if self.assembly is not None:
            center = self.assembly.center
            written = center.redirects.written_problems
            for problem in (*center.content.problems, *self.assembly.found, *written):
                found[problem.path].append(problem)
        return found
