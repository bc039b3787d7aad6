"""A site written into its folder: bodies, search indexes, pages and other files, over all cores."""

from __future__ import annotations

import collections
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.early_indexes import EarlyIndexes
from mkdocs_help_center.building.facts import PageInputs
from mkdocs_help_center.building.indexes import BEHIND, Indexes
from mkdocs_help_center.building.inputs import Counts
from mkdocs_help_center.building.keys import ViewDigests
from mkdocs_help_center.building.machine_texts import write_section
from mkdocs_help_center.building.memory import BuildMemory
from mkdocs_help_center.building.redirects import write_redirects
from mkdocs_help_center.building.report import Report
from mkdocs_help_center.building.site_folder import SiteFolder, Written
from mkdocs_help_center.checks import Policy
from mkdocs_help_center.checks.run import check_findings
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.feeds.files import feed_files
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.pages.machine import machine_files, machine_indexes, sections
from mkdocs_help_center.pages.outputs import OUTPUTS
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.sitemap import sitemap_files
from mkdocs_help_center.pages.social_cards import card_files
from mkdocs_help_center.pages.views import ArticleView
from mkdocs_help_center.redirects.files import redirect_files
from mkdocs_help_center.search.browser_data import data_path, index_path

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Pages that a worker takes at a time.
_PAGES = 25
#: Jobs below which they are done in this process.
_WORTH_SHARING = 16

_Output = Callable[["HelpCenter"], Mapping[str, str | bytes]]
#: A digest of what files of that name are made from; empty where it cannot be told.
_MadeFrom = Callable[[str], bytes]
#: What one worker wrote: files, how many of them are different now, those that no page is, and counts.
_Part = tuple[dict[str, Written], int, list[str], dict[str, int]]


@dataclass(frozen=True)
class Plan:
    """What a build is to do.

    Attributes:
        pages: what to write; MkDocs' own loop writes the others.
        taken: paths of files that others write.
        policy: what the site says about its checks.
        contents: a digest of the bytes of each article's file, by its source.
        site_key: names all that templates see besides their page.
        facts: names everything that the site is made from besides the texts of its articles; empty where
            that is not known.
        project: the folder for redirects' files that are not in the site; None for a preview.
    """

    pages: Sequence[GeneratedPage]
    taken: Collection[str]
    policy: Policy
    contents: Mapping[str, bytes]
    site_key: str
    facts: bytes = b""
    project: Path | None = None


