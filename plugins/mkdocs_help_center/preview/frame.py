"""What the preview adds to pages: the script that shows them anew, the list of problems, error pages."""

from __future__ import annotations

import hashlib
import html
import re
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.pages.messages import Messages, Translator

#: Where the preview's own files are, below the site's root; no page can be there.
MOUNT = "_help-center/"
_HERE = Path(__file__).parent
_AROUND = 3
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line of a file, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Fault:
    """A problem with the lines around it."""

    problem: Problem
    excerpt: tuple[Line, ...] = ()

    @property
    def line(self) -> int:
        """The line to mark: what is missing is often missed only after the last one."""
        last = self.excerpt[-1].number if self.excerpt else self.problem.line
        return min(self.problem.line, last)


class Frame:
    """The preview's own words and parts, which work without the site's theme."""

    def __init__(self) -> None:
        self._messages = Messages([_HERE])
        loader = jinja2.FileSystemLoader(str(_HERE / "templates"))
        self._env = jinja2.Environment(
            loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self.files = {path.name: path.read_bytes() for path in (_HERE / "static").iterdir()}

    def choose(self, wanted: Sequence[str]) -> str:
        """The first of the locale codes that the preview speaks, else English."""
        known = self._messages.locales
        for code in wanted:
            language = re.split("[-_]", code.lower())[0]
            if language in known:
                return language
        return "en"

    def with_panel(self, page: bytes, problems: Sequence[Problem], locale: str, base: str) -> bytes:
        """``page`` with the list of its file's problems; as it is where there are none."""
        if not problems:
            return page
        t = self._translator(locale)
        key = hashlib.sha256("\n".join(map(str, problems)).encode()).hexdigest()[:12]
        panel = self._env.get_template("panel.html").render(
            problems=problems,
            t=t,
            title=t("preview.problems", count=len(problems)),
            key=key,
            style=f"{base}{MOUNT}preview.css",
        )
        return _before_end(page, panel.encode())

    @staticmethod
    def with_script(page: bytes, etag: str, base: str) -> bytes:
        """``page`` with the script that shows it anew once its ``etag`` is another."""
        src, tag = html.escape(f"{base}{MOUNT}preview.js"), html.escape(etag)
        return _before_end(page, f'<script src="{src}" data-etag="{tag}"></script>'.encode())

    def error_page(
        self,
        problems: Sequence[Problem],
        folder: Path,
        locale: str,
        base: str,
        *,
        whole: bool,
        trace: str = "",
    ) -> bytes:
        """A page that says what has to be mended, in place of one page or, if ``whole``, of all."""
        code = self.choose([locale])
        page = self._env.get_template("error.html").render(
            faults=[
                Fault(problem, _excerpt(folder / problem.path, problem.line))
                for problem in problems
            ],
            t=self._translator(code),
            lang=code,
            whole=whole,
            trace=trace,
            style=f"{base}{MOUNT}preview.css",
        )
        return page.encode()

    def _translator(self, locale: str) -> Translator:
        return self._messages.translator(self.choose([locale]))


def template_problem(error: Exception, dirs: Sequence[Path], folder: Path) -> Problem:
    """Where in the theme's templates ``error`` came up; dirs are the theme's folders."""
    message = str(error) or type(error).__name__
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = error.filename or error.name or ""
        return _at(Path(name), error.lineno, f"the template is broken: {message}", folder)
    if isinstance(error, jinja2.TemplateNotFound):
        message = f"there is no template '{message}'"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if any(path.is_relative_to(one) for one in dirs) and path.suffix == ".html":
            text = f"the template fails: {type(error).__name__}: {message}"
            return _at(path, frame.lineno or 1, text, folder)
    frames = traceback.extract_tb(error.__traceback__)
    path, line = (Path(frames[-1].filename), frames[-1].lineno or 1) if frames else (folder, 1)
    return _at(path, line, f"{type(error).__name__}: {message}", folder)


def _at(path: Path, line: int, message: str, folder: Path) -> Problem:
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return Problem(shown.as_posix(), line, 1, "template", message, "", Severity.ERROR)


def _excerpt(path: Path, line: int) -> tuple[Line, ...]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, ValueError):
        return ()
    first = max(1, line - _AROUND)
    return tuple(Line(n, lines[n - 1]) for n in range(first, min(len(lines), line + _AROUND) + 1))


def _before_end(page: bytes, addition: bytes) -> bytes:
    """Before the last ``</body>``, or at the end where there is none."""
    ends = [match.start() for match in _BODY_END.finditer(page)]
    end = ends[-1] if ends else len(page)
    return page[:end] + addition + page[end:]
