"""A page at every old URL, for hosts that redirect nothing: canonical link, refresh, a link.

Such a page cannot see a query, so that ``?locale=`` has no effect; its status is 200.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urljoin

from markupsafe import escape

from mkdocs_help_center.redirects.model import Redirect
from mkdocs_help_center.redirects.table import RedirectTable

#: What file systems take as one name (ext4, APFS, NTFS).
_MAX_NAME = 255
_UNSAFE = frozenset('\\:*?"<>|') | {chr(code) for code in range(32)}

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="0; url={target}">
<p><a href="{target}">{title}</a></p>
</html>
"""


def render_html_pages(table: RedirectTable) -> dict[str, str]:
    """One ``index.html`` for each old path, by its path in the site; real pages stay."""
    pages: dict[str, str] = {}
    taken = {path.lower() for path in table.resolver.index.exact}
    for redirect, path in _paths(table):
        if path.lower() + "/" in taken or path.lower() in taken:
            continue
        taken.add(path.lower())
        pages[f"{path}/index.html"] = _page(redirect, table)
    return pages


def _paths(table: RedirectTable) -> Iterator[tuple[Redirect, str]]:
    """Redirects without a query, and the folder that their page would be in."""
    for redirect in table.redirects:
        if "?" in redirect.source or not redirect.target:
            continue
        path = unquote(redirect.source).strip("/")
        names = path.split("/")
        if _UNSAFE & set(path) or any(name in ("", ".", "..") for name in names):
            continue
        if all(len(name.encode()) <= _MAX_NAME and name == name.strip(" .") for name in names):
            yield redirect, path


def _page(redirect: Redirect, table: RedirectTable) -> str:
    resolver = table.resolver
    path = redirect.target.partition("#")[0].removeprefix(table.settings.base_path)
    article = resolver.catalog.by_url.get(path)
    locale = article.locale if article else path.partition("/")[0]
    language = locale if locale in resolver.index.codes else resolver.catalog.default.code
    canonical = urljoin(table.settings.site_url, redirect.target)
    return _PAGE.format(
        language=escape(language.replace("_", "-")),
        title=escape(article.title if article else redirect.target),
        canonical=escape(canonical.partition("#")[0]),
        target=escape(redirect.target),
    )
