"""Articles as Pagefind gets to see them.

Made from the articles and not from finished pages: no header, footer or list is ever found, hidden
articles are absent because they are never handed over, and pages carry no indexing attributes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.known_issues import known_issue_status

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Pagefind weighs a title 7 and headings 6 to 2 by itself; text weighs 1.
_KEYWORD_WEIGHT = 3
#: The link beside a heading: its sign is no word of the text.
_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>.*?</a>', re.DOTALL)

#: A code that something stands before without a blank ("utm_campaign=FREE_SHIPPING"): one word to Pagefind.
_GLUED_CODE = re.compile(r"\w[=:/&,;|](?=([A-Z]{2,}-?\d{3,}\b|[A-Z]{3,}(?:_[A-Z]{3,})+\b))")


def searched_articles(center: HelpCenter, locale: str) -> Sequence[Article]:
    """What search may find: every listed article of ``locale``."""
    return [
        article
        for section in center.catalog.sections(locale)
        for article in center.catalog.listed(locale, section)
    ]


def facets(center: HelpCenter, article: Article) -> Mapping[str, Sequence[str]]:
    """The values that search can be narrowed by; keys and canonical values, not words for readers."""
    found: dict[str, Sequence[str]] = {"type": (article.type.key,)}
    if modules := _modules(center, article):
        found["module"] = modules
    if article.type.key == "knownIssue" and (
        status := known_issue_status(article.text("kiStatus"))
    ):
        found["status"] = (status,)
    if article.modified:
        found["year"] = (str(article.modified.year),)
    return found


def _modules(center: HelpCenter, article: Article) -> Sequence[str]:
    """The names of the site's modules that the article is about, else what its writer called them."""
    default = center.catalog.default.code
    known = [module.name(article.locale, default) for module in center.news.modules_of(article)]
    written = article.values("tag") or article.values("module") or article.values("modules")
    return known or written


def document(
    article: Article, names: Mapping[str, Sequence[str]], body: str, language_tag: str
) -> str:
    """What is indexed of an article.

    Args:
        article: the article.
        names: its facets.
        body: its body's HTML.
        language_tag: of its language.

    Returns:
        HTML.
    """
    meta = {"type": article.type.key, "status": "".join(names.get("status", ()))}
    if article.modified:
        meta["date"] = article.modified.date().isoformat()
    described = "".join(
        f'<i data-pagefind-meta="{key}[data-v]" data-v="{escape(value)}"></i>'
        for key, value in meta.items()
        if value
    )
    keywords = " ".join(
        dict.fromkeys(
            (
                article.internal_reference,
                article.id,
                *names.get("module", ()),
                *article.tags,
                *_GLUED_CODE.findall(article.body),
            )
        )
    ).strip()
    return (
        f'<!doctype html><html lang="{language_tag}"><body><div data-pagefind-body>'
        f"<h1>{escape(article.title)}</h1>{_PERMALINK.sub('', body)}"
        f'<p data-pagefind-weight="{_KEYWORD_WEIGHT}">{escape(keywords)}</p></div>'
        f"{described}</body></html>"
    )
