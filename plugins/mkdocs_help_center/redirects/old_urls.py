"""Testing a list of old URLs: an access log, a CSV file, or one URL a line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mkdocs_help_center.redirects.model import How
from mkdocs_help_center.redirects.resolver import Resolver

#: A request line of the common and combined log formats.
_LOG = re.compile(r'"(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) (\S+)(?: HTTP/[0-9.]+)?"')
_URL = re.compile(r"(?:https?://|/)\S*")
_COLUMNS = ("url", "from", "source", "path", "old", "request")
_EXPECTED = ("to", "target", "expected", "new")
_MAX_LINE = 65_536


@dataclass(frozen=True, slots=True)
class OldUrl:
    """A URL of a list; ``expected`` is where it should lead, where the list says so."""

    url: str
    line: int
    expected: str = ""


@dataclass
class UrlReport:
    """What became of a list.

    Attributes:
        asked: URLs read, repetitions counted.
        outcomes: how many were a page, redirected, gone, of another site, or missed.
        misses: URLs that lead nowhere, the most frequent first.
        elsewhere: URLs that lead to another place than the list says, and that place.
        chains: URLs whose target redirects again (always none, or the table is at fault).
    """

    asked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    elsewhere: list[tuple[OldUrl, str]] = field(default_factory=list)
    chains: list[str] = field(default_factory=list)


def read_urls(lines: Iterable[str]) -> Iterator[OldUrl]:
    """The URLs in a text of any of the three kinds; lines without one are passed over."""
    column, expected = 0, -1
    for number, line in enumerate(lines, 1):
        line = line.strip().removeprefix("\ufeff")
        if not line or line.startswith("#") or len(line) > _MAX_LINE:
            continue
        if match := _LOG.search(line):
            yield OldUrl(match[1], number)
            continue
        cells = _cells(line)
        names = [cell.strip().lower() for cell in cells]
        if number == 1 and (found := [name for name in names if name in _COLUMNS]):
            column = names.index(found[0])
            expected = next((names.index(name) for name in names if name in _EXPECTED), -1)
            continue
        url = cells[column].strip() if column < len(cells) else ""
        if _URL.match(url):
            target = cells[expected].strip() if 0 <= expected < len(cells) else ""
            yield OldUrl(url, number, target)


def _cells(line: str) -> list[str]:
    delimiter = max(",;\t", key=line.count)
    if delimiter not in line:
        return [line]
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return [line]


def check_urls(resolver: Resolver, urls: Iterable[OldUrl]) -> UrlReport:
    """Resolve every URL of a list."""
    report = UrlReport()
    for old in urls:
        report.asked += 1
        found = resolver.resolve(old.url)
        if found.status == 200:
            report.outcomes["page"] += 1
        elif found.status == 404:
            report.outcomes["miss"] += 1
            report.misses[old.url] += 1
            continue
        elif found.status == 410:
            report.outcomes["gone"] += 1
        elif found.how is How.FOREIGN or not found.path:
            report.outcomes["other site"] += 1
        else:
            report.outcomes["redirect"] += 1
            again = resolver.resolve(resolver.settings.base_path + found.path)
            if again.status != 200:
                report.chains.append(old.url)
        if old.expected and not _same(resolver, found.path or found.url, old.expected):
            report.elsewhere.append((old, found.url))
    return report


def _same(resolver: Resolver, found: str, expected: str) -> bool:
    """Whether a place is what the list means, in whatever form that is written."""
    wanted = resolver.resolve(expected)
    return found == (wanted.path or wanted.url)
