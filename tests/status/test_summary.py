"""``status.json`` in Statuspage's published shape."""

import json
from pathlib import Path

import jsonschema
import pytest
from mkdocs_help_center.pages.status_views import StatusView

from tests.support.conftest import NOW, SiteAt, assemble

TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
MAYBE_TIME = {"anyOf": [TIME, {"type": "null"}]}
TEXT = {"type": "string", "minLength": 1}


def record(**fields: object) -> dict[str, object]:
    return {"type": "object", "required": list(fields), "properties": fields}


COMPONENT = record(
    id=TEXT, name=TEXT, page_id=TEXT, created_at=TIME, updated_at=TIME,
    position={"type": "integer", "minimum": 1},
    description={"type": ["string", "null"]},
    status={"enum": ["operational", "under_maintenance", "degraded_performance",
                     "partial_outage", "major_outage"]},
    showcase={"type": "boolean"}, group={"type": "boolean"},
    only_show_if_degraded={"type": "boolean"}, group_id={"type": ["string", "null"]},
)  # fmt: skip
UPDATE = record(
    id=TEXT, incident_id=TEXT, body={"type": "string"}, status=TEXT,
    created_at=TIME, updated_at=TIME, display_at=TIME,
)  # fmt: skip
BASE: dict[str, object] = {
    "id": TEXT, "name": TEXT, "page_id": TEXT, "created_at": TIME, "updated_at": TIME,
    "monitoring_at": MAYBE_TIME, "resolved_at": MAYBE_TIME,
    "shortlink": {"type": "string", "pattern": "^https://"},
    "incident_updates": {"type": "array", "items": UPDATE},
    "components": {"type": "array", "items": COMPONENT},
}  # fmt: skip
INCIDENT = record(
    **BASE,
    status={"enum": ["investigating", "identified", "monitoring", "resolved", "postmortem"]},
    impact={"enum": ["none", "minor", "major", "critical"]},
)
MAINTENANCE = record(
    **BASE,
    status={"enum": ["scheduled", "in_progress", "verifying", "completed"]},
    impact={"enum": ["none", "minor", "major", "critical", "maintenance"]},
    scheduled_for=TIME, scheduled_until=TIME,
)  # fmt: skip
SUMMARY = record(
    page=record(id=TEXT, name=TEXT, url=TEXT, time_zone=TEXT, updated_at=TIME),
    status=record(
        indicator={"enum": ["none", "minor", "major", "critical", "maintenance"]},
        description=TEXT,
    ),
    components={"type": "array", "items": COMPONENT},
    incidents={"type": "array", "items": INCIDENT},
    scheduled_maintenances={"type": "array", "items": MAINTENANCE},
)

DURING = "2026-11-05T12:15:00Z"


@pytest.mark.parametrize(
    ("clock", "indicator", "open_"),
    [
        ("2026-11-23T12:00:00Z", "none", 0),
        (DURING, "critical", 1),
        ("2026-12-02T05:00:00Z", "maintenance", 0),
    ],
)
def test_the_summary_has_the_published_shape(
    site_at: SiteAt, clock: str, indicator: str, open_: int
) -> None:
    site = site_at(clock)[1]
    for name in ("status.json", "api/v2/summary.json", "pt/status/status.json"):
        data = json.loads((site / name).read_text(encoding="utf-8"))
        jsonschema.validate(data, SUMMARY)
        assert data["status"]["indicator"] == indicator
        assert len(data["incidents"]) == open_


def test_a_major_incident_stands_above_every_page_while_it_is_open(site_at: SiteAt) -> None:
    page = "pt/faq/suporte-vtex-brasil/index.html"
    assert "Incidente grave: Pagamentos" in (site_at(DURING)[1] / page).read_text(encoding="utf-8")
    assert "Incidente grave" not in (site_at(NOW)[1] / page).read_text(encoding="utf-8")


def test_the_status_page_stands_in_place_of_its_section_and_reaches_every_incident(
    site_at: SiteAt,
) -> None:
    assembly, site = site_at(NOW)
    pages = {page.url: page for page in assembly.center.pages}
    assert pages["es/status/"].build().template == "status.html"
    text = (site / "es/status/history/index.html").read_text("utf-8")
    for incident in assembly.center.status.incidents:
        assert f'href="/{incident.article_in("es").url}"' in text
    assert (site / "es/status/badges/overall.svg").is_file()


def test_uptime_is_not_told_unless_asked_for(site_at: SiteAt, tmp_path: Path) -> None:
    """It reads as a contract."""
    assert "disponibilidade" not in (site_at(NOW)[1] / "pt/status/index.html").read_text("utf-8")
    assembly = assemble(tmp_path, options={"status_uptime": True})
    page = assembly.center.page_at("pt/status/")
    assert page
    view = page.build()
    assert isinstance(view, StatusView)
    told = {row.id: row.uptime for row in view.modules}
    # 68 minutes of a critical incident in 90 days are 99.947…%: rounded down, never up.
    assert told["payments"] == "99,94% de disponibilidade"
    assert told["cms"] == "100% de disponibilidade"
