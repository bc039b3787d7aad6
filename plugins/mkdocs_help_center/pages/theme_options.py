"""What a site may set about its looks, read from ``theme:`` in mkdocs.yml.

The options and their defaults are documented in one place, the theme's ``mkdocs_theme.yml``. Values go
into styles and links, so each is checked here; a bad one becomes a problem and its default is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mkdocs_help_center.content.problem import Problem, Severity

#: LOOK: accent on the page background, 6.6:1 and 8.5:1.
ACCENT_LIGHT, ACCENT_DARK = "#b5154b", "#ff8fb3"
#: The page background that an accent has to stand out from, as in the theme's tokens.
PAPER_LIGHT, PAPER_DARK = "#ffffff", "#12151c"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")

#: A text for all locales, or one a locale.
Localised = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LinkOption:
    """A link of the header or footer; title and URL by locale, ``""`` standing for every locale."""

    title: Localised
    url: Localised


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A titled column of links in the footer."""

    title: Localised
    links: tuple[LinkOption, ...]


@dataclass(frozen=True, slots=True)
class ThemeOptions:
    """The checked options. Paths are relative to the documentation folder; ``""`` means none."""

    logo: str = ""
    favicon: str = ""
    accent_light: str = ACCENT_LIGHT
    accent_dark: str = ACCENT_DARK
    site_name: Localised = field(default_factory=dict)
    header_links: tuple[LinkOption, ...] = ()
    footer_links: tuple[LinkGroup, ...] = ()
    footer_text: Localised = field(default_factory=dict)
    edit_text: Localised = field(default_factory=dict)


class OptionReader:
    """Reads the options out of a mapping and collects what is wrong with it."""

    def __init__(self, config: str = "mkdocs.yml") -> None:
        self.config = config
        self.problems: list[Problem] = []

    def read(self, theme: Mapping[str, Any]) -> ThemeOptions:
        """The options in ``theme``, the ``theme:`` mapping; keys of other themes are left alone."""
        options = ThemeOptions(
            logo=self._path(theme, "logo"),
            favicon=self._path(theme, "favicon"),
            site_name=self._localised("site_name", theme.get("site_name")),
            header_links=self._links("header_links", theme.get("header_links")),
            footer_links=self._groups(theme.get("footer_links")),
            footer_text=self._localised("footer_text", theme.get("footer_text")),
            edit_text=self._localised("edit_text", theme.get("edit_text")),
        )
        return self._accent(options, theme.get("accent"))

    def _accent(self, options: ThemeOptions, value: object) -> ThemeOptions:
        if value in (None, "", {}):
            return options
        pair = {"light": value, "dark": value} if isinstance(value, str) else value
        if not isinstance(pair, Mapping):
            self._bad("accent", value, "a colour, or one under 'light' and one under 'dark'")
            return options
        unknown = sorted(str(key) for key in pair if key not in ("light", "dark"))
        if unknown:
            self._bad("accent", unknown[0], "only 'light' and 'dark'")
        light = self._colour("accent.light", pair.get("light"), ACCENT_LIGHT, PAPER_LIGHT)
        dark = self._colour("accent.dark", pair.get("dark"), ACCENT_DARK, PAPER_DARK)
        return replace(options, accent_light=light, accent_dark=dark)

    def _colour(self, name: str, value: object, default: str, paper: str) -> str:
        if value is None:
            return default
        if not isinstance(value, str) or not _COLOUR.fullmatch(value):
            self._bad(name, value, "six hexadecimal digits after '#', such as '#b5154b'")
            return default
        ratio = contrast(value, paper)
        if ratio < 4.5:
            self._problem(
                f"The theme option '{name}' is '{value}', which has a contrast of {ratio:.1f}:1 on the "
                f"page's '{paper}'; links need 4.5:1 (WCAG 2.2, 1.4.3)",
                "Choose a darker colour for the light scheme, a lighter one for the dark scheme",
            )
        return value.lower()

    def _path(self, theme: Mapping[str, Any], name: str) -> str:
        value = theme.get(name) or ""
        if isinstance(value, str) and not _SCHEME.match(value) and not value.startswith("//"):
            return value.lstrip("/")
        self._bad(
            name, value, "a file in the documentation folder (pages load nothing from elsewhere)"
        )
        return ""

    def _localised(self, name: str, value: object) -> Localised:
        if value is None or value == "":
            return {}
        if isinstance(value, str | int | float):
            return {"": str(value)}
        if isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()):
            return {str(locale): text for locale, text in value.items()}
        self._bad(name, value, "a text, or a text a locale")
        return {}

    def _link(self, name: str, value: object) -> LinkOption | None:
        if not isinstance(value, Mapping) or not {"title", "url"} <= value.keys():
            self._bad(name, value, "a 'title' and a 'url'")
            return None
        title = self._localised(f"{name}.title", value["title"])
        url = self._localised(f"{name}.url", value["url"])
        for address in url.values():
            if not safe_url(address):
                self._bad(f"{name}.url", address, "a web address, an e-mail or a path")
                return None
        return LinkOption(title, url) if title and url else None

    def _links(self, name: str, value: object) -> tuple[LinkOption, ...]:
        if not value:
            return ()
        if not isinstance(value, Sequence) or isinstance(value, str):
            self._bad(name, value, "a list of links")
            return ()
        links = (self._link(f"{name}[{number}]", item) for number, item in enumerate(value))
        return tuple(link for link in links if link)

    def _groups(self, value: object) -> tuple[LinkGroup, ...]:
        if not value:
            return ()
        if not isinstance(value, Sequence) or isinstance(value, str):
            self._bad("footer_links", value, "a list of groups")
            return ()
        groups: list[LinkGroup] = []
        for number, item in enumerate(value):
            name = f"footer_links[{number}]"
            if not isinstance(item, Mapping) or not {"title", "links"} <= item.keys():
                self._bad(name, item, "a 'title' and its 'links'")
                continue
            links = self._links(f"{name}.links", item["links"])
            groups.append(LinkGroup(self._localised(f"{name}.title", item["title"]), links))
        return tuple(groups)

    def _bad(self, name: str, value: object, wanted: str) -> None:
        self._problem(
            f"The theme option '{name}' is {value!r}, which is not {wanted}",
            "The theme's options and their defaults are in its mkdocs_theme.yml",
        )

    def _problem(self, message: str, hint: str) -> None:
        self.problems.append(
            Problem(self.config, 1, 1, "theme-option", message, hint, Severity.WARNING)
        )


def in_locale(texts: Localised, locale: str, default: str = "") -> str:
    """The text for ``locale``: its own, its base language's, the one for all, the default locale's."""
    for key in (locale, locale.replace("_", "-").split("-")[0], "", default):
        if key in texts:
            return texts[key]
    return next(iter(texts.values()), "")


def safe_url(url: str) -> bool:
    """Whether a link may lead there: a path, fragment, query or a scheme that runs nothing.

    Browsers drop control characters and leading blanks before they read the scheme (URL standard),
    so ``java\\tscript:`` is judged without them.
    """
    cleaned = "".join(char for char in url if char > " ")
    scheme = _SCHEME.match(cleaned)
    return scheme is None or scheme[0].lower() in _SAFE_SCHEMES


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def ink_on(colour: str) -> str:
    """The text colour, white or near-black, that reads better on ``colour``."""
    return max(("#ffffff", "#12151c"), key=lambda ink: contrast(ink, colour))


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
