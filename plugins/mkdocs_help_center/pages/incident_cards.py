"""Incidents and module states in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from mkdocs_help_center.content.modules import Module
from mkdocs_help_center.pages.status_views import (
    DayBar,
    IncidentCard,
    IncidentMonth,
    ModuleRow,
    UpdateRow,
)
from mkdocs_help_center.pages.views import Badge, Link
from mkdocs_help_center.pages.wording import Wording
from mkdocs_help_center.status.history import Day, day_history, uptime
from mkdocs_help_center.status.model import OPERATIONAL, Incident, Update

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: State of a module or of everything → tone and icon.
STATE_LOOKS = {
    "operational": ("good", "check-circle-outline"),
    "under_maintenance": ("info", "wrench-outline"),
    "degraded_performance": ("warning", "speedometer-slow"),
    "partial_outage": ("danger", "alert-circle-outline"),
    "major_outage": ("danger", "alert-octagon-outline"),
}
_SEVERITY_LOOKS = {
    "none": ("neutral", "information-outline"),
    "minor": ("warning", "alert-outline"),
    "major": ("danger", "alert-circle-outline"),
    "critical": ("danger", "alert-octagon-outline"),
    "maintenance": ("info", "wrench-outline"),
}
_UPDATE_LOOKS = {
    "investigating": ("danger", "magnify"),
    "identified": ("warning", "target"),
    "monitoring": ("info", "eye-outline"),
    "verifying": ("info", "eye-outline"),
    "resolved": ("good", "check-circle-outline"),
    "completed": ("good", "check-circle-outline"),
    "scheduled": ("info", "calendar-clock"),
    "in_progress": ("info", "progress-wrench"),
}


class IncidentWords:
    """Everything about incidents in one language."""

    def __init__(self, center: HelpCenter, locale: str) -> None:
        self.center = center
        self.locale = locale
        self.t = center.messages.translator(locale)
        self.wording = Wording(self.t)
        self.default = center.catalog.default.code
        self.names = {module.id: module.name(locale, self.default) for module in center.modules}

    def state_badge(self, state: str) -> Badge:
        """A module's state."""
        tone, icon = STATE_LOOKS[state]
        return Badge(state, self.t(f"status_page.state.{state}"), tone, icon)

    def severity_badge(self, severity: str) -> Badge:
        """How bad an incident is."""
        tone, icon = _SEVERITY_LOOKS[severity]
        return Badge(severity, self.t(f"severity.{severity}"), tone, icon)

    def update_badge(self, state: str) -> Badge:
        """How far the work on an incident is."""
        tone, icon = _UPDATE_LOOKS[state]
        return Badge(state, self.t(f"incident_state.{state}"), tone, icon)

    def url(self, incident: Incident) -> str:
        """The incident's page, in this language or the one that stands in."""
        return self.center.url(incident.article_in(self.locale).url)

    def modules(self, incident: Incident) -> str:
        """The names of what is affected."""
        return self.wording.joined([self.names.get(one, one) for one in incident.modules])

    def card(self, incident: Incident) -> IncidentCard:
        """The incident as lists show it."""
        article = incident.article_in(self.locale)
        foreign = article.locale != self.locale
        now = self.center.status.now
        updates = tuple(self.updates(incident))
        return IncidentCard(
            title=article.title,
            url=self.url(incident),
            severity=self.severity_badge(incident.severity),
            state=self.update_badge(incident.state(now)),
            started=incident.started,
            resolved=self._end(incident),
            times=self.times(incident),
            modules=self.modules(incident),
            language=self.center.site.locale(article.locale).language_tag if foreign else "",
            language_note=self.t(
                "status_page.in_language", language=self.t.language_name(article.locale)
            )
            if foreign
            else "",
            updates=updates,
            latest=updates[0] if updates else None,
        )

    def _end(self, incident: Incident) -> datetime | None:
        """When it was over, or is planned to be; None while an incident is open."""
        going = incident.open(self.center.status.now) and not incident.is_maintenance
        return None if going else incident.resolved

    def times(self, incident: Incident) -> str:
        """From when to when, and for how long, in UTC."""
        started = self.wording.moment(incident.started)
        end = self._end(incident)
        if end is None:
            return self.t("status_page.since", start=started)
        ended = self.wording.moment(end)
        minutes = max(1, round((end - incident.started).total_seconds() / 60))
        length = self.wording.length(minutes)
        return self.t("status_page.from_to", start=started, end=ended, length=length)

    def updates(self, incident: Incident) -> Iterator[UpdateRow]:
        """What was said, newest first."""
        for update in reversed(incident.said_in(self.locale, self.center.status.now)):
            yield self._update(update)

    def _update(self, update: Update) -> UpdateRow:
        badge = self.update_badge(update.state)
        return UpdateRow(badge, update.at, self.wording.moment(update.at), update.text)

    def months(self, incidents: Iterable[Incident]) -> Iterator[IncidentMonth]:
        """Incidents, newest first, by the month in which they began (UTC)."""
        for (year, month), group in groupby(
            incidents, key=lambda one: (one.started.year, one.started.month)
        ):
            title = self.t.date(datetime(year, month, 1), "month")
            yield IncidentMonth(title, [self.card(one) for one in group])

    def row(self, module: Module, days: int) -> ModuleRow:
        """The module on the board with its history."""
        board = self.center.status
        history = day_history(board.incidents, module.id, board.now, days)
        bad = sum(1 for day in history if day.incidents)
        share = (
            uptime(board.incidents, module.id, board.now, days)
            if self.center.options.uptime
            else None
        )
        return ModuleRow(
            id=module.id,
            name=self.names[module.id],
            badge=self.state_badge(board.state(module)),
            description=module.description(self.locale, self.default),
            days=[self._day(day) for day in history],
            # Not a plural form: in Portuguese the form for one is that for none, too.
            summary=self.t(
                "status_page.days_summary" if bad else "status_page.days_none",
                count=bad,
                days=self.t.number(days),
            ),
            uptime=self._uptime(share),
            feeds=[
                Link(_feed_format(link.url), link.url)
                for link in self.center.feed_links(f"{self.locale}/status/module/{module.id}/")
            ],
        )

    def _uptime(self, share: float | None) -> str:
        if share is None:
            return ""
        # Rounded down: 99.999 % must not read as 100 %.
        percent = int(share * 10_000) / 100
        return self.t("status_page.uptime", percent=self.t.number(percent))

    def _day(self, day: Day) -> DayBar:
        date = self.t.date(day.date, "day")
        if not day.incidents:
            return DayBar(OPERATIONAL, self.t("status_page.day_good", day=date))
        parts = [
            self.t(
                "status_page.day_part",
                state=self.t(f"status_page.state.{state}"),
                length=self.wording.length(max(1, round(seconds / 60))),
            )
            for state, seconds in sorted(day.seconds.items())
        ]
        text = self.t("status_page.day_bad", day=date, parts=self.wording.joined(parts))
        return DayBar(day.state, text, self.url(day.incidents[0]))

    def sentence(self) -> str:
        """What is going on, in one sentence."""
        board = self.center.status
        if board.open:
            return self._told(board.open)
        running = [one for one in board.maintenance if one.open(board.now)]
        if running:
            title = running[0].article_in(self.locale).title
            return self.t("status_page.maintenance_now", title=title)
        return self.t("status_page.all_good")

    def _told(self, incidents: Sequence[Incident]) -> str:
        first = incidents[0]
        return self.t(
            "status_page.trouble",
            severity=self.t(f"status_page.trouble_{first.severity}"),
            title=first.article_in(self.locale).title,
            start=self.wording.moment(first.started),
        )


def _feed_format(url: str) -> str:
    """What a feed's link says where the module is named beside it."""
    names = {"atom.xml": "Atom", "feed.json": "JSON Feed"}
    return names.get(url.rpartition("/")[2], "RSS")
