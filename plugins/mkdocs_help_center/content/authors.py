"""Who signs articles: names for the ids in ``author``, from ``_data/authors.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.data_files import read_data_file
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import DATA_FOLDER

AUTHORS_FILE = "authors.yml"
_HINT = "write the author's id, and below it 'name: …'"


@dataclass(frozen=True)
class Authors:
    """Names by the id that front matter gives."""

    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, article: Article) -> str:
        """The author's name, else the team's; a raw id tells readers nothing and is never shown."""
        return self.names.get(article.author) or article.team


def read_authors(root: Path, prefix: str = "content/") -> tuple[Authors, list[Problem]]:
    """The authors of a content folder, and what is wrong with their file; no file, no names."""
    shown = f"{prefix}{DATA_FOLDER}/{AUTHORS_FILE}"
    data, problems = read_data_file(root / DATA_FOLDER / AUTHORS_FILE, shown)
    if data is None:
        return Authors(), problems
    if not isinstance(data.value, dict):
        problems.append(data.problem((), "authors", "is not a mapping of ids to names", _HINT))
        return Authors(), problems
    names: dict[str, str] = {}
    for identifier, entry in data.value.items():
        name = entry.get("name") if isinstance(entry, dict) else entry
        if isinstance(name, str) and name.strip():
            names[identifier] = " ".join(name.split())
        else:
            message = f"author '{identifier}' has no name"
            problems.append(data.problem((identifier,), "authors", message, _HINT))
    return Authors(names), problems
