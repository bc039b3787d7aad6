"""The redirects' files, compiled where something that they depend on has changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.building.facts import PageInputs
from mkdocs_help_center.building.memory import BuildMemory, KnownRedirects
from mkdocs_help_center.building.site_folder import SiteFolder
from mkdocs_help_center.redirects.files import (
    formats_beside,
    project_files,
    redirect_files,
    write_beside,
)

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def write_redirects(
    center: HelpCenter,
    folder: SiteFolder,
    memory: BuildMemory,
    inputs: PageInputs,
    taken: Collection[str],
    project: Path | None,
) -> tuple[Sequence[str], int]:
    """Write what tells hosts of old URLs, into the site and beside it.

    Args:
        center: the site.
        folder: where it goes.
        memory: what earlier builds left.
        inputs: what is known of what it is made from.
        taken: paths of files that others write.
        project: the folder for files that are not in the site; None for none of them.

    Returns:
        The paths of the files in the site, and how many old URLs there are.
    """
    formats = formats_beside(center.redirect_settings.formats, project) if project else ()
    made_from = inputs.of_site("redirects", *formats)
    known = memory.redirects(folder.root, made_from) if made_from else None
    if known is None or not all(
        name in taken or folder.holds_made_from(name, made_from) for name in known.names
    ):
        files = redirect_files(center)
        table = center.redirects
        known = KnownRedirects(tuple(files), project_files(table, formats), len(table.redirects))
        for name, text in files.items():
            if name not in taken:
                folder.write(name, text.encode(), inputs=made_from)
        if made_from:
            memory.keep_redirects(folder.root, made_from, known)
    if project is not None:
        write_beside(known.beside, project)
    return [name for name in known.names if name not in taken], known.count
