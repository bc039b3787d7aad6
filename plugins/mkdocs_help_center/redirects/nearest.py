"""The articles whose slugs are nearest to what someone typed: for 404 pages and broken links.

Likeness is that of three-letter pieces (Sørensen–Dice), which forgives typos, word order and missing
words alike. An index from piece to slugs keeps a question at about a millisecond among 4,000 slugs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

#: Slugs with less in common than this are no suggestion.
MINIMUM = 0.3
#: Longer questions are cut: the work grows with their length.
MAX_LENGTH = 120


def pieces(key: str) -> set[str]:
    """The three-letter pieces of a slug key, its edges marked."""
    text = f"-{key}-"
    return {text[start : start + 3] for start in range(len(text) - 2)}


class Nearest:
    """Finds similar slugs among ``keys``, which stay in their order for ties."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._sizes: list[int] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(keys):
            parts = pieces(key[:MAX_LENGTH])
            self._sizes.append(len(parts))
            for part in parts:
                self._postings[part].append(number)

    def find(self, key: str, count: int = 3) -> list[int]:
        """Numbers of the ``count`` nearest keys, best first; fewer where fewer are alike."""
        parts = pieces(key[:MAX_LENGTH])
        shared: Counter[int] = Counter()
        for part in parts:
            shared.update(self._postings.get(part, ()))
        size = len(parts)
        # Most have a piece or two in common, which is too little whatever their length.
        least = MINIMUM * size / 2
        scored = [
            (-2 * common / (size + self._sizes[number]), number)
            for number, common in shared.items()
            if common >= least
        ]
        return [number for score, number in sorted(scored)[:count] if -score >= MINIMUM]
