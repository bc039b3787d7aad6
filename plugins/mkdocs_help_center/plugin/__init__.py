"""The MkDocs door: event handlers that hand the library's pages to MkDocs, and nothing more."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from mkdocs_help_center.building.report import Report
from mkdocs_help_center.content.cache import without_gc
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import DATA_FOLDER
from mkdocs_help_center.pages.assemble import Assembly, assemble_site
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.plugin.config import HelpCenterConfig
from mkdocs_help_center.plugin.own_build import OwnBuild
from mkdocs_help_center.plugin.pages import (
    ArticlePage,
    BuiltFile,
    HelpCenterPage,
    built_file,
    leave_to_others,
    others_want_pages,
    output_file,
    page_file,
    written_file,
)
from mkdocs_help_center.plugin.plain import plain_view
from mkdocs_help_center.plugin.settings import (
    check_locales,
    check_policy,
    page_options,
    theme_settings,
)
from mkdocs_help_center.plugin.telling import log, tell
from mkdocs_help_center.plugin.theme_files import list_what_is_visible
from mkdocs_help_center.redirects.wsgi import redirecting

if TYPE_CHECKING:
    import jinja2
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from mkdocs_help_center.building.inputs import Inputs
    from mkdocs_help_center.plugin.serving import MountedPreview
    from mkdocs_help_center.preview.site import LiveSite

__all__ = ["HelpCenterPlugin"]

THEME = "help-center"


@dataclass
class _Build:
    """What one build knows; made in ``on_files``, since MkDocs keeps the plugin across rebuilds."""

    assembly: Assembly
    problems: list[Problem]
    #: Pages that are written by us; MkDocs' loop writes the others.
    ours: list[GeneratedPage] = field(default_factory=list)


class HelpCenterPlugin(BasePlugin[HelpCenterConfig]):
    """Builds the help center into a MkDocs site."""

    def __init__(self) -> None:
        self._serving = False
        self._build: _Build | None = None
        self._own_build: OwnBuild | None = None
        #: Told of every phase; a command line puts one in that shows them.
        self.report = Report()
        #: What the next build reads, where a command line has just looked.
        self.inputs: Inputs | None = None
        #: The site that a preview shows: then MkDocs has no articles to make.
        self._live: LiveSite | None = None
        self._mounted: MountedPreview | None = None
        self._warnings = CountHandler()

    def show(self, live: LiveSite) -> None:
        """Leave articles and all other pages of ours to a preview of ``live``."""
        self._live = live

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """The only event that tells a preview from a build: writers see their drafts."""
        self._serving = command == "serve"
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self._warnings)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse a site without our theme before anything is read; drop pages that we make."""
        if not any(Path(folder, "messages", "en.yml").is_file() for folder in config.theme.dirs):
            raise PluginError(
                f"The plugin 'help-center' needs its theme, but the theme is '{config.theme.name}'. "
                f"Write 'theme: {{name: {THEME}}}' in mkdocs.yml."
            )
        # Made per locale (404) or with true dates (sitemap) by us.
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        list_what_is_visible(config.theme)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """MkDocs is about to empty the site's folder: keep what may be right in it."""
        self._close()
        if not self._serving:
            self._own_build = OwnBuild(self.config, config, self.report, inputs=self.inputs)
            # They are of one moment; MkDocs may build again with this plugin.
            self.inputs = None

    # Before other plugins look at the files, so that they see articles where they end up.
    @event_priority(50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read the content and put every page in place of its source.

        This event, since it is the first that may add and replace files, and MkDocs makes pages of
        them right after it.
        """
        if self._serving and self._live is None:
            self._prepare_preview(config)
        if self._live is not None:
            return self._show_live(files, config, self._live)
        options = page_options(self.config, config, drafts=self._serving)
        if self._serving:
            self._own_build = OwnBuild(self.config, config, self.report, serving=True)
        content = self._own.read()
        check_locales(options.only_locales, content.catalog.locales)
        with self.report.phase("assembling"), without_gc():
            assembly = assemble_site(content, options, theme_settings(config))
            self._own.recall(assembly.center)
            if not others_want_pages(self, config):
                self._own.begin(assembly.center, check_policy(self.config, config))
            self._build = _Build(assembly, list(content.problems))
        _drop_sources(
            files, content.claimed, frozenset(config.theme.dirs) - {config.theme.custom_dir}
        )
        with without_gc():
            self._add_pages(files, config)
        leave_to_others(files, assembly.center, config)
        self._add_outputs(assembly.assets.files, files, config)
        return files

    def _prepare_preview(self, config: MkDocsConfig) -> None:
        """``mkdocs serve`` shall mount the preview: read the site for it, unless it cannot."""
        # Here, since a build has no use for it, and it reads this plugin's options itself.
        from mkdocs_help_center.plugin.serving import MountedPreview, mounts_preview

        if mounts_preview():
            self._mounted = MountedPreview(config, log)
            self._live = self._mounted.live

    def _show_live(self, files: Files, config: MkDocsConfig, live: LiveSite) -> Files:
        """Leave to MkDocs what is not ours; plain pages may still link to our pages."""
        with live.lock:
            assembly, failures = live.state.assembly, live.state.failures
        if assembly is None:
            raise PluginError("\n".join(map(str, failures)))
        self._build = _Build(assembly, [])
        theme_dirs = frozenset(config.theme.dirs) - {config.theme.custom_dir}
        _drop_sources(files, assembly.center.content.claimed, theme_dirs)
        plain = {file.dest_uri: file for file in files.documentation_pages()}
        for generated in assembly.center.pages if plain else ():
            taken = plain.get(generated.dest)
            if taken is not None and generated.article is None:
                continue
            if taken is not None:
                files.remove(taken)
            files.append(built_file(generated, config))
        return files

    def _add_pages(self, files: Files, config: MkDocsConfig) -> None:
        build = self._current
        center = build.assembly.center
        plain = {
            file.dest_uri: file
            for file in files.documentation_pages()
            if file.inclusion.is_included()
        }
        classic = others_want_pages(self, config)
        for generated in center.pages:
            if taken := plain.get(generated.dest):
                if generated.url:  # A site may well have a root page of its own.
                    prefix = center.content.settings.prefix
                    build.problems.append(_taken(taken, generated.url, prefix))
                if generated.article is None:
                    continue
                files.remove(taken)
            if not center.builds(generated.dest):
                files.append(built_file(generated, config))
                continue
            if not classic:
                build.ours.append(generated)
                files.append(built_file(generated, config))
                continue
            file = page_file(generated, config)
            if generated.article is None:
                HelpCenterPage(generated, file, config)
            else:
                page = ArticlePage(generated, file, config, center)
                page.edit_url = None
            files.append(file)

    def _add_outputs(
        self, outputs: Mapping[str, str | bytes], files: Files, config: MkDocsConfig
    ) -> None:
        """Publish files that are not pages; a writer's own file of that name wins."""
        for name, content in outputs.items():
            known = files.get_file_from_path(name)
            if known is not None and known.generated_by is None:
                continue
            if known is not None:
                files.remove(known)
            files.append(output_file(name, content, config))

    @property
    def _current(self) -> _Build:
        assert self._build is not None, "on_files comes first"
        return self._build

    # After every other plugin has had its say on the environment.
    @event_priority(-50)
    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """No template is loaded and no page is written yet: render all bodies that MkDocs has not, write
        our pages, say what is wrong, add what is made from rendered bodies.
        """
        build = self._current
        theme = build.assembly.theme
        theme.install(env)
        theme.env.globals["config"] = config
        if self._live is not None:
            return env
        taken = {
            file.dest_uri
            for file in files
            if file.generated_by is None and not isinstance(file, BuiltFile)
        }
        policy = check_policy(self.config, config)
        problems, names = self._own.write(build.assembly, build.ours, taken, policy, build.problems)
        for name in names:
            # Pages link to few files, and never to an article's Markdown.
            if not name.endswith("/index.md"):
                files.append(written_file(name, config))
        self._own.failing += tell(problems, policy)
        return env

    @event_priority(-50)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The view is built from the page's content as late as possible: other plugins may change it."""
        center = self._current.assembly.center
        if isinstance(page, ArticlePage):
            assert page.rendered is not None
            view = center.article_view(page.article, page.rendered)
            context["view"] = replace(view, html=Markup(page.content or ""))  # type: ignore[typeddict-unknown-key]
        elif isinstance(page, HelpCenterPage):
            context["view"] = page.generated.build()  # type: ignore[typeddict-unknown-key]
        else:
            context["view"] = plain_view(center, page)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """All else is written: wait for the search indexes, and lose what is not the site's any more."""
        if self._live is None:
            for failure in self._own.finish():
                log.warning("%s", failure)
            if self._serving:
                self._close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> None:
        """The server exists: it answers with our preview, or at least old URLs as the site's host will."""
        if self._mounted is not None:
            self._mounted.mount(server, config, builder)
            return
        application = server.get_app()
        assert application is not None, "MkDocs sets it with the server"
        server.set_app(redirecting(application, lambda: self._current.assembly.center.resolver))

    def on_build_error(self, *, error: Exception) -> None:
        """A failed build must not wait for an index, nor lose the site that was there."""
        self._close()

    def on_shutdown(self) -> None:
        """The build has ended, or the preview."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)
        if self._own_build is not None:
            # What MkDocs itself warns of could not be told again.
            said = sum(count for _, count in self._warnings.get_counts())
            self._own_build.remember_site(repeatable=said == self._own_build.failing)
        self._close()
        if self._mounted is not None:
            self._mounted.close()
        self._mounted = self._live = None

    @property
    def own_build(self) -> OwnBuild | None:
        """The build that is going on, or that has just ended."""
        return self._own_build

    @property
    def _own(self) -> OwnBuild:
        assert self._own_build is not None, "on_pre_build comes first"
        return self._own_build

    def _close(self) -> None:
        if self._own_build is not None:
            self._own_build.close()
            self._own_build = None


def _drop_sources(files: Files, claimed: frozenset[str], theme_dirs: frozenset[str]) -> None:
    """Take out what is ours to publish, what is data, and the theme's files: those that pages use are
    published by :class:`Assets` under their fingerprints.
    """
    unpublished = {*claimed, DATA_FOLDER}
    for file in list(files):
        # A folder may be unusable as a whole: a link that leads back to where it is.
        folders = itertools.accumulate(file.src_uri.split("/"), "{}/{}".format)
        if file.src_dir in theme_dirs or not unpublished.isdisjoint(folders):
            files.remove(file)


def _taken(file: File, url: str, prefix: str) -> Problem:
    message = f"this page would be at /{url}, where the help center has a page of its own"
    return Problem(prefix + file.src_uri, 1, 1, "url-taken", message, "rename the file")
