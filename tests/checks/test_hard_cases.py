"""Every anomaly of the 49 hard files is found, at its line, by the check that the table names."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs_help_center.content.problem import Problem

from tests.checks.sites import check_folder

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "hard-cases.yml").read_text(encoding="utf-8")
)
ROWS = [(source, row) for source, rows in TABLE.items() for row in rows if "check" in row]


@pytest.fixture(scope="module")
def found(hard_cases: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Problem]]:
    folder = tmp_path_factory.mktemp("hard")
    (folder / "content").symlink_to(hard_cases)
    by_source: dict[str, list[Problem]] = defaultdict(list)
    options: dict[str, Any] = {"image_prefixes": ["https://raw.githubusercontent.com/vtexdocs/help-center-content/"
                                  "refs/heads/main/docs/"]}  # fmt: skip
    for problem in check_folder(folder, site_url="https://help.vtex.com/", **options):
        by_source[problem.path.removeprefix("content/")].append(problem)
    return by_source


@pytest.mark.parametrize(
    ("source", "row"),
    ROWS,
    ids=[f"{Path(source).stem[:30]}-{row['check']}-{row['line']}" for source, row in ROWS],
)
def test_the_anomaly_is_found_at_its_line(
    found: dict[str, list[Problem]], source: str, row: dict[str, Any]
) -> None:
    places = Counter((problem.check, problem.line) for problem in found[source])
    wanted = (row["check"], row["line"])
    assert places[wanted] == row.get("count", places[wanted] and places[wanted]), (
        f"{row['what']}: {wanted} not in {sorted(places)}"
    )
    assert places[wanted], f"{row['what']}: {wanted} not in {sorted(places)}"


def test_the_table_names_every_hard_file(hard_cases: Path) -> None:
    files = {path.relative_to(hard_cases).as_posix() for path in hard_cases.rglob("*.md")}
    assert set(TABLE) == files - {"README.md"}


def test_what_the_table_calls_fine_is_no_finding_of_these_checks(
    found: dict[str, list[Problem]],
) -> None:
    """Files whose rows are all fine have no failing problem but links to articles that are not there."""
    fine = [source for source, rows in TABLE.items() if not any("check" in row for row in rows)]
    absent = {"unresolved-link", "missing-image", "unknown-data"}
    failing = [p for source in fine for p in found[source] if p.fails and p.check not in absent]
    assert len(fine) >= 4
    assert failing == []
