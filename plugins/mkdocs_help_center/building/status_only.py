"""Only what tells of incidents, written over a site that is built already: for the middle of the night."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs_help_center.feeds.files import feeds_of
from mkdocs_help_center.feeds.formats import FORMATS
from mkdocs_help_center.feeds.items import Items
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.pages.status_files import status_files


def write_status(assembly: Assembly, site: Path) -> int:
    """Write the status pages, incidents, their data and feeds of every language into ``site``.

    Other pages stay as they were built; their scripts learn of an incident from ``now.json``.

    Returns:
        The number of files written.

    Raises:
        NotADirectoryError: the site was never built.
    """
    if not site.is_dir():
        raise NotADirectoryError(f"'{site}' is no built site; run 'help-center build' first")
    count = 0
    for name, content in _files(assembly):
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        count += 1
    return count


def _files(assembly: Assembly) -> Iterator[tuple[str, bytes]]:
    center = assembly.center
    folders = tuple(f"{locale.code}/status/" for locale in center.built_locales)
    for page in center.pages:
        if page.url.startswith(folders):
            yield page.dest, assembly.theme.render(page.build()).encode()
    for name, content in status_files(center).items():
        yield name, content if isinstance(content, bytes) else content.encode()
    # Scripts and styles by their fingerprints: those of another version stay beside them.
    yield from assembly.assets.files.items()
    items, writers = Items(center), {name: make() for name, make in FORMATS.items()}
    for cut in center.feed_cuts:
        if cut.folder.startswith(folders):
            for feed in feeds_of(center, cut, items):
                for name, writer in writers.items():
                    yield feed.path(name), writer.write(feed)
