"""What a build leaves for the next one, beside mkdocs.yml; it may be deleted at any time."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mkdocs_help_center.building.inputs import LastBuild
from mkdocs_help_center.building.site_folder import Written
from mkdocs_help_center.content.cache import CACHE_FOLDER, Cache, code_version
from mkdocs_help_center.pages.theme import keep_compiled

_FILE = "build.sqlite"
#: Seconds that a worker waits for others to write what they made.
_PATIENCE = 30.0
_SITE, _LAST, _REDIRECTS = "site/", "last/", "redirects/"


@dataclass(frozen=True)
class KnownRedirects:
    """What compiling redirects gave: ``names`` of files in the site, ``beside`` those in the project with
    their texts, and how many old URLs there are.
    """

    names: tuple[str, ...]
    beside: Mapping[str, str]
    count: int


class BuildMemory:
    """A cache between builds, and between the processes of one.

    Args:
        project: the folder of mkdocs.yml; None for a build that nothing is to remain of. Where nothing
            can be written there, nothing remains either.
    """

    def __init__(self, project: Path | None) -> None:
        self._version = code_version()
        self._project = project.absolute() if project is not None else None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        if project is not None:
            self._path = project / CACHE_FOLDER / _FILE
            with contextlib.closing(self.open()) as cache:
                if cache.usable:
                    keep_compiled(project / CACHE_FOLDER, self._version)
                    return
        self._temporary = tempfile.TemporaryDirectory(prefix="help-center-build-")
        self._path = Path(self._temporary.name, _FILE)

    def open(self) -> Cache:
        """The cache, for this process alone: a connection must not cross a fork."""
        return Cache(self._path, self._version, _PATIENCE)

    def close(self) -> None:
        """Remove what is not to remain."""
        if self._temporary is not None:
            self._temporary.cleanup()

    def _name(self, site: Path) -> str:
        """How a site's folder is called: a project that is moved with its folders keeps what it knows."""
        folder = site.absolute()
        if self._project is not None and folder.is_relative_to(self._project):
            return folder.relative_to(self._project).as_posix()
        return str(folder)

    def known_files(self, site: Path) -> Mapping[str, Written]:
        """What earlier builds wrote into the folder ``site``, if they came to their end."""
        with contextlib.closing(self.open()) as cache:
            found = cache.get(_SITE + self._name(site), "")
        return found if isinstance(found, dict) else {}

    def forget_files(self, site: Path) -> None:
        """From here on until :meth:`keep_files` nobody knows what is in the folder."""
        with contextlib.closing(self.open()) as cache:
            cache.forget([prefix + self._name(site) for prefix in (_SITE, _LAST)])

    def keep_files(self, site: Path, written: Mapping[str, Written]) -> None:
        """Remember what is in the folder."""
        with contextlib.closing(self.open()) as cache:
            cache.put([(_SITE + self._name(site), "", dict(written))])

    def redirects(self, site: Path, inputs: bytes) -> KnownRedirects | None:
        """What the redirects of the site in the folder ``site`` were, if made from ``inputs``."""
        with contextlib.closing(self.open()) as cache:
            found = cache.get(_REDIRECTS + self._name(site), inputs.hex())
        return found if isinstance(found, KnownRedirects) else None

    def keep_redirects(self, site: Path, inputs: bytes, known: KnownRedirects) -> None:
        """Remember them."""
        with contextlib.closing(self.open()) as cache:
            cache.put([(_REDIRECTS + self._name(site), inputs.hex(), known)])

    def last_build(self, site: Path) -> LastBuild | None:
        """What is known of the last build into the folder ``site``."""
        with contextlib.closing(self.open()) as cache:
            found = cache.get(_LAST + self._name(site), "")
        return found if isinstance(found, LastBuild) else None

    def keep_build(self, site: Path, build: LastBuild) -> None:
        """Remember a build that came to its end."""
        with contextlib.closing(self.open()) as cache:
            cache.put([(_LAST + self._name(site), "", build)])
