"""A site written into its folder: bodies, search indexes, pages and other files, over all cores."""

from __future__ import annotations

import collections
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.indexes import Indexes
from mkdocs_help_center.building.inputs import Counts
from mkdocs_help_center.building.keys import ViewDigests
from mkdocs_help_center.building.memory import BuildMemory
from mkdocs_help_center.building.report import Report
from mkdocs_help_center.building.site_folder import SiteFolder, Written
from mkdocs_help_center.checks import Policy
from mkdocs_help_center.checks.run import check_findings
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.pages.outputs import OUTPUTS
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.views import ArticleView
from mkdocs_help_center.redirects.files import redirect_files
from mkdocs_help_center.search.browser_data import data_path, index_path, search_data_files

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Pages that a worker takes at a time.
_PAGES = 25
#: Jobs below which they are done in this process.
_WORTH_SHARING = 16

_Output = Callable[["HelpCenter"], Mapping[str, str | bytes]]
#: What one worker wrote: files, how many of them are different now, those that no page is, and counts.
_Part = tuple[dict[str, Written], int, list[str], dict[str, int]]


class SiteBuild:
    """One build of a site.

    Args:
        assembly: the site.
        folder: where it goes.
        memory: what earlier builds left.
        policy: what the site says about its checks.
        contents: a digest of the bytes of each article's file, by its source.
        site_key: names all that templates see besides their page.
        report: told of every phase.
        taken: paths of files that others write.
        pages: the pages to write.
    """

    def __init__(
        self,
        assembly: Assembly,
        folder: SiteFolder,
        memory: BuildMemory,
        policy: Policy,
        contents: Mapping[str, bytes],
        site_key: str,
        report: Report,
        taken: Collection[str],
        pages: Sequence[GeneratedPage],
    ) -> None:
        self.folder = folder
        self.bodies = Bodies(assembly.center, memory, policy, contents)
        self._assembly = assembly
        self._memory = memory
        self._policy = policy
        self._digests = ViewDigests(site_key)
        self._report = report
        self._indexes = Indexes(assembly.center, self.bodies, folder, taken)
        self._taken = taken
        self._left = list(pages)
        #: Pages that are written where their bodies are rendered.
        self._early: dict[str, GeneratedPage] = {}
        if not self.bodies.are_known:
            self._early = {page.article.source: page for page in pages if page.article}
            self._left = [page for page in pages if not page.article]
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
        # A language at a time, so that its index is begun early.
        articles = sorted(
            center.built_articles, key=lambda article: list(left).index(article.locale)
        )
        with self._report.phase("articles", len(articles)) as progress:
            for done, (written, changed) in self.bodies.prepare(articles, self._write_articles):
                progress.advance(len(done))
                self.folder.take_over(written, changed)
                left.subtract(article.locale for article in done)
                self._start_indexes(left)
            for locale in center.built_locales:
                left[locale.code] += 0
            self._start_indexes(left)

    def check(self) -> Iterator[Problem]:
        """What is wrong with the bodies."""
        with self._report.phase("checks"):
            findings = {source: body.findings for source, body in self.bodies.known.items()}
            yield from check_findings(self._assembly.center, findings, self._policy)

    def _start_indexes(self, left: Mapping[str, int]) -> None:
        """Begin the indexes of languages of which no article is ``left`` to be rendered."""
        if self._assembly.center.options.search:
            for locale, count in left.items():
                if not count and locale not in self._indexed:
                    self._indexed.add(locale)
                    self._indexes.start(locale)

    def write(
        self,
        beside: Callable[[], None] = lambda: None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> tuple[Sequence[str], Sequence[Problem]]:
        """Write all other pages and files of the site, and meanwhile look for problems.

        Args:
            beside: writes the redirects' files that are not in the site, called where the others are made.
            meanwhile: called in this process while the others write.

        Returns:
            The paths of the other files, and what is wrong with the bodies.
        """
        # The indexes' processes write the data that goes with them.
        outputs = [output for output in OUTPUTS if output is not search_data_files]
        outputs.sort(key=lambda output: -_COSTS.get(output.__name__, 0))
        jobs: list[Callable[[], Sequence[str]]] = [
            partial(self._output, one, beside if one is redirect_files else None) for one in outputs
        ]
        pages = self._left
        parts = [pages[start : start + _PAGES] for start in range(0, len(pages), _PAGES)]
        jobs += [partial(self._pages, part) for part in parts]
        self._running = workers.start(self._do, jobs, block=1, worth_sharing=_WORTH_SHARING)
        problems = list(self.check())
        self.bodies.save()
        meanwhile()
        return self._take_over(len(jobs)), problems

    def _take_over(self, count: int) -> Sequence[str]:
        others: list[str] = []
        with self._report.phase("pages", count) as progress:
            for written, changed, names, counts in self._running.results():
                progress.advance(1)
                self.folder.take_over(written, changed)
                self._counts |= counts
                others += names
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
        return all(self.folder.holds(dest, one.key) for dest, one in self.folder.known.items())

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
        writer = self._writer = SiteFolder(self.folder.root, self.folder.known)
        names = [name for job in jobs for name in job()]
        # Known where this worker made the host's rules; to count them here would be to make them again.
        table = self._assembly.center.__dict__.get("redirects")
        made = table.__dict__.get("redirects") if table is not None else None
        counts = {} if made is None else {"redirects": len(made)}
        return writer.written, writer.changed, names, counts

    def _output(self, output: _Output, then: Callable[[], None] | None) -> Sequence[str]:
        names = []
        for name, content in output(self._assembly.center).items():
            if name not in self._taken:
                self._writer.write(name, content.encode() if isinstance(content, str) else content)
                names.append(name)
        if then is not None:
            then()
        return names

    def _pages(self, pages: Sequence[GeneratedPage]) -> Sequence[str]:
        theme = self._assembly.theme
        for page in pages:
            view = page.build()
            body = self.bodies.known.get(page.article.source) if page.article else None
            is_kept = body is not None and body.key and isinstance(view, ArticleView)
            key = self._digests.of(view, body.rendered if body and is_kept else None)
            if not self._writer.holds(page.dest, key):
                html = theme.render(view)
                self._writer.write(page.dest, html.encode("utf-8", "xmlcharrefreplace"), key)
        return ()


#: Kinds of files that take long, longest first: they are begun first.
_COSTS = {
    "machine_files": 4,
    "redirect_files": 3,
    "card_files": 2,
    "feed_files": 1,
}
