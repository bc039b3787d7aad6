"""How much of a site is translated, and what of it is behind its source."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog

#: The field of a translation that names the state of the source it was made from.
SOURCE_HASH = "sourceHash"
#: Translations follow within days; only what lags longer is behind.
GRACE = timedelta(days=2)


class State(enum.Enum):
    """How a translation stands to its source."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Gap:
    """A translation that is missing or behind. ``source`` is the text to translate; ``translation`` is
    None where there is none.
    """

    locale: str
    state: State
    source: Article
    translation: Article | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A section in a language: of ``total`` articles of the site so many are translated."""

    locale: str
    section: str
    total: int
    current: int
    outdated: int
    missing: int

    @property
    def percent(self) -> int:
        """Translated, behind or not, of a hundred; a whole hundred only where nothing is missing."""
        return 100 * (self.current + self.outdated) // self.total if self.total else 100


@dataclass(frozen=True)
class Coverage:
    """Translations of a site: a share for every language and section, and every gap."""

    shares: tuple[Share, ...]
    gaps: tuple[Gap, ...]
    by_place: Mapping[tuple[str, str], Share] = field(default_factory=dict)


def source_hash(article: Article) -> str:
    """The state of an article's title and text, in 12 hexadecimal digits; blanks at line ends and at
    the end say nothing.
    """
    lines = [line.rstrip() for line in article.body.strip().split("\n")]
    text = "\n".join([article.title, *lines])
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def source_of(catalog: Catalog, article: Article) -> Article:
    """The article that a translation is made from: the one in the site's default language, else the
    oldest of its group.
    """
    group = catalog.translations(article)
    if found := group.get(catalog.default.code):
        return found
    order = [locale.code for locale in catalog.locales]
    return min(
        group.values(),
        key=lambda one: (
            one.date is None,
            one.date.timestamp() if one.date else 0.0,
            order.index(one.locale),
        ),
    )


def state_of(translation: Article, source: Article) -> State:
    """Whether a translation is behind: by the state of the source that it names, else by date."""
    if translation is source:
        return State.CURRENT
    if made_from := translation.text(SOURCE_HASH):
        return State.CURRENT if made_from == source_hash(source) else State.OUTDATED
    if source.updated is not None and translation.updated is not None:
        behind = source.updated - translation.updated > GRACE
        return State.OUTDATED if behind else State.CURRENT
    return State.CURRENT


def coverage(catalog: Catalog, *, regional: Iterable[str] = ()) -> Coverage:
    """Count the listed articles of a site in each language.

    Args:
        catalog: the site's articles.
        regional: ids or slugs of articles that are meant for one language only.
    """
    only = frozenset(regional)
    shares: list[Share] = []
    gaps: list[Gap] = []
    groups = _groups(catalog)
    for section in _sections(catalog):
        members = [group for group in groups if group[0].section == section]
        members = [group for group in members if not only & {group[0].id, group[0].slug}]
        for locale in catalog.locales:
            counts = dict.fromkeys(State, 0)
            for source, group in members:
                translation = group.get(locale.code)
                state = State.MISSING if translation is None else state_of(translation, source)
                counts[state] += 1
                if state is not State.CURRENT:
                    gaps.append(Gap(locale.code, state, source, translation))
            shares.append(
                Share(locale.code, section, len(members), counts[State.CURRENT],
                      counts[State.OUTDATED], counts[State.MISSING])
            )  # fmt: skip
    by_place = {(share.locale, share.section): share for share in shares}
    return Coverage(tuple(shares), tuple(gaps), by_place)


def _sections(catalog: Catalog) -> list[str]:
    seen = {
        section: None for locale in catalog.locales for section in catalog.sections(locale.code)
    }
    return list(seen)


def _groups(catalog: Catalog) -> list[tuple[Article, Mapping[str, Article]]]:
    """Every text of the site once: its source, and its translations by language."""
    groups: dict[str, tuple[Article, Mapping[str, Article]]] = {}
    for article in catalog.articles:
        if article.hidden or not article.status.published:
            continue
        source = source_of(catalog, article)
        groups.setdefault(source.source, (source, catalog.translations(article)))
    return [groups[key] for key in sorted(groups)]
