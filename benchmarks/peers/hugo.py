"""The help center on Hugo: ``hugo/`` is the site, a theme with what readers need and nothing more."""

from __future__ import annotations

import shutil
from pathlib import Path

from mkdocs_help_center.content.catalog import Catalog

from benchmarks.peers import Builder
from benchmarks.peers.content import flat_path, write_articles
from benchmarks.peers.environment import peer_program

SITE = Path(__file__).with_name("hugo")


def hugo(folder: Path, catalog: Catalog, *, aliases: bool = True) -> Builder:
    """Write the site into ``folder``; without ``aliases`` it has no pages at old addresses."""
    shutil.copytree(SITE, folder)
    write_articles(catalog, folder / "content", flat_path, aliases=aliases)
    command = [str(peer_program("hugo")), "--logLevel", "error"]
    name = "Hugo" if aliases else "Hugo, no aliases"
    left = ("public", "resources", ".hugo_build.lock")
    pages = [flat_path(article) for article in catalog.articles]
    return Builder(name, folder, command, folder / "public", left, pages)
