"""JSON values under ``content/_data``, for components."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from .model import DataError

_SURROGATE = re.compile("[\ud800-\udfff]")
#: Bytes; a larger file is no table for readers.
MAX_BYTES = 20_000_000


def without_surrogates(text: str) -> str:
    """``text`` as UTF-8 can hold it: halves of surrogate pairs become the replacement character."""
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


def load_json(text: str) -> object:
    """The JSON value of ``text``; control characters in strings are allowed, as writers paste them.

    Raises:
        ValueError: it is not JSON, or nested deeper than any data is.
    """
    try:
        value: object = json.loads(text, strict=False)
        if "\\ud" in text.lower():  # an escape may be half of a pair
            value = json.loads(without_surrogates(json.dumps(value, ensure_ascii=False)))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    return value


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
            return load_json(file.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise DataError(f"{error.strerror}") from None
        except ValueError as error:
            if isinstance(error, DataError):
                raise
            raise DataError(f"it is not JSON: {error}") from None

    def _nearest(self, src: str) -> str:
        """A hint at a file with nearly that name."""
        if not self._folder.is_dir():
            return ""
        names = sorted(p.relative_to(self._folder).as_posix() for p in self._folder.rglob("*.json"))
        near = get_close_matches(src, names, 1, 0.8)
        return f" (did you mean '{near[0]}'?)" if near else ""
