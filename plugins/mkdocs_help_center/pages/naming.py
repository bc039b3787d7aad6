"""What readers see an article's team, modules and group called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def group_name(center: HelpCenter, article: Article) -> str:
    """What a list says an article belongs to: its modules, its team, or its category."""
    if modules := module_names(center, article):
        return ", ".join(modules[:2])
    if team := article.named_team:
        return _module_name(center, team, article.locale)
    category = center.catalog.category_of(article)
    return category.name if category and not article.type.timeline else ""


def module_names(center: HelpCenter, article: Article) -> tuple[str, ...]:
    """What the article's ``tag`` names, in its language where a module is known by it."""
    names = (_module_name(center, label, article.locale) for label in article.values("tag"))
    return tuple(dict.fromkeys(names))


def _module_name(center: HelpCenter, label: str, locale: str) -> str:
    """The name in ``locale`` of the module that ``label`` means; ``label`` itself if none is known."""
    module = center.modules.find(label)
    return module.name(locale, center.catalog.default.code) if module else label
