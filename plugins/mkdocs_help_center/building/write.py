"""Writing a site's pages to disk, over all cores."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_help_center.building import workers
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.theme import Theme


def start_writing(
    theme: Theme, pages: Sequence[GeneratedPage], folder: Path
) -> workers.Running[int]:
    """Render ``pages`` and write them below ``folder``, while the caller goes on.

    What the caller changes afterwards does not reach the pages. The result counts them.
    """
    return workers.start(lambda part: write_pages(theme, part, folder), pages)


def write_pages(theme: Theme, pages: Sequence[GeneratedPage], folder: Path) -> int:
    """Render ``pages`` and write them below ``folder``; returns how many."""
    made: set[Path] = set()
    for page in pages:
        path = folder / page.dest
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        html = theme.render(page.build())
        path.write_bytes(html.encode("utf-8", "xmlcharrefreplace"))
    return len(pages)
