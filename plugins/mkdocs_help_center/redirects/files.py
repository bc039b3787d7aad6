"""What redirects add to a built site: host rules, and what its 404 page offers articles from."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.redirects.edge_function import render_edge_function, render_nearest_script
from mkdocs_help_center.redirects.formats import FORMATS
from mkdocs_help_center.redirects.table import RedirectTable

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


#: The script that makes the 404 page's suggestions.
NEAREST_SCRIPT = "assets/help-center/nearest.js"


def redirect_files(center: HelpCenter) -> Mapping[str, str]:
    """The files of the site's formats that belong into the site; nothing for a preview's reader."""
    table = center.redirects
    files = {NEAREST_SCRIPT: render_nearest_script(), **nearest_files(table)}
    for name in table.settings.formats:
        if not FORMATS[name].in_project:
            files.update(FORMATS[name].render(table))
    return {name: text for name, text in files.items() if center.builds(name)}


def project_files(table: RedirectTable, formats: Sequence[str]) -> Mapping[str, str]:
    """The files of ``formats`` that belong beside the site, by their path in the project."""
    files: dict[str, str] = {}
    for name in formats:
        if name == "netlify-edge":
            files.update(render_edge_function(table, list(nearest_files(table))))
        elif FORMATS[name].in_project:
            files.update(FORMATS[name].render(table))
    return files


def formats_beside(wanted: Sequence[str], project: Path) -> Sequence[str]:
    """Of the formats of a site those whose files belong beside it.

    Netlify's only where the project is for Netlify: by its configuration, or while building there.
    """
    for_netlify = (project / "netlify.toml").is_file() or "NETLIFY" in os.environ
    return [
        name
        for name in wanted
        if FORMATS[name].in_project or (name == "netlify-edge" and for_netlify)
    ]


def write_beside(files: Mapping[str, str], project: Path) -> None:
    """Write ``files``, as :func:`project_files` gives them, where they differ from what is there."""
    for name, text in files.items():
        path = project / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def nearest_path(locale: str) -> str:
    """Where a locale's URLs and titles are, for suggestions."""
    return f"{locale}/articles.json"


def nearest_files(table: RedirectTable) -> Mapping[str, str]:
    """For each locale a list of ``[URL, title]`` of its listed articles, in the site's locale order."""
    resolver = table.resolver
    base = table.settings.base_path
    files: dict[str, str] = {}
    for code in resolver.index.codes:
        pairs = [
            [base + article.url, article.title]
            for article in resolver.catalog.articles
            if article.locale == code and not article.hidden
        ]
        files[nearest_path(code)] = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    return files
