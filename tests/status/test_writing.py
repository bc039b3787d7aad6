"""Updates are added to an article's file without touching anything else."""

from datetime import UTC, datetime

import pytest
import yaml
from mkdocs_help_center.status.writing import add_update, quoted

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
FILE = """\
---
title: 'T: a'
updatedAt: 2026-11-23T09:00:00Z
severity: major
updates:
- at: 2026-11-23T09:00:00Z
  state: investigating
  text: 'One.'

slug: t
---

## Body --- stays
"""


def header(text: str) -> dict[str, object]:
    data = yaml.load(text.split("---")[1], Loader=yaml.BaseLoader)
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_an_update_is_appended_and_the_rest_keeps_its_bytes(end: str) -> None:
    before = FILE.replace("\n", end)
    after = add_update(before, AT, "resolved", "It's over", AT)
    assert [one["state"] for one in header(after)["updates"]] == ["investigating", "resolved"]  # type: ignore[attr-defined]
    assert header(after)["resolvedAt"] == "2026-11-23T10:00:00Z"
    assert after.endswith(f"slug: t{end}---{end}{end}## Body --- stays{end}")
    kept = [line for line in before.splitlines() if not line.startswith("updatedAt")]
    assert [line for line in after.splitlines() if line in kept] == kept
    assert after.count("\r\n") == (after.count("\n") if end == "\r\n" else 0)


@pytest.mark.parametrize("updates", ["updates: []\n", "updates:\n", ""])
def test_a_file_without_updates_gets_its_first(updates: str) -> None:
    after = add_update(f"---\ntitle: T\n{updates}---\nBody\n", AT, "identified", "x")
    assert len(header(after)["updates"]) == 1  # type: ignore[arg-type]


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(ValueError, match="no front matter"):
        add_update("Body\n", AT, "identified", "x")


@pytest.mark.parametrize("text", ["it's: #1", "a\nb", "'", "- x", "{a}", "\u2028x"])
def test_any_text_is_one_yaml_string(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == " ".join(text.replace("\u2028", " ").split())
