"""Names for values by what they hold, the same in every process."""

from __future__ import annotations

import copyreg
import dataclasses
import io
import pickle
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs_help_center.content.cache import bytes_digest, digest, pickle_by_fields
from mkdocs_help_center.pages import views
from mkdocs_help_center.pages.site import SiteContext
from mkdocs_help_center.pages.views import ArticleView, View

#: Packages whose release changes what a page becomes.
_MAKERS = ("Jinja2", "MarkupSafe", "mkdocs", "mkdocs-material")
#: Navigations whose digests are kept; those of tracks are on one page each.
_TREES = 500
#: MkDocs' options that no page shows.
_HOW = frozenset({"config_file_path", "docs_dir", "site_dir", "strict", "dev_addr", "watch"})


def value_digest(*values: object) -> bytes:
    """A digest (16 bytes) of frozen values without cycles; sets must be sorted before.

    Equal values may have different digests (a list and a tuple do); different ones never have the same.
    """
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, 5)
    # Without the memo, by which equal strings are written in another way than one string twice.
    pickler.fast = True
    pickler.dispatch_table = {**copyreg.dispatch_table, datetime: _moment}
    pickler.dump(values)
    return bytes_digest(buffer.getbuffer())


for _kind in vars(views).values():
    # Parts of views are pickled for their digests alone, a hundred a page.
    if isinstance(_kind, type) and dataclasses.is_dataclass(_kind) and hasattr(_kind, "__slots__"):
        pickle_by_fields(_kind)


def _moment(one: datetime) -> str | tuple[Any, ...]:
    """What is digested of a moment, never to be loaded: Python asks for the parts of its zone each time."""
    return (datetime, (one.isoformat(), "UTC")) if one.tzinfo is UTC else one.__reduce_ex__(5)


class ViewDigests:
    """Digests of all that a template gets to see of one page.

    Args:
        site_key: names all that templates see besides.
    """

    def __init__(self, site_key: str) -> None:
        self._site_key = site_key
        #: Navigation that many pages share, by its identity; kept, so that no other takes its place.
        self._trees: dict[int, tuple[object, bytes]] = {}

    def of(self, view: View, body: bytes | None = None) -> bytes:
        """A digest (16 bytes) of ``view``; ``body`` stands for its HTML where one is known."""
        shown: dict[str, object] = {**vars(view), "features": sorted(view.features)}
        if body is not None:
            shown["html"] = body
        if isinstance(view, ArticleView):
            shown["tree"] = self._of_tree(view.tree)
        return value_digest(type(view).__name__, shown, self._site_key)

    def _of_tree(self, tree: object) -> bytes:
        known = self._trees.get(id(tree))
        if known is None:
            if len(self._trees) >= _TREES:
                self._trees.clear()
            known = self._trees[id(tree)] = tree, value_digest(tree)
        return known[1]


def site_digest(site: SiteContext, dirs: Iterable[Path], config: Mapping[str, Any]) -> str:
    """A digest of all that templates see on every page: the site, the theme's files, the settings.

    Args:
        site: the site.
        dirs: the theme's folders.
        config: MkDocs' configuration, which a template may print; of its values the plain ones count.
    """
    fields = {
        field.name: getattr(site, field.name)
        for field in dataclasses.fields(site)
        if field.name not in ("assets",)
    }
    parts: list[object] = [value_digest(fields).hex(), sorted(site.assets.files)]
    parts += [f"{name}=={metadata.version(name)}" for name in _MAKERS]
    parts += plain_values(config)
    for folder in changing_dirs(dirs):
        parts += [_file_digest(path) for path in sorted(folder.rglob("*")) if path.is_file()]
    return digest(*parts)


def changing_dirs(dirs: Iterable[Path]) -> list[Path]:
    """The theme's folders that can change without another release of their package; Material's 12,000
    icons cannot.
    """
    return [folder for folder in dirs if "material" not in folder.parts]


def plain_values(config: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The options whose text is the same in every process, sorted by name, but for those that say where
    and how to build and not what.
    """
    return [
        (name, value)
        for name, value in sorted(config.items())
        if name not in _HOW and _is_plain(value)
    ]


def _is_plain(value: object) -> bool:
    """Whether the text of ``value`` is the same in every process: that of an object names its address."""
    if isinstance(value, Mapping):
        return type(value) is dict and all(map(_is_plain, (*value.keys(), *value.values())))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return value is None or type(value) in (str, int, float, bool)


def _file_digest(path: Path) -> str:
    try:
        return f"{path} {bytes_digest(path.read_bytes()).hex()}"
    except OSError:
        return f"{path} -"
