"""An article as one row of a list, with the badges that say its state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.known_issues import known_issue_status
from mkdocs_help_center.content.releases import channel_of, release_type
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.pages.excerpts import excerpt
from mkdocs_help_center.pages.messages import Translator
from mkdocs_help_center.pages.views import Badge, Row

#: Canonical known-issue state → tone and icon.
_KNOWN_ISSUE_LOOKS = {
    "backlog": ("warning", "progress-clock"),
    "scheduled": ("info", "calendar-clock"),
    "fixed": ("good", "check-circle-outline"),
    "no-fix": ("neutral", "cancel"),
    "closed": ("neutral", "archive-outline"),
}
_RELEASE_NOTE_LOOKS = {
    "added": ("good", "plus-circle-outline"),
    "improved": ("info", "arrow-up-circle-outline"),
    "fixed": ("good", "check-circle-outline"),
    "deprecated": ("warning", "clock-alert-outline"),
    "removed": ("danger", "minus-circle-outline"),
    "security": ("danger", "shield-outline"),
    "info": ("neutral", "information-outline"),
}
_SEVERITY_LOOKS = {
    "minor": ("warning", "alert-outline"),
    "major": ("danger", "alert-circle-outline"),
    "critical": ("danger", "alert-octagon-outline"),
    "maintenance": ("info", "wrench-outline"),
}


def badges(article: Article, t: Translator) -> Sequence[Badge]:
    """What an article's type says about its state; empty for most types."""
    kind = article.type.key
    if kind == "knownIssue":
        return _known_issue(article, t)
    if kind == "releaseNote":
        return _release_note(article, t)
    if kind == "incident":
        return _incident(article, t)
    return ()


def _known_issue(article: Article, t: Translator) -> Sequence[Badge]:
    text = article.text("kiStatus")
    status = known_issue_status(text)
    if status is None:
        return (Badge(slugify(text), text),) if text else ()
    tone, icon = _KNOWN_ISSUE_LOOKS[status]
    return (Badge(status, t(f"issue_status.{status.replace('-', '_')}"), tone, icon),)


def _release_note(article: Article, t: Translator) -> Sequence[Badge]:
    kind = release_type(article.text("type")) or "info"
    found = [release_type_badge(kind, t)]
    if channel_of(article.text("channel")) == "beta":
        found.append(Badge("beta", t("channel.beta"), "beta", "flask-outline"))
    return tuple(found)


def release_type_badge(kind: str, t: Translator) -> Badge:
    """A type of release, as a badge."""
    tone, icon = _RELEASE_NOTE_LOOKS[kind]
    return Badge(kind, t(f"release_type.{kind}"), tone, icon)


def _incident(article: Article, t: Translator) -> Sequence[Badge]:
    severity = article.text("severity").lower()
    if severity not in _SEVERITY_LOOKS:
        return ()
    tone, icon = _SEVERITY_LOOKS[severity]
    found = [Badge(severity, t(f"severity.{severity}"), tone, icon)]
    if article.date_of("resolvedAt"):
        found.append(
            Badge("resolved", t("incident_state.resolved"), "good", "check-circle-outline")
        )
    return tuple(found)


def row(article: Article, url: str, t: Translator, group: str = "") -> Row:
    """The article's row; ``group`` names the team or module that it belongs to."""
    return Row(
        title=article.title,
        url=url,
        excerpt=excerpt(article),
        date=article.date if article.type.timeline else shown_date(article),
        badges=badges(article, t),
        group=group or ", ".join(article.values("tag")[:2]) or article.team,
    )


def shown_date(article: Article) -> datetime | None:
    """The date that a list shows: the last change, since an answer's age is what a reader asks."""
    return article.modified
