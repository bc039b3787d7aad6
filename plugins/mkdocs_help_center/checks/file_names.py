"""Names of files and slugs: what a URL, a shell and another system make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.content.source import MARKDOWN_SUFFIXES

_COPY = re.compile(r"(?:[ _-]copy(?: \d+)?| \(\d+\)|[ _-](?:copia|cópia))$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACEHOLDER = re.compile(r"loc[ _-]placeholder", re.IGNORECASE)


def _stem(name: str) -> str:
    """A file's name without its suffix, blanks at its end kept."""
    for suffix in MARKDOWN_SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


@article_check(Severity.INFO)
def file_name_characters(subject: Subject) -> Iterator[Finding]:
    """A file's name is lower-case ASCII letters, digits, dots and hyphens, so that it is the same file
    on every system and needs no quotes.

    Bad: ``why-a-Max-Price-promotion-wasn't-applied .md``
    Good: ``why-a-max-price-promotion-wasnt-applied.md``
    """
    stem = _stem(subject.article.source.rpartition("/")[2])
    safe = slugify(stem)
    if stem != safe:
        yield Finding(1, 1, f"the file's name '{stem}' needs care in shells and on other systems",
                      f"rename it to '{safe}.md' with `help-center rename`")  # fmt: skip


@article_check(Severity.WARNING)
def file_name_copy(subject: Subject) -> Iterator[Finding]:
    """A file is no left-over copy of another.

    Bad: ``how-to-open-a-ticket copy.md``
    Good: ``how-to-open-a-ticket.md``
    """
    stem = _stem(subject.article.source.rpartition("/")[2])
    if match := _COPY.search(stem):
        yield Finding(1, 1, f"the file's name ends in '{match[0]}', as a copy's does",
                      "delete the copy, or give it a name of its own")  # fmt: skip


@article_check(Severity.WARNING)
def file_name_placeholder(subject: Subject) -> Iterator[Finding]:
    """A file's name is not the reminder that a translation is missing.

    Bad: ``[loc placeholder for 2026-05-08-dados].md``
    Good: ``2026-05-08-custom-data.md``
    """
    stem = _stem(subject.article.source.rpartition("/")[2])
    if _PLACEHOLDER.search(stem):
        yield Finding(1, 1, "the file's name is a placeholder for a translation",
                      "rename it to what the article is about")  # fmt: skip


@article_check(Severity.INFO)
def file_name_date(subject: Subject) -> Iterator[Finding]:
    """A file's name says what is in it, and the date in it is that of its slug.

    Bad: ``2025-11-07.md``, or ``2025-11-07-news.md`` with ``slugEN: 2025-11-05-news``
    Good: ``2025-11-07-help-center-with-a-new-interface.md``
    """
    article = subject.article
    stem = article.source.rpartition("/")[2].rpartition(".")[0].strip()
    date = _DATE.match(stem)
    if date and date[0] == stem:
        yield Finding(1, 1, f"the file's name '{stem}' is only a date", "add what it is about")
    other = _DATE.match(article.slug_en)
    if date and other and date[0] != other[0]:
        yield subject.field("slugEN", f"slugEN has the date {other[0]}, the file's name {date[0]}",
                            "use one date")  # fmt: skip


@article_check(Severity.INFO)
def slug_characters(subject: Subject) -> Iterator[Finding]:
    """A slug is written as it stands in the URL.

    Bad: ``slugEN: New-Master-Data-API``
    Good: ``slugEN: new-master-data-api``
    """
    for key in ("slug", "slugEN"):
        slug = subject.article.meta.get(key)
        if isinstance(slug, str) and slug.strip() and slugify(slug) != slug:
            yield subject.field(key, f"{key} '{slug}' is '{slugify(slug)}' in the URL",
                                f"write '{key}: {slugify(slug)}'")  # fmt: skip


@article_check(Severity.INFO)
def slug_file_name(subject: Subject) -> Iterator[Finding]:
    """A file is called as its article's address is, so that writers find it.

    Bad: ``pt/faq/vtex-support-united-states.md`` with ``slug: suporte-vtex-estados-unidos``
    Good: ``pt/faq/suporte-vtex-estados-unidos.md`` with that slug
    """
    article = subject.article
    key = "slug" if article.text("slug") else "slugEN" if article.locale == "en" else ""
    slug = slugify(article.text(key)) if key else ""
    stem = slugify(article.source.rpartition("/")[2].rpartition(".")[0])
    # An operating system, or an exporting tool, may have cut the name.
    if slug and stem and slug != stem and not slug.startswith(stem[:60]):
        yield subject.field(key, f"the file is called '{stem}', the article '{slug}'",
                            f"rename the file to '{slug}.md', or correct the {key}")  # fmt: skip
