"""The state of everything at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from mkdocs_help_center.content.modules import Module
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.status.history import module_state
from mkdocs_help_center.status.model import (
    EFFECTS,
    OPERATIONAL,
    SEVERITIES,
    TOLD_EVERYWHERE,
    UNDER_MAINTENANCE,
    Incident,
    worst,
)


@dataclass(frozen=True)
class Board:
    """Modules and incidents, seen at ``now``.

    ``incidents`` are all there are, newest first; ``modules`` those that the status page shows.
    """

    modules: Sequence[Module] = ()
    incidents: Sequence[Incident] = ()
    now: datetime = datetime.min
    problems: tuple[Problem, ...] = ()

    @property
    def exists(self) -> bool:
        """Whether the site has a status page."""
        return bool(self.modules or self.incidents)

    @cached_property
    def open(self) -> tuple[Incident, ...]:
        """Incidents that go on, the worst first, then the newest; no maintenance."""
        going = [one for one in self.incidents if one.open(self.now) and not one.is_maintenance]
        return tuple(sorted(going, key=lambda one: -SEVERITIES.index(one.severity)))

    @cached_property
    def maintenance(self) -> tuple[Incident, ...]:
        """Maintenance that goes on or is to come, the next first."""
        planned = [
            one for one in self.incidents
            if one.is_maintenance and (one.open(self.now) or one.scheduled(self.now))
        ]  # fmt: skip
        return tuple(sorted(planned, key=lambda one: (one.started, one.id)))

    @cached_property
    def past(self) -> tuple[Incident, ...]:
        """All that is over, newest first."""
        current = {*self.open, *self.maintenance}
        return tuple(
            one for one in self.incidents if one not in current and one.started <= self.now
        )

    @property
    def told_everywhere(self) -> tuple[Incident, ...]:
        """What every page of the site tells of."""
        return tuple(one for one in self.open if one.severity in TOLD_EVERYWHERE)

    def state(self, module: Module) -> str:
        """The module's state now."""
        return module_state(self.incidents, module.id, self.now)

    @cached_property
    def overall(self) -> str:
        """The worst state of all; an open incident that names no module counts too."""
        states = [EFFECTS[one.severity] for one in self.open]
        states += [UNDER_MAINTENANCE for one in self.maintenance if one.open(self.now)]
        return worst(states)

    @property
    def indicator(self) -> str:
        """Statuspage's word for it: none, minor, major, critical or maintenance."""
        if self.open:
            return self.open[0].severity
        return "maintenance" if self.overall != OPERATIONAL else "none"
