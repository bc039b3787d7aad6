"""What an item is, for ever: its guid, and a title that tells it from others."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.pages.excerpts import excerpt, shorten

#: The name space of this project's guids (RFC 9562 §5.5); changing it makes every item of every feed new.
NAMESPACE = uuid.UUID("5f0f3a3e-7c55-5d0b-9a5b-0d9f5c1f6a51")

#: How guids begin that this project makes.
UUID = "urn:uuid:"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
#: Characters of a text that are put after a title that others have too.
_HINT_LENGTH = 60
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")


def guid_of(article: Article) -> str:
    """The article's own ``guid`` if it has one, else one made of id and locale.

    Not of its URL or title: those change. Without an ``id`` it depends on the file's name, so that
    ``help-center check --fix`` writes it down before the file is renamed.
    """
    stored = article.text("guid")
    if _URI.fullmatch(stored):
        return stored
    return uuid_urn(stored or article.identity, article.locale)


def is_lasting(article: Article) -> bool:
    """Whether its guid survives a rename."""
    return bool(article.text("guid") or article.id or article.internal_reference)


def uuid_urn(*parts: str) -> str:
    """A name-based UUID of ``parts``, as an IRI."""
    return uuid.uuid5(NAMESPACE, "|".join(parts)).urn


def guids(*groups: Iterable[Article]) -> Mapping[str, str]:
    """The guid of every article, by its source; no two are the same.

    Where two articles of a language share an id, the one of an earlier group has it, in a group the
    older; the other has one of its own.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for article in (article for group in groups for article in sorted(group, key=_age)):
        guid = guid_of(article)
        if guid in taken:
            guid = uuid_urn(article.identity, article.locale, article.source)
        taken.add(guid)
        found[article.source] = guid
    return found


def titles(*groups: Iterable[Article]) -> Mapping[str, str]:
    """The title of every article, by its source; in a language no two are the same.

    Seven real notes are called "Platform performance": the oldest keeps the bare title, a later one says
    what it is about, or else when. So a new note never changes the title of one that readers have.
    """
    found: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    for article in (article for group in groups for article in sorted(group, key=_age)):
        for title in _candidates(article):
            key = (article.locale, title.casefold())
            if key not in taken:
                taken.add(key)
                found[article.source] = title
                break
    return found


def _candidates(article: Article) -> Iterable[str]:
    yield article.title
    first = _SENTENCE_END.split(excerpt(article), maxsplit=1)[0]
    hint = shorten(first, _HINT_LENGTH).rstrip(".")
    if hint and hint.casefold() != article.title.casefold():
        yield f"{article.title}: {hint}"
    if article.date:
        yield f"{article.title} ({article.date:%Y-%m-%d})"
    yield f"{article.title} ({article.identity})"
    yield f"{article.title} ({article.source})"


def _age(article: Article) -> tuple[float, str]:
    return (article.date.timestamp() if article.date else 0.0, article.source)
