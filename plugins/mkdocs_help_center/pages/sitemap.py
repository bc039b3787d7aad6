"""Sitemaps: an index, and one file a locale with each page's translations and last change.

Source: https://www.sitemaps.org/protocol.html and Google's ``xhtml:link`` extension for languages.
MkDocs' own sitemap dates every page by the build and names hidden ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.pages.page import GeneratedPage

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: The protocol's limits are 50,000 URLs and 50 MB a file; translations make entries long.
MAX_URLS = 10_000


def sitemaps(
    pages: Iterable[GeneratedPage], locales: Sequence[Locale], site_url: str
) -> Mapping[str, str]:
    """The site's sitemap files by path; empty where the site has no URL, since a sitemap's must be
    absolute.
    """
    if not site_url:
        return {}
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    tags = {locale.code: locale.language_tag for locale in locales}
    files: dict[str, str] = {}
    listed = [page for page in pages if page.listed]
    for locale in locales:
        own = [page for page in listed if page.locale == locale.code]
        for start in range(0, len(own), MAX_URLS):
            number = start // MAX_URLS
            name = f"{locale.code}/sitemap{f'-{number + 1}' if number else ''}.xml"
            files[name] = _urlset(own[start : start + MAX_URLS], tags, base, locales[0].code)
    names = sorted(files)
    entries = "".join(f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in names)
    files["sitemap.xml"] = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{entries}</sitemapindex>\n"
    )
    return files


def sitemap_files(center: HelpCenter) -> Mapping[str, str]:
    """The site's sitemaps; none for a preview, which must not be indexed."""
    if center.options.preview:
        return {}
    files = sitemaps(center.pages, center.catalog.locales, center.options.site_url)
    # The index names those of languages that are built elsewhere, too.
    return {name: text for name, text in files.items() if center.builds(name)}


def _urlset(
    pages: Sequence[GeneratedPage], tags: Mapping[str, str], base: str, default: str
) -> str:
    body = "".join(_entry(page, tags, base, default) for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{body}</urlset>\n"
    )


def _entry(page: GeneratedPage, tags: Mapping[str, str], base: str, default: str) -> str:
    lines = [f"<url><loc>{escape(base + page.url)}</loc>"]
    if page.modified:
        lines.append(f"<lastmod>{page.modified.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>")
    if len(page.alternates) > 1:
        languages = [(tags.get(locale, locale), url) for locale, url in page.alternates.items()]
        # As in the page itself: readers of another language are given the default one's.
        if default in page.alternates:
            languages.append(("x-default", page.alternates[default]))
        for tag, url in languages:
            lines.append(
                f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)}'
                f" href={quoteattr(base + url)}/>"
            )
    return "".join(lines) + "</url>\n"
