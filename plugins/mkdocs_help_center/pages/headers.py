"""HTTP headers of every file, in the ``_headers`` format that Netlify and Cloudflare Pages read.

Sources: https://docs.netlify.com/routing/headers/, CSP Level 3 and the OWASP secure headers. A header that
two rules set for one path is joined with a comma by hosts, so that no ``Cache-Control`` may match twice with
different values: what no rule names keeps the hosts' own ``max-age=0, must-revalidate``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from mkdocs_help_center.feeds.headers import feed_headers
from mkdocs_help_center.pages.assets import FOLDER

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

FILE = "_headers"
FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "public, max-age=0, must-revalidate"
#: Two years, as browsers' preload lists want.
_HSTS = "max-age=63072000; includeSubDomains; preload"
#: What no page of ours asks for. Clipboard writing stays: links, code and Markdown can be copied.
_PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)
#: Players that articles may embed (markdown/videos.py); none is loaded before a reader asks for it.
_PLAYERS = ("https://www.youtube-nocookie.com", "https://player.vimeo.com")


def content_security_policy(center: HelpCenter) -> str:
    """What pages may load and do.

    Scripts come from the site alone and none is inline. ``wasm-unsafe-eval`` runs Pagefind. Inline styles
    are allowed: diagrams draw with them, and a style runs nothing. Articles show images of any host.
    """
    options = center.options
    endpoints = (
        options.search_endpoint,
        options.healthcheck_url,
        center.support.forms.endpoint,
    )
    connect = _sources("'self'", *endpoints)
    frames = _sources(*_PLAYERS, *(f"https://{host}" for host in options.iframe_hosts))
    forms = _sources("'self'", center.support.forms.endpoint)
    policy = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: https:",
        "media-src 'self' https:",
        "font-src 'self'",
        f"connect-src {connect}",
        f"frame-src {frames}",
        f"form-action {forms}",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ]
    if options.site_url.startswith("https:"):
        policy.append("upgrade-insecure-requests")
    return "; ".join(policy)


def _sources(*urls: str) -> str:
    """CSP sources of ``urls``: origins, since a path would break at a redirect; relative ones are ours."""
    sources: list[str] = []
    for url in urls:
        parts = urlsplit(url)
        sources.append(f"{parts.scheme}://{parts.netloc}" if parts.netloc else url)
    # Nothing that could end the directive or the header.
    safe = (source for source in sources if source and not set(source) & set(";, \r\n"))
    return " ".join(dict.fromkeys(s for s in safe if s.startswith("'") or "://" in s))


def security_headers(center: HelpCenter) -> Mapping[str, str]:
    """The headers of every response."""
    headers = {
        "Content-Security-Policy": content_security_policy(center),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": _PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if center.options.site_url.startswith("https:"):
        headers["Strict-Transport-Security"] = _HSTS
    if center.options.preview:
        headers["X-Robots-Tag"] = "noindex"
    return headers


def header_rules(center: HelpCenter) -> Iterator[tuple[str, Mapping[str, str]]]:
    """URL patterns with the headers that responses below them get."""
    yield center.url("*"), security_headers(center)
    yield center.url(f"{FOLDER}/*"), {"Cache-Control": FOREVER}
    for locale in center.catalog.locales:
        code = quote(locale.code)
        if center.options.search:
            # Named by their content, but for Pagefind's script and its list of them.
            for folder in ("fragment", "index"):
                yield center.url(f"{code}/search/pagefind/{folder}/*"), {"Cache-Control": FOREVER}
            yield center.url(f"{code}/search/"), {"Cache-Control": REVALIDATE}
        yield center.url(f"{code}/"), {"Cache-Control": REVALIDATE}
        for section in center.catalog.sections(locale.code):
            yield center.url(f"{code}/{section}/*"), {"Cache-Control": REVALIDATE}
    yield from feed_headers(center).items()


def header_files(center: HelpCenter) -> Mapping[str, str]:
    """``_headers``, the rules in the format of Netlify and Cloudflare Pages."""
    lines = ["# Written by the build; change the plugin's options instead."]
    for pattern, headers in header_rules(center):
        lines.append(pattern)
        lines += [f"  {name}: {value}" for name, value in headers.items()]
    return {FILE: "\n".join(lines) + "\n"}
