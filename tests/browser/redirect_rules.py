"""Enough of `_redirects` for a reader's bookmark: exact paths, `:slug`, `?key=value`, `Language=`, `!`.

Netlify's own matcher tries the whole file in tests/redirects.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

_Rule = tuple[re.Pattern[str], Mapping[str, str], str, int, bool, str]


def read_redirects(site: Path) -> Sequence[_Rule]:
    """Pattern, wanted query, target, status, whether it beats a file, and the language."""
    rules: list[_Rule] = []
    file = site / "_redirects"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        place = next(i for i, word in enumerate(words[1:], 1) if word.startswith(("/", "http")))
        query = dict(word.split("=", 1) for word in words[1:place])
        status = words[place + 1] if len(words) > place + 1 else "301"
        language = next((w[9:] for w in words[place + 1 :] if w.startswith("Language=")), "")
        pattern = re.sub(r":(\w+)", r"(?P<\1>[^/]+)", re.escape(words[0]).replace(r"\*", ".*"))
        compiled = re.compile(pattern.rstrip("/") + "/?")
        rules.append(
            (compiled, query, words[place], int(status.rstrip("!")), "!" in status, language)
        )
    return rules


def redirect(rules: Sequence[_Rule], url: str, language: str, *, exists: bool) -> str | None:
    """Where the first rule that fits leads, if it is a redirect."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    for pattern, wanted, target, status, forced, spoken in rules:
        if (exists and not forced) or (spoken and not language.startswith(spoken)):
            continue
        if any(query.get(key) != value for key, value in wanted.items()):
            continue
        if match := pattern.fullmatch(parts.path):
            if not 300 <= status < 400:
                return None
            return re.sub(r":(\w+)", lambda name: match.groupdict().get(name[1], name[0]), target)
    return None
