"""Netlify's ``_redirects``: https://docs.netlify.com/routing/redirects/.

First match wins, so conditions come before the plain rule for the same path. Rules are forced, since an
old URL must not show a stale file. A trailing slash does not count, case does. 307 is not supported
and becomes 302; 410 is not documented, so that an archived article's page comes with 404 where the
edge function did not answer before.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_help_center.redirects.model import Kind, Redirect
from mkdocs_help_center.redirects.table import RedirectTable

_STATUSES = {307: 302, 308: 301}
#: Placeholders of the format; a source with one of these is left to the edge function.
_PLACEHOLDERS = frozenset(":*")


def render_netlify(table: RedirectTable) -> dict[str, str]:
    """The file, most deliberate rules first, cut at the settings' ``netlify_rules``."""
    lines = list(netlify_rules(table))
    return {"_redirects": "".join(f"{line}\n" for line in lines)}


def netlify_rules(table: RedirectTable) -> Iterator[str]:
    """The rules in their order, one a line."""
    fixed_before = list(_languages(table))
    fixed_after = [*_renamed_sections(table), *_not_found(table)]
    room = table.settings.netlify_rules - len(fixed_before) - len(fixed_after)
    yield from fixed_before
    yield from _by_path(table, max(room, 0))
    yield from fixed_after


def left_out(table: RedirectTable) -> int:
    """How many redirects found no room and are the edge function's alone."""
    wanted = sum(1 for _ in _candidates(table))
    room = table.settings.netlify_rules - sum(1 for _ in _languages(table))
    room -= sum(1 for _ in _renamed_sections(table)) + sum(1 for _ in _not_found(table))
    return max(wanted - max(room, 0), 0)


def _languages(table: RedirectTable) -> Iterator[str]:
    """Netlify picks by its cookie ``nf_lang``, then by ``Accept-Language``."""
    base = table.settings.base_path.rstrip("/")
    for choice in table.languages:
        source = base + choice.source
        for code, target in choice.targets.items():
            yield f"{source} {target} 302! Language={code.replace('_', '-').lower()}"
        yield f"{source} {choice.default} 302!"


def _by_path(table: RedirectTable, room: int) -> Iterator[str]:
    """As many redirects as there is room for; those with a query before others of their path."""
    chosen: list[Redirect] = []
    for redirect in _candidates(table):
        if len(chosen) >= room:
            break
        chosen.append(redirect)
    chosen.sort(key=lambda item: "?" not in item.source)
    for redirect in chosen:
        yield _line(redirect, table)


def _line(redirect: Redirect, table: RedirectTable) -> str:
    base = table.settings.base_path.rstrip("/")
    path, _, query = redirect.source.partition("?")
    parts = [base + path, *query.split("&")] if query else [base + path]
    if redirect.status == 410:
        page = table.gone_page(path)
        return " ".join(
            [*parts, f"{base}/{page}index.html" if page else f"{base}/404.html", "404!"]
        )
    status = _STATUSES.get(redirect.status, redirect.status)
    return " ".join([*parts, redirect.target, f"{status}!"])


def _candidates(table: RedirectTable) -> Iterator[Redirect]:
    """Redirects that the format can say and that a general rule does not."""
    pages = table.resolver.index.exact
    covered = _covered(table)
    for redirect in table.redirects:
        path = redirect.source.partition("?")[0]
        bare = path.strip("/")
        if bare + "/" in pages or bare in pages:
            continue
        query = redirect.source.partition("?")[2]
        if _PLACEHOLDERS & set(path) or not all("=" in part for part in query.split("&") if part):
            continue
        is_slug = redirect.origin.kind is Kind.SLUG
        if is_slug and redirect.target == covered.get(redirect.source):
            continue
        yield redirect


def _covered(table: RedirectTable) -> dict[str, str]:
    """Old URLs that :func:`_renamed_sections` serves, and where it leads them."""
    base = table.settings.base_path
    found: dict[str, str] = {}
    names = _old_names(table)
    for article in table.resolver.catalog.articles:
        for name in names.get(article.section, ()):
            found[f"/{article.locale}/{name}/{article.slug}"] = base + article.url
    return found


def _old_names(table: RedirectTable) -> dict[str, list[str]]:
    """Today's section → its names in old URLs, with the prefixes that meant nothing."""
    sections = table.resolver.reader.sections
    present = {article.section for article in table.resolver.catalog.articles}
    names: dict[str, list[str]] = {}
    for old, section in sections.items():
        if section in present:
            forms = [old, *(f"{prefix}/{old}" for prefix in table.settings.prefixes)]
            names.setdefault(section, []).extend(form for form in forms if form != section)
    return names


def _renamed_sections(table: RedirectTable) -> Iterator[str]:
    """One rule for all articles of a section that was called otherwise, where the slug stayed."""
    if not table.resolver.index.directory_urls:
        return
    base = table.settings.base_path.rstrip("/")
    for code in table.resolver.index.codes:
        for section, names in _old_names(table).items():
            for name in names:
                yield f"{base}/{code}/{name}/:slug {base}/{code}/{section}/:slug/ 301"


def _not_found(table: RedirectTable) -> Iterator[str]:
    """A 404 page in the language of the path."""
    base = table.settings.base_path.rstrip("/")
    for code in table.resolver.index.codes:
        if f"{code}/404.html" in table.resolver.index.exact:
            yield f"{base}/{code}/* {base}/{code}/404.html 404"
