"""Articles and generated pages as MkDocs sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_help_center.pages.page import GeneratedPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import BasePlugin

    from mkdocs_help_center.content.article import Article
    from mkdocs_help_center.markdown import Heading, Rendered
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Where generated pages pretend to come from; no writer's file is there.
GENERATED = "_help-center"


class HelpCenterPage(Page):
    """A page that the help center makes: it has no source, its view is built when it is written."""

    def __init__(self, generated: GeneratedPage, file: File, config: MkDocsConfig) -> None:
        super().__init__(generated.title or None, file, config)
        self.generated = generated

    def read_source(self, config: MkDocsConfig) -> None:
        """There is nothing to read."""
        self.markdown = ""
        self.meta = {"title": self.generated.title}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The templates print the view."""
        self.content = ""
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


class ArticlePage(HelpCenterPage):
    """An article: read by us, rendered by us, with MkDocs' page events fired around that."""

    def __init__(
        self, generated: GeneratedPage, file: File, config: MkDocsConfig, center: HelpCenter
    ) -> None:
        super().__init__(generated, file, config)
        assert generated.article is not None
        self.article: Article = generated.article
        self.center = center
        self.rendered: Rendered | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """The body and fields that the catalog holds; MkDocs would lose broken front matter."""
        self.markdown = self.article.body
        self.meta = {**self.article.meta, "title": self.article.title}
        # Templates are ours to choose: front matter must not name one.
        self.meta.pop("template", None)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """GFM instead of Python-Markdown (DESIGN §6)."""
        self.rendered = self.center.bodies.render(self.article, self.markdown)
        self.content = self.rendered.html
        self.toc = TableOfContents([_anchor(heading) for heading in self.rendered.toc])
        # links_to_anchors stays unset: our own checks report anchors, with their line.
        self.present_anchor_ids = set(self.rendered.anchors)


def _anchor(heading: Heading) -> AnchorLink:
    link = AnchorLink(heading.title, heading.id, heading.level)
    link.children = [_anchor(child) for child in heading.children]
    return link


class BuiltFile(File):
    """A page that is written by us and not by MkDocs' loop, which takes 0.4 ms a page.

    MkDocs knows its URL, so that other pages can link to it, but has nothing to do for it.
    """

    def is_documentation_page(self) -> bool:
        """To MkDocs it is a file to copy."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """It is in its place already, or will be."""


def built_file(generated: GeneratedPage, config: MkDocsConfig) -> BuiltFile:
    """The file of a page that :mod:`mkdocs_help_center.building` writes."""
    article = generated.article
    file = BuiltFile(
        "",
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=generated.dest,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )
    # Given above, it would be taken apart and put together as a path, which it is.
    file.src_uri = article.source if article else f"{GENERATED}/{generated.dest}"
    file.url = generated.url or "./"
    return file


def leave_to_others(files: Files, center: HelpCenter, config: MkDocsConfig) -> None:
    """Copy no files of languages that are built elsewhere; links may still name them.

    Plain pages are few and may be in the navigation: MkDocs builds them wherever it builds.
    """
    for file in list(files):
        if isinstance(file, BuiltFile) or file.is_documentation_page():
            continue
        if not center.builds(file.dest_uri):
            files.remove(file)
            files.append(_built_elsewhere(file, config))


def _built_elsewhere(file: File, config: MkDocsConfig) -> BuiltFile:
    return BuiltFile(
        file.src_uri,
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=file.dest_uri,
        inclusion=file.inclusion,
    )


#: Events of single pages. A plugin that listens to one wants to see articles, too.
_PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "page_context",
    "post_page",
)


def others_want_pages(plugin: BasePlugin[Any], config: MkDocsConfig) -> bool:
    """Whether another plugin or hook listens to events of single pages."""
    return any(
        getattr(method, "__self__", None) is not plugin
        for event in _PAGE_EVENTS
        for method in config.plugins.events.get(event, ())
    )


def page_file(generated: GeneratedPage, config: MkDocsConfig) -> File:
    """The file of a page, at our URL whatever ``use_directory_urls`` says.

    A new object, since MkDocs caches a file's URL; outside the navigation, so that MkDocs neither
    lists it nor warns that it is not listed. What must not be published the catalog left out.
    """
    article = generated.article
    if article is None:
        source = f"{GENERATED}/{generated.dest.removesuffix('.html')}.md"
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    else:
        file = File(
            article.source,
            config.docs_dir,
            config.site_dir,
            config.use_directory_urls,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
    file.dest_uri = generated.dest
    file.url = generated.url or "./"
    return file


def written_file(name: str, config: MkDocsConfig) -> BuiltFile:
    """A file in the site that is no page, and that is written already."""
    return BuiltFile(
        name, config.docs_dir, config.site_dir, config.use_directory_urls, dest_uri=name
    )


def output_file(name: str, content: str | bytes, config: MkDocsConfig) -> File:
    """A file that is published as it is, Markdown too, which MkDocs would make a page of."""
    source = f"{GENERATED}/{name}.txt" if name.endswith(".md") else name
    file = File.generated(config, source, content=content, inclusion=InclusionLevel.INCLUDED)
    if source != name:
        file.dest_uri = name
        file.url = name
    return file
