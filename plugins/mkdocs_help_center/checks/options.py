"""The site's options about checks, as they are written in mkdocs.yml."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs_help_center.checks.policy import SEVERITY_NAMES
from mkdocs_help_center.checks.registry import CHECKS
from mkdocs_help_center.content.problem import Severity


def check_mistakes(options: Mapping[Any, Any]) -> Iterator[str]:
    """What is wrong with the option ``checks``, a sentence each."""
    for name, value in options.items():
        if name not in CHECKS:
            close = difflib.get_close_matches(str(name), sorted(CHECKS), 1, 0.6)
            hint = f"Did you mean '{close[0]}'?" if close else "See `help-center check --list`."
            yield f"There is no check '{name}'. {hint}"
        elif _severity_name(value) not in SEVERITY_NAMES:
            yield f"'{value}' of '{name}' is none of {', '.join(SEVERITY_NAMES)}."


def _severity_name(value: object) -> object:
    # YAML 1.1 reads a bare `off` as false.
    return "off" if value is False else value


def read_severities(options: Mapping[Any, Any]) -> dict[str, Severity | None]:
    """The option ``checks`` of a configuration without mistakes."""
    return {
        str(name): SEVERITY_NAMES[str(_severity_name(value))] for name, value in options.items()
    }


def read_text(folder: Path, path: str) -> str | None:
    """The text of a file that a problem names relative to the project's folder, None without one."""
    try:
        if not os.path.isfile(folder / path):  # noqa: PTH113 - for every article
            return None  # A pipe would never end.
        return (folder / path).read_bytes().decode("utf-8", "replace")
    except (OSError, ValueError):
        return None
