"""The ledger: every URL ever published, so that none dies unnoticed.

A text file under the content's data folder, one line a URL, sorted, so that merges are plain. An
article's line names its identities after tabs (what its short link has or had, the last one now): when
the slug changes, the old URL still knows its article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.redirects.index import Index
from mkdocs_help_center.redirects.model import Kind, Origin, Rule

#: A later page of a list or a selection from it: they come and go with what is in the list.
_PART = re.compile(
    r"(.+/a-z/)[^/]+/(?:page/[0-9]+/)?"
    r"|(.+?/)(?:(?:page|action|channel|domain|issue|module|symptom|tag|team|type|year)/[^/]+/)+"
)

HEADER = (
    "# Every URL that this site has published. 'help-center urls record' adds to it; "
    "never delete a line.\n"
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A published URL, root-relative without base path; ``identities`` are none for what is no article."""

    url: str
    identities: tuple[str, ...] = ()
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Its identities within its language."""
        locale = self.url[1:].partition("/")[0]
        return tuple(f"{locale}/{identity}" for identity in self.identities)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file as read. ``path`` is how problems name it."""

    path: str
    entries: tuple[LedgerEntry, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_ledger(file: Path, path: str) -> Ledger:
    """Read a ledger; a site that has none yet has an empty one."""
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return Ledger(path)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        return Ledger(path, (), (Problem(path, 1, 1, "ledger", message, "", Severity.ERROR),))
    entries: list[LedgerEntry] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        url, *identities = line.split("\t")
        if not url.startswith("/") or " " in url or len(line) > 4096:
            shown = line if len(line) < 60 else line[:60] + "…"
            hint = "'help-center urls record' writes it: a path, a tab, an identity"
            problems.append(
                Problem(path, number, 1, "ledger", f"'{shown}' is no URL", hint, Severity.ERROR)
            )
            continue
        names = tuple(name.strip() for name in identities if name.strip())
        entries.append(LedgerEntry(url, names, number))
    return Ledger(path, tuple(entries), tuple(problems))


def moved_rules(ledger: Ledger, index: Index) -> list[Rule]:
    """A rule for every published URL that is no page any more, but whose article still has one."""
    articles = _articles(ledger, index)
    rules: list[Rule] = []
    for entry in ledger.entries:
        if entry.url[1:] in index.exact:
            continue
        target = next((articles[name] for name in entry.names if name in articles), None)
        part = _PART.fullmatch(entry.url[1:])
        if target is None and part and (whole := part[1] or part[2]) in index.exact:
            target = f"/{whole}"
        if target is not None:
            origin = Origin(Kind.MOVED, ledger.path, entry.line)
            rules.append(Rule(entry.url, target, 301, origin))
    return rules


def _articles(ledger: Ledger, index: Index) -> dict[str, str]:
    """For every identity in the ledger the present URL of its article, if there is one.

    An identity made from a file's name changes with it; URLs that had both tell that they are one.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    found: dict[str, str] = {}
    for entry in ledger.entries:
        alive = entry.url[1:] in index.exact
        for name in entry.names:
            neighbours[name].update(entry.names)
            locale, _, identity = name.partition("/")
            if alive:
                found.setdefault(name, entry.url)
            elif identity in index.short_ids:
                found.setdefault(name, f"/{locale}/a/{identity}")
    waiting = list(found)
    while waiting:
        name = waiting.pop()
        for other in neighbours[name] - found.keys():
            found[other] = found[name]
            waiting.append(other)
    return found


def record(ledger: Ledger, index: Index, known_urls: Iterable[str] = ()) -> str:
    """The ledger's text with every present URL added; no line is lost, two runs give the same."""
    lines = {entry.url: entry.identities for entry in ledger.entries}
    for url in (*index.exact, *known_urls):
        if not url.endswith("404.html"):
            lines.setdefault("/" + url.lstrip("/"), ())
    for article in index.catalog.articles:
        url, identity = "/" + article.url, index.short_id(article)
        earlier = tuple(name for name in lines[url] if name != identity)
        lines[url] = (*earlier, identity)
    return HEADER + "".join("\t".join([url, *lines[url]]) + "\n" for url in sorted(lines))
