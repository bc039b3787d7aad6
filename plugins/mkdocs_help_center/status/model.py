"""Incidents, the states of modules, and what each means for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mkdocs_help_center.content.article import Article

#: Severities, worst last; ``maintenance`` is planned and stands apart.
SEVERITIES = ("none", "minor", "major", "critical")
MAINTENANCE = "maintenance"
#: Severities that are told on every page while they last.
TOLD_EVERYWHERE = ("major", "critical")
#: States of an update, in the order in which they usually come.
STATES = ("investigating", "identified", "monitoring", "resolved")
MAINTENANCE_STATES = ("scheduled", "in_progress", "verifying", "completed")

#: Planned work told in the words of incidents, and what is meant: both may stand in a file.
_AS_MAINTENANCE = {
    "investigating": "scheduled",
    "identified": "scheduled",
    "monitoring": "verifying",
    "resolved": "completed",
}

#: States of a module, worst last, with Statuspage's names.
OPERATIONAL = "operational"
UNDER_MAINTENANCE = "under_maintenance"
MODULE_STATES = (
    OPERATIONAL,
    UNDER_MAINTENANCE,
    "degraded_performance",
    "partial_outage",
    "major_outage",
)
#: What an incident of a severity does to the modules that it affects.
EFFECTS: Mapping[str, str] = {
    "none": OPERATIONAL,
    "minor": "degraded_performance",
    "major": "partial_outage",
    "critical": "major_outage",
    MAINTENANCE: UNDER_MAINTENANCE,
}


@dataclass(frozen=True, slots=True)
class Update:
    """What was said at a moment. ``state`` is one of :data:`STATES`, or of :data:`MAINTENANCE_STATES` for
    planned work.
    """

    at: datetime
    state: str
    text: str


def maintenance_state(state: str) -> str:
    """The state of planned work that ``state`` means, told in the words of incidents or its own."""
    return _AS_MAINTENANCE.get(state, state)


@dataclass(frozen=True, slots=True, eq=False)
class Incident:
    """An incident or a maintenance in all its languages.

    Attributes:
        id: stays the same whatever its title and file do.
        articles: by locale; there is at least one.
        severity: one of :data:`SEVERITIES`, or ``maintenance``.
        modules: ids of the modules that it affects.
        started: when it began, or will.
        resolved: when it was over; for a maintenance also the planned end. None while it is open.
        updates: by locale, oldest first.
    """

    id: str
    articles: Mapping[str, Article]
    severity: str
    modules: tuple[str, ...]
    started: datetime
    resolved: datetime | None = None
    updates: Mapping[str, Sequence[Update]] = field(default_factory=dict)

    @property
    def is_maintenance(self) -> bool:
        """Whether it is planned work."""
        return self.severity == MAINTENANCE

    def open(self, now: datetime) -> bool:
        """Whether it goes on at ``now``."""
        return self.started <= now and (self.resolved is None or now < self.resolved)

    def scheduled(self, now: datetime) -> bool:
        """Whether it is a maintenance that is still to come."""
        return self.is_maintenance and now < self.started

    def state(self, now: datetime) -> str:
        """The state at ``now``: what the newest update says, unless the times know better."""
        if self.is_maintenance:
            if now < self.started:
                return "scheduled"
            if not self.open(now):
                return "completed"
            said = [one.state for one in self.updates_in("") if one.at <= now]
            return "verifying" if said[-1:] == ["verifying"] else "in_progress"
        if self.resolved is not None and self.resolved <= now:
            return "resolved"
        said = [one.state for one in self.updates_in("") if one.at <= now]
        return next((one for one in reversed(said) if one in STATES[:3]), "investigating")

    def article_in(self, locale: str) -> Article:
        """The article for readers of ``locale``: theirs, else the first there is."""
        return self.articles.get(locale) or next(iter(self.articles.values()))

    def said_in(self, locale: str, now: datetime) -> Sequence[Update]:
        """What was said until ``now``: a site may be built for a moment that is past."""
        return [one for one in self.updates_in(locale) if one.at <= now]

    def updates_in(self, locale: str) -> Sequence[Update]:
        """What is written, in ``locale`` or in the language of :meth:`article_in`."""
        return self.updates.get(locale) or self.updates.get(self.article_in(locale).locale, ())

    @property
    def changed(self) -> datetime:
        """When it was last written about."""
        moments = [self.started] if not self.is_maintenance else []
        moments += [one.at for updates in self.updates.values() for one in updates]
        if self.resolved and not self.is_maintenance:
            moments.append(self.resolved)
        return max(moments, default=self.started)


def worst(states: Sequence[str]) -> str:
    """The worst of module states; ``operational`` for none."""
    return max(states, key=MODULE_STATES.index, default=OPERATIONAL)
