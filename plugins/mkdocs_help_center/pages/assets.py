"""Styles, scripts and icons as they are published: few files, named by their content.

A name that changes with the content may be cached for ever. In the theme's ``assets/help-center/``

- ``css/*.css`` become one stylesheet and ``js/*.js`` one script, in the order of their names; a file in
  ``custom_dir`` replaces the theme's of the same name or adds to them;
- every other file keeps its own identity and gets its fingerprint, and so do references to it that are
  written ``./name``;
- the icons named in ``icons.txt`` become one sprite of Material Design icons.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from markupsafe import Markup

from mkdocs_help_center.pages.theme_options import ThemeOptions, ink_on

FOLDER = "assets/help-center"
STYLES, SCRIPTS, SPRITE = "help-center.css", "help-center.js", "icons.svg"
_ICON_IN_CSS = re.compile(r"icon\(([a-z0-9/-]+)\)")
_REFERENCE = re.compile(r"(?<=[\"'(])\./([\w./-]+)(?=[\"')])")
_ICON_NAME = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")
_SVG = re.compile(r"<svg[^>]*?viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)
#: The accent in the theme's own drawings, replaced by the site's.
_DRAWN_ACCENT = "#b5154b"
#: Its size is that of pages whose styles did not come; without one a browser makes it 300 × 150.
_ICON = Markup('<svg class="hc-icon" aria-hidden="true" width="20" height="20"{}>{}</svg>')


class Assets:
    """The theme's published files.

    Args:
        dirs: theme folders in the order of MkDocs' ``theme.dirs``: the first that has a file wins.
            One of them has Material's ``.icons``.
        options: the site's colours.
        base_path: the path that the site is served under, ``/`` or ``/docs/``.

    Attributes:
        files: what to write, by path in the site: ``assets/help-center/help-center.0a1b2c3d.css``.
        missing_icons: icons that were asked for and that no theme folder has.
    """

    def __init__(
        self, dirs: Sequence[Path], options: ThemeOptions | None = None, base_path: str = "/"
    ) -> None:
        self.base_path = base_path
        self.files: dict[str, bytes] = {}
        self.missing_icons: set[str] = set()
        self._dirs = tuple(dirs)
        self._options = options or ThemeOptions()
        self._uris: dict[str, str] = {}
        self._icons: dict[str, Markup] = {}
        self._in_sprite = self._publish_sprite()
        self._sources = self._find_sources()
        for name in sorted(self._sources):
            self._publish_file(name, ())
        self._publish(STYLES, self._styles().encode())
        self._publish(SCRIPTS, self._scripts().encode())

    def url(self, name: str) -> str:
        """The root-relative URL of an asset by its source name, such as ``help-center.css``; ``""``
        where there is none.
        """
        uri = self._uris.get(name)
        return f"{self.base_path}{uri}" if uri else ""

    def icon(self, name: str) -> Markup:
        """An icon as inline SVG, hidden from assistive technology since words go with it."""
        if name not in self._icons:
            self._icons[name] = self._draw(name)
        return self._icons[name]

    def _draw(self, name: str) -> Markup:
        if name in self._in_sprite:
            body = Markup('<use href="{}#{}"/>').format(self.url(SPRITE), name)
            return _ICON.format(Markup(""), body)
        found = self._read_icon(name) if name else None
        if found is None:
            if name:
                self.missing_icons.add(name)
            return Markup("")
        box, shapes = found
        return _ICON.format(Markup(' viewBox="{}"').format(box), Markup(shapes))

    def _publish(self, name: str, content: bytes) -> None:
        path = PurePosixPath(FOLDER, name)
        digest = hashlib.sha256(content).hexdigest()[:8]
        uri = str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
        self._uris[name] = uri
        self.files[uri] = content

    def _find_sources(self) -> dict[str, Path]:
        """The files that are published one by one, by their path in :data:`FOLDER`."""
        sources: dict[str, Path] = {}
        for root in (folder / FOLDER for folder in reversed(self._dirs)):
            for path in sorted(root.rglob("*")):
                name = path.relative_to(root).as_posix()
                if path.is_file() and not name.startswith(("css/", "js/")):
                    sources[name] = path
        return sources

    def _publish_file(self, name: str, parents: tuple[str, ...]) -> None:
        """Publishes ``name`` after what it refers to, whose fingerprints are part of its content."""
        if name in self._uris or name in parents:
            return
        content = self._sources[name].read_bytes()
        if name.endswith((".css", ".js", ".mjs")):
            content = self._resolve(content.decode("utf-8"), name, parents).encode()
        elif name == "favicon.svg":
            accent = self._options.accent_light
            content = content.replace(_DRAWN_ACCENT.encode(), accent.encode())
        self._publish(name, content)

    def _resolve(self, text: str, name: str, parents: tuple[str, ...] = ()) -> str:
        folder = PurePosixPath(name).parent

        def fingerprinted(match: re.Match[str]) -> str:
            target = str(folder / match[1])
            if target not in self._sources:
                return match[0]
            self._publish_file(target, (*parents, name))
            uri = self._uris.get(target)
            return f"./{PurePosixPath(uri).relative_to(FOLDER / folder)}" if uri else match[0]

        return _REFERENCE.sub(fingerprinted, text)

    def _parts(self, kind: str) -> list[tuple[str, str]]:
        """The source files of a bundle, name and text, in the order of their names."""
        parts: dict[str, Path] = {}
        for folder in reversed(self._dirs):
            for path in (folder / FOLDER / kind).glob(f"*.{kind}"):
                parts[path.name] = path
        return [(name, parts[name].read_text(encoding="utf-8")) for name in sorted(parts)]

    def _styles(self) -> str:
        text = "\n".join(_squeeze(part) for _, part in self._parts("css"))
        light, dark = self._options.accent_light, self._options.accent_dark
        text += (
            f"\n:root{{--hc-accent-light:{light};--hc-on-accent-light:{ink_on(light)};"
            f"--hc-accent-dark:{dark};--hc-on-accent-dark:{ink_on(dark)}}}\n"
        )
        return self._resolve(_ICON_IN_CSS.sub(self._icon_in_css, text), STYLES)

    def _icon_in_css(self, match: re.Match[str]) -> str:
        found = self._read_icon(match[1])
        if found is None:
            self.missing_icons.add(match[1])
            return "none"
        box, shapes = found
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}'>{shapes}</svg>"
        return f'url("data:image/svg+xml,{quote(svg.replace(chr(34), chr(39)), safe=" =:/,;")}")'

    def _scripts(self) -> str:
        # Each part is a module without imports and exports: a block keeps its names to itself, and what it
        # may raise on some page from the parts after it.
        parts = (
            f"try {{ // {name}\n{text.strip()}\n}} catch (error) {{\n  reportError(error);\n}}"
            for name, text in self._parts("js")
        )
        return self._resolve("\n".join(parts), SCRIPTS)

    def _publish_sprite(self) -> frozenset[str]:
        symbols = {name: self._read_icon(name) for name in sorted(self._listed_icons())}
        self.missing_icons.update(name for name, found in symbols.items() if found is None)
        drawn = "".join(
            f'<symbol id="{name}" viewBox="{found[0]}">{found[1]}</symbol>'
            for name, found in symbols.items()
            if found
        )
        svg = f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'
        self._publish(SPRITE, svg.encode())
        return frozenset(name for name, found in symbols.items() if found)

    def _listed_icons(self) -> set[str]:
        names: set[str] = set()
        for folder in self._dirs:
            path = folder / "icons.txt"
            if path.is_file():
                lines = path.read_text(encoding="utf-8").splitlines()
                names.update(line.strip() for line in lines if not line.startswith("#"))
        return names - {""}

    def _read_icon(self, name: str) -> tuple[str, str] | None:
        """The view box and shapes of ``check`` (Material Design) or ``simple/github`` (another set)."""
        if not _ICON_NAME.fullmatch(name):
            return None
        file = f"{name}.svg" if "/" in name else f"material/{name}.svg"
        for folder in self._dirs:
            path = folder / ".icons" / file
            if path.is_file():
                found = _SVG.search(path.read_text(encoding="utf-8"))
                return (found[1], found[2]) if found else None
        return None


def is_published(uri: str) -> bool:
    """Whether a theme's static file belongs in the site as it is.

    MkDocs copies all that lies in a theme's folders. Of ours, :attr:`Assets.files` is published instead;
    of Material's, whose frame is not used, nothing; what a ``custom_dir`` adds under ``assets/`` stays.
    """
    material = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")
    return uri.startswith("assets/") and not uri.startswith((f"{FOLDER}/", *material))


def _squeeze(css: str) -> str:
    """CSS without comments and indentation; the readable source is in the theme."""
    text = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
