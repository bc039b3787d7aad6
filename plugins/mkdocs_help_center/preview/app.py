"""The preview as a WSGI application (PEP 3333): pages rendered when they are asked for."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.pages.help_center import HelpCenter
from mkdocs_help_center.pages.page import GeneratedPage, not_found_url
from mkdocs_help_center.preview.foreign import ForeignSite
from mkdocs_help_center.preview.frame import MOUNT, Frame, template_problem
from mkdocs_help_center.preview.hosts import AllowedHosts
from mkdocs_help_center.preview.outputs import MadeFiles
from mkdocs_help_center.preview.responses import (
    HTML,
    Response,
    etag_of,
    file_response,
    redirect,
    send,
    send_events,
    text_response,
)
from mkdocs_help_center.preview.search import LiveSearch
from mkdocs_help_center.preview.site import LiveSite
from mkdocs_help_center.preview.state import State

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_HEARTBEAT = 15.0
_LANGUAGE = re.compile(r"\s*([A-Za-z-]+)\s*(?:;\s*q=([0-9.]+))?")


class Preview:
    """Answers requests from the live site.

    Args:
        live: the site.
        hosts: the names that it answers to.
        foreign: what MkDocs makes beside it.
        search: its search index.
    """

    def __init__(
        self,
        live: LiveSite,
        hosts: AllowedHosts | None = None,
        foreign: ForeignSite | None = None,
        search: LiveSearch | None = None,
    ) -> None:
        self.live = live
        self.foreign = foreign
        self._hosts = hosts or AllowedHosts()
        self._search = search
        self._frame = Frame()
        self._outputs = MadeFiles()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace") or "/"
        allowed = self._hosts.allows(environ.get("HTTP_HOST", ""))
        if allowed and path == f"/{MOUNT}events":
            return send_events(self._events(), environ, start_response)
        return send(self._answer(path, environ, allowed=allowed), environ, start_response)

    def _answer(self, path: str, environ: WSGIEnvironment, *, allowed: bool) -> Response:
        if not allowed:
            return text_response(403, "This preview does not answer to that host name.")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return text_response(405, "A preview takes no data.")
        if path.startswith(f"/{MOUNT}"):
            own = self._frame.files.get(path.removeprefix(f"/{MOUNT}"))
            return file_response(path, own) if own is not None else text_response(404, "Not found")
        request = _Request(path, environ.get("QUERY_STRING", ""), _languages(environ))
        with self.live.lock:
            return self._respond(request)

    def _events(self) -> Iterator[bytes]:
        """The site's version, now and whenever it changes; ``files`` where pictures or the like did."""
        live = self.live
        version, files = live.version, live.files_version
        yield b"retry: 1000\n"
        yield f"event: version\ndata: {version}\n\n".encode()
        while not live.closed:
            new = live.wait(version, _HEARTBEAT)
            if new == version:
                yield b": \n\n"
                continue
            # A page whose picture changed is the same page, so its tag does not tell.
            kind = "version" if files == live.files_version else "files"
            version, files = new, live.files_version
            yield f"event: {kind}\ndata: {version}\n\n".encode()

    # From here on the site's lock is held.

    def _respond(self, request: _Request) -> Response:
        state = self.live.state
        if state.assembly is None or state.configuration is None:
            return self._broken(state, request)
        center = state.assembly.center
        base = center.base_path
        if not request.path.startswith(base):
            return (
                redirect(302, base)
                if request.path == "/"
                else text_response(404, f"Not below {base}")
            )
        path = request.path[len(base) :]
        if path == "index.html" or path.endswith("/index.html"):
            path = path[: -len("index.html")]
        return (
            self._page(state, center, path)
            or self._file(state, center, path)
            or self._foreign_file(state, path)
            or self._elsewhere(state, center, request)
        )

    def _page(self, state: State, center: HelpCenter, path: str) -> Response | None:
        # The root leads on by the reader's language; a plain page of the same URL is before ours.
        if not path or path in center.plain_urls:
            return None
        page = center.page_at(path)
        return None if page is None else self._render(state, page)

    def _render(self, state: State, page: GeneratedPage, status: int = 200) -> Response:
        assembly, configuration = state.assembly, state.configuration
        assert assembly is not None
        assert configuration is not None
        problems: list[Problem] = []
        try:
            html = assembly.theme.render(page.build()).encode("utf-8", "xmlcharrefreplace")
            if page.article is not None:
                problems = self.live.problems_of(page.article)
        except Exception as error:
            problem = template_problem(error, configuration.theme.dirs, configuration.folder)
            return self._error(
                (problem,), configuration.folder, page.locale, whole=False, error=error
            )
        return self._html(self._frame.with_panel(html, problems, page.locale, "/"), status)

    def _html(self, html: bytes, status: int = 200) -> Response:
        etag = etag_of(html)
        return Response(status, self._frame.with_script(html, etag, "/"), HTML, etag)

    def _broken(self, state: State, request: _Request) -> Response:
        folder = state.configuration.folder if state.configuration else self.live.folder
        locale = self._frame.choose([request.path.strip("/").partition("/")[0], *request.languages])
        return self._error(state.failures, folder, locale, whole=True)

    def _error(
        self,
        problems: tuple[Problem, ...],
        folder: Path,
        locale: str,
        *,
        whole: bool,
        error: Exception | None = None,
    ) -> Response:
        trace = "".join(traceback.format_exception(error)) if error else ""
        page = self._frame.error_page(problems, folder, locale, "/", whole=whole, trace=trace)
        return self._html(page, 500)

    def _file(self, state: State, center: HelpCenter, path: str) -> Response | None:
        """What is published as it is: the theme's files, those of the content, generated ones."""
        assert state.assembly is not None
        if (asset := state.assembly.assets.files.get(path)) is not None:
            return file_response(path, asset)
        if path in center.content.files:
            try:
                return file_response(path, (center.content.settings.root / path).read_bytes())
            except OSError:
                return None
        if self._search is not None and (found := self._search.answer(center, path)) is not None:
            return found
        output = self._outputs.find(center, self.live.version, path)
        return file_response(path, output) if output is not None else None

    def _foreign_file(self, state: State, path: str) -> Response | None:
        if self.foreign is None:
            return None
        found = self.foreign.find(path)
        if self.foreign.failure is not None and (path.endswith("/") or not path):
            assert state.configuration is not None
            assert state.assembly is not None
            if path in state.assembly.center.plain_urls:
                return self._error(
                    (self.foreign.failure,), state.configuration.folder, "en", whole=False
                )
        if found is None:
            return None
        body = found.read_bytes()
        return self._html(body) if found.suffix == ".html" else file_response(path, body)

    def _elsewhere(self, state: State, center: HelpCenter, request: _Request) -> Response:
        """An old URL leads to its article; anything else is not there, in the language that it names."""
        codes = [locale.code for locale in center.catalog.locales]
        reader = next((code for code in request.languages if code in codes), None)
        url = quote(request.path, safe="/%-._~!$&'()*+,;=:@")
        found = center.resolver.resolve(
            f"{url}?{request.query}" if request.query else url, reader_locale=reader
        )
        if found.status in (301, 302, 307, 308) and found.url.partition("#")[0] != url:
            return redirect(found.status, found.url)
        locale = found.wanted_locale or center.catalog.default.code
        page = center.page_at(not_found_url(locale))
        status = 410 if found.status == 410 else 404
        return (
            text_response(404, "Not found") if page is None else self._render(state, page, status)
        )


class _Request:
    """What of a request decides its answer."""

    def __init__(self, path: str, query: str, languages: list[str]) -> None:
        self.path = path
        self.query = query
        self.languages = languages


def _languages(environ: WSGIEnvironment) -> list[str]:
    """Language codes of ``Accept-Language``, the most wanted first, each also without its region."""
    weighed: list[tuple[float, int, str]] = []
    for number, part in enumerate(environ.get("HTTP_ACCEPT_LANGUAGE", "").split(",")[:20]):
        if match := _LANGUAGE.fullmatch(part.rstrip()):
            try:
                weight = float(match[2] or 1)
            except ValueError:
                continue
            weighed.append((-weight, number, match[1]))
    found = [code for _, _, code in sorted(weighed)]
    return list(
        dict.fromkeys([form for code in found for form in (code, code.partition("-")[0].lower())])
    )
