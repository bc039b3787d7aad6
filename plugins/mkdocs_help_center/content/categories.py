"""Categories: the folders between a section and its articles, named by their ``metadata.json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.content.source import SourceFile

#: (locale, section, folders): where a category's files are.
Place = tuple[str, str, tuple[str, ...]]

_LAST = 1_000_000
_SHAPE_HINT = 'write {"id": "…", "name": "…", "slug": "…", "order": 1}'


@dataclass(frozen=True, slots=True, eq=False)
class Category:
    """A folder of articles in one locale.

    ``key`` joins its translations: the metadata's id, else the folder's name, after the parent's key.
    ``path`` is the slugs from the section down, the category's own last; ``order`` sorts siblings
    before their names do.
    """

    locale: str
    section: str
    folders: tuple[str, ...]
    key: tuple[str, ...]
    name: str
    path: tuple[str, ...]
    order: int = _LAST
    url: str = ""

    @property
    def place(self) -> Place:
        """Where its files are."""
        return self.locale, self.section, self.folders

    @property
    def parent_place(self) -> Place | None:
        """Where the enclosing category's files are; None directly under the section."""
        if len(self.folders) < 2:
            return None
        return self.locale, self.section, self.folders[:-1]


@dataclass(frozen=True, slots=True)
class FolderMetadata:
    """What a folder's ``metadata.json`` says, in the folder's language."""

    id: str = ""
    name: str = ""
    slug: str = ""
    order: int = _LAST


def read_metadata(
    file: SourceFile, path: str, locale: str
) -> tuple[FolderMetadata | None, list[Problem]]:
    """Read a ``metadata.json``: ``id``, ``name``, ``slug`` (text, or a text per locale), ``order``.

    The shape is that of the real help center's track and category folders.
    """
    try:
        text = file.path.read_bytes().decode("utf-8-sig")
        data: Any = json.loads(text)
    except OSError as error:
        return None, [Problem(path, 1, 1, "folder-metadata", f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError:
        return None, [Problem(path, 1, 1, "folder-metadata", "is not UTF-8", "save it as UTF-8")]
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg}"
        return None, [
            Problem(path, error.lineno, error.colno, "folder-metadata", message, _SHAPE_HINT)
        ]
    except (RecursionError, ValueError):
        return None, [Problem(path, 1, 1, "folder-metadata", "is not JSON", _SHAPE_HINT)]
    if not isinstance(data, dict):
        return None, [Problem(path, 1, 1, "folder-metadata", "is not an object", _SHAPE_HINT)]
    problems: list[Problem] = []

    def text_of(key: str) -> str:
        value = data.get(key, "")
        if isinstance(value, dict):
            value = value.get(locale) or value.get("en") or next(iter(value.values()), "")
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            return " ".join(str(value).split())
        if value is not None:
            message = f"'{key}' is neither text nor a text per locale"
            problems.append(
                Problem(path, _line_of(text, key), 1, "folder-metadata", message, _SHAPE_HINT)
            )
        return ""

    order = data.get("order", _LAST)
    if not isinstance(order, int) or isinstance(order, bool):
        message = "'order' is no whole number"
        problems.append(
            Problem(path, _line_of(text, "order"), 1, "folder-metadata", message, _SHAPE_HINT)
        )
        order = _LAST
    return FolderMetadata(text_of("id"), text_of("name"), text_of("slug"), order), problems


def _line_of(text: str, key: str) -> int:
    position = text.find(f'"{key}"')
    return text.count("\n", 0, max(position, 0)) + 1


def build_categories(
    articles: Iterable[Article], metadata: Mapping[Place, FolderMetadata]
) -> dict[Place, Category]:
    """The categories that hold a listed article, or hold a category that does; parents come first.

    Two sibling folders whose slugs are the same (``Access control``, ``access-control``) get different
    URLs: the later one, by folder name, a number.
    """
    places = sorted(
        {
            (article.locale, article.section, article.folders[:depth])
            for article in articles
            if not article.hidden
            for depth in range(1, len(article.folders) + 1)
        }
    )
    categories: dict[Place, Category] = {}
    taken: dict[tuple[str, str, tuple[str, ...]], int] = {}
    for place in places:
        locale, section, folders = place
        known = metadata.get(place, FolderMetadata())
        parent = categories.get((locale, section, folders[:-1]))
        parent_path, parent_key = (parent.path, parent.key) if parent else ((), ())
        slug = slugify(known.slug) or slugify(folders[-1]) or slugify(known.id) or "category"
        count = taken[locale, section, (*parent_path, slug)] = (
            taken.get((locale, section, (*parent_path, slug)), 0) + 1
        )
        if count > 1:
            slug = f"{slug}-{count}"
        path = (*parent_path, slug)
        categories[place] = Category(
            locale,
            section,
            folders,
            (*parent_key, known.id or slugify(folders[-1]) or folders[-1]),
            known.name or folders[-1].strip(),
            path,
            known.order,
            f"{locale}/{section}/category/{'/'.join(path)}/",
        )
    return categories
