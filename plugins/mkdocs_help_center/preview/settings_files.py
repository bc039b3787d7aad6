"""The files that a site's settings and templates come from, signed to see later whether one has changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs_help_center.content.cache import changed_files, sign_file, sign_files
from mkdocs_help_center.preview.configuration import Configuration


def is_edited(folder: Path) -> bool:
    """Whether a folder is somebody's to edit: files of installed themes are not."""
    return "site-packages" not in folder.parts


def sign_settings(configuration: Configuration, now_ns: int) -> dict[str, str]:
    """For every file of the configuration and of its theme's folders, by path: its signature.

    Args:
        configuration: as it was read.
        now_ns: when reading began; what changed at that moment or later is never taken for unchanged.
    """
    files = filter(Path.exists, configuration.files)
    found = {str(path): sign_file(path, now_ns) for path in files}
    for folder in filter(is_edited, configuration.theme.dirs):
        signatures = sign_files(folder, now_ns)
        found |= {str(folder / uri): signature for uri, signature in signatures.items()}
    return found


def changed_settings(old: Mapping[str, str], new: Mapping[str, str]) -> list[Path]:
    """Files that came, went or may have changed between two signings, sorted."""
    return [Path(name) for name in changed_files(old, new)]
