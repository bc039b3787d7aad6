"""What search engines and social networks are told about a page (https://schema.org, https://ogp.me)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mkdocs_help_center.markdown import Rendered
from mkdocs_help_center.pages.social_cards import card_path
from mkdocs_help_center.pages.views import ArticleView, HomeView, Link, View

if TYPE_CHECKING:
    from mkdocs_help_center.content.article import Article
    from mkdocs_help_center.pages.help_center import HelpCenter

#: News and reports; everything else in a help center explains how something works.
_ARTICLES = frozenset({"announcement", "blogPost", "releaseNote", "incident"})
#: Characters of an answer in a FAQPage; results show fewer, and every page carries them.
_ANSWER = 1500

Node = dict[str, Any]


def with_head(center: HelpCenter, view: View) -> View:
    """``view`` with its social card and its structured data: what it brings itself as ``head["nodes"]``,
    what is known of a home, and the way to it.
    """
    head: dict[str, object] = {"image": _card(center, view), **view.head}
    own = head.pop("nodes", ())
    nodes: list[Node] = [*own] if isinstance(own, tuple) and not view.noindex else []
    if isinstance(view, HomeView):
        nodes.append(_web_site(center, view))
    if view.breadcrumbs and not view.noindex and view.canonical:
        nodes.append(_breadcrumbs(center, view))
    if nodes:
        head["json_ld"] = _graph(nodes)
    return replace(view, head=head)


def article_head(
    center: HelpCenter, article: Article, rendered: Rendered, view: ArticleView
) -> Mapping[str, object]:
    """What stands in the head of an article's page besides what every page has."""
    image = _card(center, view)
    head: dict[str, object] = {"image": image}
    if not view.noindex and view.canonical:
        nodes = [_article(center, article, rendered, view, image), _breadcrumbs(center, view)]
        head["json_ld"] = _graph(nodes)
    return head


def _graph(nodes: Sequence[Node]) -> Node:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def _card(center: HelpCenter, view: View) -> str:
    path = card_path(center, view.locale, view.section)
    return center.site.absolute(center.url(path)) if path else ""


def _article(
    center: HelpCenter, article: Article, rendered: Rendered, view: ArticleView, image: str
) -> Node:
    language = center.site.locale(article.locale).language_tag
    node: Node = {
        "@type": "Article" if article.type.key in _ARTICLES else "TechArticle",
        "headline": article.title[:110],
        "description": view.description,
        "inLanguage": language,
        "url": view.canonical,
        "mainEntityOfPage": view.canonical,
        "publisher": {"@type": "Organization", "name": center.site.name_in(article.locale)},
    }
    if article.type.key == "frequentlyAskedQuestion":
        answer = {"@type": "Answer", "text": rendered.text.strip()[:_ANSWER]}
        question = {"@type": "Question", "name": article.title, "acceptedAnswer": answer}
        node |= {"@type": "FAQPage", "name": article.title, "mainEntity": [question]}
    node["datePublished"] = _moment(article.date)
    node["dateModified"] = _moment(article.modified)
    node["image"] = image
    return {key: value for key, value in node.items() if value}


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _breadcrumbs(center: HelpCenter, view: View) -> Node:
    trail = [*view.breadcrumbs, Link(view.title, view.url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": link.title,
                "item": center.site.absolute(link.url),
            }
            for number, link in enumerate(trail, 1)
        ],
    }


def _web_site(center: HelpCenter, view: View) -> Node:
    node: Node = {
        "@type": "WebSite",
        "name": center.site.name_in(view.locale),
        "url": view.canonical or view.url,
        "inLanguage": center.site.locale(view.locale).language_tag,
    }
    if search := center.site.search_url(view.locale):
        target = f"{center.site.absolute(search)}?q={quote('{')}q{quote('}')}"
        node["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target.replace("%7Bq%7D", "{q}")},
            "query-input": "required name=q",
        }
    return node
