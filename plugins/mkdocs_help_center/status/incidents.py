"""Incidents out of articles, each once whatever the number of its languages."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.modules import Modules
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.status.model import (
    MAINTENANCE,
    MAINTENANCE_STATES,
    SEVERITIES,
    STATES,
    Incident,
    Update,
    maintenance_state,
)

CHECK = "incident"
#: Severity where a file names none that is known: it must be shown, and no worse than it may be.
_ASSUMED = "minor"


def read_incidents(
    catalog: Catalog, modules: Modules
) -> tuple[tuple[Incident, ...], list[Problem]]:
    """Every published incident, newest first, and what is wrong with them.

    Severity, modules and times are those of the default language's article, or of the first; articles
    in other languages that say something else are problems.
    """
    problems: list[Problem] = []
    found: dict[str, Incident] = {}
    for group in _groups(catalog):
        incident = _incident(group, modules, problems)
        if incident is not None:
            found[incident.id] = incident
    order = sorted(found.values(), key=lambda one: (one.started, one.id), reverse=True)
    return tuple(order), problems


def _groups(catalog: Catalog) -> Iterator[Mapping[str, Article]]:
    codes = [catalog.default.code, *(locale.code for locale in catalog.locales)]
    seen: set[str] = set()
    for code in dict.fromkeys(codes):
        for article in catalog.listed(code, "status"):
            if article.source in seen:
                continue
            shown = {
                locale: other
                for locale, other in catalog.translations(article).items()
                if other.type.key == "incident" and not other.hidden and other.status.published
            }
            group = {one: shown[one] for one in dict.fromkeys(codes) if one in shown}
            group.setdefault(code, article)
            seen.update(one.source for one in group.values())
            yield group


class _Reader:
    """One article's fields; what cannot be used is noted."""

    def __init__(self, article: Article, problems: list[Problem]) -> None:
        self.article = article
        self.problems = problems

    def problem(
        self, key: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        line = self.article.line(key)
        self.problems.append(Problem(self.article.path, line, 1, CHECK, message, hint, severity))

    def severity(self) -> str:
        text = self.article.text("severity").lower()
        known = (*SEVERITIES, MAINTENANCE)
        if text in known:
            return text
        close = difflib.get_close_matches(text, known, 1, 0.6)
        hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(known)}"
        said = f"'{text}' is no severity" if text else "the incident has no severity"
        self.problem("severity", f"{said}; '{_ASSUMED}' is assumed", hint)
        return _ASSUMED

    def modules(self, modules: Modules) -> tuple[str, ...]:
        """Ids of known modules; a former id counts as the module's own."""
        found: list[str] = []
        for name in self.article.values("modules"):
            module = modules.by_id.get(name)
            if module is not None:
                found.append(module.id)
                continue
            close = difflib.get_close_matches(name, list(modules.by_id), 1, 0.6)
            hint = f"did you mean '{close[0]}'?" if close else "modules are in _data/modules.yml"
            self.problem("modules", f"there is no module '{name}'", hint)
        if not self.article.values("modules"):
            self.problem("modules", "the incident names no module, so the board does not show it",
                         "add 'modules: [checkout]'", Severity.WARNING)  # fmt: skip
        return tuple(dict.fromkeys(found))

    def started(self) -> datetime | None:
        moment = self.article.date_of("startedAt")
        if moment is None:
            assumed = self.article.date
            then = "its date is taken" if assumed else "so it cannot be placed in time"
            self.problem("startedAt", f"the incident has no 'startedAt', {then}",
                         "add 'startedAt: 2026-11-05T11:48:00Z'")  # fmt: skip
            return assumed
        return moment

    def resolved(self, started: datetime, updates: Sequence[Update]) -> datetime | None:
        moment = self.article.date_of("resolvedAt")
        if moment is None:
            ends = [one.at for one in updates if one.state in ("resolved", "completed")]
            last = updates[-1].state if updates else ""
            moment = ends[-1] if last in ("resolved", "completed") else None
        if moment is not None and moment < started:
            self.problem("resolvedAt", "it is over before it started, so it counts as over at once",
                         "'resolvedAt' must be after 'startedAt'")  # fmt: skip
            return started
        return moment

    def updates(self, maintenance: bool) -> tuple[Update, ...]:
        value = self.article.meta.get("updates", [])
        found: list[Update] = []
        for number, entry in enumerate(value if isinstance(value, list) else [], 1):
            if not isinstance(entry, dict):
                self.problem("updates", f"update {number} is not made of 'at', 'state' and 'text'",
                             "write '- at: …', 'state: …' and 'text: …'")  # fmt: skip
                continue
            texts = {key: one.strip() for key, one in entry.items() if isinstance(one, str)}
            at = parse_date(texts.get("at", ""))
            if at is None:
                self.problem("updates", f"update {number} has no time, so it is left out",
                             "add 'at: 2026-11-05T11:55:00Z'")  # fmt: skip
                continue
            found.append(Update(at, self._state(texts.get("state", ""), number, maintenance),
                                texts.get("text", "")))  # fmt: skip
        if any(one.at > two.at for one, two in itertools.pairwise(found)):
            self.problem("updates", "the updates are not in the order of their times",
                         "put the oldest first", Severity.WARNING)  # fmt: skip
        return tuple(sorted(found, key=lambda one: one.at))

    def _state(self, text: str, number: int, maintenance: bool) -> str:
        name = text.lower().replace("-", "_").replace(" ", "_")
        # A maintenance may be told in the words of incidents, too.
        known = (*STATES, *MAINTENANCE_STATES) if maintenance else STATES
        if name in known:
            return maintenance_state(name) if maintenance else name
        close = difflib.get_close_matches(name, known, 1, 0.6)
        hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(known)}"
        self.problem("updates", f"update {number} is in no known state, but '{text}'", hint)
        return "scheduled" if maintenance else "investigating"

    def planned_end(self, severity: str, resolved: datetime | None) -> None:
        if severity == MAINTENANCE and resolved is None:
            self.problem("startedAt", "the maintenance has no planned end, so it goes on until one is "
                         "written", "add 'resolvedAt: 2026-11-05T13:00:00Z'", Severity.WARNING)  # fmt: skip


def _incident(
    group: Mapping[str, Article], modules: Modules, problems: list[Problem]
) -> Incident | None:
    first = next(iter(group.values()))
    reader = _Reader(first, problems)
    severity, affected, started = reader.severity(), reader.modules(modules), reader.started()
    updates = {
        locale: _Reader(article, problems).updates(severity == MAINTENANCE)
        for locale, article in group.items()
    }
    if started is None:
        return None
    for article in list(group.values())[1:]:
        _compare(first, article, problems)
    resolved = reader.resolved(started, updates[first.locale])
    reader.planned_end(severity, resolved)
    return Incident(first.identity, group, severity, affected, started, resolved, updates)


def _compare(first: Article, other: Article, problems: list[Problem]) -> None:
    """A translation that tells of another incident misleads its readers."""
    for key in ("severity", "startedAt", "resolvedAt", "modules"):
        if key == "modules":
            same = set(first.values(key)) == set(other.values(key))
        elif key == "severity":
            same = first.text(key).lower() == other.text(key).lower()
        else:
            same = first.date_of(key) == other.date_of(key)
        if not same:
            problems.append(
                Problem(
                    other.path,
                    other.line(key),
                    1,
                    CHECK,
                    f"'{key}' differs from {first.path}, which counts",
                    "make them the same; 'help-center incident' writes all languages at once",
                )
            )
