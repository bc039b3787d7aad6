"""The ledger: every URL ever published, so that none dies unnoticed.

A text file under the content's data folder, one line a URL, sorted, so that merges are plain. An
article's line names its identity after a tab (what its short link has): when the slug changes, the old
URL still knows its article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.redirects.index import Index
from mkdocs_help_center.redirects.model import Kind, Origin, Rule

HEADER = (
    "# Every URL that this site has published. 'help-center urls record' adds to it; "
    "never delete a line.\n"
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A published URL, root-relative without base path; ``identity`` is empty for what is no article."""

    url: str
    identity: str
    line: int = 0


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
        url, _, identity = line.partition("\t")
        if not url.startswith("/") or " " in url or len(line) > 4096:
            shown = line if len(line) < 60 else line[:60] + "…"
            hint = "'help-center urls record' writes it: a path, a tab, an identity"
            problems.append(
                Problem(path, number, 1, "ledger", f"'{shown}' is no URL", hint, Severity.ERROR)
            )
            continue
        entries.append(LedgerEntry(url, identity.strip(), number))
    return Ledger(path, tuple(entries), tuple(problems))


def moved_rules(ledger: Ledger, index: Index) -> list[Rule]:
    """A rule for every published URL that is no page any more, but whose article still has one.

    An identity made from a file's name changes with it; where one of its URLs is still a page, the
    other ones follow that page.
    """
    living: dict[str, str] = {}
    for entry in ledger.entries:
        if entry.identity and entry.url[1:] in index.exact:
            living.setdefault(f"{_locale(entry.url)}/{entry.identity}", entry.url)
    rules: list[Rule] = []
    for entry in ledger.entries:
        if not entry.identity or entry.url[1:] in index.exact:
            continue
        locale = _locale(entry.url)
        if entry.identity in index.short_ids:
            target = f"/{locale}/a/{entry.identity}"
        elif (page := living.get(f"{locale}/{entry.identity}")) is not None:
            target = page
        else:
            continue
        origin = Origin(Kind.MOVED, ledger.path, entry.line)
        rules.append(Rule(entry.url, target, 301, origin))
    return rules


def _locale(url: str) -> str:
    return url[1:].partition("/")[0]


def record(ledger: Ledger, index: Index, known_urls: Iterable[str] = ()) -> str:
    """The ledger's text with every present URL added; no line is lost, two runs give the same."""
    lines = {entry.url: entry.identity for entry in ledger.entries}
    for url in index.exact:
        lines.setdefault("/" + url, "")
    for url in known_urls:
        lines.setdefault("/" + url.lstrip("/"), "")
    for article in index.catalog.articles:
        lines["/" + article.url] = index.short_id[article.source]
    body = (f"{url}\t{identity}".rstrip("\t") + "\n" for url, identity in sorted(lines.items()))
    return HEADER + "".join(body)
