"""What the edge function knows: the resolver's tables, packed.

What the function can work out itself is left out: an article's URL and slug key follow from one line,
so that 12,000 articles take a few hundred kilobytes compressed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mkdocs_help_center.redirects.index import Destination, Index
from mkdocs_help_center.redirects.rules import Compiled
from mkdocs_help_center.redirects.table import RedirectTable
from mkdocs_help_center.redirects.urls import slug_key


class _Numbers:
    """Numbers of destinations in the order in which the function meets them."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def add(self, destination: Destination) -> None:
        self._numbers[id(destination)] = len(self._numbers)

    def __contains__(self, destination: Destination) -> bool:
        return id(destination) in self._numbers

    def of(self, destination: Destination | None) -> int:
        return -1 if destination is None else self._numbers[id(destination)]


def edge_map(table: RedirectTable) -> dict[str, Any]:
    """The map as JSON values; its shape is what ``edge/resolver.js`` reads."""
    resolver = table.resolver
    index, numbers = resolver.index, _Numbers()
    suffix = "/" if index.directory_urls else ".html"
    articles = _articles(index, numbers, suffix)
    others = _others(index, numbers)
    compiled = [rule for rules in (resolver.rules, resolver.moved) for rule in _all(rules)]
    named = (index.ids, index.short_ids, index.group_ids)
    later = [item for names in named for item in names.values()]
    later += [rule.destination for rule in compiled if rule.destination is not None]
    later += [rule.destination for rule in resolver.replaced.values() if rule.destination]
    for destination in later:
        if destination not in numbers:
            numbers.add(destination)
            others.append(_other("d", destination, index.codes))
    pages = {page.source: page.url for page in table.gone}
    return {
        "base": table.settings.base_path,
        "codes": list(index.codes),
        "default": index.default,
        "suffix": suffix,
        "prefixes": [prefix.lower() for prefix in table.settings.prefixes],
        "sections": dict(resolver.reader.sections),
        "articles": "\n".join(articles),
        "others": "\n".join(others),
        "ids": _names(_extra_ids(index, articles), numbers),
        "shortIds": _names(
            {name: (found,) for name, found in index.short_ids.items() if name not in index.ids},
            numbers,
        ),
        "groupIds": _names({name: (found,) for name, found in index.group_ids.items()}, numbers),
        "slugs": _names(_extra_slugs(index), numbers),
        "legacySlugs": _names(index.legacy_slugs, numbers),
        "rules": _rules(resolver.rules, numbers, pages),
        "moved": _rules(resolver.moved, numbers, pages),
        **_gone(table, numbers),
    }


def _all(rules: Mapping[str, Sequence[Compiled]]) -> Iterable[Compiled]:
    return (rule for found in rules.values() for rule in found)


def _articles(index: Index, numbers: _Numbers, suffix: str) -> list[str]:
    """One line a text whose articles share a section: section, ids, a slug for each locale."""
    ids: dict[int, list[str]] = {}
    for name, destination in index.ids.items():
        if not set(name) & set(" \t\n"):
            ids.setdefault(id(destination), []).append(name)
    lines: list[str] = []
    for destination in dict.fromkeys(index.of_article.values()):
        parts = [url.removesuffix(suffix).split("/") for url in destination.urls]
        sections = {part[1] for part in parts if len(part) == 3}
        if len(sections) != 1:
            continue
        numbers.add(destination)
        slugs = [part[2] if len(part) == 3 else "" for part in parts]
        names = " ".join(ids.get(id(destination), ()))
        lines.append("\t".join([sections.pop(), names, *slugs]))
    return lines


def _others(index: Index, numbers: _Numbers) -> list[str]:
    """Texts whose articles are in several sections, and every page that is no article."""
    lines: list[str] = []
    for destination in dict.fromkeys(index.of_article.values()):
        if destination not in numbers:
            numbers.add(destination)
            lines.append(_other("a", destination, index.codes))
    for destination in dict.fromkeys(index.exact.values()):
        if destination not in numbers:
            numbers.add(destination)
            lines.append(_other("p", destination, index.codes))
    return lines


def _other(kind: str, destination: Destination, codes: Sequence[str]) -> str:
    rests = {
        url[len(code) + 1 :] if url.startswith(f"{code}/") else None
        for code, url in zip(codes, destination.urls, strict=True)
    }
    only = rests.pop() if len(rests) == 1 else None
    if only is not None:
        return "\t".join([f"{kind}*", destination.neutral, only])
    return "\t".join([kind, destination.neutral, *destination.urls])


def _extra_ids(index: Index, articles: Sequence[str]) -> dict[str, tuple[Destination, ...]]:
    written = {name for line in articles for name in line.split("\t", 2)[1].split(" ")}
    return {name: (found,) for name, found in index.ids.items() if name not in written}


def _extra_slugs(index: Index) -> dict[str, tuple[Destination, ...]]:
    """Slug keys that do not follow from an article's line."""
    derived: dict[str, Destination] = {}
    suffix = "/" if index.directory_urls else ".html"
    for destination in dict.fromkeys(index.of_article.values()):
        for number, url in enumerate(destination.urls):
            if url and len({part.split("/")[1] for part in destination.urls if part}) == 1:
                key = f"{number}/{slug_key(url.removesuffix(suffix).rpartition('/')[2])}"
                derived.setdefault(key, destination)
    return {
        key: found
        for key, found in index.slugs.items()
        if len(found) > 1 or derived.get(key) is not found[0]
    }


def _names(names: Mapping[str, Sequence[Destination]], numbers: _Numbers) -> str:
    """Lines of a name and its destinations; a name that holds a line end or a tab fits no URL."""
    return "\n".join(
        f"{name}\t{' '.join([str(numbers.of(item)) for item in found])}"
        for name, found in names.items()
        if found and "\t" not in name and "\n" not in name
    )


def _rules(
    rules: Mapping[str, Sequence[Compiled]], numbers: _Numbers, pages: Mapping[str, str]
) -> dict[str, Any]:
    return {
        key: [_rule(rule, numbers, pages) for rule in found]
        for key, found in rules.items()
        if found
    }


def _rule(rule: Compiled, numbers: _Numbers, pages: Mapping[str, str]) -> dict[str, Any]:
    return {
        "page": pages.get(rule.rule.source, ""),
        "to": numbers.of(rule.destination),
        "locale": rule.locale,
        "external": rule.external,
        "fragment": rule.fragment,
        "required": sorted(rule.required),
        "wanted": rule.wanted,
        "status": rule.status,
    }


def _gone(table: RedirectTable, numbers: _Numbers) -> dict[str, Any]:
    """Archived articles: their successors, or their pages."""
    resolver = table.resolver
    index = resolver.index
    pages = {page.source: page.url for page in table.gone}
    order: dict[str, int] = {}
    items: list[dict[str, Any]] = []
    for gone in (*index.gone_ids.values(), *index.gone_slugs.values()):
        source = gone.article.source
        if source in order:
            continue
        order[source] = len(items)
        rule = resolver.replaced.get(source)
        item: dict[str, Any] = {"locale": gone.locale}
        if rule is not None:
            item["rule"] = _rule(rule, numbers, {})
        if source in pages:
            item["page"] = pages[source]
        items.append(item)
    return {
        "gone": items,
        "goneIds": {key: order[found.article.source] for key, found in index.gone_ids.items()},
        "goneSlugs": {key: order[found.article.source] for key, found in index.gone_slugs.items()},
    }
