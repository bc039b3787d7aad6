"""What release notes say about themselves, in any of the site's languages."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.content.actions import action_section, deadline_in, is_obligation
from mkdocs_help_center.content.releases import Release, channel_of, release_of, release_type
from mkdocs_help_center.content.versions import is_prerelease, is_version, version_key

from .sites import article, load, write


def release(root: Path, body: str = "Body.", **fields: str) -> Release:
    write(root, {"en/release-notes/a.md": article(body, **fields)})
    (one,) = load(root).catalog.articles
    return release_of(one)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fixed", "fixed"), ("Fixed", "fixed"), ("Corrección", "fixed"), ("Correção", "fixed"),
        ("Añadido", "added"), ("Adicionado", "added"), ("changed", "improved"), ("melhoria", "improved"),
        ("Seguridad", "security"), ("obsoleto", "deprecated"), ("removido", "removed"),
        ("aviso", "info"), ("wibble", ""), ("", ""),
    ],
)  # fmt: skip
def test_types_of_every_language_are_one_key(text: str, expected: str) -> None:
    assert release_type(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Estável", "stable"), ("GA", "stable"), ("Open beta", "beta"), ("nightly", "")],
)
def test_channels_of_every_language_are_one_key(text: str, expected: str) -> None:
    assert channel_of(text) == expected


#: SemVer 2.0.0 §11's own example, then PEP 440's forms, ascending; equal ones are not beside each other.
ASCENDING = [
    "Spring", "0.9", "1.0.dev1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
    "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "v1.2", "1.10", "2", "2.0.1b1", "2.0.1",
    "10.0.0",
]  # fmt: skip


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(ASCENDING)))
def test_versions_are_in_the_order_of_semver_and_pep_440(lower: str, higher: str) -> None:
    assert version_key(lower) < version_key(higher)


@given(st.lists(st.one_of(st.sampled_from(ASCENDING), st.text(max_size=12)), max_size=12))
def test_any_texts_can_be_ordered(texts: list[str]) -> None:
    keys = [version_key(text) for text in texts]
    keys.reverse()
    assert sorted(version_key(text) for text in texts) == sorted(keys)


def test_prereleases_are_known_by_their_number() -> None:
    assert [is_prerelease(text) for text in ("1.0.0-beta.1", "1.0rc1", "1.0", "Spring")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert not is_version("Spring")


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to be done?", "What you need to do", "What must be done?", "Action required",
        "¿Qué se debe hacer?", "¿Qué tienes que hacer?", "O que precisa ser feito?",
        "O que é necessário fazer?",
    ],
)  # fmt: skip
def test_the_section_that_says_what_to_do_is_found(heading: str) -> None:
    body = f"Intro\n\n## {heading} \n\nMigrate.\n\n### Steps\n\nOne.\n\n## Why\n\nBecause.\n"
    assert action_section(body) == "Migrate.\n\n### Steps\n\nOne."


@pytest.mark.parametrize(
    "text",
    [
        "No action is required.", "Nothing at all! It is there.", "You don't need to do anything.",
        "Nada. Ya funciona.", "No es necesario hacer nada.", "Nenhuma ação é necessária.", "Nada a fazer.",
    ],
)  # fmt: skip
def test_a_section_that_asks_for_nothing_is_none(text: str) -> None:
    assert action_section(f"## What needs to be done?\n\n{text}\n") == ""


def test_a_heading_in_code_is_none() -> None:
    assert action_section("```\n## What you need to do\nx\n```\n") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You must migrate to v2.", True), ("Update as soon as possible.", True),
        ("Debes actualizar tu integración.", True), ("Vocês devem migrar.", True),
        ("To use it, install the app.", False), ("Make sure your store runs version 3.", False),
    ],
)  # fmt: skip
def test_how_to_use_it_is_no_obligation(text: str, expected: bool) -> None:
    assert is_obligation(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By July 1, 2024 all providers must", (2024, 7, 1)), ("until **2026-11-30**", (2026, 11, 30)),
        ("until 2026-11-30.", (2026, 11, 30)), ("Hasta el 31 de diciembre de 2026", (2026, 12, 31)),
        ("até 30 de abril de 2024", (2024, 4, 30)), ("Beginning March 3rd, 2025, it", (2025, 3, 3)),
        ("released July 1, 2024", None), ("by February 31, 2024", None), ("by 2024-13-01", None), ("", None),
    ],
)  # fmt: skip
def test_a_deadline_is_read_from_words(text: str, expected: tuple[int, int, int] | None) -> None:
    found = deadline_in(text)
    assert found == (datetime(*expected, tzinfo=UTC) if expected else None)


def test_fields_say_more_than_the_text(tmp_path: Path) -> None:
    body = "## What you need to do\n\nYou must migrate by July 1, 2024.\n"
    inferred = release(tmp_path / "a", body)
    assert (inferred.action_required, inferred.deadline) == (True, datetime(2024, 7, 1, tzinfo=UTC))
    denied = release(tmp_path / "b", body, actionRequired="false")
    assert (denied.action_required, denied.deadline) == (False, None)
    dated = release(tmp_path / "c", body, deadline="2025-01-01")
    assert dated.deadline == datetime(2025, 1, 1, tzinfo=UTC)


def test_corrections_come_newest_first_and_broken_ones_are_left_out(tmp_path: Path) -> None:
    found = release(
        tmp_path,
        correctedAt="2026-01-01",
        correction="First.",
        corrections="\n  - {date: 2026-03-01, text: Third.}\n  - {date: nonsense, text: x}"
        "\n  - {date: 2026-02-01}",
    )
    assert [(one.at.month, one.text) for one in found.corrections] == [(3, "Third."), (1, "First.")]


@given(st.text(max_size=300))
def test_any_body_can_be_read(body: str) -> None:
    deadline_in(action_section(body))
    is_obligation(action_section(f"## What you need to do\n{body}"))
