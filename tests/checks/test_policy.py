"""What a site says about its checks: severities, comments, a baseline."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs_help_center.checks import Baseline, Policy
from mkdocs_help_center.checks.options import check_mistakes, read_severities
from mkdocs_help_center.checks.policy import Ignored
from mkdocs_help_center.cli import main
from mkdocs_help_center.content.problem import Problem, Severity

from tests.checks.sites import article, check_folder, write_site

IMAGE = "![](https://example.com/x.png)\n"


def problem(line: int = 1, check: str = "missing-alt", message: str = "m") -> Problem:
    return Problem("content/x.md", line, 1, check, message)


def test_severities_are_the_site_s() -> None:
    policy = Policy(read_severities({"missing-alt": "error", "date": False, "status": "off"}))
    left = policy.apply(
        [problem(), problem(check="date"), problem(check="status"), problem(check="slug")]
    )
    assert [(one.check, one.severity) for one in left] == [
        ("missing-alt", Severity.ERROR),
        ("slug", Severity.WARNING),
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"mising-alt": "off"}, "There is no check 'mising-alt'. Did you mean 'missing-alt'?"),
        (
            {"missing-alt": "fatal"},
            "'fatal' of 'missing-alt' is none of off, info, warning, error.",
        ),
        ({"missing-alt": True}, "'True' of 'missing-alt' is none of off, info, warning, error."),
    ],
)
def test_mistakes_in_the_option_are_told(options: dict[str, object], said: str) -> None:
    assert list(check_mistakes(options)) == [said]


def test_a_mistake_in_mkdocs_yml_is_a_usage_error(tmp_path: Path) -> None:
    config = write_site(tmp_path, checks={"mising-alt": "off"})
    result = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert result.exit_code == 2


COMMENT = "<!-- help-center: ignore missing-alt -->"
BODIES = {
    "before the block": (f"{COMMENT}\n{IMAGE}", 0),
    "before the block, with a blank line": (f"{COMMENT}\n\n{IMAGE}", 0),
    "in the same line": (f"{IMAGE.strip()} {COMMENT}\n", 0),
    "for one block only": (f"{COMMENT}\n\n{IMAGE}\nText.\n\n{IMAGE}", 1),
    "for the whole file": (
        f"{IMAGE}\nText.\n\n{IMAGE}\n<!-- help-center: ignore-file missing-alt -->\n",
        0,
    ),
    "another check": (f"<!-- help-center: ignore final-newline -->\n\n{IMAGE}", 1),
    "two checks": (f"<!-- help-center: ignore final-newline, missing-alt -->\n\n{IMAGE}", 0),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_comment_ignores_what_it_names(tmp_path: Path, name: str) -> None:
    body, left = BODIES[name]
    found = check_folder(tmp_path, {"en/tutorials/x.md": article(body=body)})
    assert sum(one.check == "missing-alt" for one in found) == left


def test_a_comment_in_front_matter_ignores_a_field(tmp_path: Path) -> None:
    text = article(updatedAt="soon  # help-center: ignore date").replace(
        "updatedAt: soon  #", "# help-center: ignore date\nupdatedAt: soon\nx-y: 1 #"
    )
    assert [
        one for one in check_folder(tmp_path, {"en/tutorials/x.md": text}) if one.check == "date"
    ] == []


def test_lines_are_counted_the_same_for_every_line_end() -> None:
    text = f"a\r\nb\r{COMMENT}\nc\n"
    assert Ignored.read(text).covers(problem(line=4))
    assert not Ignored.read(text).covers(problem(line=2))


def test_a_baseline_knows_old_problems_wherever_they_move() -> None:
    baseline = Baseline.of([problem(3), problem(9), problem(4, message="on line 3 too")])
    assert baseline.new([problem(1), problem(2), problem(7, message="on line 8 too")]) == []
    assert baseline.new([problem(1), problem(2), problem(3)]) == [problem(3)]
    assert baseline.new([problem(1, check="date")]) == [problem(1, check="date")]


def test_a_baseline_is_written_and_read(tmp_path: Path) -> None:
    baseline = Baseline.of([problem(3), problem(9), problem(1, check="date", message="ñ")])
    path = tmp_path / "b.json"
    path.write_text(baseline.to_json(), encoding="utf-8")
    assert Baseline.read(path).counts == baseline.counts
    assert Baseline.read(tmp_path / "absent.json").counts == {}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"problems": 3}', '{"problems": {"a": {"b": {"c": "x"}}}}']
)
def test_a_file_that_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "b.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="no baseline"):
        Baseline.read(path)


def test_an_old_help_center_adopts_the_checks_and_only_new_problems_fail(tmp_path: Path) -> None:
    config = write_site(
        tmp_path, {"en/faq/x.md": article(body="See [it](/en/faq/nowhere).\n", contentType="faq")}
    )
    run = CliRunner().invoke
    assert run(main, ["check", "-f", str(config), "--no-cache"]).exit_code == 1
    assert run(main, ["check", "-f", str(config), "--write-baseline"]).exit_code == 0
    assert run(main, ["check", "-f", str(config)]).exit_code == 0
    path = tmp_path / "content/en/faq/x.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nSee [it](/en/faq/elsewhere).\n", encoding="utf-8"
    )
    result = run(main, ["check", "-f", str(config)])
    assert result.exit_code == 1
    assert "elsewhere" in result.output
    assert "nowhere" not in result.output
