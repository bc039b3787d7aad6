"""What is wrong with old URLs as a whole: published ones that lead nowhere, legacy slugs of two articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.redirects.ledger import Ledger
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.slug_names import legacy_slugs
from mkdocs_help_center.redirects.urls import slug_key


def check_ledger(ledger: Ledger, resolver: Resolver) -> Iterator[Problem]:
    """Published URLs that lead nowhere now."""
    for entry in ledger.entries:
        if entry.url[1:] in resolver.index.exact or resolver.resolve(entry.url).status != 404:
            continue
        near = resolver.nearest(entry.url, None, 1)
        hint = f"add 'redirectFrom: {entry.url}' to the article that took its place"
        hint += f" ('{near[0]}'?)" if near else ", or a rule with 'status: 410' if it is gone"
        message = f"'{entry.url}' was published and leads nowhere now"
        yield Problem(ledger.path, entry.line, 1, "url-vanished", message, hint, Severity.ERROR)


def check_legacy_slugs(resolver: Resolver, articles: Iterable[Article]) -> Iterator[Problem]:
    """Legacy slugs of ``articles`` that lead to another article, so that old bookmarks do."""
    for article in articles:
        for raw in legacy_slugs(article):
            key = slug_key(raw)
            if not key or key == article.slug:
                continue
            found = resolver.resolve(f"/{article.locale}/{article.section}/{raw}")
            other = found.article
            if (
                other is not None
                and resolver.index.of_article[other.source]
                is not (resolver.index.of_article[article.source])
            ):
                message = f"legacySlug '{raw}' leads to '{other.path}' by its {found.how.value}"
                hint = "take it out here, or there"
                line = article.line("legacySlug")
                yield Problem(article.path, line, 1, "legacy-slug-taken", message, hint)
