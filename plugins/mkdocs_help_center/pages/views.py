"""What a template gets to see: plain, frozen values, ready to print.

Every page of the site is one *view*. Texts are plain strings, escaped by the templates (autoescape is
on); only ``Markup`` fields hold HTML. URLs are root-relative and carry the site's base path, so that
header and footer are the same text on every page of a locale and are rendered once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

EMPTY = Markup("")


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its text; ``current`` marks the page or section that the reader is in."""

    title: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in another language; ``url`` is None where no translation exists."""

    locale: str
    name: str
    url: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in words: ``tone`` is good, warning, danger, info, beta or neutral; ``icon`` names a
    Material Design icon that goes with it, so that state is never colour alone.
    """

    key: str
    label: str
    tone: str = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One article in a list; ``date`` is shown where the list is a timeline."""

    title: str
    url: str
    excerpt: str = ""
    date: datetime | None = None
    badges: Sequence[Badge] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class TrackGroup:
    """A track in a list: its articles in order, from step ``first`` of ``total``."""

    title: str
    url: str
    total: int
    first: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Numbered, linkable pages of a list: ``links`` holds every page number, the current one marked."""

    page: int
    pages: int
    previous_url: str | None
    next_url: str | None
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A heading of the page, by its anchor."""

    id: str
    title: str
    children: Sequence[TocEntry] = ()


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section on the home page."""

    key: str
    icon: str
    title: str
    description: str
    url: str
    count: int
    articles: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value of a fact box: text, a badge or a link."""

    label: str
    value: str = ""
    badge: Badge | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class View:
    """What every page has.

    ``kind`` is the page's type (home, listing, article, not-found, plain, …) and its CSS hook; ``section``
    the section key it belongs to; ``features`` the scripts that it needs (mermaid, datatable, …).
    """

    kind: str
    template: str
    locale: str
    url: str
    title: str
    canonical: str = ""
    description: str = ""
    section: str | None = None
    breadcrumbs: Sequence[Link] = ()
    alternates: Sequence[Alternate] = ()
    noindex: bool = False
    features: frozenset[str] = frozenset()
    html: Markup = EMPTY
    toc: Sequence[TocEntry] = ()
    feeds: Sequence[Link] = ()
    head: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One way to narrow a list: its values as links, the current one marked; ``key`` names it."""

    key: str
    title: str
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader has to know before the text: ``tone`` is info or warning, ``url`` leads to
    more of it on the same page.
    """

    label: str
    text: str = ""
    tone: str = "info"
    icon: str = "information-outline"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a timeline. ``anchor`` never changes; ``action`` says what readers have to do."""

    anchor: str
    title: str
    url: str
    date: datetime | None = None
    badges: Sequence[Badge] = ()
    synopsis: str = ""
    modules: Sequence[Link] = ()
    version: str = ""
    notices: Sequence[Notice] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries of one month, year or version."""

    title: str
    entries: Sequence[Entry]
    id: str = ""
    badges: Sequence[Badge] = ()
    date: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    """A locale's front page."""

    sections: Sequence[SectionCard] = ()
    popular: Sequence[Link] = ()
    news: Sequence[Row] = ()


@dataclass(frozen=True, kw_only=True)
class ListingView(View):
    """A section or one of its categories. ``intro`` is one sentence; ``categories`` lead deeper."""

    intro: str = ""
    total: int = 0
    rows: Sequence[Row] = ()
    categories: Sequence[Link] = ()
    pagination: Pagination | None = None
    timeline: bool = False
    tracks: Sequence[TrackGroup] = ()
    filters: Sequence[FilterGroup] = ()
    narrowed: str = ""
    all_url: str = ""
    list_url: str = ""


@dataclass(frozen=True, kw_only=True)
class TimelineView(ListingView):
    """What is new, by month or year: what readers have to act on (``required``, all of it at
    ``required_url``) and ``upcoming`` first, ``groups`` newest first.

    ``narrowed`` names the value that the list is narrowed to, ``all_url`` leads out of it.
    """

    groups: Sequence[EntryGroup] = ()
    upcoming: Sequence[Entry] = ()
    required: Sequence[Entry] = ()
    required_url: str = ""
    dated: str = "day"
    ways: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class ModuleReleases:
    """A module among the releases: its newest versions and how many there are."""

    title: str
    url: str
    stable: str = ""
    beta: str = ""
    count: int = 0
    date: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ReleasesView(View):
    """Versions: of all modules (``modules``, and the ``latest`` by month) or of one (``groups``, one a
    version, newest first).

    ``since`` offers what changed since a version; ``since_version`` is the one that was chosen.
    """

    intro: str = ""
    modules: Sequence[ModuleReleases] = ()
    latest: Sequence[EntryGroup] = ()
    groups: Sequence[EntryGroup] = ()
    since: Sequence[Link] = ()
    since_version: str = ""
    ways: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed on the subscribe page: the absolute URL of each format, by the format's name; ``kind`` says
    by what it narrows its group.
    """

    title: str
    urls: Sequence[Link]
    kind: str = ""
    page_url: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of one section."""

    title: str
    id: str
    rows: Sequence[FeedRow]


@dataclass(frozen=True, kw_only=True)
class SubscribeView(View):
    """Every feed of a language, explained."""

    groups: Sequence[FeedGroup] = ()
    opml_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ArticleView(View):
    """An article. ``tree`` is the section's own short navigation, never the whole site."""

    content_type: str = ""
    type_label: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    reading_minutes: int = 1
    team: str = ""
    tags: Sequence[str] = ()
    facts: Sequence[Fact] = ()
    badges: Sequence[Badge] = ()
    synopsis: str = ""
    tree: Sequence[Link] = ()
    tree_title: Link | None = None
    track_position: tuple[int, int] | None = None
    previous: Link | None = None
    next: Link | None = None
    see_also: Sequence[Link] = ()
    related: Sequence[Link] = ()
    edit_url: str | None = None
    draft: bool = False
    notices: Sequence[Notice] = ()
    source_markdown_url: str | None = None
    short_url: str | None = None


@dataclass(frozen=True, kw_only=True)
class NotFoundView(View):
    """A 404 page: said plainly, with ways on. ``others`` are the other languages' 404 texts on the
    one page that hosts serve for every locale. ``nearest`` are the files that suggestions come from, by
    locale, and ``nearest_script`` makes them.
    """

    sections: Sequence[SectionCard] = ()
    popular: Sequence[Link] = ()
    others: Sequence[Alternate] = ()
    nearest: Mapping[str, str] = field(default_factory=dict)
    nearest_script: str = ""


@dataclass(frozen=True, kw_only=True)
class GoneView(View):
    """In place of an article that is gone for good; ``what`` was its title, if that is known."""

    what: str = ""
    alternatives: Sequence[Link] = ()
    popular: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class LanguagesView(View):
    """The page at ``/`` where no host rule picked a language: a choice, never a guess."""

    homes: Sequence[Alternate] = ()


@dataclass(frozen=True, kw_only=True)
class PlainView(View):
    """A plain MkDocs page in the help center's frame."""

    edit_url: str | None = None
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, kw_only=True)
class SearchView(View):
    """The search page as it is before a search, and all that it is without a script."""

    sections: Sequence[SectionCard] = ()
    letters: Sequence[Link] = ()
    az_url: str = ""


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """A letter of the index and the titles under it."""

    letter: Link
    titles: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class AzView(View):
    """The index from A to Z: its letters, and the titles under one of them."""

    letters: Sequence[Link] = ()
    total: int = 0
    articles: Sequence[Link] = ()
    groups: Sequence[LetterGroup] = ()
    pagination: Pagination | None = None
