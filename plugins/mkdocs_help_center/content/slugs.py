"""Slugs that are safe in a URL path and a file name on every system."""

from __future__ import annotations

import functools
import hashlib
import re

from anyascii import anyascii

#: Bytes; a file name may have 255 and needs room for a suffix.
MAX_SLUG = 180

_UNSAFE = re.compile(r"[^a-z0-9_.]+")
_DROPPED = re.compile(r"['’‘`\"]+")


@functools.lru_cache(maxsize=2**18)
def slugify(text: str) -> str:
    """``text`` as lower-case ASCII with hyphens: ``Envío à vista`` → ``envio-a-vista``.

    Lower case, since two pages that differ in case only are one file on Windows and macOS. Letters
    of other scripts are transliterated. Returns an empty string where nothing is left; a slug of
    more than :data:`MAX_SLUG` characters is cut and ends in a digest of the whole.
    """
    kept = _DROPPED.sub("", text)
    ascii_text = (kept if kept.isascii() else anyascii(kept)).lower()
    slug = _UNSAFE.sub("-", ascii_text).strip("-._")
    if len(slug) <= MAX_SLUG:
        return slug
    digest = hashlib.sha256(slug.encode()).hexdigest()[:8]
    return f"{slug[: MAX_SLUG - 9].rstrip('-._')}-{digest}"
