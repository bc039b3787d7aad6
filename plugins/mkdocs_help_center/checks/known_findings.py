"""What is known of every article's body: at hand, remembered, or found when it is asked for."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_help_center.building.workers import start
from mkdocs_help_center.checks.policy import Ignored, Policy
from mkdocs_help_center.checks.remembered_links import RememberedLinks
from mkdocs_help_center.checks.run import find_in_article
from mkdocs_help_center.checks.site import Findings
from mkdocs_help_center.checks.snapshots import Snapshot, set_own
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import Cache, pickle_by_fields
from mkdocs_help_center.content.load import ContentSettings, read_article
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.content.source import place_file
from mkdocs_help_center.markdown import Link, ResolvedLink

if TYPE_CHECKING:
    from mkdocs_help_center.pages.assemble import Assembly

#: Articles that are worth a second process.
_MANY = 400
#: Told how many articles are checked, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Finder:
    """How findings are made and kept: see :class:`.incremental.IncrementalCheck`."""

    settings: ContentSettings
    policy: Policy
    cache: Cache | None
    lowest: Severity
    jobs: int
    progress: Progress


class KnownFindings(Mapping[str, Findings]):
    """Findings by source: those at hand, those remembered, and the rest found when asked for."""

    def __init__(self, check: Finder, snapshot: Snapshot, assembly: Assembly) -> None:
        self.check = check
        self.snapshot = snapshot
        self.assembly = assembly
        self.prefix = f"found:{check.lowest.name}:"
        self.found: dict[str, Findings] = {}
        self.new: dict[str, Findings] = {}
        catalog = snapshot.content.catalog
        self.articles = {
            article.source: article for article in (*catalog.articles, *catalog.unpublished)
        }

    @property
    def rendered(self) -> int:
        """How many articles had to be rendered."""
        return len(self.new)

    def __getitem__(self, source: str) -> Findings:
        """The findings of an article's body."""
        if source not in self.found:
            key, remembered = self._remembered(source)
            current = remembered if key and key == self._key(source) else None
            self.found[source] = current or self._find(self.articles[source], key, remembered)
        return self.found[source]

    def _remembered(self, source: str) -> tuple[str, Findings | None]:
        """What is remembered of an article, and under which key."""
        cache = self.check.cache
        return cache.get_with_key(self.prefix + source) if cache else ("", None)

    def __iter__(self) -> Iterator[str]:
        """Sources of all articles."""
        return iter(self.articles)

    def __len__(self) -> int:
        """The number of articles."""
        return len(self.articles)

    def _key(self, source: str) -> str:
        signature = self.snapshot.signatures.get(source)
        return f"{signature} {self.snapshot.surroundings}" if signature else ""

    def find(self, articles: Sequence[Article]) -> None:
        """Have the findings of all these articles."""
        if self.check.cache and len(articles) > _MANY:
            for source, (key, value) in self.check.cache.get_all(self.prefix).items():
                if source in self.articles and key and key == self._key(source):
                    self.found[source] = value
        missing = [article for article in articles if article.source not in self.found]
        if len(missing) > _MANY and self.check.jobs > 1:
            self._find_together(missing)
            return
        for number, article in enumerate(missing, 1):
            self[article.source]
            self.check.progress(number, len(missing))

    def _find(self, article: Article, key: str, remembered: Findings | None) -> Findings:
        self.give_body(article)
        around = f" {self.snapshot.surroundings}"
        # Of a file that changed, the links that stayed lead where they led.
        answers = dict(remembered.answers) if remembered and key.endswith(around) else {}
        found = _find(self.assembly, article, self.check.policy, self.check.lowest, answers)
        self.new[article.source] = found
        return found

    def give_body(self, article: Article) -> None:
        """Read the text of an article of a snapshot without bodies: it is needed after all."""
        if article.body_utf8:
            return
        path = self.check.settings.root / article.source
        catalog = self.assembly.center.catalog
        file = place_file(path, article.source, {one.code for one in catalog.locales})
        fresh, _, _ = read_article(file, self.check.settings, catalog.locales, catalog.default)
        if fresh is not None:
            set_own(article, (fresh.body_utf8, fresh.lines))

    def _find_together(self, articles: Sequence[Article]) -> None:
        """Render in several processes, which inherit all that they read."""
        _ = self.assembly.center.links  # compiled once, before there are several

        def find(part: Sequence[Article]) -> list[tuple[str, Findings]]:
            check = self.check
            return [
                (article.source, _find(self.assembly, article, check.policy, check.lowest))
                for article in part
            ]

        for part in start(find, articles, self.check.jobs).results():
            self.new.update(part)
            self.check.progress(len(self.new), len(articles))
        self.found |= self.new

    def save(self) -> None:
        """Remember what was found now."""
        if self.check.cache and self.new:
            rows = [(self.prefix + source, key, found) for source, found in self.new.items()
                    if (key := self._key(source))]  # fmt: skip
            self.check.cache.put(rows)


def _find(
    assembly: Assembly,
    article: Article,
    policy: Policy,
    lowest: Severity,
    known: Mapping[str, ResolvedLink | None] = MappingProxyType({}),
) -> Findings:
    links = RememberedLinks(assembly.center, known)
    rendered = assembly.center.bodies.render(article, surroundings=links)
    found = find_in_article(article, rendered, policy, lowest)
    ignored = policy.ignored_in(article.path)
    return dataclasses.replace(found, ignored=ignored, answers=tuple(links.answers.items()))


for _kind in (Link, ResolvedLink, Findings, Ignored):
    pickle_by_fields(_kind)
