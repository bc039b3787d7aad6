"""JSON values under ``content/_data``, for components."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from .model import DataError

#: Bytes; a larger file is no table for readers.
MAX_BYTES = 20_000_000


class JsonData:
    """Reads JSON files below a folder, each once; :meth:`forget` after a change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._values: dict[str, object] = {}

    def load_data(self, src: str) -> object:
        """The value of ``src``, a POSIX path below the folder.

        Raises:
            DataError: it is no such path, there is no such file, or it is not JSON.
        """
        if src not in self._values:
            self._values[src] = self._read(src)
        return self._values[src]

    def forget(self) -> None:
        """Read files again when they are asked for next."""
        self._values.clear()

    def _read(self, src: str) -> object:
        path = PurePosixPath(src)
        if path.is_absolute() or ".." in path.parts or "\\" in src or "\x00" in src:
            raise DataError("the path must lead below content/_data")
        try:
            file = (self._folder / path).resolve()
            if not file.is_relative_to(self._folder.resolve()) or not file.is_file():
                raise DataError(f"there is no such file{self._nearest(src)}")
            if file.stat().st_size > MAX_BYTES:
                raise DataError(f"it is larger than {MAX_BYTES:,} bytes")
            value: object = json.loads(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise DataError(f"{error.strerror}") from None
        except (ValueError, RecursionError) as error:
            if isinstance(error, DataError):
                raise
            raise DataError(f"it is not JSON: {error}") from None
        return value

    def _nearest(self, src: str) -> str:
        """A hint at a file with nearly that name."""
        if not self._folder.is_dir():
            return ""
        names = sorted(p.relative_to(self._folder).as_posix() for p in self._folder.rglob("*.json"))
        near = get_close_matches(src, names, 1)
        return f" (did you mean '{near[0]}'?)" if near else ""
