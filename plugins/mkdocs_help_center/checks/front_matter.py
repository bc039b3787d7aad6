"""Fields of the front matter: names, values, dates, and what readers see of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import COMMON_FIELDS, FieldKind
from mkdocs_help_center.content.front_matter import Value
from mkdocs_help_center.content.problem import Severity

#: Fields that MkDocs and other plugins read.
_FOREIGN = frozenset({"template", "search", "tags", "hide", "description", "date", "image"})
_SLUG_FIELD = re.compile(r"slug[A-Z]{2}")
_PLACEHOLDER_TITLE = re.compile(
    r"untitled|(?:new|novo|nuevo) (?:article|artigo|artículo)|sem título|sin título|test[eo]?|todo"
    r"|lorem ipsum.*|x+|copy of .*|copia de .*|cópia de .*",
    re.IGNORECASE,
)
#: Characters; search results cut a title at about 60, phones show two lines of it.
MAX_TITLE = 120


def known_fields(article: Article) -> frozenset[str]:
    """Names of the fields that mean something in an article of this type."""
    return frozenset(COMMON_FIELDS) | frozenset(article.type.fields)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


@article_check(Severity.WARNING)
def mistyped_field(subject: Subject) -> Iterator[Finding]:
    """A field's name is spelled as the content type spells it.

    Bad: ``publishedat: 2026-10-31``
    Good: ``publishedAt: 2026-10-31``
    """
    known = known_fields(subject.article)
    for key in subject.article.meta:
        if (meant := _meant_field(key, known)) and meant not in subject.article.meta:
            message = f"the field '{key}' is not read"
            yield subject.field(key, message, f"did you mean '{meant}'?")


def _meant_field(key: str, known: frozenset[str]) -> str | None:
    if key in known or key in _FOREIGN or _SLUG_FIELD.fullmatch(key):
        return None
    folded = {name.lower(): name for name in sorted(known)}
    if key.replace("_", "").replace("-", "").lower() in folded:
        return folded[key.replace("_", "").replace("-", "").lower()]
    close = difflib.get_close_matches(key.lower(), list(folded), 1, 0.85)
    return folded[close[0]] if close else None


@article_check(Severity.INFO)
def unknown_field(subject: Subject) -> Iterator[Finding]:
    """A field is one that articles of this type have; others are kept, but nothing reads them.

    Bad: ``categoryCover: 1234``
    Good: ``excerpt: What the article is about``
    """
    known = known_fields(subject.article)
    for key in subject.article.meta:
        if key in known or key in _FOREIGN or _SLUG_FIELD.fullmatch(key):
            continue
        if _meant_field(key, known) is None:
            kind = subject.article.type.key
            yield subject.field(key, f"articles of type '{kind}' have no field '{key}'",
                                "delete it if nothing of yours reads it")  # fmt: skip


@article_check(Severity.INFO)
def missing_field(subject: Subject) -> Iterator[Finding]:
    """An article says what it is, where it stands, and when it was published, and has an id that
    stays the same when its title changes.

    Bad: front matter with a ``title`` only
    Good: ``id``, ``status``, ``contentType`` and ``publishedAt`` besides the title
    """
    article = subject.article
    release_note = article.type.key == "releaseNote"
    wanted = ["status"]
    if not article.internal_reference:
        wanted.insert(0, "id")
    if not (release_note and article.text("type")):
        wanted.append("contentType")
    missing = [name for name in wanted if not article.text(name) or article.text(name) == "null"]
    if missing:
        names = ", ".join(f"'{name}'" for name in missing)
        yield Finding(1, 1, f"no {names}", "`help-center new` writes them all")
    if article.date is None:
        yield Finding(1, 1, "no date says when the article was published", "add 'publishedAt: …'")


@article_check(Severity.INFO)
def undefined_value(subject: Subject) -> Iterator[Finding]:
    """A field without a value is left empty.

    Bad: ``announcementImageID: 'undefined'``
    Good: ``announcementImageID:``
    """
    for key, value in subject.article.meta.items():
        if isinstance(value, str) and value.strip() in (
            "undefined",
            "null",
            "NaN",
            "[object Object]",
        ):
            yield subject.field(key, f"'{key}' holds the word '{value.strip()}'", "leave it empty")


@article_check(Severity.INFO)
def blank_ends(subject: Subject) -> Iterator[Finding]:
    """A value has no blanks at its ends; they were not meant, and comparisons fail on them.

    Bad: ``title: 'How to open a ticket '``
    Good: ``title: 'How to open a ticket'``
    """
    for key, value in subject.article.meta.items():
        if any(text != text.strip() for text in _texts(value)):
            yield subject.field(key, f"'{key}' starts or ends with a blank", "delete it")


@article_check(Severity.INFO)
def list_as_text(subject: Subject) -> Iterator[Finding]:
    """Several values are a list; a text is split at its commas, also at those inside a value.

    Bad: ``tags: Catalog, SKU``
    Good: ``tags: [Catalog, SKU]``
    """
    fields = {**COMMON_FIELDS, **subject.article.type.fields}
    for key, value in subject.article.meta.items():
        if fields.get(key) is FieldKind.LIST and isinstance(value, str) and "," in value:
            yield subject.field(key, f"'{key}' is one text with commas",
                                f"write '{key}:' and one '- …' a line below")  # fmt: skip


@article_check(Severity.INFO)
def date_order(subject: Subject) -> Iterator[Finding]:
    """An article is created, then published, then updated.

    Bad: ``createdAt: 2026-05-15T18:30:00Z`` and ``updatedAt: 2026-05-15T15:00:00Z``
    Good: ``createdAt: 2026-05-15T15:00:00Z`` and ``updatedAt: 2026-05-15T18:30:00Z``
    """
    article = subject.article
    dates = {
        "createdAt": article.created,
        "firstPublishedAt": article.first_published,
        "publishedAt": article.published,
        "updatedAt": article.updated,
    }
    # A publication may follow the last edit or precede it: both are true of Contentful's entries.
    pairs = (
        ("createdAt", "firstPublishedAt"),
        ("createdAt", "publishedAt"),
        ("createdAt", "updatedAt"),
        ("firstPublishedAt", "publishedAt"),
    )
    # News may be scheduled and then edited before it is out.
    for earlier, later in pairs:
        first, second = dates[earlier], dates[later]
        if first is not None and second is not None and second < first:
            yield subject.field(later, f"'{later}' is before '{earlier}'", "correct one of the two")
            return


@article_check(Severity.WARNING)
def title_placeholder(subject: Subject) -> Iterator[Finding]:
    """A title says what the article is about.

    Bad: ``title: Untitled``
    Good: ``title: How to open a ticket``
    """
    if _PLACEHOLDER_TITLE.fullmatch(subject.article.title):
        yield subject.field("title", f"'{subject.article.title}' is no title yet", "write one")


@article_check(Severity.INFO)
def title_length(subject: Subject) -> Iterator[Finding]:
    """A title fits on two lines of a phone and into a search result.

    Bad: ``title: This is a title that goes on and on, explains the whole matter, repeats itself, …``
    Good: ``title: Orders stay pending after payment``
    """
    length = len(subject.article.title)
    if length > MAX_TITLE:
        yield subject.field("title", f"the title has {length} characters",
                            f"up to {MAX_TITLE} fit; say the rest in the text")  # fmt: skip


@article_check(Severity.INFO)
def synopsis_locale(subject: Subject) -> Iterator[Finding]:
    """An announcement has a synopsis in its own language.

    Bad: ``announcementSynopsisPT: …`` in an English article
    Good: ``announcementSynopsisEN: …`` in an English article
    """
    article = subject.article
    if article.type.key != "announcement":
        return
    own = f"announcementSynopsis{article.locale.partition('-')[0].upper()}"
    if article.text(own):
        return
    others = [key for key in article.meta if key.startswith("announcementSynopsis") and key != own]
    if others and article.text(others[0]):
        yield subject.field(others[0], f"the synopsis is given as '{others[0]}'",
                            f"write '{own}: …', the one that is shown")  # fmt: skip
    elif not article.excerpt:
        yield subject.field(own, "the announcement has no synopsis",
                            f"add '{own}: …', a sentence for lists and feeds")  # fmt: skip


@article_check(Severity.INFO)
def id_shape(subject: Subject) -> Iterator[Finding]:
    """An id is unmistakable: old addresses and translations find an article by it.

    Bad: ``id: 61080``, or ``id: frequentlyAskedQuestions_488`` in a tutorial
    Good: ``id: 3kACEfni4m8Yxa1vnf2ebe``
    """
    article = subject.article
    if article.id.isdigit():
        yield subject.field("id", f"id '{article.id}' is a bare number, easily someone else's too")
        return
    prefix = article.id.partition("_")[0].lower().rstrip("s") if "_" in article.id else ""
    names = {"frequentlyaskedquestion": "faq", "tutorial": "tutorials"}
    section = names.get(prefix)
    if section and section != article.section:
        yield subject.field("id", f"id '{article.id}' names another section than '{article.section}'",
                            "keep it where old links use it")  # fmt: skip
