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
        ("id: north", "id: contact", 4, "address of another page", ["south"]),
        ("[old-south]", "[north]", 10, "id of a region today", ["north", "south"]),
        ("[old-south]", "[../../x]", 10, "no usable id", ["north", "south"]),
        ("[old-south]", "[contact]", 10, "another page of support", ["north", "south"]),
        ("{monday-friday: 09:00-17:00}", "{monday-firday: 09:00-17:00}", 7, "neither a day",
         ["north", "south"]),
        ("    hours: {monday-friday: 09:00-17:00}\n", "", 4, "no hours are given", ["north", "south"]),
        ("kind: committed", "kind: comitted", 8, "no kind", ["north", "south"]),
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


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ("holidays: {country: XX}", "no holidays are known"),
        ("holidays: {country: BR, subdivision: ZZ}", "no part of BR"),
        ("holidays: {dates: [{date: 2026-02-30}]}", "no date"),
        ("holidays: {dates: [{date: 2026-12-24, hours: late}]}", "names no hours"),
        ("urgent: {hours: sometimes}", "no hours"),
        ("contact: link", "no channel has a url"),
        ("channels: [{type: panel}]", "'url' is missing"),
        ("channels: [{type: pigeon}]", "no type"),
        ("channels: [{type: panel, url: 'java\tscript:alert(1)'}]", "no address"),
        ("countries: [Brasil]", "no country code"),
        ("languages: [portuguese brazil]", "no language code"),
        ("plans: [gold]", "not known"),
        ("ticketTypes: [gold]", "not known"),
        ("matrix: [{type: Task, priority: highest}]", "no priority"),
        ("article: nothing-like-it", "no article"),
    ],
)
def test_each_fault_of_a_region_is_said_where_it_stands(
    tmp_path: Path, added: str, words: str
) -> None:
    text = GOOD.replace("    sla: {kind", f"    {added}\n    sla: {{kind", 1)
    line = text.splitlines().index(f"    {added}") + 1
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / "regions.yml").write_text(text, encoding="utf-8")
    support = load_support(tmp_path, "content/", ["en"], NOW, lambda reference: False)
    assert [region.id for region in support.guide.regions] == ["north", "south"]
    found = [one for one in support.problems if words in one.message]
    assert [(one.path, one.line) for one in found] == [("content/_data/regions.yml", line)]


def test_a_link_to_an_article_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    text = (
        "pages:\n  - id: x\n    title: X\n    links:\n      - {title: T, article: gone, ask: us}\n"
    )
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / "links.yml").write_text(text, encoding="utf-8")
    support = load_support(tmp_path, "content/", ["en"], NOW, lambda reference: False)
    (problem,) = support.problems
    assert (problem.line, "gone" in problem.message) == (5, True)
    assert support.link_pages[0].links[0].article == ""


def test_a_former_id_takes_no_address_that_is_something_else(tmp_path: Path) -> None:
    text = GOOD.replace("[old-south]", "[north, contact, ../../x, south, old]")
    guide = load(tmp_path, "regions.yml", text).guide
    assert [region.former_ids for region in guide.regions] == [(), ("old",)]


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
