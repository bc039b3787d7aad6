"""Where the pages about support are, relative to the site's root."""

from __future__ import annotations

from urllib.parse import quote


def support_url(locale: str) -> str:
    """The regions side by side."""
    return f"{quote(locale)}/support/"


def region_url(locale: str, region: str) -> str:
    """A region's page."""
    return f"{support_url(locale)}{region}/"


def plans_url(locale: str) -> str:
    """The plans."""
    return f"{support_url(locale)}plans/"


def contact_url(locale: str, region: str = "") -> str:
    """Where a ticket is written, with the region chosen where one is given."""
    return f"{support_url(locale)}contact/{region}/" if region else f"{support_url(locale)}contact/"


def thanks_url(locale: str, region: str = "") -> str:
    """Where a reader lands after writing a ticket."""
    thanks = f"{support_url(locale)}contact/thanks/"
    return f"{thanks}{region}/" if region else thanks


def solved_url(locale: str) -> str:
    """Where a reader lands whom the contact page's suggestions have helped: a log counts it."""
    return f"{support_url(locale)}contact/solved/"


def survey_url(locale: str) -> str:
    """The satisfaction survey."""
    return f"{support_url(locale)}survey/"


def survey_thanks_url(locale: str) -> str:
    """Where a reader lands after the survey."""
    return f"{survey_url(locale)}thanks/"


def feedback_thanks_url(locale: str) -> str:
    """Where a reader without scripts lands after judging an article."""
    return f"{support_url(locale)}feedback/thanks/"


def regions_json_url(locale: str) -> str:
    """The hours of all regions for the scripts."""
    return f"{support_url(locale)}regions.json"


def links_url(locale: str, page: str) -> str:
    """A page of links."""
    return f"{quote(locale)}/{page}/"
