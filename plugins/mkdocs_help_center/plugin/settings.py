"""MkDocs' configuration and the plugin's options as the library's settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from pathspec.gitignore import GitIgnoreSpec

from mkdocs_help_center.checks import Baseline, Policy
from mkdocs_help_center.checks.options import read_severities, read_text
from mkdocs_help_center.content.load import ContentSettings, content_prefix
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.feeds.options import read_feed_settings
from mkdocs_help_center.pages.assemble import ThemeSettings
from mkdocs_help_center.pages.options import PageOptions
from mkdocs_help_center.plugin.config import HelpCenterConfig
from mkdocs_help_center.redirects.options import read_redirect_settings

#: What MkDocs itself never publishes (mkdocs.structure.files).
_DEFAULT_EXCLUDE = GitIgnoreSpec.from_lines([".*", "/templates/"])


def project_folder(config: MkDocsConfig) -> Path:
    """The folder that paths in problems are relative to: that of mkdocs.yml."""
    path = config.config_file_path
    return Path(path).parent if path else Path.cwd()


def content_settings(
    options: HelpCenterConfig, config: MkDocsConfig, *, drafts: bool = False
) -> ContentSettings:
    """How the content folder is read."""
    root = Path(config.docs_dir)
    exclude = _DEFAULT_EXCLUDE
    if config.exclude_docs:
        exclude = exclude + config.exclude_docs
    return ContentSettings(
        root=root,
        prefix=content_prefix(root, project_folder(config)),
        locales=tuple(options.locales),
        default_locale=options.default_locale,
        drafts=drafts or options.preview,
        directory_urls=config.use_directory_urls,
        excluded=exclude.match_file,
    )


def check_policy(options: HelpCenterConfig, config: MkDocsConfig) -> Policy:
    """What the site says about its checks.

    Raises:
        PluginError: the baseline cannot be read.
    """
    folder = project_folder(config)
    try:
        baseline = Baseline.read(folder / options.baseline) if options.baseline else Baseline()
    except ValueError as error:
        raise PluginError(f"help-center: {error}") from error
    return Policy(read_severities(options.checks), baseline, partial(read_text, folder))


def page_options(
    options: HelpCenterConfig, config: MkDocsConfig, *, drafts: bool = False
) -> PageOptions:
    """How pages are made."""
    site_url = config.site_url or ""
    host = urlsplit(site_url).netloc
    return PageOptions(
        site_name=config.site_name,
        site_url=site_url,
        page_size=options.page_size,
        popular=tuple(options.popular),
        edit_url=_edit_url(config),
        translations_page=options.translations_page,
        preview=options.preview or drafts,
        local=drafts and not options.preview,
        changed=_changed(options, config) if options.preview else (),
        added=_changed(options, config, "--diff-filter=A") if options.preview else (),
        now=options.now(),
        feeds=read_feed_settings(options.feeds)[0],
        redirects=read_redirect_settings(options.redirects)[0],
        our_hosts=tuple(dict.fromkeys([host, *options.our_hosts] if host else options.our_hosts)),
        image_prefixes=tuple(options.image_prefixes),
        iframe_hosts=tuple(options.iframe_hosts),
        uptime=options.status_uptime,
        healthcheck_url=options.healthcheck_url,
        healthcheck_age=options.healthcheck_max_age,
        healthcheck_timeout=options.healthcheck_timeout,
        search=options.search,
        search_endpoint=options.search_endpoint,
        # A preview makes what is asked for.
        only_locales=() if drafts else options.wanted_locales(),
    )


def check_locales(only: Sequence[str], locales: Sequence[Locale]) -> None:
    """Refuse to build languages that the site has not: a job's folder would lack them.

    Raises:
        PluginError: naming them.
    """
    known = [locale.code for locale in locales]
    if unknown := [code for code in only if code not in known]:
        raise PluginError(
            f"help-center: there is no language '{unknown[0]}' to build; "
            f"the site has {', '.join(known)}"
        )


def theme_settings(config: MkDocsConfig) -> ThemeSettings:
    """The theme's folders and options."""
    return ThemeSettings(
        dirs=tuple(Path(folder) for folder in config.theme.dirs),
        options={key: config.theme[key] for key in config.theme},
        config_path=Path(config.config_file_path or "mkdocs.yml").name,
        extra_css=tuple(config.extra_css),
        extra_javascript=tuple(str(script) for script in config.extra_javascript),
    )


def _edit_url(config: MkDocsConfig) -> str:
    if config.edit_uri_template:
        edit = config.edit_uri_template.replace("{path_noext}.md", "{path}")
    elif config.edit_uri:
        edit = config.edit_uri.rstrip("/") + "/{path}"
    else:
        return ""
    base = (config.repo_url or "").rstrip("/") + "/" if config.repo_url else ""
    return urljoin(base, edit)


def _changed(options: HelpCenterConfig, config: MkDocsConfig, *only: str) -> tuple[str, ...]:
    """Sources, relative to the content folder, that differ from ``changed_since``; ``only`` are options
    of ``git diff`` that leave some of them.
    """
    if not options.changed_since:
        return ()
    root = Path(config.docs_dir)
    command = [
        "git",
        "-c",
        "core.quotePath=false",
        "diff",
        "--name-only",
        "--relative",
        "-z",
        *only,
    ]
    try:
        # "--" after the revision: an option from the environment must not become a path or a flag.
        result = subprocess.run(
            [*command, "--end-of-options", options.changed_since, "--", "."],
            cwd=root,
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(os.fsdecode(name) for name in result.stdout.split(b"\0") if name)