class SiteBuild:
    """One build of a site.

    Args:
        assembly: the site.
        folder: where it goes.
        memory: what earlier builds left.
        plan: what to do.
        report: told of every phase.
        early: search indexes that are being made already.
    """

    def __init__(
        self,
        assembly: Assembly,
        folder: SiteFolder,
        memory: BuildMemory,
        plan: Plan,
        report: Report,
        early: EarlyIndexes,
    ) -> None:
        center = assembly.center
        self.folder = folder
        self.bodies = Bodies(center, memory, plan.policy, plan.contents, plan.facts)
        self._assembly = assembly
        self._memory = memory
        self._plan = plan
        self._report = report
        self._digests = ViewDigests(plan.site_key)
        self._inputs = PageInputs(center, plan.facts, self.bodies.known)
        self._indexes = Indexes(center, self.bodies, folder, plan.taken, early)
        self._left = list(plan.pages)
        #: Pages that are written where their bodies are rendered.
        self._early: dict[str, GeneratedPage] = {}
        if not self.bodies.are_known:
            self._early = {page.article.source: page for page in plan.pages if page.article}
            self._left = [page for page in plan.pages if not page.article]
        self._counts: dict[str, int] = {}
        self._running: workers.Running[_Part] = workers.Running()
        self._indexed: set[str] = set()
        #: What the jobs under way write to.
        self._writer = folder

    def render(self) -> None:
        """Render all bodies, each language's search index begun as soon as they are there.

        New ones are written as pages at once, while they are at hand. Where most are known, pages come
        later, so that the index of a language of which one was edited is begun at once.
        """
        center = self._assembly.center
        left = collections.Counter(article.locale for article in center.built_articles)
        # A language at a time, so that its index is begun early; the largest while there is least else in
        # memory.
        order = [locale for locale, _ in left.most_common()]
        articles = sorted(center.built_articles, key=lambda article: order.index(article.locale))
        if self._early:
            self._prepare_pages()
        with self._report.phase("articles", len(articles)) as progress:
            for done, (written, changed) in self.bodies.prepare(
                articles, self._write_articles, self._waiting, self._room
            ):
                progress.advance(len(done))
                self.folder.take_over(written, changed)
                left.subtract(article.locale for article in done)
                self._start_indexes(left)
            for locale in center.built_locales:
                left[locale.code] += 0
            self._start_indexes(left)

    def _prepare_pages(self) -> None:
        """Have what all pages ask for before there are several processes, each of which would make it."""
        center = self._assembly.center
        center.related.prepare()
        center.resolver.index.complete()

    def check(self) -> Iterator[Problem]:
        """What is wrong with the bodies."""
        with self._report.phase("checks"):
            findings = {source: body.findings for source, body in self.bodies.known.items()}
            yield from check_findings(self._assembly.center, findings, self._plan.policy)

    def _start_indexes(self, left: Mapping[str, int]) -> None:
        """Begin the indexes of languages of which no article is ``left`` to be rendered."""
        if self._assembly.center.options.search:
            ready = [one for one, count in left.items() if not count and one not in self._indexed]
            self._indexed.update(ready)
            self._indexes.start(ready)

    def write(
        self, meanwhile: Callable[[], None] = lambda: None
    ) -> tuple[Sequence[str], Sequence[Problem]]:
        """Write all other pages and files of the site, and meanwhile look for problems.

        Args:
            meanwhile: called in this process while the others write.

        Returns:
            The paths of the other files, and what is wrong with the bodies.
        """
        center = self._assembly.center
        made_from: Mapping[_Output, _MadeFrom] = {
            card_files: self._inputs.of_site,
            feed_files: self._inputs.of_feeds,
            sitemap_files: self._inputs.of_pages,
        }
        # Those of search are written with the indexes.
        jobs: list[Callable[[], Sequence[str]]] = [
            self._redirects,
            *(
                partial(self._output, output, made_from.get(output))
                for output in OUTPUTS
                if output not in _OWN_WAYS
            ),
            *(partial(self._texts, place) for place in sections(center)),
            partial(self._output, machine_indexes, self._inputs.of_lists),
        ]
        if self._early:
            self._prepare_pages()
        self._inputs.of_lists()
        pages = self._left
        parts = [pages[start : start + _PAGES] for start in range(0, len(pages), _PAGES)]
        listings: list[Callable[[], Sequence[str]]] = [partial(self._pages, one) for one in parts]
        # What takes long comes first, but what takes much memory not while an index takes most of it.
        jobs = [*listings, *jobs] if self._indexes.count else [*jobs, *listings]
        self._running = workers.start(
            self._do,
            jobs,
            self._worker_count(),
            block=1,
            worth_sharing=_WORTH_SHARING,
            waiting=self._waiting,
            room=self._room,
        )
        self.folder.find_others()
        problems = list(self.check())
        self.bodies.save()
        meanwhile()
        return self._take_over(len(jobs)), problems

    @property
    def _waiting(self) -> int:
        return BEHIND if self._assembly.center.options.search else 0

    def _worker_count(self) -> int:
        """Where there is little to do, one core is left to an index to the end."""
        return workers.worker_count() if self._early else self._room()

    def _room(self) -> int:
        """How many workers there may be: one less while an index is made, with a core and its memory."""
        self._indexes.collect()
        return max(1, workers.worker_count() - min(1, self._indexes.count))

    def _take_over(self, count: int) -> Sequence[str]:
        others: list[str] = []
        with self._report.phase("pages", count) as progress:
            for written, changed, names, counts in self._running.results():
                progress.advance(1)
                self.folder.take_over(written, changed)
                self._counts |= counts
                others += names
                self._indexes.collect()
        return others

    @property
    def counts(self) -> Counts:
        """What was built."""
        center = self._assembly.center
        articles = collections.Counter(one.locale for one in center.built_articles)
        return Counts(
            {one.code: articles[one.code] for one in center.built_locales},
            sum(center.builds(page.dest) for page in center.pages),
            self._counts.get("redirects", 0),
            len(center.feed_cuts),
            len(self.folder.written),
            self.folder.changed,
        )

    def keep_all(self) -> bool:
        """Keep the site that is there; whether all that we wrote into it is still as it was."""
        return all(
            self.folder.holds(dest, one.key, one.inputs) for dest, one in self.folder.known.items()
        )

    def other_files(self) -> Sequence[str]:
        """The paths of files that are no pages and not for search, as :meth:`write` tells them."""
        locales = [one.code for one in self._assembly.center.built_locales]
        search = (*map(index_path, locales), *map(data_path, locales))
        return [
            dest
            for dest in self.folder.known
            if not dest.endswith(".html") and not dest.startswith(search)
        ]

    def finish(self) -> Sequence[str]:
        """Wait for the search indexes, remove what is not the site's any more, remember the rest.

        Returns:
            What went wrong with the indexes.
        """
        with self._report.phase("search"):
            failures = self._indexes.finish()
        with self._report.phase("cleaning"):
            self.folder.drop_stale()
            self._memory.keep_files(self.folder.root, self.folder.written)
        return failures

    def close(self) -> None:
        """End what is still going on, and let go of everything."""
        self._running.stop()
        self._indexes.close()
        self.bodies.close()

    def _write_articles(self, articles: Sequence[Article]) -> tuple[dict[str, Written], int]:
        writer = self._writer = SiteFolder(self.folder.root, self.folder.known)
        pages = (self._early.get(article.source) for article in articles)
        self._pages([page for page in pages if page is not None])
        return writer.written, writer.changed

    def _do(self, jobs: Sequence[Callable[[], Sequence[str]]]) -> _Part:
        self._writer = SiteFolder(self.folder.root, self.folder.known)
        names = [name for job in jobs for name in job()]
        self.bodies.let_go()
        return self._writer.written, self._writer.changed, names, self._counts

    def _output(self, output: _Output, made_from: _MadeFrom | None = None) -> Sequence[str]:
        """Write what ``output`` makes, unless what it is ``made_from`` is known and the same."""
        inputs = made_from(output.__name__) if made_from else b""
        known = self._writer.made_from(inputs) if inputs else ()
        if known and all(self._writer.holds_made_from(name, inputs) for name in known):
            return known
        names = []
        for name, content in output(self._assembly.center).items():
            if name not in self._plan.taken:
                data = content.encode() if isinstance(content, str) else content
                self._writer.write(name, data, inputs=inputs)
                names.append(name)
        return names

    def _texts(self, place: tuple[str, str]) -> Sequence[str]:
        center = self._assembly.center
        return write_section(center, self._writer, self._inputs, place, self._plan.taken)

    def _redirects(self) -> Sequence[str]:
        center, plan = self._assembly.center, self._plan
        names, count = write_redirects(
            center, self._writer, self._memory, self._inputs, plan.taken, plan.project
        )
        self._counts = {"redirects": count}
        return names

    def _pages(self, pages: Sequence[GeneratedPage]) -> Sequence[str]:
        theme, writer = self._assembly.theme, self._writer
        for page in pages:
            inputs = self._inputs_of(page)
            if writer.holds_made_from(page.dest, inputs):
                continue
            view = page.build()
            body = self.bodies.known.get(page.article.source) if page.article else None
            is_kept = body is not None and body.key and isinstance(view, ArticleView)
            key = self._digests.of(view, body.rendered if body and is_kept else None)
            if not writer.holds(page.dest, key, inputs):
                html = theme.render(view)
                writer.write(page.dest, html.encode("utf-8", "xmlcharrefreplace"), key, inputs)
        return ()

    def _inputs_of(self, page: GeneratedPage) -> bytes:
        if page.article is not None:
            return self._inputs.of_article(page.article)
        return self._inputs.of_lists() if page.lists_only else b""


#: What is not written as it is made.
_OWN_WAYS = frozenset({machine_files, redirect_files})
