"""The pages that a build hands to Pagefind, as files: ``python -m … CONFIG_FOLDER LOCALE OUT``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from mkdocs_help_center.content.load import load_content
from mkdocs_help_center.pages.assemble import assemble_site
from mkdocs_help_center.preview.configuration import read_configuration
from mkdocs_help_center.search.documents import document, facets, searched_articles
from mkdocs_help_center.search.pagefind import build_index


def write(folder: Path, locale: str, out: Path) -> None:
    """Render ``locale`` of the site whose mkdocs.yml is in ``folder``, a file a page."""
    configuration = read_configuration(folder / "mkdocs.yml", "https://help.example.com/")
    content = load_content(configuration.content)
    center = assemble_site(content, configuration.pages, configuration.theme).center
    tag = center.site.locale(locale).language_tag
    for article in searched_articles(center, locale):
        html = document(article, facets(center, article), center.bodies.of(article).html, tag)
        path = out / article.url / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")


def read(folder: Path) -> Iterator[tuple[str, str]]:
    """Those pages again: URL and HTML."""
    for path in folder.rglob("index.html"):
        yield f"{path.parent.relative_to(folder).as_posix()}/", path.read_text(encoding="utf-8")


def index(folder: str, out: str) -> None:
    """Index them as a build does."""
    for name, data in build_index(read(Path(folder))).items():
        path = Path(out, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
