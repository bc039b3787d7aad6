"""Putting a site together from its content, its options and its theme: one way for every door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import mkdocs_help_center
from mkdocs_help_center.content.load import Content
from mkdocs_help_center.content.modules import read_modules
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import DATA_FOLDER
from mkdocs_help_center.feeds.declared import declared_feed_problems
from mkdocs_help_center.markdown import JsonData, LocalImages
from mkdocs_help_center.pages.assets import Assets
from mkdocs_help_center.pages.changes import changes_paths
from mkdocs_help_center.pages.help_center import HelpCenter
from mkdocs_help_center.pages.messages import Messages
from mkdocs_help_center.pages.options import PageOptions
from mkdocs_help_center.pages.search_page import search_paths
from mkdocs_help_center.pages.site import SiteContext, base_path, with_navigation
from mkdocs_help_center.pages.site_news import with_marked_news
from mkdocs_help_center.pages.site_status import with_status
from mkdocs_help_center.pages.site_support import site_support, with_support
from mkdocs_help_center.pages.theme import Theme
from mkdocs_help_center.pages.theme_options import OptionReader
from mkdocs_help_center.status.load import load_board


@dataclass(frozen=True)
class Assembly:
    """A site and the theme that renders it; ``found`` is what is wrong with options, messages and data."""

    center: HelpCenter
    theme: Theme
    assets: Assets
    found: tuple[Problem, ...]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the site besides its articles; compiles all redirects."""
        return (*self.found, *self.center.redirects.problems)


@dataclass(frozen=True)
class ThemeSettings:
    """The theme as the configuration has it.

    Attributes:
        dirs: theme folders, the first that has a file wins (as MkDocs' ``theme.dirs``).
        options: the ``theme:`` mapping.
        config_path: how problems with options name the configuration file.
        extra_css, extra_javascript: URLs of further stylesheets and scripts.
    """

    dirs: tuple[Path, ...]
    options: Mapping[str, Any] = field(default_factory=dict)
    config_path: str = "mkdocs.yml"
    extra_css: tuple[str, ...] = ()
    extra_javascript: tuple[str, ...] = ()


def assemble_site(content: Content, options: PageOptions, settings: ThemeSettings) -> Assembly:
    """Build the site over ``content``, nothing rendered yet."""
    catalog = content.catalog
    reader = OptionReader(settings.config_path)
    looks = reader.read(settings.options)
    messages = Messages(settings.dirs[::-1], catalog.default.code)
    base = base_path(options.site_url)
    assets = Assets(settings.dirs, looks, base)
    site = SiteContext(
        name=options.site_name,
        url=options.site_url,
        base_path=base,
        locales=catalog.locales,
        default_locale=catalog.default.code,
        options=looks,
        assets=assets,
        version=mkdocs_help_center.__version__,
        extra_css=settings.extra_css,
        extra_javascript=settings.extra_javascript,
        preview=options.preview,
        search_paths=(
            search_paths([locale.code for locale in catalog.locales], base)
            if options.search
            else {}
        ),
        changes_paths=changes_paths(content.catalog, options, base),
    )
    support = site_support(content, options)
    modules, _ = read_modules(content.settings.root, content.settings.prefix)
    board = load_board(catalog, modules, options.now)
    sections = {locale.code: tuple(catalog.sections(locale.code)) for locale in catalog.locales}
    site = with_support(replace(site, sections=sections), support)
    site = with_status(site, board, support, messages)
    site = with_marked_news(site, catalog, options.now)
    site = with_navigation(site, messages)
    center = HelpCenter(
        content,
        options,
        site,
        messages,
        images=LocalImages(content.settings.root, base, options.image_prefixes),
        data=JsonData(content.settings.root / DATA_FOLDER),
        support=support,
        status=board,
    )
    problems = [*center.data_problems, *reader.problems, *messages.problems]
    problems += [*center.synonyms.problems, *support.problems, *board.problems]
    problems += declared_feed_problems(center, settings.config_path)
    problems += messages.missing([locale.code for locale in catalog.locales], settings.config_path)
    return Assembly(center, Theme(settings.dirs, site, messages), assets, tuple(problems))
