"""Names for values by what they hold, the same in every process."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import pickle
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from mkdocs_help_center.content.cache import digest
from mkdocs_help_center.pages.site import SiteContext
from mkdocs_help_center.pages.views import View

#: Packages whose release changes what a page becomes.
_MAKERS = ("Jinja2", "MarkupSafe", "mkdocs", "mkdocs-material")
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
    pickler.dump(values)
    return hashlib.blake2b(buffer.getbuffer(), digest_size=16).digest()


def view_digest(view: View, *others: object) -> bytes:
    """A digest of all that a template gets to see of one page."""
    features = sorted(view.features)
    return value_digest(dataclasses.replace(view, features=frozenset()), features, *others)


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
        return f"{path} {hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()}"
    except OSError:
        return f"{path} -"
