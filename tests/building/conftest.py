"""A small project that was built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..content import edits
from ..content.sites import article
from .projects import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A few articles that name each other."""
    made = Project(tmp_path)
    files = {
        "en/faq/a.md": article("See [b](b.md).", title="A", slugEN="a"),
        "en/faq/b.md": article("Words.", title="B", slugEN="b"),
        "es/faq/a.md": article("Palabras.", title="A es", slugEN="a"),
    }
    for name, text in files.items():
        edits.Write(name, text)(made.content)
    made.check()
    return made
