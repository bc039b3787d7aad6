"""Content folders for tests, written from a mapping of paths to texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs_help_center.content.load import Content, ContentSettings, load_content


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write ``files`` below ``root``."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def article(body: str = "Body.", **fields: str) -> str:
    """An article's text; underscores in field names are not allowed, so they are as in real files."""
    lines = [f"{key}: {value}" for key, value in {"title": "Title", **fields}.items()]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


def load(root: Path, **settings: object) -> Content:
    """Read a content folder with default settings."""
    return load_content(ContentSettings(root, **settings))  # type: ignore[arg-type]
