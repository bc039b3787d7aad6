"""Articles and generated pages as MkDocs sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_help_center.pages.page import GeneratedPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

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
        self.rendered = self.center.render(self.article, self.markdown)
        self.content = self.rendered.html
        self.toc = TableOfContents([_anchor(heading) for heading in self.rendered.toc])
        # links_to_anchors stays unset: our own checks report anchors, with their line.
        self.present_anchor_ids = set(self.rendered.anchors)


def _anchor(heading: Heading) -> AnchorLink:
    link = AnchorLink(heading.title, heading.id, heading.level)
    link.children = [_anchor(child) for child in heading.children]
    return link


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
