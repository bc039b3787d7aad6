"""Every body of a site rendered once: over all cores, and only where something it needs has changed.

Bodies stay with the workers and in the cache: twelve thousand of them in this process would be 150 MB, and
moving them here two seconds.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from mkdocs_help_center.building import workers
from mkdocs_help_center.building.asking import Asked, Recorder, still_answered
from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.building.memory import BuildMemory
from mkdocs_help_center.checks import Policy
from mkdocs_help_center.checks.run import find_in_article
from mkdocs_help_center.checks.site import Findings
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import Cache, bytes_digest, pickle_by_fields
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.markdown import Heading, Link, Rendered
from mkdocs_help_center.pages.excerpts import excerpt, remember_excerpt

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

T = TypeVar("T")

_BODY, _RENDERED = "body/", "rendered/"


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of a rendered body without having it.

    ``key`` names what it was rendered from besides the answers of ``asked``, ``rendered`` what came of it.
    ``facts`` are those of the site in which its links had these answers.
    """

    key: bytes
    rendered: bytes
    asked: Asked
    findings: Findings
    excerpt: str
    facts: bytes = b""


for _kind in (Body, Rendered, Heading, Link):
    pickle_by_fields(_kind)


class Bodies:
    """The bodies of one build.

    Args:
        center: the site, which from now on finds its bodies here.
        memory: where bodies are kept between builds, and between this build's processes.
        policy: what the site says about its checks.
        contents: a digest of the bytes of each article's file, by its source.
        facts: one of all that decides where links lead, empty where that is not known.
        sources: how the sources of those begin that are asked for; all do by default.
    """

    def __init__(
        self,
        center: HelpCenter,
        memory: BuildMemory,
        policy: Policy,
        contents: Mapping[str, bytes],
        facts: bytes = b"",
        sources: str = "",
    ) -> None:
        self.center = center
        self._contents = contents
        self._facts = facts
        self.known: dict[str, Body] = {}
        self._memory = memory
        self._policy = policy
        self._settings = value_digest(
            center.content.settings.prefix,
            [locale.code for locale in center.catalog.locales],
            center.catalog.default.code,
            center.base_path,
            tuple(center.options.our_hosts),
            tuple(center.options.iframe_hosts),
            sorted((name, str(severity)) for name, severity in policy.severities.items()),
        )
        self._keys: dict[str, bytes] = {}
        self._cache: tuple[int, Cache] | None = None
        self._running: workers.Running[Any] = workers.Running()
        #: What MkDocs' own loop has rendered.
        self._rendered_before = center.bodies.sources
        with contextlib.closing(memory.open()) as cache:
            found = cache.get_all(_BODY + sources)
        self._remembered: Mapping[str, Body] = {
            sources + rest: value for rest, (_, value) in found.items() if isinstance(value, Body)
        }
        center.bodies.recall = self._recall
        center.bodies.recall_links = self._recall_links

    @property
    def are_known(self) -> bool:
        """Whether most bodies are likely to be as they were."""
        return len(self._remembered) * 2 > len(self.center.catalog.by_source)

    def expect(self, articles: Sequence[Article]) -> None:
        """Take bodies for what they were where their own file is, wherever their links lead now; render
        the others.
        """
        for article in articles:
            key = self._key(article)
            body = self._remembered.get(article.source)
            if body is None or body.key != key:
                body, _ = self._render(article, key)
            self.known[article.source] = body

    def prepare(
        self,
        articles: Sequence[Article],
        then: Callable[[Sequence[Article]], T],
        waiting: int = 0,
        room: Callable[[], int] | None = None,
    ) -> Iterator[tuple[Sequence[Article], T]]:
        """Render what has to be rendered of ``articles``, some at a time.

        Args:
            articles: what to render.
            then: called where the bodies are, while they are at hand.
            waiting: how much this gives way to other processes (nice).
            room: how many processes there may be just now.

        Returns:
            Those that are done, and what ``then`` gave.
        """
        by_source = self.center.catalog.by_source
        self._running = workers.start(
            lambda some: (self._prepare(some), self._do(then, some)),
            articles,
            # To find that nearly all are as they were takes less time than to start processes for it.
            1 if self._new_ones(articles) < workers.WORTH_SHARING else None,
            waiting=waiting,
            room=room,
        )
        for found, given in self._running.results():
            for source, new in found:
                body = self.known[source] = new or self._remembered[source]
                remember_excerpt(by_source[source], body.excerpt)
            yield [by_source[source] for source, _ in found], given

    def _new_ones(self, articles: Sequence[Article]) -> int:
        """How many are certainly not as they were, or may be other because the site around them is."""
        remembered = (self._remembered.get(article.source) for article in articles)
        return sum(
            body is None or not self._has_same_links(body) or body.key != self._key(article)
            for article, body in zip(articles, remembered, strict=True)
        )

    def _has_same_links(self, body: Body) -> bool:
        """Whether all links are known to lead where they did when ``body`` was rendered."""
        return bool(self._facts) and body.facts == self._facts

    def _do(self, then: Callable[[Sequence[Article]], T], articles: Sequence[Article]) -> T:
        """Call ``then``, and let go of bodies: its own, and those that it asked for."""
        try:
            return then(articles)
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Let go of the bodies that are in the cache."""
        self.center.bodies.keep_only(self._rendered_before)

    def save(self) -> None:
        """Keep what is known for the next build, and forget what is not there any more."""
        with contextlib.closing(self._memory.open()) as cache:
            cache.put(
                (_BODY + source, "", body)
                for source, body in self.known.items()
                if self._remembered.get(source) is not body
            )
            gone = [source for source in self._remembered if source not in self.known]
            gone = [one for one in gone if one not in self.center.catalog.by_source]
            cache.forget([prefix + source for source in gone for prefix in (_BODY, _RENDERED)])

    def _prepare(self, articles: Sequence[Article]) -> list[tuple[str, Body | None]]:
        """The bodies of ``articles``, None where one is as it was; what is rendered stays at hand."""
        found: list[tuple[str, Body | None]] = []
        pending: list[tuple[str, str, bytes]] = []
        for article in articles:
            key = self._key(article)
            known = self._remembered.get(article.source)
            if (
                known is not None
                and known.key == key
                and not self.center.bodies.has(article)
                and still_answered(
                    self.center,
                    article,
                    known.asked,
                    same_links=self._has_same_links(known),
                )
            ):
                renewed = None
                if known.facts != self._facts:
                    renewed = dataclasses.replace(known, facts=self._facts)
                self.known[article.source] = renewed or known
                remember_excerpt(article, known.excerpt)
                found.append((article.source, renewed))
                continue
            body, data = self._render(article, key)
            self.known[article.source] = body
            found.append((article.source, body))
            if data:
                pending.append((_RENDERED + article.source, body.rendered.hex(), data))
        if pending:
            self._own_cache().put(pending)
        return found

    def _key(self, article: Article) -> bytes:
        """An article is what its file says, and what the catalog made of the place that it asks for."""
        if (known := self._keys.get(article.source)) is not None:
            return known
        content = self._contents.get(article.source) or os.urandom(16)
        # None of these has a NUL in it, and the others are as long in every article.
        named = "\0".join((article.source, article.locale, article.url, article.slug))
        data = b"".join((content, self._settings, named.encode("utf-8", "surrogatepass")))
        key = self._keys[article.source] = bytes_digest(data)
        return key

    def _render(self, article: Article, key: bytes) -> tuple[Body, bytes]:
        center = self.center
        recorder = Recorder(article, center.links, center.images, center.data)
        # MkDocs' own loop has rendered it already, where other plugins want to see pages.
        ours = not center.bodies.has(article)
        rendered = (
            center.bodies.render(article, surroundings=recorder)
            if ours
            else center.bodies.of(article)
        )
        findings = find_in_article(article, rendered, self._policy, Severity.WARNING)
        data = pickle.dumps(rendered, 5)
        if not ours:
            # Others may have had a hand in its text: nobody knows what it was made from, but what it is.
            return Body(b"", value_digest(data), Asked(), findings, excerpt(article)), b""
        name = value_digest(key, data)
        body = Body(key, name, recorder.asked, findings, excerpt(article), self._facts)
        return body, data

    def _recall(self, article: Article) -> Rendered | None:
        body = self.known.get(article.source) or self._remembered.get(article.source)
        if body is None:
            return None
        data = self._own_cache().get(_RENDERED + article.source, body.rendered.hex())
        found = pickle.loads(data) if isinstance(data, bytes) else None
        return found if isinstance(found, Rendered) else None

    def _recall_links(self, article: Article) -> Sequence[Link] | None:
        body = self.known.get(article.source)
        return None if body is None else body.findings.links

    def _own_cache(self) -> Cache:
        """The cache, opened by this process."""
        pid = os.getpid()
        if self._cache is None or self._cache[0] != pid:
            self._cache = pid, self._memory.open()
        return self._cache[1]

    def close(self) -> None:
        """End what is going on, and let go of the cache."""
        self._running.stop()
        if self._cache is not None and self._cache[0] == os.getpid():
            self._cache[1].close()
        self._cache = None
