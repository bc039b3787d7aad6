"""The site's languages: which folders are locales, and what each is called in its own words."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale as BabelLocale
from babel import UnknownLocaleError

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the site. ``code`` is the folder's name and the URL's first segment, e.g. ``pt-BR``;
    ``name`` is in the language itself; ``direction`` is ``ltr`` or ``rtl``.
    """

    code: str
    name: str
    direction: str = "ltr"

    @property
    def language_tag(self) -> str:
        """The BCP 47 tag, for ``lang`` and ``hreflang``."""
        return self.code.replace("_", "-")


@functools.cache
def parse_locale(code: str) -> Locale | None:
    """The locale of a language code such as ``en``, ``pt-BR`` or ``zh_Hant``; None if it is none.

    Known languages are those of the Unicode CLDR, by Babel.
    """
    if not _CODE.fullmatch(code):
        return None
    try:
        babel = BabelLocale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None
    name = babel.get_display_name(babel) or code
    return Locale(code, name[:1].upper() + name[1:], babel.text_direction)


def choose_default(codes: Iterable[str]) -> str:
    """``en`` where there is one, else the first code, else ``en``."""
    ordered = list(codes)
    return "en" if "en" in ordered or not ordered else ordered[0]
