"""The words of a locale: what spelling suggestions are made from, small enough to send along."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

#: A word in fewer articles is suggested to nobody: as a rule it is a slip itself.
MIN_ARTICLES = 2
#: In larger sites slips repeat, and the list must stay small: one more for so many articles.
_ARTICLES_A_SLIP = 400
_WORD = re.compile(r"[^\W\d_]{3,24}")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def fold(text: str) -> str:
    """``text`` in lower case without accents, as the browser folds what readers type.

    >>> fold("Ação à VISTA")
    'acao a vista'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


#: A word is folded once, not each time that it is written.
_fold_word = functools.lru_cache(1 << 17)(fold)


class WordCounts(Counter[str]):
    """Each folded word and in how many texts it is."""

    def add(self, text: str) -> None:
        """Count the words of one more text."""
        # Accents in one with their letters: by themselves they would end a word.
        composed = unicodedata.normalize("NFC", text.lower())
        self.update({_fold_word(word) for word in set(_WORD.findall(composed))})


def encode_words(counts: Mapping[str, int], articles: int) -> str:
    """The words in alphabetical order, front-coded; 11 kB gzipped for 4,065 articles.

    Each word is the number of characters that it shares with the one before (base 36), the rest of it,
    and how common it is: 9 for more than half of the ``articles``, 8 for more than a quarter, and so
    on down to 0.

    >>> encode_words({"pedido": 5, "pedir": 2}, 8)
    '0pedido94r7'
    """
    minimum = max(MIN_ARTICLES, articles // _ARTICLES_A_SLIP)
    parts: list[str] = []
    previous = ""
    for word in sorted(word for word, count in counts.items() if count >= minimum):
        shared = _shared_start(word, previous)
        common = max(0, 10 - max(1, articles // counts[word]).bit_length())
        parts.append(f"{_DIGITS[shared]}{word[shared:]}{common}")
        previous = word
    return "".join(parts)


def _shared_start(one: str, other: str) -> int:
    length = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        length += 1
    return length
