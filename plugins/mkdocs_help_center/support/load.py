"""Reading everything about support from ``content/_data``: one way for the build and the shell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mkdocs_help_center.content.content_types import SECTION_NAMES
from mkdocs_help_center.content.data_files import DataFile, read_data_file
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import DATA_FOLDER
from mkdocs_help_center.support.banners import Banner, read_banners
from mkdocs_help_center.support.forms import read_forms
from mkdocs_help_center.support.links import LinkPage, read_links
from mkdocs_help_center.support.model import Forms, SupportGuide
from mkdocs_help_center.support.regions import read_regions

#: First segments of ``/{locale}/…`` that pages of links cannot have.
_TAKEN = (*SECTION_NAMES, "support", "search", "releases", "feedback", "page", "feeds", "subscribe")


@dataclass(frozen=True, kw_only=True)
class Support:
    """What the site knows about getting help; every part may be missing."""

    guide: SupportGuide = field(default_factory=SupportGuide)
    forms: Forms = field(default_factory=Forms)
    banners: tuple[Banner, ...] = ()
    link_pages: tuple[LinkPage, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_support(
    root: Path,
    prefix: str,
    locales: Sequence[str],
    now: datetime,
    find_article: Callable[[str], bool] = lambda reference: True,
) -> Support:
    """Read the data files of a content folder; those that are missing leave their part empty.

    Args:
        root: the content folder.
        prefix: what problems put before a file's path.
        locales: the site's languages.
        now: the build's clock.
        find_article: whether there is an article of a slug or id.
    """
    problems: list[Problem] = []

    def read(name: str) -> DataFile:
        shown = f"{prefix}{DATA_FOLDER}/{name}"
        file, found = read_data_file(root / DATA_FOLDER / name, shown)
        problems.extend(found)
        return file or DataFile(shown, {})

    forms, found = read_forms(read("forms.yml"), locales)
    problems += found
    guide, found = read_regions(
        read("regions.yml"), locales, now.year, tuple(forms.ticket_types), find_article
    )
    problems += found
    regions = [region.id for region in guide.regions]
    banners, found = read_banners(read("banners.yml"), locales, regions)
    problems += found
    link_pages, found = read_links(read("links.yml"), locales, _TAKEN, find_article)
    problems += found
    return Support(
        guide=guide,
        forms=forms,
        banners=banners,
        link_pages=link_pages,
        problems=tuple(problems),
    )
