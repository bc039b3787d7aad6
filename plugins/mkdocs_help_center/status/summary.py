"""``status.json`` in the shape of Statuspage's v2 ``summary.json``, which existing clients read.

Source of the shape: https://developer.statuspage.io/#summary and real answers of public status pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mkdocs_help_center.content.modules import Module
from mkdocs_help_center.status.board import Board
from mkdocs_help_center.status.model import Incident, Update

Json = dict[str, object]


@dataclass(frozen=True)
class SummarySettings:
    """What the summary needs besides the board.

    Attributes:
        name, url: of the page; ``page_id`` never changes.
        locale: the language of titles and texts.
        description: the overall state in words.
        link: an incident's absolute URL.
    """

    name: str
    url: str
    page_id: str
    locale: str
    default_locale: str
    description: str
    link: Callable[[Incident], str]


def summary(board: Board, settings: SummarySettings) -> Json:
    """The whole: page, overall status, components, open incidents, coming and running maintenance."""
    return {
        "page": _page(board, settings),
        "components": [
            _component(board, module, number, settings)
            for number, module in enumerate(board.modules, 1)
        ],
        "incidents": [_incident(board, one, settings) for one in board.open],
        "scheduled_maintenances": [_incident(board, one, settings) for one in board.maintenance],
        "status": status(board, settings),
    }


def overall(board: Board, settings: SummarySettings) -> Json:
    """Statuspage's smaller ``status.json``: the page and its overall state."""
    return {"page": _page(board, settings), "status": status(board, settings)}


def status(board: Board, settings: SummarySettings) -> Json:
    """The overall state."""
    return {"indicator": board.indicator, "description": settings.description}


def _page(board: Board, settings: SummarySettings) -> Json:
    return {
        "id": settings.page_id,
        "name": settings.name,
        "url": settings.url,
        "time_zone": "Etc/UTC",
        "updated_at": stamp(board.now),
    }


def _component(board: Board, module: Module, number: int, settings: SummarySettings) -> Json:
    changes = [one.changed for one in board.incidents if module.id in one.modules]
    first = min((one.started for one in board.incidents), default=board.now)
    return {
        "id": module.id,
        "name": module.name(settings.locale, settings.default_locale),
        "status": board.state(module),
        "created_at": stamp(first),
        "updated_at": stamp(max((one for one in changes if one <= board.now), default=first)),
        "position": number,
        "description": module.description(settings.locale, settings.default_locale) or None,
        "showcase": False,
        "start_date": None,
        "group_id": None,
        "page_id": settings.page_id,
        "group": False,
        "only_show_if_degraded": False,
    }


def _incident(board: Board, incident: Incident, settings: SummarySettings) -> Json:
    article = incident.article_in(settings.locale)
    updates = incident.said_in(settings.locale, board.now)
    monitoring = [one.at for one in updates if one.state in ("monitoring", "verifying")]
    created = article.date or incident.started
    link = settings.link(incident)
    data: Json = {
        "id": incident.id,
        "name": article.title,
        "status": incident.state(board.now),
        "created_at": stamp(created),
        "updated_at": stamp(incident.changed),
        "monitoring_at": stamp(monitoring[-1]) if monitoring else None,
        "resolved_at": _resolved(board, incident),
        "impact": incident.severity,
        "shortlink": link,
        "started_at": stamp(incident.started),
        "page_id": settings.page_id,
        "incident_updates": list(_updates(incident, updates)),
        "components": [
            _component(board, module, number, settings)
            for number, module in enumerate(board.modules, 1)
            if module.id in incident.modules
        ],
    }
    if incident.is_maintenance:
        data["scheduled_for"] = stamp(incident.started)
        data["scheduled_until"] = stamp(incident.resolved or incident.started)
    return data


def _resolved(board: Board, incident: Incident) -> str | None:
    over = incident.resolved is not None and incident.resolved <= board.now
    return stamp(incident.resolved) if over and incident.resolved else None


def _updates(incident: Incident, updates: Sequence[Update]) -> Iterator[Json]:
    """Newest first, as Statuspage gives them."""
    for number, update in reversed(list(enumerate(updates, 1))):
        yield {
            "id": f"{incident.id}-{number}",
            "status": update.state,
            "body": update.text,
            "incident_id": incident.id,
            "created_at": stamp(update.at),
            "updated_at": stamp(update.at),
            "display_at": stamp(update.at),
            "affected_components": None,
            "deliver_notifications": False,
            "custom_tweet": None,
            "tweet_id": None,
        }


def stamp(moment: datetime) -> str:
    """``2026-11-05T11:48:00.000Z``."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
