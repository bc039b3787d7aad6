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
from mkdocs_help_center.redirects.slug_names import SlugLookup
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
        self._orders = {
            (wanted, path): tuple(
                dict.fromkeys(n for n in (wanted, path, *self._default_first) if n >= 0)
            )
            if wanted >= 0
            else self._default_first
            for wanted in (-1, *self._everywhere)
            for path in (-1, *self._everywhere)
        }
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
            (How.OTHER_SECTION, self._other_section),
            (How.GONE, self._gone),
        )
        self._active: tuple[Callable[[Request], Found | None], ...] = tuple(
            step for _, step in self.steps
        )

    def settle(self) -> None:
        """Leave out the steps that have nothing to look in: rules do not change any more."""
        idle = {
            How.REPLACED: not self.replaced,
            How.MOVED: not any(self.moved.values()),
            How.RULE: not any(self.rules.values()),
        }
        self._active = tuple(step for how, step in self.steps if not idle.get(how))

    def locale_key(self, number: int) -> str:
        """The locale's part of path keys; empty for none."""
        return self._locale_keys[number] if number >= 0 else ""

    def find(self, request: Request) -> Found | None:
        """The first step's answer; None where no step has one."""
        for step in self._active:
            found = step(request)
            if found is not None:
                return found
        return None

    def languages(self, request: Request) -> Sequence[int]:
        """The locales to look in: the wanted one, the path's, the default, the others."""
        return self._orders[request.wanted, request.path_locale]

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
        if request.words and "--" in request.words[-1]:
            return None
        end = request.last_key
        if end and end not in self.index.page_ends and request.rest:
            return None
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
            for key in request.slug_keys():
                for number in numbers:
                    if gone := self.index.gone_slugs.get(f"{number}/{key}"):
                        yield gone

    def _id(self, request: Request) -> Found | None:
        """An id, in whatever section and language it is written."""
        index = self.index
        rest = request.rest
        if not request.section and len(rest) == 2 and rest[0] == "a":
            name = rest[1]
            short = index.ids.get(name) or index.short_ids.get(name)
            short = short or index.folded_ids.get(name.lower())
            return Found(How.ID, short) if short else None
        ids, folded, groups = index.ids, index.folded_ids, index.group_ids
        for name in request.ids():
            destination = ids.get(name) or folded.get(name.lower())
            if destination is None and name in groups and name not in rest:
                # Of a track or category, only after "--": some of their ids are words.
                destination = groups[name]
            if destination is not None:
                return Found(How.ID, destination, self._language_of(request, destination))
        return None

    def _language_of(self, request: Request, destination: Destination) -> int:
        """The language whose slug goes with the id, where the URL names no language."""
        if request.wanted >= 0:
            return request.wanted
        for key in request.slug_keys():
            for table in (self.index.slug_lookup, self.index.legacy_lookup):
                for number in self._default_first:
                    if destination in table.get(f"{number}/{key}", ()):
                        return number
        return -1

    def _named(
        self,
        request: Request,
        table: SlugLookup,
        numbers: Sequence[int],
        how: How,
        *,
        section: str,
    ) -> Found | None:
        """The oldest destination of a slug within ``section``; an empty one is any."""
        known = table.names
        for key in request.slug_keys():
            if key not in known:
                continue
            for number in numbers:
                for destination in table.get(f"{number}/{key}", ()):
                    url = destination.urls[number]
                    if not section or url.split("/", 2)[1] == section:
                        return Found(how, destination, number)
        return None

    def _slug(self, request: Request) -> Found | None:
        if request.wanted < 0 or not request.slug:
            return None
        numbers, slugs = (request.wanted,), self.index.slug_lookup
        return self._named(request, slugs, numbers, How.SLUG, section=request.section)

    def _other_slug(self, request: Request) -> Found | None:
        if not request.slug:
            return None
        numbers, slugs = self.languages(request), self.index.slug_lookup
        return self._named(request, slugs, numbers, How.OTHER_SLUG, section=request.section)

    def _legacy_slug(self, request: Request) -> Found | None:
        if not request.slug:
            return None
        numbers, slugs = self.languages(request), self.index.legacy_lookup
        return self._named(request, slugs, numbers, How.LEGACY_SLUG, section=request.section)

    def _other_section(self, request: Request) -> Found | None:
        """A slug or legacy slug in whatever section: weaker than what a rule says about the URL."""
        if not request.slug:
            return None
        numbers, how = self.languages(request), How.OTHER_SECTION
        return self._named(
            request, self.index.slug_lookup, numbers, how, section=""
        ) or self._named(request, self.index.legacy_lookup, numbers, how, section="")

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
