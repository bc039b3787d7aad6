"""Old URLs in a preview server: any WSGI application, with the resolver in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from mkdocs_help_center.redirects.languages import choose_language
from mkdocs_help_center.redirects.resolver import Resolver

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_PHRASES = {
    301: "301 Moved Permanently",
    302: "302 Found",
    307: "307 Temporary Redirect",
    308: "308 Permanent Redirect",
}


def redirecting(application: WSGIApplication, resolver: Callable[[], Resolver]) -> WSGIApplication:
    """``application``, but old URLs redirect, and what is gone says so.

    Args:
        application: what serves the site.
        resolver: gives the resolver of the latest build.

    A redirect is never cached here: the writer may be about to change it. Pages pass through
    untouched, so that a fault in a rule cannot hide one.
    """

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("REQUEST_METHOD", "GET") not in ("GET", "HEAD"):
            return application(environ, start_response)
        current = resolver()
        # WSGI gives the path decoded as Latin-1 (PEP 3333).
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        query = environ.get("QUERY_STRING", "")
        language = choose_language(
            current.reader.matcher,
            environ.get("HTTP_COOKIE", ""),
            environ.get("HTTP_ACCEPT_LANGUAGE", ""),
        )
        url = path.replace("%", "%25").replace("?", "%3F").replace("#", "%23")
        found = current.resolve(url + (f"?{query}" if query else ""), reader_locale=language)
        if found.status in _PHRASES:
            headers = [("Location", found.url), ("Cache-Control", "no-store")]
            start_response(_PHRASES[found.status], [*headers, ("Content-Length", "0")])
            return [b""]
        if found.status != 410:
            return application(environ, start_response)

        def start_gone(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(
                "410 Gone" if status.startswith("200") else status, headers, *rest
            )

        return application(environ, start_gone)

    return serve
