"""What an access log says of a help center: reads, missing pages, referrers. No cookies, no people.

Read are the *common* and *combined* formats that Apache, nginx and most hosts write
(https://httpd.apache.org/docs/current/logs.html), and lines of JSON with the usual names. Addresses of
readers are never looked at.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINE = re.compile(
    r'^\S+ \S+ .*?\[[^\]]*\] "(?P<method>[A-Z]+) (?P<path>\S+)[^"]*" (?P<status>\d{3}) \S+'
    r'(?: "(?P<referrer>[^"]*)" "(?P<agent>[^"]*)")?'
)
_ROBOT = re.compile(
    r"bot\b|spider|crawl|slurp|preview|monitor|curl|wget|python|headless", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:css|js|mjs|png|jpe?g|gif|svg|webp|ico|woff2?|map|json|xml|txt|pf_\w+|pagefind)$"
)
# As in pages/support_urls.py: the form, one for each region, and what comes after it.
_CONTACT = re.compile(r"/contact(?:/(?!thanks|solved)[^/?#]+)?/?(?:[?#]|$)")
_SENT = re.compile(r"/contact/thanks(?:/[^/]+)?/?$")
_SOLVED = re.compile(r"/contact/solved/?$")
#: A line longer than this is no request of a browser.
MAX_LINE = 16_384


@dataclass(frozen=True, slots=True)
class Request:
    """One line: the path without query, decoded, the page before, whether a program rather than a
    reader asked, and whether a form was sent.
    """

    path: str
    status: int
    referrer: str = ""
    robot: bool = False
    sent: bool = False


@dataclass
class LogStatistics:
    """Counts by path: ``reads`` of pages, ``missing`` ones, with the pages that lead there; reads that
    come ``from_contact``, where a reader was about to write to support; referring hosts; lines that
    were none. ``contact`` is how often the form was opened, a request was sent, and a reader said
    "this solved it" instead.
    """

    reads: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    from_contact: Counter[str] = field(default_factory=Counter)
    contact: Counter[str] = field(default_factory=Counter)
    missing_from: dict[str, Counter[str]] = field(default_factory=dict)
    referrers: Counter[str] = field(default_factory=Counter)
    robots: int = 0
    unreadable: int = 0


def read_requests(path: Path) -> Iterator[Request | None]:
    """Requests of a log, plain or gzipped; None for each line that is none.

    Raises:
        OSError: the file cannot be read.
    """
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
        for line in stream:
            text = line.decode("utf-8", "replace").strip()
            if text:
                yield parse_line(text) if len(text) <= MAX_LINE else None


def parse_line(line: str) -> Request | None:
    """One line of a log."""
    if line.startswith("{"):
        return _parse_json(line)
    match = _LINE.match(line)
    if match is None or match["method"] not in ("GET", "HEAD", "POST"):
        return None
    referrer, agent = match["referrer"] or "", match["agent"] or ""
    return _request(match["path"], match["status"], referrer, agent, match["method"])


def _parse_json(line: str) -> Request | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None

    def text(*names: str) -> str:
        return next((str(row[name]) for name in names if row.get(name) is not None), "")

    path = text("path", "uri", "url", "request_uri", "requestPath", "ClientRequestURI")
    status = text("status", "status_code", "statusCode", "EdgeResponseStatus")
    if not path or not status.isdigit():
        return None
    agent = text("user_agent", "userAgent", "http_user_agent", "agent", "ClientRequestUserAgent")
    referrer = text("referrer", "referer", "http_referer", "ClientRequestReferer")
    method = text("method", "request_method", "requestMethod", "ClientRequestMethod")
    return _request(path, status, referrer, agent, method)


def _request(path: str, status: str, referrer: str, agent: str, method: str) -> Request | None:
    try:
        parts = urlsplit(path)
    except ValueError:
        return None
    return Request(
        unquote(parts.path) or "/",
        int(status),
        "" if referrer == "-" else referrer,
        bool(_ROBOT.search(agent)),
        method == "POST",
    )


def summarise_log(
    requests: Iterable[Request | None], our_hosts: Iterable[str] = ()
) -> LogStatistics:
    """Count requests for pages; those of programs and for files are left out."""
    ours, found = frozenset(our_hosts), LogStatistics()
    for request in requests:
        if request is None:
            found.unreadable += 1
        elif request.robot:
            found.robots += 1
        elif not _FILE.search(request.path):
            _count(request, ours, found)
    return found


def _count(request: Request, ours: frozenset[str], found: LogStatistics) -> None:
    path = request.path
    if request.status in (200, 304):
        if _SENT.search(path):
            found.contact["sent"] += request.sent
        elif _SOLVED.search(path):
            found.contact["solved"] += 1
        elif not request.sent:
            found.contact["opened"] += bool(_CONTACT.search(path))
            found.reads[path] += 1
            if _CONTACT.search(request.referrer) and not _CONTACT.search(path):
                found.from_contact[path] += 1
    elif request.status in (404, 410):
        found.missing[path] += 1
        if request.referrer:
            found.missing_from.setdefault(path, Counter())[request.referrer] += 1
    try:
        host = urlsplit(request.referrer).hostname or ""
    except ValueError:
        host = ""
    if host and host not in ours:
        found.referrers[host] += 1
