"""What a site decides about its redirects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The host formats; ``formats.py`` renders them.
FORMAT_NAMES = ("netlify", "netlify-edge", "html", "nginx", "apache", "cloudflare", "vercel")


@dataclass(frozen=True)
class RedirectSettings:
    """How old URLs are understood and what may be redirected where.

    Attributes:
        base_path: where the site lives on its host, with both slashes, e.g. ``/help/``.
        hosts: the hosts that are or were this site, e.g. ``help.example.com``; absolute URLs there are
            treated like paths.
        allowed_hosts: hosts of other sites that a rule may lead to; any other one is refused.
        sections: old section names in URLs → sections, besides the built-in ones.
        categories: old category paths → new ones, e.g. ``tutorials/old → tutorials/new``.
        prefixes: path segments between locale and section that mean nothing, e.g. ``docs``.
        tables: the rule files, relative to the content folder's ``_data``.
        formats: the host formats that a build writes.
        site_url: the site's address, for formats that need absolute URLs.
        netlify_rules: how many rules ``_redirects`` may have; above about 10,000 a deploy can fail.
        ledger: the file of every URL ever published, there too.
    """

    base_path: str = "/"
    hosts: frozenset[str] = frozenset()
    allowed_hosts: frozenset[str] = frozenset()
    sections: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ("docs",)
    tables: tuple[str, ...] = ("redirects.yml", "redirects.json", "redirects.csv")
    formats: tuple[str, ...] = ("netlify", "netlify-edge")
    site_url: str = ""
    netlify_rules: int = 8_000
    ledger: str = "urls.txt"
