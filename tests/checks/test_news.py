"""What timelines and feeds cannot use is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_help_center.feeds.settings import FeedSettings

from ..feeds.centers import center, note, problems

GOOD = note(id="x", module="checkout", version="1.0.0", channel="beta", deadline="2026-12-01")


@pytest.mark.parametrize(
    ("check", "text", "line", "message"),
    [
        ("news-date", note(day="31/10/2026"), 3, "the article has no date, so it is in no feed"),
        ("unknown-module", note(module="chekout"), 5, "there is no module 'chekout'"),
        (
            "release-type-name",
            note(type="imporved"),
            4,
            "there is no type 'imporved'; 'info' is shown",
        ),
        (
            "release-channel-name",
            note(channel="nightly"),
            5,
            "there is no channel 'nightly'; none is shown",
        ),
        (
            "release-version",
            note(version="new"),
            5,
            "'new' is no version number, so it comes after all others",
        ),
        (
            "correction-form",
            note(corrections="[x]"),
            5,
            "a correction without a date or a text is not shown",
        ),
        (
            "correction-form",
            note(correction="x"),
            5,
            "a correction without 'correctedAt' is not shown",
        ),
        (
            "correction-form",
            note(withdrawnAt="now"),
            5,
            "'now' is no date, so nothing is withdrawn",
        ),
        (
            "deadline-date",
            note(deadline="2025-10-01"),
            5,
            "the deadline 2025-10-01 is before the article's own date",
        ),
    ],
)
def test_what_is_wrong_with_news_is_said_where_it_is(
    tmp_path: Path, check: str, text: str, line: int, message: str
) -> None:
    (found,) = problems(center(tmp_path, {"en/release-notes/a.md": text}), check)
    assert (found.path, found.line, found.message) == (
        "content/en/release-notes/a.md",
        line,
        message,
    )
    assert found.hint
    assert problems(center(tmp_path / "good", {"en/release-notes/a.md": GOOD}), check) == []


def test_a_copied_guid_is_a_problem_of_the_copy(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"en/release-notes/{name}.md": note(guid="urn:x:1") for name in "ab"
    }
    (found,) = problems(center(tmp_path, files), "taken-guid")
    assert found.path == "content/en/release-notes/b.md"


def test_news_that_no_subscriber_would_see_is_a_problem(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"en/release-notes/n{day}.md": note(day=f"2026-10-0{day}") for day in range(1, 4)
    }
    files["en/release-notes/late.md"] = note(day="2026-10-09", publishedAt="2019-01-01")
    files["en/release-notes/corrected.md"] = note(
        day="2018-01-01", correctedAt="2026-10-09", correction="No."
    )
    files["en/release-notes/old.md"] = note(day="2017-01-01", updatedAt="2026-10-09")
    site = center(tmp_path, files, feeds=FeedSettings(limit=3))
    assert {
        (found.path.rpartition("/")[2], found.line) for found in problems(site, "late-news")
    } == {
        ("late.md", 3),
        ("corrected.md", 1),
    }
    assert problems(center(tmp_path / "b", files, feeds=FeedSettings(limit=10)), "late-news") == []
    # A new file is new whatever its dates say.
    settings = FeedSettings(limit=3)
    added = center(tmp_path / "c", files, feeds=settings, added=("en/release-notes/old.md",))
    assert [
        (found.path.rpartition("/")[2], found.line)
        for found in problems(added, "late-news")
        if "old.md" in found.path
    ] == [("old.md", 3)]
