"""The styles' own promises: readable in both schemes, one set of colours, no physical sides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs_help_center.pages.assets import FOLDER
from mkdocs_help_center.pages.theme import theme_dirs
from mkdocs_help_center.pages.theme_options import ACCENT_DARK, ACCENT_LIGHT, contrast
from mkdocs_help_center.status.history import DAYS

STYLES = sorted((theme_dirs()[0] / FOLDER / "css").glob("*.css"))
TOKENS = STYLES[0].read_text(encoding="utf-8")


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--hc-([\w-]+): ([^;]+);", block))


def _blocks() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    light, system_dark, chosen_dark = (
        re.search(pattern, TOKENS, re.DOTALL)
        for pattern in (
            r":root \{(.*?)\n\}",
            r':root:not\(\[data-md-color-scheme="default"\]\) \{(.*?)\}',
            r':root\[data-md-color-scheme="slate"\] \{(.*?)\}',
        )
    )
    assert light
    assert system_dark
    assert chosen_dark
    return _colours(light[1]), _colours(system_dark[1]), _colours(chosen_dark[1])


def test_the_readers_choice_and_the_systems_give_the_same_dark() -> None:
    light, system_dark, chosen_dark = _blocks()
    assert system_dark == chosen_dark
    assert light.keys() == system_dark.keys()


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        *((ink, paper) for ink in ("text", "muted") for paper in ("paper", "surface")),
        *(
            (tone, f"{tone}-bg")
            for tone in ("good", "warning", "danger", "info", "beta", "neutral")
        ),
        *(("text", f"{tone}-bg") for tone in ("good", "warning", "danger", "info", "beta")),
        *(
            (f"code-{kind}", "surface")
            for kind in ("comment", "keyword", "string", "number", "name")
        ),
        *((f"code-{kind}", "paper") for kind in ("comment", "keyword", "string", "number", "name")),
        ("danger", "surface"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_a_contrast_of_four_and_a_half(scheme: str, ink: str, paper: str) -> None:
    colours = _blocks()[0 if scheme == "light" else 1]
    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_borders_of_fields_and_the_accent_stand_out(scheme: str) -> None:
    colours = _blocks()[0 if scheme == "light" else 1]
    accent = ACCENT_LIGHT if scheme == "light" else ACCENT_DARK
    for paper in ("paper", "surface"):
        assert contrast(colours["line-strong"], colours[paper]) >= 3
        assert contrast(accent, colours[paper]) >= 4.5


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_know_no_left_and_right(path: Path) -> None:
    """Logical properties turn with the language; `left` and `right` would not."""
    text = path.read_text(encoding="utf-8")
    physical = (
        r"(?:margin|padding|border|inset)?-?\b(?:left|right)\b\s*:|text-align:\s*(?:left|right)"
    )
    assert re.findall(physical, text) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_request_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "@import" not in text
    assert "http" not in re.sub(r'\[href\^="http"\]', "", text)


def test_a_day_of_the_status_page_has_a_column() -> None:
    rules = "".join(path.read_text(encoding="utf-8") for path in STYLES)
    columns = re.search(r"\.hc-days \{[^}]*repeat\((\d+),", rules)
    assert columns
    assert int(columns[1]) == DAYS
