"""``/{locale}/{section}/list.json``: a whole listing, for narrowing it by several values at once.

Every single value has a page of its own (:mod:`.filters`) that needs no script; all combinations of them
would be thousands. The file is loaded when a reader first searches, sorts or combines.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.news import NEWS_SECTIONS
from mkdocs_help_center.pages.facets import facet_label
from mkdocs_help_center.pages.filters import filter_name, top_categories
from mkdocs_help_center.pages.page import section_url
from mkdocs_help_center.pages.rows import badges

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def list_path(locale: str, section: str) -> str:
    """Where the data of a section's listing is, relative to the site."""
    return f"{section_url(locale, section)}list.json"


def list_url(center: HelpCenter, locale: str, section: str) -> str:
    """Its root-relative URL, ``""`` where the section has none."""
    return center.url(list_path(locale, section)) if has_list(center, locale, section) else ""


def has_list(center: HelpCenter, locale: str, section: str) -> bool:
    """Whether a section is a list, and long enough to be searched; the status has pages of its own."""
    return section != "status" and len(_articles(center, locale, section)) > 1


def _articles(center: HelpCenter, locale: str, section: str) -> Sequence[Article]:
    """What a section lists, in its order; of a timeline what has happened."""
    if section in NEWS_SECTIONS:
        return (*center.news.published(locale, section), *center.news.undated(locale, section))
    return center.catalog.listed(locale, section)


def list_files(center: HelpCenter) -> Mapping[str, str]:
    """The data of every listing."""
    return {
        list_path(locale.code, section): list_data(center, locale.code, section)
        for locale in center.built_locales
        for section in center.catalog.sections(locale.code)
        if has_list(center, locale.code, section)
    }


def list_data(center: HelpCenter, locale: str, section: str) -> str:
    """JSON: the facets with their values' labels, and the articles in the section's order.

    An article is ``[title, slug, day, [tone, label] or 0, {facet: [positions of its values]}]``.
    """
    articles = _articles(center, locale, section)
    facets = _facets(center, locale, section, articles)
    values: dict[str, dict[str, list[int]]] = {}
    for name, facet in facets.items():
        for position, (_, _, members) in enumerate(facet):
            for member in members:
                values.setdefault(member.source, {}).setdefault(name, []).append(position)
    t = center.messages.translator(locale)
    rows = []
    for article in articles:
        shown = badges(article, t)
        day = article.date if article.type.timeline else article.modified
        rows.append(
            [
                article.title,
                article.slug,
                day.date().isoformat() if day else "",
                [shown[0].tone, shown[0].label] if shown else 0,
                values.get(article.source, {}),
            ]
        )
    texts = center.messages.table(locale)
    data: dict[str, Any] = {
        "texts": {key: texts[f"filter.{key}"] for key in ("all", "none", "more")}
        | {"count": texts["listing.count"]},
        "base": center.url(section_url(locale, section)),
        "facets": {
            name: [
                t(f"filter.{filter_name(section, name, facets)}"),
                [[key, label] for key, label, _ in facet],
            ]
            for name, facet in facets.items()
        },
        # Offered on a category's own pages only: elsewhere another filter does the same.
        "aside": [] if top_categories(center, locale, section) else ["category"],
        "rows": rows,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


_Values = list[tuple[str, str, Sequence[Article]]]


def _facets(
    center: HelpCenter, locale: str, section: str, articles: Sequence[Article]
) -> dict[str, _Values]:
    """Key, label and articles of each value: the top categories, then what the section has."""
    t = center.messages.translator(locale)
    found: dict[str, _Values] = {}
    categories = center.catalog.categories_in[locale, section, ()]
    if categories:
        found["category"] = [
            (category.url.rstrip("/").rpartition("/")[2], category.name, members)
            for category in categories
            if (members := center.shelves.in_category(category.place))
        ]
    for facet in center.news.facets(locale, section):
        value = (facet.key, facet_label(facet, t), facet.articles)
        found.setdefault(facet.kind, []).append(value)
    # What has one value for everything narrows nothing.
    return {
        name: values
        for name, values in found.items()
        if len(values) > 1 or len(values[0][2]) < len(articles)
    }
