"""Our part of a build: from before MkDocs empties the site's folder to after its last file."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.early_indexes import EarlyIndexes
from mkdocs_help_center.building.facts import site_facts
from mkdocs_help_center.building.inputs import Counts, Inputs, LastBuild, same_until
from mkdocs_help_center.building.keys import site_digest
from mkdocs_help_center.building.listing import list_others, sign_paths
from mkdocs_help_center.building.lock import BuildLock
from mkdocs_help_center.building.memory import BuildMemory
from mkdocs_help_center.building.remembered import Remembered, load_remembered
from mkdocs_help_center.building.site_build import Plan, SiteBuild
from mkdocs_help_center.building.site_folder import SiteFolder
from mkdocs_help_center.building.topics import keep_topics, recall_topics
from mkdocs_help_center.checks import Policy
from mkdocs_help_center.content.cache import without_gc
from mkdocs_help_center.pages.help_center import KnownUrls
from mkdocs_help_center.plugin.inputs import read_inputs
from mkdocs_help_center.plugin.settings import content_settings, project_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_help_center.building.report import Report
    from mkdocs_help_center.content.load import Content
    from mkdocs_help_center.content.problem import Problem
    from mkdocs_help_center.pages.assemble import Assembly
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.page import GeneratedPage
    from mkdocs_help_center.plugin.config import HelpCenterConfig

_URLS = "urls"


class OwnBuild:
    """Our part of one build.

    Args:
        options: the plugin's.
        config: MkDocs'.
        report: told of every phase.
        serving: whether this is a preview, whose folder is a temporary one: nothing of it remains.
        inputs: what is read, where somebody has just looked.
    """

    def __init__(
        self,
        options: HelpCenterConfig,
        config: MkDocsConfig,
        report: Report,
        *,
        serving: bool = False,
        inputs: Inputs | None = None,
    ) -> None:
        self._config = config
        self._report = report
        self._serving = serving
        self._lock = None if serving else BuildLock(project_folder(config), report.waits)
        self._memory = BuildMemory(None if serving else project_folder(config))
        root = Path(config.site_dir)
        self._folder = SiteFolder(root, {} if serving else self._memory.known_files(root))
        self._inputs = None if serving else inputs or read_inputs(options, config)
        self._now = options.now()
        self._last = self._memory.last_build(root) if self._inputs is not None else None
        if self._last is not None and not self._last.holds(self._inputs, self._now):  # type: ignore[arg-type]
            self._last = None
        self._settings = content_settings(options, config, drafts=serving)
        self._remembered: Remembered | None = None
        self._assembly: Assembly | None = None
        self._site: SiteBuild | None = None
        self._saving: workers.Running[None] = workers.Running()
        self._early = EarlyIndexes()
        self._found: tuple[Problem, ...] = ()
        self._kept = False
        self._is_finished = False
        #: Files of the site that are not ours.
        self._others: Sequence[str] = ()
        #: How many problems fail a strict build.
        self.failing = 0
        self._folder.put_aside()

    def read(self) -> Content:
        """The content."""
        with self._report.phase("reading"), without_gc(), closing(self._memory.open()) as cache:
            self._remembered = load_remembered(self._settings, cache)
        return self._remembered.content

    def recall(self, center: HelpCenter) -> None:
        """Tell the site what earlier builds found out about its articles."""
        if self._remembered is not None:
            with closing(self._memory.open()) as cache:
                recall_topics(center, self._remembered.digests, cache)

    def begin(self, center: HelpCenter, policy: Policy) -> None:
        """Begin what takes longest, if all bodies will be rendered by us.

        Args:
            center: the site.
            policy: what it says about its checks.
        """
        known = self._remembered
        if known is not None and center.options.search:
            expected = partial(self._expected_bodies, center, policy, known.digests)
            self._early.start(center, self._folder, known.changed, expected)

    def _expected_bodies(
        self, center: HelpCenter, policy: Policy, digests: Mapping[str, bytes], sources: str
    ) -> Bodies:
        """Bodies as they were, in a site whose pages and files have the URLs that they had."""
        with closing(self._memory.open()) as cache:
            urls = cache.get(_URLS, "")
        if isinstance(urls, KnownUrls):
            center.expect_urls(urls)
        return Bodies(center, self._memory, policy, digests, sources=sources)

    def write(
        self,
        assembly: Assembly,
        pages: Sequence[GeneratedPage],
        taken: Collection[str],
        policy: Policy,
        problems: Iterable[Problem],
    ) -> tuple[Sequence[Problem], Sequence[str]]:
        """Write pages and files, or keep those that are there where nothing has changed.

        Args:
            assembly: the site.
            pages: what MkDocs' loop does not write.
            taken: paths of files that MkDocs copies.
            policy: what the site says about its checks.
            problems: what was found before.

        Returns:
            All problems, and the paths of files that are no pages.
        """
        self._assembly = assembly
        key = site_digest(assembly.center.site, map(Path, self._config.theme.dirs), self._config)
        self._folder.take_back()
        known = self._remembered
        facts = b""
        if self._inputs is not None and known is not None:
            facts = site_facts(assembly.center, self._inputs.settings, key, known.facts)
        plan = Plan(
            pages,
            taken,
            policy,
            known.digests if known is not None else {},
            key,
            facts,
            None if self._serving else project_folder(self._config),
        )
        with without_gc():
            site = SiteBuild(assembly, self._folder, self._memory, plan, self._report, self._early)
        self._site = site
        if self._last is not None and site.keep_all():
            self._folder.find_others()
            self._kept = True
            self._found = self._last.problems
            return self._found, site.other_files()
        self._memory.forget_files(self._folder.root)
        with without_gc():
            site.render()
            names, wrong = site.write(self._begin_saving)
        found = self._found = (*problems, *assembly.problems, *wrong)
        return found, names

    def _begin_saving(self) -> None:
        """In a process of its own: all articles are written down, each of which is copied for this process
        alone when it is touched, and 100 MB would stay until the end.
        """
        self._saving = workers.aside(self._save_remembered)

    def _save_remembered(self) -> None:
        if self._remembered is not None:
            with closing(self._memory.open()) as cache:
                self._remembered.save(cache)
                if self._assembly is not None:
                    center = self._assembly.center
                    keep_topics(center, self._remembered.digests, cache)
                    cache.put([(_URLS, "", center.known_urls)])

    def finish(self) -> Sequence[str]:
        """All else is written: wait for the search indexes, lose what is not the site's any more.

        Returns:
            What went wrong with the indexes.
        """
        if self._site is None:
            return ()
        # Looked for while an index is still being made.
        self._others = list_others(
            self._folder.root, self._folder.known.keys() | self._folder.written.keys()
        )
        failures = self._site.finish()
        for _ in self._saving.results():
            pass
        self._keep_build(failures)
        self._release()
        self._is_finished = True
        return failures

    def _keep_build(self, failures: Sequence[str]) -> None:
        if self._inputs is not None and not failures and self._assembly is not None:
            kept = self._last if self._kept else None
            build = LastBuild(
                self._inputs,
                kept.now if kept else self._now,
                kept.until if kept else same_until(self._assembly.center),
                self._found,
                self.counts,
            )
            self._memory.keep_build(self._folder.root, build)

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    @property
    def counts(self) -> Counts | None:
        """What was built; None where nothing was."""
        if self._kept and self._last is not None:
            return self._last.counts
        return None if self._site is None else self._site.counts

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return len(self._found)

    def remember_site(self, *, repeatable: bool) -> None:
        """MkDocs is done: if all went well, remember all of the site's files, so that the next build need not
        even begin.

        Args:
            repeatable: whether our problems are all that was said.
        """
        last = self._memory.last_build(self._folder.root) if self._is_finished else None
        if last is not None and repeatable:
            ours = self._folder.written.items()
            site = {dest: (one.size, one.mtime_ns) for dest, one in ours}
            site |= sign_paths(self._folder.root, self._others)
            last = dataclasses.replace(last, site=site)
            self._memory.keep_build(self._folder.root, last)

    def close(self) -> None:
        """End what is going on and let go of everything; what was there before a build that failed or was
        stopped is there again.
        """
        self._saving.stop()
        if self._site is not None:
            self._site.close()
        self._early.close()
        self._folder.take_back()
        self._memory.close()
        self._release()
