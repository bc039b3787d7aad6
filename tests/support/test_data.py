"""What is wrong with support data is said with its line; the rest stays."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs_help_center.support.load import Support, load_support

from tests.conftest import ROOT

NOW = datetime(2026, 11, 23, tzinfo=UTC)
GOOD = """\
priorities:
  - {id: urgent, name: Urgent}
regions:
  - id: north
    name: North
    timeZone: Europe/Oslo
    hours: {monday-friday: 09:00-17:00}
    sla: {kind: committed, priorities: [{priority: urgent, first: 1 h}]}
  - id: south
    formerIds: [old-south]
    name: South
    timeZone: America/Lima
    hours: {monday-friday: 09:00-17:00}
    sla: {priorities: [{priority: urgent, first: 20 min}]}
"""


def load(folder: Path, name: str, text: str) -> Support:
    (folder / "_data").mkdir(exist_ok=True)
    (folder / "_data" / name).write_text(text, encoding="utf-8")
    return load_support(folder, "content/", ["en"], NOW)


def test_the_sample_data_has_no_problem() -> None:
    assert not load_support(ROOT / "content", "content/", ["en", "es", "pt"], NOW).problems


@pytest.mark.parametrize(
    ("old", "new", "line", "words", "left"),
    [
        ("Europe/Oslo", "Europe/Atlantis", 6, "no time zone", ["south"]),
        ("09:00-17:00}", "nine to five}", 7, "names no hours", ["north", "south"]),
        ("first: 1 h", "first: soon", 8, "no time", ["north", "south"]),
        ("priority: urgent, first: 1 h", "priority: urgnt, first: 1 h", 8, "no priority",
         ["north", "south"]),
        ("    sla: {kind: committed, priorities: [{priority: urgent, first: 1 h}]}\n", "", 4,
         "no SLA", ["north", "south"]),
        ("id: south", "id: north", 9, "is taken", ["north"]),
        ("name: North", "nmae: North", 5, "unknown key", ["north", "south"]),
    ],
)  # fmt: skip
def test_a_bad_region_is_a_problem_with_its_line_and_the_rest_stays(
    tmp_path: Path, old: str, new: str, line: int, words: str, left: list[str]
) -> None:
    support = load(tmp_path, "regions.yml", GOOD.replace(old, new, 1))
    assert [region.id for region in support.guide.regions] == left
    found = [one for one in support.problems if words in one.message]
    assert found, [str(one) for one in support.problems]
    assert found[0].path == "content/_data/regions.yml"
    assert found[0].line == line


def test_a_region_is_found_by_an_id_that_it_had(tmp_path: Path) -> None:
    guide = load(tmp_path, "regions.yml", GOOD).guide
    region = guide.region("old-south")
    assert region
    assert region.id == "south"


def test_a_banner_that_ends_before_it_starts_is_left_out(tmp_path: Path) -> None:
    text = "banners:\n  - {id: a, text: Hi, from: 2026-12-02, until: 2026-12-01}\n"
    support = load(tmp_path, "banners.yml", text)
    assert not support.banners
    assert "ends before" in support.problems[0].message


def test_a_link_that_runs_a_script_is_refused(tmp_path: Path) -> None:
    text = "pages:\n  - id: x\n    title: X\n    links: [{title: T, url: 'java\\tscript:x'}]\n"
    support = load(tmp_path, "links.yml", text.replace("'java\\tscript:x'", '"java\\tscript:x"'))
    assert not support.link_pages[0].links


@pytest.mark.parametrize("text", ["[1, 2", "- a\n- b\n", "regions: 3\n", "regions: [3]\n", "\x00"])
def test_hostile_data_is_a_problem_never_an_exception(tmp_path: Path, text: str) -> None:
    for name in ("regions.yml", "forms.yml", "banners.yml", "links.yml"):
        load(tmp_path, name, text)
    support = load_support(tmp_path, "content/", ["en"], NOW)
    assert support.problems
