"""What a build must hold, as lines of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Goal:
    """One promise: what was measured, and whether it holds; ``None`` where nothing was measured."""

    name: str
    goal: str
    measured: str
    holds: bool | None


def at_most(name: str, measured: float, limit: float, unit: str, digits: int = 1) -> Goal:
    """A promise with an upper limit."""
    return Goal(
        name, f"≤ {limit:.{digits}f} {unit}", f"{measured:.{digits}f} {unit}", measured <= limit
    )


def print_goals(goals: Sequence[Goal]) -> None:
    """The table; nothing fails here, since machines differ."""
    table = Table(title="What must hold", title_justify="left")
    for heading in ("", "goal", "measured", ""):
        table.add_column(heading)
    for one in goals:
        verdict = "–" if one.holds is None else "ok" if one.holds else "NOT MET"
        table.add_row(one.name, one.goal, one.measured, verdict)
    console = Console()
    console.width = max(console.width, 150)
    console.print(table)
