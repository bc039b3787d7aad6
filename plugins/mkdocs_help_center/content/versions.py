"""The order of version numbers, by SemVer and PEP 440, whichever a release uses."""

from __future__ import annotations

import re
from typing import Any

from packaging.version import InvalidVersion, Version

#: https://semver.org/#is-there-a-suggested-regular-expression-regex-to-check-a-semver-string, loosened to
#: a leading zero.
_SEMVER = re.compile(
    r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})"
    r"(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?"
)
_PEP440_NAMES = {"a": "alpha", "b": "beta", "rc": "rc"}
#: A final release comes after all of its pre-releases.
_FINAL = (1, ())


def version_key(text: str) -> tuple[Any, ...]:
    """Sorts versions: SemVer 2.0.0 §11, else PEP 440, else as text before all of them.

    Every key compares with every other: ``v3.0``, ``3.0.0-beta.2``, ``3.0b2`` and ``Spring``.
    """
    cleaned = text.strip().lower().removeprefix("v")
    if semver := _SEMVER.fullmatch(cleaned):
        numbers = tuple(int(semver[part]) for part in (1, 2, 3))
        return (1, numbers, _semver_pre(semver[4]), cleaned)
    try:
        version = Version(cleaned)
    except InvalidVersion:
        return (0, (), _FINAL, cleaned)
    numbers = version.release + (0,) * (3 - len(version.release))
    return (1, numbers, _pep440_pre(version), cleaned)


def is_version(text: str) -> bool:
    """Whether ``text`` is a version that can be ordered."""
    return bool(version_key(text)[0])


def is_prerelease(text: str) -> bool:
    """Whether a version says itself that it is not final."""
    return bool(version_key(text)[2][0] == 0)


def _semver_pre(pre: str | None) -> tuple[Any, ...]:
    if not pre:
        return _FINAL
    return (0, tuple(_part(part) for part in pre.split(".")))


def _part(text: str) -> tuple[int, int, str]:
    """Numbers come before words, and compare as numbers."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return (0, int(text), "") if is_number else (1, 0, text)


def _pep440_pre(version: Version) -> tuple[Any, ...]:
    if version.pre is not None:
        name, number = version.pre
        return (0, (_part(_PEP440_NAMES.get(name, name)), _part(str(number))))
    if version.dev is not None:
        # A development release comes before every pre-release (PEP 440).
        return (0, ((0, version.dev, ""),))
    return (1, ((0, version.post, ""),)) if version.post is not None else _FINAL
