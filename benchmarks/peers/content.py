"""The articles that our build publishes, as files that other builders can read.

They get an advantage: front matter that is broken, of many shapes, or decides about URLs is repaired for
them, drafts are left out, and translations are named. Bodies stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.load import ContentSettings, load_content
from mkdocs_help_center.content.slugs import slugify


def read_catalog(content: Path) -> Catalog:
    """What our build would publish."""
    return load_content(ContentSettings(content)).catalog


def old_paths(article: Article) -> Sequence[str]:
    """Where the old site had the article: ``/{locale}/{section}/{slug}--{id}`` and its ``legacySlug``."""
    folder = f"/{article.locale}/{article.section}/"
    names = [f"{article.slug}--{article.identity}", *map(slugify, article.legacy_slugs)]
    return [folder + name for name in dict.fromkeys(names) if name and name != article.slug]


def category_path(article: Article) -> str:
    """``<locale>/<section>/<category>/…/<slug>``, as the article's source lies in folders."""
    folders = (slugify(name) or "other" for name in article.folders)
    return "/".join([article.locale, article.section, *folders, article.slug])


def flat_path(article: Article) -> str:
    """``<locale>/<section>/<slug>``, which is also our URL."""
    return article.url.rstrip("/")


def write_articles(
    catalog: Catalog, folder: Path, path_of: Callable[[Article], str], *, aliases: bool
) -> None:
    """Write each article where ``path_of`` says, without ``.md``."""
    for article in catalog.articles:
        path = folder / f"{path_of(article)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = article.body.replace("\r\n", "\n")
        path.write_text(f"---\n{_front_matter(catalog, article, aliases)}---\n{body}\n", "utf-8")


def _front_matter(catalog: Catalog, article: Article, aliases: bool) -> str:
    translations = catalog.translations(article).values()
    # Any member's name will do, as long as it is the same in all languages.
    key = min(other.url for other in [article, *translations])
    fields: dict[str, object] = {
        "title": article.title,
        "slug": article.slug,
        "translationKey": key,
        "categories": [article.folders[0]] if article.folders else [],
    }
    if article.date:
        fields["date"] = article.date.isoformat()
    if article.modified:
        fields["lastmod"] = article.modified.isoformat()
    if aliases:
        # Hugo puts the language before each.
        fields["aliases"] = [path.removeprefix(f"/{article.locale}") for path in old_paths(article)]
    # JSON is YAML, and leaves nothing to be quoted.
    return "".join(f"{name}: {json.dumps(fields[name], ensure_ascii=False)}\n" for name in fields)
