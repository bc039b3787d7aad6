"""Cloudflare Bulk Redirects: a CSV list to upload.

https://developers.cloudflare.com/rules/url-forwarding/bulk-redirects/ — a source has a host and no
query, so that ``?locale=`` cannot be told apart here.
"""

from __future__ import annotations

import csv
import io
from urllib.parse import urljoin, urlsplit

from mkdocs_help_center.redirects.table import RedirectTable

FILE = "cloudflare/bulk-redirects.csv"


def render_cloudflare(table: RedirectTable) -> dict[str, str]:
    """The list: source, target, status, and whether query, subdomains, subpaths and suffix count."""
    site = table.settings.site_url or "https://example.com/"
    host, base = urlsplit(site).netloc, table.settings.base_path.rstrip("/")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for redirect in table.redirects:
        if "?" in redirect.source or not redirect.target:
            continue
        target = urljoin(site, redirect.target)
        keep_query = "false" if "#" in target else "true"
        row = [host + base + redirect.source, target, redirect.status, keep_query]
        writer.writerow([*row, "false", "false", "false"])
    return {FILE: stream.getvalue()}
