"""Moving an article: its file, the links to it in all languages, its own links, and its old address."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import type_by_folder
from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.content.source import MARKDOWN_SUFFIXES
from mkdocs_help_center.pages.references import find_article

if TYPE_CHECKING:
    from mkdocs_help_center.markdown import Link
    from mkdocs_help_center.pages.help_center import HelpCenter

_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?P<value>.*)")
_RELATIVE = re.compile(r"(\]\(\s*<?|\]:[ \t]*<?|(?:href|src)=[\"'])([^\s)>\"'#?]+)")
_LINES = re.compile(r"(\r\n|\n|\r)")


class RenameError(ValueError):
    """An article cannot be moved; the message says why."""


@dataclass
class Renaming:
    """A move that is worked out: the changes of files, and what a person has to look at."""

    changes: FileChanges
    old_url: str
    new_url: str
    links: int = 0
    left: list[str] = field(default_factory=list)
    redirected: bool = False


def rename_article(center: HelpCenter, old: str, new: str, changes: FileChanges) -> Renaming:
    """Work out the move of the article at source ``old`` to source ``new``; nothing is written.

    Args:
        center: the site; articles that may link to the moved one are rendered.
        old: the article's file, relative to the content folder.
        new: where it goes, relative to the content folder.
        changes: takes the changes; its folder is the project's.

    Raises:
        RenameError: there is no such article, or the new place is taken or no place for an article.
        OSError: a file cannot be read.
    """
    article = center.catalog.by_source.get(old)
    if article is None:
        hidden = [one for one in center.catalog.unpublished if one.source == old]
        reason = f"is {hidden[0].status.value}: move its file" if hidden else "is no article"
        raise RenameError(f"'{old}' {reason}")
    new = posixpath.normpath(new)
    _refuse(center, article, new)
    slug = _new_slug(article, new)
    url = f"{article.locale}/{_section(article, new)}/{slug}/"
    taken = center.catalog.by_url.get(url)
    if taken is not None and taken is not article:
        raise RenameError(f"/{url} is the address of '{taken.path}'")
    move = Renaming(changes, article.url, url)
    _change_links(center, article, new, move)
    _change_references(center, article, slug, move)
    _move_file(center, article, new, slug, move)
    return move


def _refuse(center: HelpCenter, article: Article, new: str) -> None:
    if new == article.source:
        raise RenameError("the article is there already")
    if not new.lower().endswith(MARKDOWN_SUFFIXES) or new.startswith(("/", "../")):
        raise RenameError(f"'{new}' is no Markdown file of the content folder")
    if (center.content.settings.root / new).exists():
        raise RenameError(f"'{new}' is there already")
    parts = new.split("/")
    if parts[0] != article.locale and article.source.startswith(f"{article.locale}/"):
        raise RenameError(
            f"'{new}' is not in the folder of '{article.locale}', the article's language"
        )


def _section(article: Article, new: str) -> str:
    """The section that the new place is in."""
    for folder in new.split("/")[:2]:
        if kind := type_by_folder(folder):
            return kind.section
    return article.section


def _new_slug(article: Article, new: str) -> str:
    """A file that gets another name gives its name to the address; one that only moves keeps it."""
    stem = posixpath.basename(new).rpartition(".")[0].strip()
    same_name = posixpath.basename(new) == posixpath.basename(article.source)
    return article.slug if same_name else slugify(stem) or article.slug


def _mentions(center: HelpCenter, article: Article) -> Iterator[Article]:
    """Articles whose text may hold a link to ``article``."""
    stem = posixpath.basename(article.source).rpartition(".")[0]
    words = {article.slug, article.id, stem, quote(stem), article.internal_reference,
             *article.raw_slugs, *article.legacy_slugs}  # fmt: skip
    for group in center.catalog.translations(article).values():
        words |= {group.slug, *group.raw_slugs}
    wanted = [word for word in words if word]
    for other in center.catalog.articles:
        if other is not article and any(word in other.body for word in wanted):
            yield other


def _change_links(center: HelpCenter, article: Article, new: str, move: Renaming) -> None:
    old_path, new_path = center.url(article.url), center.url(move.new_url)
    for other in _mentions(center, article):
        links = [link for link in center.bodies.render(other).links if link.url == old_path]
        if not links:
            continue
        lines, ends = _read_lines(move.changes, other.path)
        # From the end, so that columns stay true.
        for link in sorted(links, key=lambda one: (-one.line, -one.column)):
            address = _address(link, other.source, new, new_path.rstrip("/"))
            if address is None or address == link.href:
                continue
            if _replace(lines, link, address):
                move.links += 1
            else:
                move.left.append(f"{other.path}:{link.line}: {link.href}")
        _write_lines(move.changes, other.path, lines, ends)


def _address(link: Link, source: str, new: str, new_path: str) -> str | None:
    """What to write in the place of a link's address: a file where one was, else the URL; None where
    the address holds, as an old one does by its redirect.
    """
    parts = urlsplit(link.href)
    tail = (f"?{parts.query}" if parts.query else "") + (
        f"#{parts.fragment}" if parts.fragment else ""
    )
    if parts.path.lower().endswith(MARKDOWN_SUFFIXES) and not parts.netloc:
        relative = posixpath.relpath(new, posixpath.dirname(source) or ".")
        return quote(relative, safe="/") + tail
    if parts.netloc:
        return f"{parts.scheme}://{parts.netloc}{new_path}{tail}" if parts.scheme else None
    return new_path + tail


def _replace(lines: list[str], link: Link, address: str) -> bool:
    """Put an address in the place of a link's, where the source really holds it."""
    index, start = link.line - 1, link.column - 1
    if 0 <= index < len(lines) and lines[index].startswith(link.href, start):
        line = lines[index]
        lines[index] = line[:start] + address + line[start + len(link.href) :]
        return True
    # Escapes, and definitions of links at another place.
    for spelling in (link.href, unquote(link.href)):
        definition = re.compile(
            rf"^([ ]{{0,3}}\[[^\]]+\]:[ \t]*<?){re.escape(spelling)}(?=[>\s]|$)"
        )
        for number, line in enumerate(lines):
            if match := definition.match(line):
                lines[number] = match[1] + address + line[match.end() :]
                return True
    if 0 <= index < len(lines) and lines[index].count(unquote(link.href)) == 1:
        lines[index] = lines[index].replace(unquote(link.href), address)
        return True
    return False


