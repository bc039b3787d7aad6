"""An export of "was this helpful?" becomes a report that blames the right articles."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs_help_center.cli import main
from mkdocs_help_center.support.feedback import Vote, lower_bound, read_votes, report_of

EXPORT = """\
\ufeffnumber,Page,helpful,Reason,comment,created_at
1,/en/faq/a/,no,missing,"Two
lines",2026-10-03 10:00:00 UTC
2,/en/faq/a?utm=1,no,wrong,,2026-11-01T00:00:00Z
3,/en/faq/a#x,yes,,,2026-11-02T00:00:00Z
4,/en/faq/b/,No,,"\x1b[31mRed\x07",2026-11-02T00:00:00Z
5,,no,,,2026-11-02T00:00:00Z
6,/en/faq/c/,perhaps,,,2026-11-02T00:00:00Z
"""


def votes(folder: Path, text: str = EXPORT) -> tuple[list[Vote], list[str]]:
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    found, problems = read_votes(path, "export.csv")
    return found, [f"{one.line} {one.message}" for one in problems]


def test_answers_are_counted_by_article_whatever_its_address_carries(tmp_path: Path) -> None:
    found, problems = votes(tmp_path)
    report = report_of(found)
    assert {one.page: (one.yes, one.no) for one in report.articles} == {
        "/en/faq/a": (1, 2),
        "/en/faq/b": (0, 1),
    }
    assert report.reasons == [("missing", 1), ("unsaid", 1), ("wrong", 1)]
    assert report.months == [("2026-10", 0, 1), ("2026-11", 1, 2)]
    # The lines of the file, a comment of two lines counted.
    assert [one.split()[0] for one in problems] == ["7", "8"]


def test_what_a_terminal_would_obey_is_not_in_the_report(tmp_path: Path) -> None:
    found, _ = votes(tmp_path)
    assert all(char.isprintable() for vote in found for char in vote.comment)


def test_thirty_of_forty_are_worse_than_one_of_one() -> None:
    many = [Vote("/many", helpful=number >= 30) for number in range(40)]
    report = report_of([Vote("/one", helpful=False), *many])
    assert [one.page for one in report.articles] == ["/many", "/one"]


@pytest.mark.parametrize(
    ("hits", "total", "expected"),
    # Wilson's interval, worked out by hand: 1 of 1 is at least 1 / (1 + 1.96²); 30 of 40.
    [(0, 0, 0.0), (0, 5, 0.0), (1, 1, 0.2065), (30, 40, 0.5981)],
)
def test_the_careful_share(hits: int, total: int, expected: float) -> None:
    assert lower_bound(hits, total) == pytest.approx(expected, abs=5e-5)


def test_the_order_of_the_file_does_not_matter(tmp_path: Path) -> None:
    found, _ = votes(tmp_path)
    one, two = report_of(found), report_of(reversed(found))
    assert [(a.page, a.badness) for a in one.articles] == [
        (a.page, a.badness) for a in two.articles
    ]
    assert one.months == two.months


def test_the_command_prints_worst_articles_reasons_and_trend(tmp_path: Path) -> None:
    votes(tmp_path)
    call = CliRunner().invoke
    printed = call(main, ["feedback", "import", str(tmp_path / "export.csv")])
    assert printed.exit_code == 1  # two lines are no answers
    for words in ("2 no     1 yes  /en/faq/a", "missing", "2026-11", "33% helpful", ":7:1:"):
        assert words in printed.output
    told = call(main, ["feedback", "import", "--json", str(tmp_path / "export.csv")])
    assert json.loads(told.stdout)["articles"][0]["page"] in ("/en/faq/a", "/en/faq/b")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", '"', "\x00", "page,helpful\n" + '"' * 9])
def test_a_file_that_is_no_export_is_a_problem_never_an_exception(
    tmp_path: Path, text: str
) -> None:
    found, problems = votes(tmp_path, text)
    assert not found
    assert problems or text.startswith("page")
