"""Every article as Markdown, and every section as one text, written where they are different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_help_center.building.facts import PageInputs
from mkdocs_help_center.building.site_folder import SiteFolder
from mkdocs_help_center.pages.machine import (
    article_markdown,
    full_text,
    full_text_path,
    markdown_path,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mkdocs_help_center.pages.help_center import HelpCenter


def write_section(
    center: HelpCenter,
    folder: SiteFolder,
    inputs: PageInputs,
    place: tuple[str, str],
    taken: Collection[str],
) -> Sequence[str]:
    """Write the texts of the section ``place`` (locale and section).

    Args:
        center: the site.
        folder: where it goes.
        inputs: what is known of what it is made from.
        place: locale and section.
        taken: paths of files that others write.

    Returns:
        The paths of the files that are the site's.
    """
    articles = center.catalog.listed(*place)
    whole = full_text_path(*place)
    made_from = inputs.of_markdown(articles)
    same = whole in taken or folder.holds_made_from(whole, made_from)
    texts: list[str] = []
    names = [whole]
    for article in articles:
        name = markdown_path(article)
        names.append(name)
        own = inputs.of_markdown([article])
        if same and (name in taken or folder.holds_made_from(name, own)):
            continue
        text = article_markdown(center, article)
        texts.append(text)
        if name not in taken:
            folder.write(name, text.encode(), inputs=own)
    if not same:
        folder.write(whole, full_text(texts).encode(), inputs=made_from)
    return [name for name in names if name not in taken]
