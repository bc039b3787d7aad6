"""Finding what a request means: one function a step, tried in order. No state but the index.

The edge function repeats these steps in the same order (``edge.js``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_help_center.redirects.index import Destination, Gone, Index
from mkdocs_help_center.redirects.model import How
from mkdocs_help_center.redirects.request import Request, RequestReader
from mkdocs_help_center.redirects.rules import Compiled
from mkdocs_help_center.redirects.urls import slug_key


@dataclass(slots=True)
class Found:
    """What a step came to: a destination, a rule, or an archived article without successor.

    ``hint`` is the language that the URL itself speaks where none was asked for, -1 for none.
    """

    how: How
    destination: Destination | None = None
    hint: int = -1
    rule: Compiled | None = None
    gone: Gone | None = None


class Lookup:
    """The steps over one site's index and rules.

    Args:
        index: the site's names.
        reader: reads its URLs.
        rules, moved: compiled rules by key, those with most conditions first.
        replaced: the compiled ``replacedBy`` of an archived article, by its source.
    """

    def __init__(
        self,
        index: Index,
        reader: RequestReader,
        rules: Mapping[str, Sequence[Compiled]],
        moved: Mapping[str, Sequence[Compiled]],
        replaced: Mapping[str, Compiled],
    ) -> None:
        self.index = index
        self.reader = reader
        self.rules = rules
        self.moved = moved
        self.replaced = replaced
        self._everywhere = tuple(range(len(index.codes)))
        self._locale_keys = tuple(slug_key(code) for code in index.codes)
        default = index.default
        self._default_first = (default, *(n for n in self._everywhere if n != default))
        self.steps: tuple[tuple[How, Callable[[Request], Found | None]], ...] = (
            (How.PAGE, self._page),
            (How.LANGUAGE, self._language),
            (How.REPLACED, self._replaced),
            (How.ID, self._id),
            (How.MOVED, self._moved),
            (How.SLUG, self._slug),
            (How.OTHER_SLUG, self._other_slug),
            (How.LEGACY_SLUG, self._legacy_slug),
            (How.RULE, self._rule),
            (How.PAGE, self._page_in_any_language),
            (How.GONE, self._gone),
        )

    def locale_key(self, number: int) -> str:
        """The locale's part of path keys; empty for none."""
        return self._locale_keys[number] if number >= 0 else ""

    def find(self, request: Request) -> Found | None:
        """The first step's answer; None where no step has one."""
        for _, step in self.steps:
            found = step(request)
            if found is not None:
                return found
        return None

    def languages(self, request: Request) -> Sequence[int]:
        """The locales to look in: the wanted one, the path's, the default, the others."""
        first = request.wanted
        if first < 0:
            return self._default_first
        order = [first]
        if request.path_locale >= 0 and request.path_locale != first:
            order.append(request.path_locale)
        order += [number for number in self._default_first if number not in order]
        return order

    def _page(self, request: Request) -> Found | None:
        """The URL of a page, however it is spelled."""
        exact = self.index.exact
        destination = exact.get(request.path) or exact.get(request.path + "/")
        if destination is None:
            number = request.path_locale
            if number < 0 and not request.words:
                return None
            destination = self._page_of(request, self.locale_key(number))
        return Found(How.PAGE, destination, request.path_locale) if destination else None

    def _page_of(self, request: Request, locale_key: str) -> Destination | None:
        pages = self.index.pages
        written, today = self.reader.keys(request, locale_key)
        return pages.get(written) or (pages.get(today) if today != written else None)

    def _language(self, request: Request) -> Found | None:
        """The root and a section without a language: the one place where the reader's is guessed."""
        if request.path_locale >= 0 or request.rest or (request.words and not request.section):
            return None
        for number in self._default_first:
            key = self._locale_keys[number]
            page = self.index.pages.get(f"{key}/{request.section}" if request.section else key)
            if page is not None:
                return Found(How.LANGUAGE, page)
        return None

    def _replaced(self, request: Request) -> Found | None:
        """An archived article that names its successor, in the language asked for."""
        if not self.replaced:
            return None
        numbers = (request.wanted,) if request.wanted >= 0 else self._default_first
        return self._successor(request, numbers, slugs=False)

    def _successor(self, request: Request, numbers: Sequence[int], *, slugs: bool) -> Found | None:
        for gone in self._archived(request, numbers, slugs=slugs):
            rule = self.replaced.get(gone.article.source)
            if rule is not None:
                return Found(How.REPLACED, rule.destination, gone.locale, rule)
        return None

    def _archived(self, request: Request, numbers: Sequence[int], *, slugs: bool) -> Iterator[Gone]:
        for name in request.ids():
            for number in numbers:
                if gone := self.index.gone_ids.get(f"{number}/{name}"):
                    yield gone
        if slugs:
            for key in self._slug_keys(request):
                for number in numbers:
                    if gone := self.index.gone_slugs.get(f"{number}/{key}"):
                        yield gone

    def _id(self, request: Request) -> Found | None:
        """An id, in whatever section and language it is written."""
        index = self.index
        rest = request.rest
        if not request.section and len(rest) == 2 and rest[0] == "a":
            short = index.short_ids.get(rest[1]) or index.folded_ids.get(rest[1].lower())
            return Found(How.ID, short) if short else None
        for name in request.ids():
            destination = index.ids.get(name) or index.group_ids.get(name)
            if destination is None:
                destination = index.folded_ids.get(name.lower())
            if destination is not None:
                return Found(How.ID, destination, self._language_of(request, destination))
        return None

    def _language_of(self, request: Request, destination: Destination) -> int:
        """The language whose slug goes with the id, where the URL names no language."""
        if request.wanted >= 0:
            return request.wanted
        for key in self._slug_keys(request):
            for table in (self.index.slugs, self.index.legacy_slugs):
                for number in self._default_first:
                    if destination in table.get(f"{number}/{key}", ()):
                        return number
        return -1

    def _slug_keys(self, request: Request) -> list[str]:
        """Keys of the slug as it is, and without what follows ``--``."""
        slug = request.slug
        if not slug:
            return []
        keys = [slug_key(slug)]
        if "--" in slug:
            keys.append(slug_key(slug.rpartition("--")[0]))
        return [key for key in keys if key]

    def _named(
        self,
        request: Request,
        table: Mapping[str, Sequence[Destination]],
        numbers: Sequence[int],
        how: How,
    ) -> Found | None:
        """The destination of a slug; of several, one in the section that the URL names, the oldest."""
        for key in self._slug_keys(request):
            for number in numbers:
                named = table.get(f"{number}/{key}")
                if named:
                    return Found(how, self._in_section(named, number, request.section), number)
        return None

    def _in_section(self, named: Sequence[Destination], number: int, section: str) -> Destination:
        if len(named) > 1:
            for destination in named:
                if destination.urls[number].split("/")[1:2] == [section]:
                    return destination
        return named[0]

    def _slug(self, request: Request) -> Found | None:
        if request.wanted < 0:
            return None
        return self._named(request, self.index.slugs, (request.wanted,), How.SLUG)

    def _other_slug(self, request: Request) -> Found | None:
        return self._named(request, self.index.slugs, self.languages(request), How.OTHER_SLUG)

    def _legacy_slug(self, request: Request) -> Found | None:
        numbers = self.languages(request)
        return self._named(request, self.index.legacy_slugs, numbers, How.LEGACY_SLUG)

    def _moved(self, request: Request) -> Found | None:
        return self._ruled(request, self.moved, How.MOVED) if self.moved else None

    def _rule(self, request: Request) -> Found | None:
        return self._ruled(request, self.rules, How.RULE) if self.rules else None

    def _ruled(
        self, request: Request, table: Mapping[str, Sequence[Compiled]], how: How
    ) -> Found | None:
        """A rule for this path; one that names no language serves every one."""
        number = request.path_locale
        locale_key = self.locale_key(number)
        parts = frozenset(request.query.split("&")) if request.query else frozenset()
        keys = list(self.reader.keys(request, locale_key))
        if number >= 0:
            keys += self.reader.keys(request, "")
        for key in dict.fromkeys(keys):
            for rule in table.get(key, ()):
                if rule.matches(parts, request.query_locale):
                    return Found(how, rule.destination, rule.locale, rule)
        return None

    def _page_in_any_language(self, request: Request) -> Found | None:
        """A page's path without its language, e.g. ``/support``."""
        if not request.words:
            return None
        for number in self.languages(request):
            if page := self._page_of(request, self._locale_keys[number]):
                return Found(How.PAGE, page)
        return None

    def _gone(self, request: Request) -> Found | None:
        numbers = self.languages(request)
        if found := self._successor(request, numbers, slugs=True):
            return found
        gone = next(self._archived(request, numbers, slugs=True), None)
        return Found(How.GONE, gone=gone, hint=gone.locale) if gone else None
