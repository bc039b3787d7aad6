"""Facets of a locale's articles by the ids that Pagefind gives them.

Pagefind's own filters answer one query; a search here is several, and the pages that have a value can
be asked for only by loading the whole index (1 MB for 2,011 articles). This file is 17 kB for 4,065.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

_MAGIC = b"pagefind_dcd"
FILE = "facets.json"


def page_ids(index: Mapping[str, bytes]) -> Mapping[str, str]:
    """The URL (no leading slash) of each page of an index, and the id of its results.

    Args:
        index: the index's files by their path in its folder.
    """
    found: dict[str, str] = {}
    for name, data in sorted(index.items()):
        if name.endswith(".pf_fragment"):
            fragment = json.loads(gzip.decompress(data).removeprefix(_MAGIC))
            found[fragment["url"].lstrip("/")] = PurePosixPath(name).stem
    return found


def encode_facets(facets: Mapping[str, Mapping[str, Sequence[str]]], ids: Mapping[str, str]) -> str:
    """JSON: the starts of the ids in order, and for each facet its values with their pages' positions.

    Of an id (``en_12a7c0f``) the start of the hash that tells it from all others is enough: no compression
    makes hashes shorter.

    Args:
        facets: each page's values by facet, by URL.
        ids: each page's id by URL.
    """
    order = sorted(url for url in facets if url in ids)
    positions: dict[str, dict[str, list[int]]] = {}
    for position, url in enumerate(order):
        for name, values in facets[url].items():
            for value in values:
                positions.setdefault(name, {}).setdefault(value, []).append(position)
    data = {
        "ids": " ".join(_starts([ids[url].rpartition("_")[2] for url in order])),
        "facets": {
            name: {value: _steps(values[value]) for value in sorted(values)}
            for name, values in sorted(positions.items())
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _starts(ids: Sequence[str]) -> list[str]:
    """The shortest start of each hash that no other has.

    >>> _starts(["12a", "97c", "12b"])
    ['12a', '9', '12b']
    """
    ordered = sorted(ids)
    lengths = dict.fromkeys(ordered, 1)
    for one, other in pairwise(ordered):
        telling = _shared(one, other) + 1
        lengths[one] = max(lengths[one], telling)
        lengths[other] = telling
    return [one[: lengths[one]] for one in ids]


def _shared(one: str, other: str) -> int:
    """How many characters two hashes begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next(
        (place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other))
    )


def _steps(positions: Sequence[int]) -> list[int]:
    """Differences between neighbours: small numbers compress well."""
    return [position - before for before, position in zip((0, *positions), positions, strict=False)]
