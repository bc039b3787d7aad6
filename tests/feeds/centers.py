"""Sites for tests of news and feeds, assembled without MkDocs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from mkdocs_help_center.checks import CHECKS
from mkdocs_help_center.checks.registry import SITE_CHECKS
from mkdocs_help_center.checks.site import CheckedSite
from mkdocs_help_center.content.load import ContentSettings, load_content
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.pages.assemble import Assembly, ThemeSettings, assemble_site
from mkdocs_help_center.pages.help_center import HelpCenter
from mkdocs_help_center.pages.options import PageOptions
from mkdocs_help_center.pages.theme import theme_dirs

from ..content.sites import write

#: The build's clock in these tests.
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://help.example.com/"

MODULES = """\
- id: checkout
  name: {en: Checkout, pt: Checkout}
  area: {en: Selling, pt: Vendas}
  tags: [Cart]
  keywords: [orderForm]
- id: payments
  name: {en: Payments, pt: Pagamentos}
  formerIds: [gateway]
  team: [Payments, Financial]
  keywords: [payment, refund]
"""
AUTHORS = "2K1mAzRSNyQe53cJ4L6Rkb:\n  name: Tomás Iriarte\n"
DATA: Mapping[str, str] = {"_data/modules.yml": MODULES, "_data/authors.yml": AUTHORS}


def assembly(root: Path, **options: object) -> Assembly:
    """The site over a content folder."""
    content = load_content(ContentSettings(root))
    settings = {"site_name": "Help & Co", "site_url": SITE, "now": NOW, **options}
    return assemble_site(content, PageOptions(**settings), ThemeSettings(dirs=tuple(theme_dirs())))  # type: ignore[arg-type]


def center(root: Path, files: Mapping[str, str | bytes], **options: object) -> HelpCenter:
    """The site over ``files``."""
    return assembly(write(root, {**DATA, **files}), **options).center


def note(
    title: str = "Title", body: str = "Body.", day: str = "2026-10-01", **fields: object
) -> str:
    """A release note; ``fields`` are YAML values."""
    matter = {
        "title": f"'{title.replace(chr(39), chr(39) * 2)}'",
        "createdAt": day,
        "type": "added",
        **fields,
    }
    lines = "\n".join(f"{key}: {value}" for key, value in matter.items())
    return f"---\n{lines}\n---\n\n{body}\n"


def problems(site: HelpCenter, check: str) -> list[Problem]:
    """What a check of all articles finds."""
    return [
        Problem(article.path, *found[:2], check, found.message, found.hint, CHECKS[check].severity)
        for article, found in SITE_CHECKS[check](CheckedSite(site, {}))
    ]
