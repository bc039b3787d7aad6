"""Where the pages about status are, relative to the site's root."""

from __future__ import annotations

from mkdocs_help_center.pages.page import section_url


def status_url(locale: str) -> str:
    """The status page, in place of a listing of its section."""
    return section_url(locale, "status")


def history_url(locale: str) -> str:
    """All incidents there ever were."""
    return f"{status_url(locale)}history/"


def status_json_url(locale: str) -> str:
    """The state for open pages and other programs."""
    return f"{status_url(locale)}status.json"


def now_json_url(locale: str) -> str:
    """The few words that every page of the site may show."""
    return f"{status_url(locale)}now.json"


def badge_url(locale: str, module: str = "") -> str:
    """A picture of the overall state or of a module's."""
    return f"{status_url(locale)}badges/{module or 'overall'}.svg"
