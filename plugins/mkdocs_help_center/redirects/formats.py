"""The host formats: one module each, one row here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mkdocs_help_center.redirects.apache import render_apache
from mkdocs_help_center.redirects.cloudflare import render_cloudflare
from mkdocs_help_center.redirects.edge_function import render_edge_function
from mkdocs_help_center.redirects.html_pages import render_html_pages
from mkdocs_help_center.redirects.netlify import render_netlify
from mkdocs_help_center.redirects.nginx import render_nginx
from mkdocs_help_center.redirects.table import RedirectTable
from mkdocs_help_center.redirects.vercel import render_vercel


@dataclass(frozen=True)
class HostFormat:
    """A way to tell a host the table.

    Attributes:
        title: what it is, for people.
        render: the table's files by path; within the site unless ``in_project``.
        in_project: whether paths are relative to the project, not to the built site.
    """

    title: str
    render: Callable[[RedirectTable], dict[str, str]]
    in_project: bool = False


FORMATS: Mapping[str, HostFormat] = {
    "netlify": HostFormat("Netlify: _redirects", render_netlify),
    "netlify-edge": HostFormat("Netlify: edge function", render_edge_function, in_project=True),
    "html": HostFormat("any host: a page at every old URL", render_html_pages),
    "nginx": HostFormat("nginx: maps and server rules", render_nginx, in_project=True),
    "apache": HostFormat("Apache: rewrite maps", render_apache, in_project=True),
    "cloudflare": HostFormat("Cloudflare: bulk redirect list", render_cloudflare, in_project=True),
    "vercel": HostFormat("Vercel: bulk redirects", render_vercel, in_project=True),
}
