"""The picture that shows a link to the site in chats and networks: one a locale and section, 1200 × 630.

Drawn with Pillow and a font from a package, so that every machine draws the same bytes and no browser is
needed. A locale whose script that font (Latin, Greek, Cyrillic) does not have gets no card.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from font_source_sans_pro import SourceSansPro, SourceSansProSemibold
from PIL import Image, ImageColor, ImageDraw, ImageFont

from mkdocs_help_center.pages.theme_options import ink_on

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

SIZE = (1200, 630)
_MARGIN = 96
_TITLE, _NAME, _TEXT = 92, 44, 40
#: Steps between the ground and the ink; four bits a dot.
_SHADES = 16


def card_path(center: HelpCenter, locale: str, section: str | None) -> str:
    """The card of a section, or of the locale as a whole, relative to the site; ``""`` for none."""
    if not center.options.site_url or not _can_write(_words(center, locale, section)):
        return ""
    known = section if section in center.catalog.sections(locale) else None
    return f"{locale}/cards/{known or 'home'}.png"


def card_files(center: HelpCenter) -> Mapping[str, bytes]:
    """Every card of the site; none where it has no address, since cards are named by theirs."""
    files: dict[str, bytes] = {}
    for locale in center.built_locales:
        for section in (None, *center.catalog.sections(locale.code)):
            if path := card_path(center, locale.code, section):
                name, title, text = _words(center, locale.code, section)
                files[path] = draw_card(name, title, text, center.site.options.accent_light)
    return files


def _words(center: HelpCenter, locale: str, section: str | None) -> tuple[str, str, str]:
    t = center.messages.translator(locale)
    name = center.site.name_in(locale)
    if section is None or section not in center.catalog.sections(locale):
        return name, t("home.heading"), t("home.description")
    return name, t(f"section.{section}.title"), t(f"section.{section}.description")


@lru_cache(maxsize=64)
def draw_card(name: str, title: str, text: str, accent: str) -> bytes:
    """A PNG with the site's ``name``, a ``title`` and one sentence."""
    coverage = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(coverage)
    width = SIZE[0] - 2 * _MARGIN
    draw.text((_MARGIN, _MARGIN - 16), name, font=_font(_NAME), fill=255)
    y = 210.0
    for line in _wrap(draw, title, _TITLE, width)[:3]:
        draw.text((_MARGIN, y), line, font=_font(_TITLE), fill=255)
        y += _TITLE * 1.15
    y += 24
    for line in _wrap(draw, text, _TEXT, width)[: 3 if y < 400 else 2]:
        draw.text((_MARGIN, y), line, font=_font(_TEXT), fill=255)
        y += _TEXT * 1.4
    # How much of a dot is ink, in sixteen steps: with a palette for them it is a small picture at once.
    image = coverage.point([value * (_SHADES - 1) // 255 for value in range(256)])
    image.putpalette(_shades(accent, ink_on(accent)))
    out = io.BytesIO()
    image.save(out, "PNG", bits=4, compress_level=6)
    return out.getvalue()


def _shades(ground: str, ink: str) -> list[int]:
    """Red, green and blue of every step from ``ground`` to ``ink``."""
    pairs = list(zip(ImageColor.getrgb(ground), ImageColor.getrgb(ink), strict=True))
    steps = range(_SHADES)
    return [start + (end - start) * step // (_SHADES - 1) for step in steps for start, end in pairs]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SourceSansPro if size == _TEXT else SourceSansProSemibold, size)


@lru_cache(maxsize=256)
def _can_write(words: tuple[str, ...]) -> bool:
    """Whether the font has every letter; a missing one is drawn as the same box."""
    font = _font(_TEXT)
    box = bytes(font.getmask("\uffff"))
    return all(bytes(font.getmask(char)) != box for char in set("".join(words)) - {" "})


def _wrap(draw: ImageDraw.ImageDraw, text: str, size: int, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and draw.textlength(longer, font=_font(size)) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]
