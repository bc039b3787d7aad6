"""Checking a large site again: only what changed is read, and only what that may concern is rendered.

What is kept (:mod:`mkdocs_help_center.content.cache`): the catalog with the signature of every file it
was read from, and the findings of every article, by the article's signature and by a digest of all
that its links, images and components can lead to. A saved body renders one article; a changed slug,
a new file or a changed table renders all that are asked for.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_help_center.checks.known_findings import Finder, KnownFindings, Progress
from mkdocs_help_center.checks.policy import Policy
from mkdocs_help_center.checks.run import check_together, problems_of
from mkdocs_help_center.checks.snapshots import Snapshot, SnapshotStore
from mkdocs_help_center.content.cache import Cache, sign_files, without_gc
from mkdocs_help_center.content.coverage import SOURCE_HASH, source_of
from mkdocs_help_center.content.load import Content, ContentSettings
from mkdocs_help_center.content.problem import Problem, Severity

if TYPE_CHECKING:
    from mkdocs_help_center.pages.assemble import Assembly

__all__ = ["CheckRun", "IncrementalCheck", "Progress"]


@dataclass(frozen=True)
class CheckRun:
    """What a check found: problems as the policy has them, and how many articles there are and were
    rendered for it.
    """

    problems: list[Problem]
    content: Content
    assembly: Assembly
    rendered: int


@dataclass
class IncrementalCheck:
    """Checks one site, and remembers.

    Attributes:
        settings: how its content is read.
        assemble: puts the site together.
        policy: what the site says of its checks.
        cache: where things are remembered; None forgets all.
        config: a digest of everything else that decides what is found.
        lowest: problems that matter less are not looked for.
        jobs: processes to use.
        progress: told how many articles are checked, and of how many.
    """

    settings: ContentSettings
    assemble: Callable[[Content], Assembly]
    policy: Policy
    cache: Cache | None = None
    config: str = ""
    lowest: Severity = Severity.INFO
    jobs: int = 1
    progress: Progress = lambda done, total: None

    def run(self, only: frozenset[str] | None = None) -> CheckRun:
        """Check the site, or the files whose URIs (relative to the content folder) are in ``only``."""
        if only is None:
            return self._run(None)
        with without_gc():
            try:
                return self._run(only)
            finally:
                # All articles are there for one of them: the collector need not walk them once more.
                gc.freeze()

    def _run(self, only: frozenset[str] | None) -> CheckRun:
        signatures = sign_files(self.settings.root, time.time_ns()) if self.cache else {}
        store = SnapshotStore(self.settings, self.cache, self.config, self.jobs)
        with without_gc():
            snapshot = store.snapshot(
                signatures, with_bodies=only is None, only=only or frozenset()
            )
        assembly = self.assemble(snapshot.content)
        self._expect(assembly, snapshot)
        finder = Finder(
            self.settings, self.policy, self.cache, self.lowest, self.jobs, self.progress
        )
        known = KnownFindings(finder, snapshot, assembly)
        wanted = [
            article
            for article in (
                *snapshot.content.catalog.articles,
                *snapshot.content.catalog.unpublished,
            )
            if only is None or article.source in only
        ]
        known.find(wanted)
        findings = [known[article.source] for article in wanted]
        if only is not None:
            for article in wanted:
                if article.text(SOURCE_HASH) and article.status.published:
                    known.give_body(source_of(snapshot.content.catalog, article))
        problems = [
            *snapshot.content.problems,
            *self._problems_of(assembly, snapshot),
            *problems_of(findings),
            *check_together(assembly.center, known, self.policy, only=only, lowest=self.lowest),
        ]
        if only is not None:
            paths = {self.settings.prefix + uri for uri in only}
            problems = [problem for problem in problems if problem.path in paths]
        known.save()
        ignored = {
            article.path: found.ignored for article, found in zip(wanted, findings, strict=True)
        }
        left = self.policy.apply(problems, lowest=self.lowest, ignored=ignored)
        return CheckRun(left, snapshot.content, assembly, known.rendered)

    def _expect(self, assembly: Assembly, snapshot: Snapshot) -> None:
        """Spare the site making all its pages only to know their addresses."""
        urls = self.cache.get("urls", snapshot.surroundings) if self.cache else None
        if urls is not None:
            assembly.center.expect_urls(urls)

    def _problems_of(self, assembly: Assembly, snapshot: Snapshot) -> tuple[Problem, ...]:
        """Problems of options, data and redirects. The latter depend on what surrounds articles only,
        and compiling them takes longer than checking an article.
        """
        if self.cache is None:
            return assembly.problems
        found = self.cache.get("redirects", snapshot.surroundings)
        if found is None:
            found = assembly.center.redirects.problems
            urls = assembly.center.known_urls
            key = snapshot.surroundings
            self.cache.put([("redirects", key, tuple(found)), ("urls", key, urls)])
        return (*assembly.found, *found)
