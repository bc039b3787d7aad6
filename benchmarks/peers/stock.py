"""The help center on Material for MkDocs with the plugins that are usually picked for such a site."""

from __future__ import annotations

from pathlib import Path

import yaml
from mkdocs_help_center.content.catalog import Catalog

from benchmarks.peers import Builder
from benchmarks.peers.content import category_path, old_paths, write_articles
from benchmarks.peers.environment import peer_program

#: https://squidfunk.github.io/mkdocs-material/setup/extensions/ "Minimal configuration", and tables.
EXTENSIONS = [
    *("admonition", "attr_list", "md_in_html", "tables", "pymdownx.details"),
    *("pymdownx.highlight", "pymdownx.superfences", {"toc": {"permalink": True}}),
]


def stock(folder: Path, catalog: Catalog) -> Builder:
    """Write the site into ``folder``: Material with a pruned navigation, static-i18n, redirects, RSS.

    Without a search index, and without English copies of what is not translated: ours has neither here.
    """
    # In their categories' folders: pruning leaves a page the list of its own folder.
    write_articles(catalog, folder / "docs", category_path, aliases=False)
    for locale in catalog.locales:
        (folder / "docs" / locale.code / "index.md").write_text("# Help Center\n")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(_config(catalog)), "utf-8")
    command = [str(peer_program("mkdocs")), "-q", "build"]
    left = ("site", ".cache")
    # The default language is not in a folder of its name.
    root = f"{catalog.default.code}/"
    pages = [category_path(article).removeprefix(root) for article in catalog.articles]
    return Builder("stock MkDocs", folder, command, folder / "site", left, pages)


def _config(catalog: Catalog) -> dict[str, object]:
    languages = [
        {
            "locale": locale.code,
            "name": locale.name,
            "default": locale.code == catalog.default.code,
            "build": True,
        }
        for locale in catalog.locales
    ]
    redirects = {
        f"{path.strip('/')}.md": f"{category_path(article)}.md"
        for article in catalog.articles
        for path in old_paths(article)
    }
    return {
        "site_name": "Help Center",
        "site_url": "https://help.example.com/",
        "docs_dir": "docs",
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.prune"],
        },
        "markdown_extensions": EXTENSIONS,
        "plugins": [
            {
                "i18n": {
                    "docs_structure": "folder",
                    "fallback_to_default": False,
                    "languages": languages,
                }
            },
            {"redirects": {"redirect_maps": redirects}},
            {
                "rss": {
                    "length": 50,
                    "use_git": False,
                    "date_from_meta": {"as_creation": "date", "as_update": "lastmod"},
                }
            },
        ],
    }
