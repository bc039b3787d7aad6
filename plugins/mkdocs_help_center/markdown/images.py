"""Images: the site's own files with their size, lazy, opened large by a click."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from posixpath import normpath
from urllib.parse import quote, unquote

import imagesize
from markdown_it.token import Token

from .headings import plain_text
from .links import SAFE_SCHEMES
from .model import ResolvedImage
from .writing import Writing, escape_attribute

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*")
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".ico"})
_SVG_HEAD = 4096
_SVG_TAG = re.compile(rb"<svg\b[^>]*>", re.IGNORECASE)
_SVG_SIZE = re.compile(rb"""\b(width|height)\s*=\s*["']\s*([\d.]+)(?:px)?\s*["']""")
_SVG_BOX = re.compile(
    rb"""\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"""
)


def write_markdown_image(writing: Writing, token: Token) -> None:
    """Write ``![alt](src "title")``."""
    attributes = {"alt": plain_text(token.children)}
    if title := token.attrs.get("title"):
        attributes["title"] = str(title)
    write_image(writing, str(token.attrs.get("src", "")), attributes, None)


def write_image(
    writing: Writing, src: str, attributes: Mapping[str, str], line: int | None
) -> None:
    """Write an image, in a link to itself where it is worth opening and not in a link yet.

    ``attributes`` may hold ``alt``, ``title``, ``width`` and ``height`` as the writer gave them.
    """
    alt = attributes.get("alt", "")
    writing.text.append(alt)
    resolved = _resolve(writing, src.strip(), line)
    if resolved is None:
        writing.out.append(escape_attribute(alt))
        return
    width, height = _fit(resolved, attributes)
    parts = [f'src="{escape_attribute(resolved.url)}" alt="{escape_attribute(alt)}"']
    parts += [f'{name}="{n}"' for name, n in (("width", width), ("height", height)) if n]
    for name in ("title", "lang", "dir"):
        if attributes.get(name):
            parts.append(f'{name}="{escape_attribute(attributes[name])}"')
    parts.append('loading="lazy" decoding="async"')
    if "//" in resolved.url[:8]:
        parts.append('referrerpolicy="no-referrer"')
    image = f'<img class="hc-image" {" ".join(parts)}>'
    worth_opening = not resolved.width or resolved.width >= writing.options.lightbox_min_width
    small = width is not None and width < writing.options.lightbox_min_width and not resolved.width
    if writing.link_depth or not worth_opening or small:
        writing.out.append(image)
    else:
        writing.out.append(_in_lightbox(writing, resolved.url, alt, image))


def _in_lightbox(writing: Writing, url: str, alt: str, image: str) -> str:
    """A link to the image itself; the script opens it in place."""
    writing.features.add("lightbox")
    label = (
        writing.message("image-open-of", title=alt)
        if alt.strip()
        else writing.message("image-open")
    )
    return (
        f'<a class="hc-lightbox" href="{escape_attribute(url)}" '
        f'aria-label="{escape_attribute(label)}" '
        f'data-close="{escape_attribute(writing.message("image-close"))}">{image}</a>'
    )


def _resolve(writing: Writing, src: str, line: int | None) -> ResolvedImage | None:
    """The image to show, or None for one that can't be: then its text stands for it."""
    context = writing.context
    if context.images is not None and src:
        image = context.images.resolve_image(src, source=context.source, locale=context.locale)
        if image is not None:
            if image.missing:
                _report_missing(writing, src, image, line)
            return image
    if src.startswith("//"):
        src = f"https:{src}"
    scheme = _SCHEME.match(src)
    if not src or (scheme and scheme[1].lower() not in SAFE_SCHEMES):
        what = f"'{scheme[0]}' is not allowed" if scheme else "it has no address"
        writing.report(
            "unsafe-image",
            f"An image is left out: {what}.",
            "Put the image beside the article and link to it.",
            needle=src[:60],
            line=line,
        )
        return None
    return ResolvedImage(src)


def _report_missing(writing: Writing, src: str, image: ResolvedImage, line: int | None) -> None:
    near = " or ".join(f"'{candidate}'" for candidate in image.candidates[:3])
    hint = f"Did you mean {near}?" if near else ""
    message = f"The image '{src}' is not among the site's files."
    writing.report("missing-image", message, hint, needle=src, line=line)


def _fit(image: ResolvedImage, attributes: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Width and height to print: the writer's, completed by the file's proportions, or the file's."""
    width, height = (_pixels(attributes.get(name, "")) for name in ("width", "height"))
    if not image.width or not image.height:
        return width, height
    if width and not height:
        return width, max(1, round(width * image.height / image.width))
    if height and not width:
        return max(1, round(height * image.width / image.height)), height
    return (width, height) if width and height else (image.width, image.height)


def _pixels(value: str) -> int | None:
    match = _PIXELS.fullmatch(value)
    return int(match[1]) or None if match else None


class LocalImages:
    """Finds images among the files under the content folder.

    ``content_dir`` holds the articles; ``url_base`` is the URL of its root (``/`` or ``/base/``).
    ``prefixes`` are URLs that mean the content folder itself, for images that articles load from
    their own repository: ``https://raw.githubusercontent.com/o/r/main/docs/``. A longer prefix wins.
    ``urls`` maps files that are published elsewhere, by POSIX path under the content folder.
    """

    def __init__(
        self,
        content_dir: Path,
        url_base: str = "/",
        prefixes: Sequence[str] = (),
        urls: Mapping[str, str] | None = None,
    ) -> None:
        self._root = content_dir.resolve()
        self._url_base = url_base if url_base.endswith("/") else f"{url_base}/"
        self._prefixes = sorted({_bare(p) for p in prefixes}, key=lambda p: (-len(p), p))
        self._urls = dict(urls or {})
        self._sizes: dict[Path, tuple[int, int] | None] = {}

    def resolve_image(self, src: str, *, source: str, locale: str) -> ResolvedImage | None:
        """The file that ``src`` means; ``source`` is a path under the content folder or ends in one.

        A relative URL is tried from the article's folder; one that starts with ``/`` from the
        content folder. None for URLs of other sites and for paths that lead out of the folder.
        """
        candidates = self._candidates(src, source)
        if candidates is None:
            return None
        for relative in candidates:
            path = self._inside(relative)
            if path is not None:
                size = self._size(path)
                return ResolvedImage(
                    self._url(path.relative_to(self._root).as_posix()),
                    *(size or (None, None)),
                )
        return ResolvedImage(src, missing=True, candidates=self._near(candidates))

    def _candidates(self, src: str, source: str) -> list[str] | None:
        """Paths under the content folder to try, or None where ``src`` is not ours."""
        bare = _bare(src)
        for prefix in self._prefixes:
            if bare.startswith(prefix):
                return [unquote(_path(bare[len(prefix) :]))]
        if _SCHEME.match(src) or src.startswith("//") or not src:
            return None
        path = unquote(_path(src))
        if path.startswith("/"):
            base = self._url_base
            below = path[len(base) :] if path.startswith(base) else path
            return list(dict.fromkeys([below.lstrip("/"), path.lstrip("/")]))
        folder = self._folder(source)
        return [normpath(f"{folder}/{path}") if folder else normpath(path), normpath(path)]

    def _folder(self, source: str) -> str:
        """The article's folder under the content folder, from a path that may start above it."""
        parts = source.split("/")[:-1]
        if parts and parts[0] == self._root.name:
            parts = parts[1:]
        return "/".join(parts)

    def _inside(self, relative: str) -> Path | None:
        """The existing file, unless its name or a link leads out of the content folder."""
        if "\x00" in relative or not relative:
            return None
        try:
            path = (self._root / relative.lstrip("/")).resolve()
            if path.is_relative_to(self._root) and path.suffix.lower() in _SUFFIXES:
                return path if path.is_file() else None
        except (OSError, ValueError, RuntimeError):  # a name too long, a loop of links
            return None
        return None

    def _url(self, relative: str) -> str:
        if relative in self._urls:
            return self._urls[relative]
        return self._url_base + quote(relative, safe="/", errors="surrogateescape")

    def _near(self, candidates: Sequence[str]) -> tuple[str, ...]:
        """Files of the same folder whose name differs in case or suffix only."""
        for relative in candidates:
            wanted = Path(relative)
            folder = self._inside_folder(str(wanted.parent))
            if folder is None:
                continue
            stem = wanted.stem.lower()
            names = (p.name for p in folder.iterdir() if p.suffix.lower() in _SUFFIXES)
            near = sorted(name for name in names if Path(name).stem.lower() == stem)
            if near:
                return tuple(near[:3])
        return ()

    def _inside_folder(self, relative: str) -> Path | None:
        try:
            folder = (self._root / relative.lstrip("/")).resolve()
            return folder if folder.is_relative_to(self._root) and folder.is_dir() else None
        except (OSError, ValueError, RuntimeError):
            return None

    def _size(self, path: Path) -> tuple[int, int] | None:
        """Width and height in CSS pixels, None where the file does not tell."""
        if path not in self._sizes:
            self._sizes[path] = read_size(path)
        return self._sizes[path]


def _bare(url: str) -> str:
    """A URL without scheme, for prefixes that writers use with http, https or neither."""
    return re.sub(r"^(?:https?:)?//", "//", url, flags=re.IGNORECASE)


def _path(url: str) -> str:
    """A URL's path, without query and fragment."""
    return re.split(r"[?#]", url, maxsplit=1)[0]


def read_size(path: Path) -> tuple[int, int] | None:
    """Width and height of an image file by its header, None for what is no image.

    SVG is read here: ``width`` and ``height`` in pixels, else the view box. The rest is imagesize's.
    """
    try:
        if path.suffix.lower() == ".svg":
            return _svg_size(path)
        width, height = imagesize.get(path)
    except Exception:  # a hostile file: struct.error, ValueError, OSError, …
        return None
    return (int(width), int(height)) if width > 0 and height > 0 else None


def _svg_size(path: Path) -> tuple[int, int] | None:
    with path.open("rb") as file:
        tag = _SVG_TAG.search(file.read(_SVG_HEAD))
    if not tag:
        return None
    given = {name: float(value) for name, value in _SVG_SIZE.findall(tag[0])}
    box = _SVG_BOX.search(tag[0])
    width, height = given.get(b"width"), given.get(b"height")
    if (not width or not height) and box:
        width, height = float(box[1]), float(box[2])
    return (round(width), round(height)) if width and height else None
