"""Each file in `tests/goldens/markdown` is a promise: Markdown in, HTML and problems out.

`UPDATE_GOLDENS=1 pytest tests/markdown/test_goldens.py` writes what comes out; read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from mkdocs_help_center.markdown import (
    JsonData,
    LocalImages,
    MarkdownOptions,
    MarkdownRenderer,
    RenderContext,
    ResolvedLink,
)

_GOLDENS = Path(__file__).parent.parent / "goldens" / "markdown"
_CONTENT = Path(__file__).parent / "site" / "content"
_SOURCE = "content/en/faq/article.md"


class Catalog:
    """Knows one article, under all the names that it ever had."""

    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        path = href.removeprefix("https://help.example.com").partition("#")[0].partition("?")[0]
        if path in ("/en/tutorial/roles--abc", "../tutorials/roles.md", "ref:roles"):
            return ResolvedLink(f"/{locale}/tutorials/roles/")
        if path.startswith("/en/faq/"):
            near = ("/en/faq/roles/",) if "rol" in path else ()
            return ResolvedLink("", exists=False, candidates=near)
        return None


def render(markdown: str, locale: str) -> str:
    """The HTML and the problems, as they stand in a golden."""
    renderer = MarkdownRenderer(MarkdownOptions(reserved_ids=frozenset({"content"})))
    images = LocalImages(
        _CONTENT, "/help/", ["https://raw.githubusercontent.com/acme/help/main/docs/"]
    )
    context = RenderContext(
        _SOURCE,
        locale=locale,
        first_line=11,
        links=Catalog(),
        images=images,
        data=JsonData(_CONTENT / "_data"),
        our_hosts=frozenset({"help.example.com"}),
    )
    rendered = renderer.render(markdown, context)
    problems = "".join(f"{problem}\n" for problem in rendered.problems)
    html = (
        rendered.html if rendered.html.endswith("\n") or not rendered.html else f"{rendered.html}\n"
    )
    return f"%%% html\n{html}%%% problems\n{problems}"


@pytest.mark.parametrize("path", sorted(_GOLDENS.glob("*.golden")), ids=lambda path: str(path.stem))
def test_golden(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    head, _, rest = text.partition("%%% markdown\n")
    markdown, _, expected = rest.partition("%%% html\n")
    actual = render(markdown, head.partition("locale: ")[2].strip())
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_bytes(f"{head}%%% markdown\n{markdown}{actual}".encode())
    assert actual == f"%%% html\n{expected}"


def test_there_are_goldens() -> None:
    assert len(list(_GOLDENS.glob("*.golden"))) > 20
