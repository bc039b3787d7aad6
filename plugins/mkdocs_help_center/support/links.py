"""``content/_data/links.yml``: what lies beside this site, as pages and in header and footer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_help_center.content.data_files import DataFile
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.support.fields import Fields, Texts, document

CHECK = "links"


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """A link with a sentence about it; ``ask`` says whom to ask for it, ``article`` an article's slug.

    ``header`` and ``footer`` say where else it stands.
    """

    title: Texts
    url: Texts
    text: Texts = field(default_factory=dict)
    ask: Texts = field(default_factory=dict)
    article: str = ""
    header: bool = False
    footer: bool = False


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A page of links at ``/{locale}/{id}/``."""

    id: str
    title: Texts
    intro: Texts = field(default_factory=dict)
    footer: bool = True
    links: tuple[ServiceLink, ...] = ()


def read_links(
    file: DataFile,
    locales: Sequence[str],
    taken: Sequence[str] = (),
    find_article: Callable[[str], bool] = lambda reference: True,
) -> tuple[tuple[LinkPage, ...], list[Problem]]:
    """The pages of links in ``file``, and what is wrong with it.

    Args:
        file: the data file as read.
        locales: the site's languages: texts are expected in each.
        taken: first segments of URLs that are something else, such as sections.
        find_article: whether there is an article of a slug or id.
    """
    top = document(file, CHECK, locales)
    top.known("pages")
    pages: dict[str, LinkPage] = {}
    for item in top.mappings("pages", "page"):
        item.known("id", "title", "intro", "footer", "links")
        name = item.identifier()
        if not name:
            continue
        if name in taken or name in pages:
            item.problem("id", f"'{name}' is taken, so the page would have no address of its own",
                         "choose another id")  # fmt: skip
            continue
        pages[name] = LinkPage(
            name,
            item.texts("title", required=True),
            item.texts("intro"),
            item.flag("footer", True),
            tuple(_links(item, find_article)),
        )
    return tuple(pages.values()), top.log.problems


def _links(page: Fields, find_article: Callable[[str], bool]) -> Iterator[ServiceLink]:
    for item in page.mappings("links", "link"):
        item.known("title", "url", "text", "ask", "article", "header", "footer")
        title, article = item.texts("title", required=True), item.text("article")
        ask = item.texts("ask")
        if article and not find_article(article):
            item.problem("article", f"there is no article '{article}'",
                         "use the slug or id of a published article", Severity.WARNING)  # fmt: skip
            article = ""
        # What one has to ask for needs no address.
        url = item.urls("url", required=not (article or ask))
        if title and (url or article or ask):
            yield ServiceLink(
                title, url, item.texts("text"), ask, article, item.flag("header"),
                item.flag("footer"),
            )  # fmt: skip
