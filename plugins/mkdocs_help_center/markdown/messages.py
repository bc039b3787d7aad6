"""The texts that rendered articles show, in the page's language.

One YAML file a locale in ``messages/``: a new language is a new file there, no code.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import yaml

_FOLDER = Path(__file__).with_name("messages")
FALLBACK = "en"


@functools.cache
def default_messages(locale: str) -> Mapping[str, str]:
    """The built-in texts of ``locale``: the language itself, else its base language, else English.

    ``pt-BR`` reads ``pt-BR.yml`` over ``pt.yml`` over ``en.yml``.
    """
    messages: dict[str, str] = {}
    base = locale.replace("_", "-").split("-")[0]
    for name in dict.fromkeys((FALLBACK, base, locale)):
        path = _FOLDER / f"{name}.yml"
        if name.replace("-", "").replace("_", "").isalnum() and path.is_file():
            messages.update(yaml.safe_load(path.read_text(encoding="utf-8")))
    return messages


def available_locales() -> tuple[str, ...]:
    """The locales that have a file of their own."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml")))
