"""A small help center whose articles have every old form, for the tests of this room."""

from __future__ import annotations

from pathlib import Path

from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.redirects.collect import RedirectTable, collect_redirects
from mkdocs_help_center.redirects.settings import RedirectSettings

from ..content.sites import article, load, write

SETTINGS = RedirectSettings(
    hosts=frozenset({"help.example.com"}),
    allowed_hosts=frozenset({"tickets.example.com"}),
    site_url="https://help.example.com/",
)

TICKETS = "16yOEqpO32UQYygSmMSSAM"
ONLY_EN = "5q861sTw1n7H2BENOu7ls9"

FILES = {
    "en/tutorials/tickets.md": article(
        slug="opening-tickets-to-support", id=TICKETS, legacySlug="'opening tickets, tickets-beta'"
    ),
    "es/tutorials/tickets.md": article(
        slug="abrir-tickets-al-soporte", slugEN="opening-tickets-to-support", id=TICKETS
    ),
    "pt/tutorials/tickets.md": article(
        slug="abrir-chamados-para-o-suporte", slugEN="opening-tickets-to-support", id=TICKETS,
        legacySlug="chamados-antigos",
    ),
    "en/faq/plans.md": article(slug="support-plans", id="faq_727"),
    "pt/faq/plans.md": article(slug="planos-de-suporte", slugEN="support-plans", id="faq_727"),
    "en/faq/brazil.md": article(slug="support-brazil", id=ONLY_EN),
    "pt/faq/só.md": article(slug="envío-à-vista", id="frequentlyAskedQuestions_727"),
    "en/tutorials/same.md": article(slug="same-name", id="same1"),
    "en/tracks/same.md": article(
        slug="same-name", id="6f8pwCns3PJHqMvQSugNfP", trackId="13TFDwDttPl9ki9OXQhyjx",
        trackSlugEN="logistics-101", order="2",
    ),
    "en/tracks/first.md": article(
        slug="first-steps", id="P99EjtrlRHk92Q8qDPq29", trackId="13TFDwDttPl9ki9OXQhyjx", order="1"
    ),
    "en/known-issues/a.md": article(slug="prices-wrong", internalReference="1234"),
    "pt/known-issues/a.md": article(
        slug="precos-errados", slugEN="prices-wrong", internalReference="1234"
    ),
    "en/announcements/moved.md": article(
        slug="now-here",
        createdAt="2026-03-04",
        redirectFrom="[/en/announcements/first-name, /en/announcements/second-name/]",
    ),
    "en/faq/gone.md": article(slug="old-panel", id="gone1", status="ARCHIVED"),
    "en/faq/replaced.md": article(
        slug="old-plans", id="gone2", status="ARCHIVED", replacedBy="support-plans"
    ),
    "en/faq/draft.md": article(slug="secret", id="draft1", status="DRAFT"),
}  # fmt: skip


def catalog_of(root: Path, files: dict[str, str] | None = None, **settings: object) -> Catalog:
    """The catalog of ``files``, by default of the small help center."""
    return load(write(root, files or FILES), **settings).catalog


def table_of(
    root: Path,
    files: dict[str, str] | None = None,
    settings: RedirectSettings = SETTINGS,
    known_urls: tuple[str, ...] = (),
) -> RedirectTable:
    """The redirect table of ``files``; those under ``_data`` are its rules and ledger."""
    catalog = catalog_of(root, files)
    return collect_redirects(catalog, settings, known_urls, root / "_data")
