"""A plain MkDocs page in the help center's frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_help_center.pages.excerpts import shorten
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import home_url
from mkdocs_help_center.pages.views import Link, PlainView, TocEntry

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

    from mkdocs_help_center.pages.help_center import HelpCenter


def plain_view(center: HelpCenter, page: Page) -> PlainView:
    """The view of ``page``, in the language of the locale folder that it is in."""
    locale = page.url.partition("/")[0]
    if locale not in {known.code for known in center.catalog.locales}:
        locale = center.catalog.default.code
    t = center.messages.translator(locale)
    urls = {known.code: center.url(home_url(known.code)) for known in center.catalog.locales}
    title = str(page.title or "")
    description = page.meta.get("description")
    return PlainView(
        kind="plain",
        template="plain.html",
        locale=locale,
        url=center.url(page.url),
        canonical=center.canonical(page.url),
        title=title,
        description=shorten(description, 300) if isinstance(description, str) else "",
        breadcrumbs=(Link(t("home.title"), center.url(home_url(locale))),),
        alternates=alternates(
            center.catalog.locales, locale, {**urls, locale: center.url(page.url)}
        ),
        noindex=center.options.preview,
        html=Markup(page.content or ""),
        toc=tuple(_toc(page.toc)),
        edit_url=page.edit_url,
        previous=_link(center, page.previous_page),
        next=_link(center, page.next_page),
    )


def _toc(anchors: Iterable[AnchorLink]) -> Iterator[TocEntry]:
    for anchor in anchors:
        if anchor.level == 1:
            # The page's own title, printed by Python-Markdown as part of the content.
            yield from _toc(anchor.children)
        else:
            yield TocEntry(anchor.id, anchor.title, tuple(_toc(anchor.children)))


def _link(center: HelpCenter, page: Page | None) -> Link | None:
    return Link(str(page.title or ""), center.url(page.url)) if page else None