def _change_references(center: HelpCenter, article: Article, slug: str, move: Renaming) -> None:
    """``seeAlso`` and ``replacedBy`` that name the article by what changes."""
    for other in center.catalog.articles:
        names = [*other.see_also, *([other.text("replacedBy")] if other.text("replacedBy") else [])]
        for name in names:
            if name in (article.id, f"ki-{article.internal_reference}"):
                continue
            if find_article(center, name, other) is not article:
                continue
            lines, ends = _read_lines(move.changes, other.path)
            for number in range(1, min(other.body_line - 1, len(lines))):
                bare = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w/-])")
                replacement = article.id or slug
                changed, count = bare.subn(replacement, lines[number])
                key = _FIELD.match(lines[number])
                if count and (key is None or key["key"] in ("seeAlso", "replacedBy")):
                    lines[number] = changed
                    move.links += count
            _write_lines(move.changes, other.path, lines, ends)


def _move_file(center: HelpCenter, article: Article, new: str, slug: str, move: Renaming) -> None:
    lines, ends = _read_lines(move.changes, article.path)
    _rebase(lines, article, new, center)
    end = ends[0] if ends else "\n"
    close = next((i for i in range(1, len(lines)) if lines[i].rstrip() == "---"), None)
    if move.old_url != move.new_url and close is not None:
        _set_field(lines, ends, close, "slug", slug, end)
        # A draft that never was out has no address that somebody may know.
        if article.status.published or article.published or article.first_published:
            close = next(i for i in range(1, len(lines)) if lines[i].rstrip() == "---")
            _add_redirect(lines, ends, close, f"/{move.old_url.rstrip('/')}", end)
            move.redirected = True
    _write_lines(move.changes, article.path, lines, ends)
    data = move.changes.read(article.path)
    move.changes.remove(article.path)
    move.changes.write(center.content.settings.prefix + new, data)


def _set_field(
    lines: list[str], ends: list[str], close: int, key: str, value: str, end: str
) -> None:
    for index in range(1, close):
        match = _FIELD.fullmatch(lines[index])
        if match and match["key"] == key:
            lines[index] = f"{key}: {value}"
            return
    lines.insert(close, f"{key}: {value}")
    ends.insert(close, end)


def _add_redirect(lines: list[str], ends: list[str], close: int, url: str, end: str) -> None:
    """Add an address to ``redirectFrom``, in whichever form the field has."""
    for index in range(1, close):
        match = _FIELD.fullmatch(lines[index])
        if not match or match["key"] != "redirectFrom":
            continue
        value = match["value"].strip()
        if value.startswith("[") and value.endswith("]"):
            inner = value[1:-1].strip()
            lines[index] = f"redirectFrom: [{inner}, {url}]" if inner else f"redirectFrom: [{url}]"
        elif value:
            lines[index] = f"redirectFrom: [{value}, {url}]"
        else:
            lines.insert(index + 1, f"  - {url}")
            ends.insert(index, end)
        return
    for offset, line in enumerate(("redirectFrom:", f"  - {url}")):
        lines.insert(close + offset, line)
        ends.insert(close + offset, end)


def _rebase(lines: list[str], article: Article, new: str, center: HelpCenter) -> None:
    """Relative addresses of files keep their meaning from the new folder."""
    old_folder, new_folder = posixpath.dirname(article.source), posixpath.dirname(new)
    if old_folder == new_folder:
        return
    root = center.content.settings.root

    def moved(match: re.Match[str]) -> str:
        address = match[2]
        if address.startswith(("/", "#")) or ":" in address.split("/")[0]:
            return match[0]
        target = posixpath.normpath(f"{old_folder}/{unquote(address)}")
        if not os.path.lexists(root / target):
            return match[0]
        return match[1] + quote(posixpath.relpath(target, new_folder or "."), safe="/")

    for index in range(article.body_line - 1, len(lines)):
        lines[index] = _RELATIVE.sub(moved, lines[index])


def _read_lines(changes: FileChanges, path: str) -> tuple[list[str], list[str]]:
    """A file's lines and line ends, bytes that are not UTF-8 kept as they are."""
    parts = _LINES.split(changes.read(path).decode("utf-8", "surrogateescape"))
    return parts[::2], parts[1::2]


def _write_lines(changes: FileChanges, path: str, lines: list[str], ends: list[str]) -> None:
    text = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    data = text.encode("utf-8", "surrogateescape")
    if data != changes.read(path):
        changes.write(path, data)
