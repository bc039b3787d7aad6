"""Small sites to check."""

from pathlib import Path
from typing import Any

import yaml
from mkdocs_help_center.cli.project import Project, open_project
from mkdocs_help_center.content.problem import Problem


def write_site(
    folder: Path,
    files: dict[str, str] | None = None,
    site_url: str = "https://help.example.com/",
    **options: Any,
) -> Path:
    """A site's folder with ``mkdocs.yml`` and articles; returns the configuration's path."""
    config = {
        "site_name": "Help",
        "site_url": site_url,
        "docs_dir": "content",
        "theme": {"name": "help-center"},
        "plugins": [{"help-center": options}],
    }
    (folder / "content").mkdir(exist_ok=True)
    for name, text in (files or {}).items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return path


def project_of(folder: Path, files: dict[str, str] | None = None, **options: Any) -> Project:
    """The site of :func:`write_site`, opened."""
    return open_project(write_site(folder, files, **options))


def check_folder(
    folder: Path, files: dict[str, str] | None = None, **options: Any
) -> list[Problem]:
    """All problems and notes of a site."""
    return project_of(folder, files, **options).check(cached=False, jobs=1).problems


def article(title: str = "An article", body: str = "Text.\n", **fields: str) -> str:
    """An article's file."""
    known = {"id": "1aBcDeFgHiJkLmNoPqRsTu", "status": "PUBLISHED", "publishedAt": "2026-01-02T03:04:05.000Z",
             "contentType": "tutorial", **fields}  # fmt: skip
    header = "".join(f"{key}: {value}\n" for key, value in known.items() if value != "-")
    return f"---\ntitle: {title}\n{header}---\n\n{body}"
