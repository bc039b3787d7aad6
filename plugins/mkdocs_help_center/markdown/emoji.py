"""``:shortcode:`` emoji, by GitHub's own list as the package pymdown-extensions carries it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pymdownx import gemoji_db

_SHORTCODE = re.compile(r"(?<![\w:]):([a-z0-9_+\-]+):(?![\w:])")


def _load_shortcodes() -> Mapping[str, str]:
    """Names without colons and the characters that they stand for; aliases included."""
    characters = {
        name.strip(":"): "".join(chr(int(code, 16)) for code in entry["unicode"].split("-"))
        for name, entry in gemoji_db.emoji.items()
        if "unicode" in entry
    }
    aliases = {
        alias.strip(":"): characters[name.strip(":")]
        for alias, name in gemoji_db.aliases.items()
        if name.strip(":") in characters
    }
    return aliases | characters


SHORTCODES = _load_shortcodes()


def replace_shortcodes(text: str) -> str:
    """``text`` with known shortcodes as characters; ``10:30:45`` and ``:unknown:`` stay."""
    return _SHORTCODE.sub(lambda match: SHORTCODES.get(match[1], match[0]), text)
