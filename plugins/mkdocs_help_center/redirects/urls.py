"""Reading a URL the way a host sees it, and the keys that forgive how it was typed.

The edge function (``edge.js``) does the same in JavaScript; tests hold the two together. Rules are
those of the WHATWG URL standard as far as they matter here: backslashes are slashes, dot segments are
resolved, control characters and blanks around a URL are dropped.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ENCODED_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SAFE_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_SEPARATORS = re.compile("[^a-z0-9_.\u0080-\U0010ffff]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_QUOTES = re.compile("['’‘`\"]+")
_DOT = re.compile(r"\.|%2e", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:html?|md|markdown)$")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?")
_QUERY_UNSAFE = re.compile(r"[^!$-&(-;=?-~]")
#: Everything in ASCII that a query keeps as it is, without ``# " < > '`` and the blank.
_QUERY_SAFE = "!$%&()*+,-./:;=?@[\\]^_`{|}~"
#: A path that is written the same everywhere: in files, in rules, in patterns.
SAFE_PATH = re.compile(r"[A-Za-z0-9_.~-]+(?:/[A-Za-z0-9_.~-]+)*")
#: A URL that a browser or a host would refuse; longer ones are cut before any work is done.
MAX_URL = 8192


class Url(NamedTuple):
    """A URL in parts.

    ``host`` is lower case with its port, empty for a relative URL; ``scheme`` likewise. ``path`` is as
    written, with one leading slash, dot segments resolved. ``query`` and ``fragment`` are without their
    sign.
    """

    scheme: str
    host: str
    path: str
    query: str
    fragment: str

    @property
    def segments(self) -> tuple[str, ...]:
        """The path's decoded parts without empty ones."""
        return split_path(self.path)


def parse_url(text: str, *, visited: bool = False) -> Url:
    """``text`` in parts; any text is some URL, so nothing raises.

    Two slashes at the start of a link name a host; in the path of a ``visited`` URL they are a mistake.
    """
    if len(text) > MAX_URL:
        text = text[:MAX_URL]
    if not text.isprintable() or text[:1] == " " or text[-1:] == " ":
        text = _clean(text)
    text, _, fragment = text.partition("#")
    text, _, query = text.partition("?")
    if "\\" in text:
        text = text.replace("\\", "/")
    scheme = host = ""
    if not text.startswith("/") or (text.startswith("//") and not visited):
        scheme, host, text = _authority(text)
    if not text.isascii():
        text = quote(text, safe="!$%&'()*+,-./:;=@[]^_`{|}~ ")
    if "/." in text or "/%2" in text:
        text = _resolve_dots(text)
    if query and _QUERY_UNSAFE.search(query):
        query = quote(query, safe=_QUERY_SAFE)
    return Url(scheme, host, text, query, fragment)


def split_path(path: str) -> tuple[str, ...]:
    """The decoded segments of a path, empty ones dropped."""
    if "%" not in path:
        return tuple([part for part in path.split("/") if part])
    return tuple([decode(part) for part in path.split("/") if part])


def _clean(text: str) -> str:
    text = text.strip("".join(map(chr, range(0x21))))
    text = text.replace("\t", "").replace("\n", "").replace("\r", "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _authority(text: str) -> tuple[str, str, str]:
    """Scheme, host and path of a URL that does not start with one slash."""
    scheme = ""
    if match := _SCHEME.match(text):
        scheme, text = match[1].lower(), text[match.end() :]
        if scheme not in ("http", "https"):
            return scheme, "", "/" + text.lstrip("/")
    elif not text.startswith("//"):
        return "", "", "/" + text
    host, _, path = text.lstrip("/").partition("/")
    return scheme, host.rpartition("@")[2].lower(), "/" + path


def _resolve_dots(path: str) -> str:
    kept: list[str] = []
    parts = path.split("/")[1:]
    for number, part in enumerate(parts):
        plain = _DOT.sub(".", part) if len(part) <= 6 else part
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(part)
            continue
        if number == len(parts) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def decode(segment: str) -> str:
    """``segment`` percent-decoded: UTF-8, or Latin-1 where it is not that (old browsers sent it)."""
    return _ENCODED_RUN.sub(_decode_run, segment) if "%" in segment else segment


def _decode_run(match: re.Match[str]) -> str:
    data = bytes.fromhex(match[0].replace("%", ""))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@functools.lru_cache(maxsize=2**18)
def slug_key(text: str) -> str:
    """What two spellings of a slug have in common: ``Envío à vista`` and ``envio-a-vista`` are one.

    Case, accents, quotes, punctuation and a page's file suffix do not count. Unlike a slug it keeps
    letters of other scripts, so that JavaScript can make the same key without a table.
    """
    if _SAFE_KEY.fullmatch(text):
        return text
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    text = _SUFFIX.sub("", _QUOTES.sub("", text.lower()))
    return _SEPARATORS.sub("-", text).strip("-._")


def path_key(segments: Iterable[str]) -> str:
    """The key of a whole path: its segments' keys."""
    return "/".join([slug_key(segment) for segment in segments])


class LocaleMatcher:
    """Finds the site's locale that a language code means: ``pt-BR``, ``pt_br`` and ``PT`` are ``pt``.

    Args:
        codes: the site's locales, in order; the first of a language answers for its regions.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        self._exact = {code.lower().replace("_", "-"): code for code in reversed(codes)}
        self._languages = {
            code.lower().replace("_", "-").partition("-")[0]: code for code in reversed(codes)
        }

    def match(self, text: str) -> str | None:
        """The site's locale for a code, or None."""
        if text in self._exact:
            return self._exact[text]
        code = text.lower().replace("_", "-")
        if code in self._exact:
            return self._exact[code]
        language = _LANGUAGE.fullmatch(code)
        return self._languages.get(language[1]) if language else None


def wanted_by_query(query: str, matcher: LocaleMatcher) -> tuple[str | None, str]:
    """The locale that ``?locale=`` asks for, and the query without it and without empty parts.

    The first ``locale`` that the site has counts; tracking parameters stay.
    """
    locale: str | None = None
    kept: list[str] = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if name.lower() == "locale":
            locale = locale or matcher.match(decode(value))
        elif part and part != "?":
            kept.append(part)
    return locale, "&".join(kept)
