"""Vercel: a file for ``bulkRedirectsPath`` in ``vercel.json``.

https://vercel.com/docs/redirects/bulk-redirects — sources are paths without a query.
"""

from __future__ import annotations

import json

from mkdocs_help_center.redirects.table import RedirectTable

FILE = "vercel/redirects.json"


def render_vercel(table: RedirectTable) -> dict[str, str]:
    """The list, one object a line."""
    base = table.settings.base_path.rstrip("/")
    rows = [
        json.dumps(
            {
                "source": base + redirect.source,
                "destination": redirect.target,
                "statusCode": redirect.status,
            },
            ensure_ascii=False,
        )
        for redirect in table.redirects
        if "?" not in redirect.source and redirect.target
    ]
    return {FILE: "[\n" + ",\n".join(rows) + "\n]\n"}
