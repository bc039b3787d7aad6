"""The small help center, read once."""

from __future__ import annotations

import pytest
from mkdocs_help_center.redirects.collect import RedirectTable
from mkdocs_help_center.redirects.resolver import Resolver

from .site import FILES, table_of

KNOWN = (
    "",
    "en/support/",
    "pt/support/",
    "en/feed.xml",
    "status.json",
    "en/404.html",
    "pt/404.html",
)


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> RedirectTable:
    root = tmp_path_factory.mktemp("site")
    rules = (
        "- {from: /en/panel, to: /en/faq/support-plans#panel}\n"
        "- {from: /old/chain, to: /en/panel}\n"
        "- {from: /en/tickets, to: 'https://tickets.example.com/new', status: 302}\n"
        "- {from: '/en/promo?campaign=1', to: /en/faq/support-brazil}\n"
        "- {from: '/en/promo', to: /en/faq/support-plans}\n"
        "- {from: /en/faq/deleted/, status: 410}\n"
    )
    return table_of(root, {**FILES, "_data/redirects.yml": rules}, known_urls=KNOWN)


@pytest.fixture(scope="session")
def resolver(table: RedirectTable) -> Resolver:
    return table.resolver
