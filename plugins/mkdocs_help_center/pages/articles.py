"""Building the view of an article."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_help_center.content.actions import is_action_heading
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.markdown import Heading, Rendered
from mkdocs_help_center.pages.entries import entry_badges, notices, release_facts
from mkdocs_help_center.pages.excerpts import excerpt, synopsis
from mkdocs_help_center.pages.heading_levels import level_headings
from mkdocs_help_center.pages.naming import module_names
from mkdocs_help_center.pages.navigation import TREE_LENGTH, alternates, category_links
from mkdocs_help_center.pages.page import home_url, section_url
from mkdocs_help_center.pages.references import find_article
from mkdocs_help_center.pages.rows import badges
from mkdocs_help_center.pages.views import ArticleView, Fact, Link, TocEntry

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.messages import Translator

#: Headings under which real known issues describe a way around, in the site's languages.
_WORKAROUNDS = frozenset(
    {
        "workaround",
        "solucion-alternativa",
        "solucion-temporal",
        "solucion-provisional",
        "solucao-alternativa",
        "solucao-de-contorno",
        "solucao-temporaria",
        "solucao-provisoria",
        "solucao-paliativa",
        "contorno",
    }
)


def article_view(center: HelpCenter, article: Article, rendered: Rendered) -> ArticleView:
    """What the article's page shows."""
    t = center.messages.translator(article.locale)
    trail = center.catalog.category_trail(center.catalog.category_of(article))
    release = center.news.release(article)
    previous, following, position = _track_neighbours(center, article)
    return ArticleView(
        kind="article",
        template="article.html",
        locale=article.locale,
        url=center.url(article.url),
        canonical=center.canonical(article.url),
        title=article.title,
        description=excerpt(article),
        section=article.section,
        breadcrumbs=breadcrumbs(center, article.locale, article.section, trail),
        alternates=alternates(
            center.catalog.locales,
            article.locale,
            {
                locale: center.url(other.url)
                for locale, other in center.catalog.translations(article).items()
                if not other.hidden or other is article
            },
        ),
        noindex=article.hidden or not article.status.published or center.options.preview,
        features=rendered.features,
        html=Markup(level_headings(rendered.html)),
        toc=tuple(toc_entries(rendered.toc)),
        content_type=article.type.key,
        type_label=t(f"type.{article.type.key}"),
        published=article.date,
        updated=article.modified,
        reading_minutes=reading_minutes(rendered.text, center.options.words_per_minute),
        team=article.named_team,
        tags=article.tags,
        facts=_facts(center, article, rendered, t) or tuple(release_facts(center, article)),
        badges=entry_badges(article, release, t),
        synopsis=synopsis(article) if article.type.key == "announcement" else "",
        tree=_tree(center, article),
        tree_title=_tree_title(center, article),
        track_position=position,
        previous=previous,
        next=following,
        see_also=tuple(_see_also(center, article)),
        edit_url=edit_url(center, article),
        draft=not article.status.published,
        feeds=center.feed_links(section_url(article.locale, article.section)),
        notices=tuple(
            notices(article, release, t, _action_url(rendered) if release.action_required else "")
        ),
    )


def breadcrumbs(
    center: HelpCenter, locale: str, section: str | None = None, trail: Sequence[object] = ()
) -> tuple[Link, ...]:
    """From the locale's home down to the innermost category; the page itself is not in it."""
    t = center.messages.translator(locale)
    links = [Link(t("home.title"), center.url(home_url(locale)))]
    if section:
        links.append(Link(t(f"section.{section}.title"), center.url(section_url(locale, section))))
    for category in trail:
        name, url = getattr(category, "name", ""), getattr(category, "url", "")
        links.append(Link(name, center.url(url)))
    return tuple(links)


def reading_minutes(text: str, words_per_minute: int) -> int:
    """Minutes to read ``text``, at least one."""
    return max(1, math.ceil(len(text.split()) / max(1, words_per_minute)))


def toc_entries(headings: Sequence[Heading]) -> Iterator[TocEntry]:
    """The renderer's headings as the templates see them."""
    for heading in headings:
        yield TocEntry(heading.id, heading.title, tuple(toc_entries(heading.children)))


def edit_url(center: HelpCenter, article: Article) -> str | None:
    """Where the article's source is edited."""
    template = center.options.edit_url
    return template.replace("{path}", quote(article.source)) if template else None


def _facts(
    center: HelpCenter, article: Article, rendered: Rendered, t: Translator
) -> tuple[Fact, ...]:
    if article.type.key != "knownIssue":
        return ()
    facts = [Fact(t("fact.status"), badge=badge) for badge in badges(article, t)]
    if article.internal_reference:
        facts.append(Fact(t("fact.id"), article.internal_reference))
    if modules := module_names(center, article):
        facts.append(Fact(t("fact.modules"), ", ".join(modules)))
    for heading in _flat(rendered.toc):
        if slugify(heading.title) in _WORKAROUNDS:
            facts.append(
                Fact(t("fact.workaround"), t("fact.workaround_jump"), url=f"#{heading.id}")
            )
            break
    return tuple(facts)


def _action_url(rendered: Rendered) -> str:
    """Where the text says what readers have to do."""
    return next((f"#{one.id}" for one in _flat(rendered.toc) if is_action_heading(one.title)), "")


def _flat(headings: Sequence[Heading]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from _flat(heading.children)


def _track_neighbours(
    center: HelpCenter, article: Article
) -> tuple[Link | None, Link | None, tuple[int, int] | None]:
    track = center.shelves.track_of(article)
    if len(track) < 2:
        return None, None, None
    index = next(i for i, other in enumerate(track) if other is article)

    def link(number: int) -> Link | None:
        if not 0 <= number < len(track):
            return None
        return Link(track[number].title, center.url(track[number].url))

    return link(index - 1), link(index + 1), (index + 1, len(track))


def _tree(center: HelpCenter, article: Article) -> tuple[Link, ...]:
    """The track's articles, or the section's top categories with the article's own marked."""
    if track := center.shelves.track_of(article):
        index = next(i for i, other in enumerate(track) if other is article)
        start = max(0, min(index - TREE_LENGTH // 2, len(track) - TREE_LENGTH))
        return tuple(
            Link(other.title, center.url(other.url), other is article)
            for other in track[start : start + TREE_LENGTH]
        )
    return center.section_tree(article.locale, article.section, article.folders[:1])


def _tree_title(center: HelpCenter, article: Article) -> Link:
    if center.shelves.track_of(article) and (category := center.catalog.category_of(article)):
        return Link(category.name, center.url(category.url))
    t = center.messages.translator(article.locale)
    url = center.url(section_url(article.locale, article.section))
    return Link(t(f"section.{article.section}.title"), url)


def section_tree(
    center: HelpCenter, locale: str, section: str, top: tuple[str, ...]
) -> tuple[Link, ...]:
    """The section's top categories; ``top`` is the folder of the current one."""
    categories = center.catalog.categories_in[locale, section, ()]
    current = center.catalog.categories.get((locale, section, top)) if top else None
    links = category_links(
        categories, center.shelves.counts, center.base_path, (current,) if current else ()
    )
    return links[:TREE_LENGTH]


def _see_also(center: HelpCenter, article: Article) -> Iterator[Link]:
    """The articles of ``seeAlso``; what it names and isn't there is a problem of the checks."""
    seen = {article.url}
    for reference in article.see_also:
        target = find_article(center, reference, article)
        if target is not None and target.url not in seen:
            seen.add(target.url)
            yield Link(target.title, center.url(target.url))
