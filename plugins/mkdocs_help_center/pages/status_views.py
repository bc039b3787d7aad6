"""What the templates of the status pages get to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from mkdocs_help_center.pages.views import ArticleView, Badge, Link, Pagination, View


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """What was said at a moment; ``clock`` is the moment in words, in UTC."""

    badge: Badge
    at: datetime
    clock: str
    text: str


@dataclass(frozen=True, slots=True)
class IncidentCard:
    """An incident in a list. ``language`` is set where it is told in another language than the page's;
    ``times`` says when it began and ended, in words.
    """

    title: str
    url: str
    severity: Badge
    state: Badge
    started: datetime
    times: str
    modules: str = ""
    resolved: datetime | None = None
    language: str = ""
    language_note: str = ""
    updates: Sequence[UpdateRow] = ()
    latest: UpdateRow | None = None


@dataclass(frozen=True, slots=True)
class IncidentMonth:
    """The incidents of one month."""

    title: str
    incidents: Sequence[IncidentCard]


@dataclass(frozen=True, slots=True)
class DayBar:
    """A day of a module's history: ``text`` tells it in words, ``url`` leads to its worst incident."""

    state: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module on the board."""

    id: str
    name: str
    badge: Badge
    description: str = ""
    days: Sequence[DayBar] = ()
    summary: str = ""
    uptime: str = ""
    feeds: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class StatusView(View):
    """The state of everything. ``words`` are for the script that keeps an open page current."""

    tone: str = "good"
    icon: str = "check-circle-outline"
    sentence: str = ""
    as_of: datetime | None = None
    as_of_text: str = ""
    modules: Sequence[ModuleRow] = ()
    open: Sequence[IncidentCard] = ()
    maintenance: Sequence[IncidentCard] = ()
    months: Sequence[IncidentMonth] = ()
    history_url: str = ""
    json_url: str = ""
    poll_url: str = ""
    badge_url: str = ""
    days: int = 90
    healthcheck_url: str = ""
    healthcheck_age: int = 0
    healthcheck_timeout: int = 0
    state_words: str = ""
    subscribe_url: str = ""


@dataclass(frozen=True, kw_only=True)
class HistoryView(View):
    """All incidents by month."""

    months: Sequence[IncidentMonth] = ()
    pagination: Pagination | None = None
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class IncidentView(ArticleView):
    """An incident's own page: an article with its course of events, newest first."""

    updates: Sequence[UpdateRow] = ()
    open: bool = False


def as_incident(view: ArticleView, **values: Any) -> IncidentView:
    """``view`` as an incident's page with what is its own."""
    known = {field.name: getattr(view, field.name) for field in fields(view)}
    return IncidentView(**{**known, **values})
