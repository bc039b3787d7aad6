"""The board of a content folder at a moment: one way for the build and the shell."""

from __future__ import annotations

from datetime import datetime

from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.modules import Modules
from mkdocs_help_center.status.board import Board
from mkdocs_help_center.status.incidents import read_incidents


def load_board(catalog: Catalog, modules: Modules, now: datetime) -> Board:
    """The board over the incidents of ``catalog`` and the modules that the status page shows."""
    incidents, problems = read_incidents(catalog, modules)
    shown = tuple(module for module in modules if module.on_status_page)
    return Board(shown, incidents, now, tuple(problems))
