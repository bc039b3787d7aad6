"""Articles that could be taken for each other, and articles that nothing leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import site_check
from mkdocs_help_center.checks.site import CheckedSite, SiteFinding
from mkdocs_help_center.checks.subject import Finding
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.pages.references import find_article


@site_check(Severity.INFO)
def duplicate_title(site: CheckedSite) -> Iterator[SiteFinding]:
    """Two articles of a section or track have different titles, so that readers can choose.

    Bad: ``title: Support`` in two tutorials
    Good: ``title: Support in Brazil`` and ``title: Support in Chile``
    """
    titles: dict[tuple[str, ...], list[Article]] = defaultdict(list)
    for article in site.center.catalog.articles:
        titles[_titled(article)].append(article)
    for article in site.articles:
        same = titles[_titled(article)]
        if len(same) > 1 and article is not same[0]:
            finding = Finding(article.line("title"), 1, f"'{same[0].path}' has the same title",
                              "say in the title what is different")  # fmt: skip
            yield SiteFinding(article, finding)


def _titled(article: Article) -> tuple[str, ...]:
    # A track's steps are read one after the other: "Overview" may be in each of several tracks.
    return article.locale, article.section, article.text("trackId"), article.title.casefold()


@site_check(Severity.INFO)
def orphan(site: CheckedSite) -> Iterator[SiteFinding]:
    """Some other article links to an article, so that readers find it while they read.

    Bad: an article that only lists and the search lead to
    Good: an article that its neighbours link to
    """
    if site.only is not None:
        return  # It takes the links of all articles.
    linked = {target.source for article, link in site.links()
              if (target := site.linked(link)) is not None and target is not article}  # fmt: skip
    named = {
        found.source
        for article in site.articles
        for reference in article.see_also
        if (found := find_article(site.center, reference, article)) is not None
    }
    for article in site.articles:
        # News and known issues are read from their lists.
        listed = article.type.timeline or article.type.key in ("knownIssue", "trackArticle")
        if article.source not in linked | named and not listed:
            finding = Finding(
                1, 1, "no other article links to this one", "link to it, or add it to a 'seeAlso'"
            )
            yield SiteFinding(article, finding)
