"""What writers do to the files of a help center, one save at a time."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: Where articles have no ``slug`` their URL would have to be guessed; these are edited.
_SLUG = re.compile(r"^slug: *['\"]?([a-z0-9-]+)['\"]? *\r?$", re.MULTILINE)
_TITLE = re.compile(r"^title: .*$", re.MULTILINE)
_SECTIONS = ("faq", "tutorials", "known-issues", "announcements", "troubleshooting")


@dataclass(frozen=True)
class Edit:
    """One save: ``text`` is on the page at ``path`` after it, or, if not ``there``, is not any more;
    ``beside`` are further pages with what they show (or show no more) then.
    """

    kind: str
    save: Callable[[], object]
    path: str
    text: str
    there: bool = True
    beside: Sequence[tuple[str, str, bool]] = field(default=())


@dataclass
class Page:
    """An article that can be edited."""

    file: Path
    locale: str
    section: str
    slug: str

    @property
    def path(self) -> str:
        return f"{self.locale}/{self.section}/{self.slug}/"

    @property
    def feed(self) -> str:
        return f"{self.locale}/{self.section}/feed.json"


class Editor:
    """Edits a content folder, each article at most once."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self._root = root
        self._chance = chance
        self._number = 0
        self._pages = self._find_pages()
        chance.shuffle(self._pages)

    def _find_pages(self) -> list[Page]:
        found: dict[str, Page] = {}
        twice: set[str] = set()
        for file in sorted(self._root.rglob("*.md")):
            locale, section = file.relative_to(self._root).parts[:2]
            head = file.read_text(encoding="utf-8", errors="replace")[:3000]
            match = _SLUG.search(head)
            if section not in _SECTIONS or match is None or "status: PUBLISHED" not in head:
                continue
            page = Page(file, locale, section, match[1])
            if page.path in found:
                twice.add(page.path)
            found[page.path] = page
        return [page for path, page in found.items() if path not in twice]

    def any_path(self) -> str:
        """The path of some article."""
        return self._pages[0].path

    def edits(self, count: int, kinds: Sequence[str]) -> Iterator[Edit]:
        """``count`` edits of the given kinds in the proportions of :data:`KINDS`, mixed."""
        names = [kind for kind in kinds for _ in range(KINDS[kind][1])]
        wanted = (names * (count // len(names) + 1))[:count] if count < len(names) else names
        while len(wanted) < count:
            wanted = wanted + names
        wanted = wanted[:count]
        self._chance.shuffle(wanted)
        for kind in wanted:
            self._number += 1
            yield KINDS[kind][0](self)

    def mark(self) -> str:
        """A word that is nowhere else."""
        return f"edited{self._number}x{self._chance.randrange(10**9)}"

    def page(self, *sections: str) -> Page:
        """An article that was not edited yet."""
        for number, page in enumerate(self._pages):
            if not sections or page.section in sections:
                return self._pages.pop(number)
        raise SystemExit("all articles are edited")

    def save(self, file: Path, text: str) -> None:
        """Write as an editor does: in place, or aside and then renamed over the old file."""
        if self._chance.random() < 0.5:
            file.write_text(text, encoding="utf-8")
            return
        aside = file.with_name(f".{file.name}.swp~")
        aside.write_text(text, encoding="utf-8")
        aside.replace(file)

    @property
    def root(self) -> Path:
        return self._root


def _read(page: Page) -> str:
    return page.file.read_text(encoding="utf-8", errors="replace")


def body(editor: Editor) -> Edit:
    page, mark = editor.page(), editor.mark()
    text = _read(page) + f"\n\n{mark}\n"
    return Edit("body", lambda: editor.save(page.file, text), page.path, mark)


def news_body(editor: Editor) -> Edit:
    page, mark = editor.page("announcements"), editor.mark()
    text = _read(page) + f"\n\n{mark}\n"
    return Edit("body of an announcement", lambda: editor.save(page.file, text), page.path, mark)


def title(editor: Editor) -> Edit:
    page, mark = editor.page(), editor.mark()
    # First by title, and so on the first page of its section's listing.
    text = _TITLE.sub(f'title: "!{mark}"', _read(page), count=1)
    beside = ((f"{page.locale}/{page.section}/", mark, True),) if page.section == "faq" else ()
    return Edit(
        "title", lambda: editor.save(page.file, text), page.path, f"!{mark}</h1>", beside=beside
    )


def slug(editor: Editor) -> Edit:
    page, mark = editor.page(), editor.mark()
    text = _SLUG.sub(f"slug: {mark}", _read(page), count=1)
    path = f"{page.locale}/{page.section}/{mark}/"
    return Edit("slug", lambda: editor.save(page.file, text), path, path)


def new_file(editor: Editor) -> Edit:
    page, mark = editor.page("announcements"), editor.mark()
    file = page.file.with_name(f"{mark}.md")
    text = (
        f"---\ntitle: {mark}\nstatus: PUBLISHED\ncontentType: announcement\nslug: {mark}\n"
        f"createdAt: 2026-11-01T10:00:00.000Z\n---\n\nBody of {mark}.\n"
    )
    path = f"{page.locale}/{page.section}/{mark}/"
    beside = ((f"{page.locale}/{page.section}/", mark, True),)
    return Edit("new file", lambda: editor.save(file, text), path, f"Body of {mark}", beside=beside)


def deletion(editor: Editor) -> Edit:
    page = editor.page()
    # The address may lead to a translation afterwards; of an article that is not there no link leads to it.
    return Edit("deletion", page.file.unlink, page.path, f'href="/{page.path}"', there=False)


def rename(editor: Editor) -> Edit:
    """The file keeps its slug, so the page stays; what links to its source changes: "edit this page"."""
    page, mark = editor.page(), editor.mark()
    text = _read(page) + f"\n\n{mark}\n"
    target = page.file.with_name(f"{mark}.md")

    def save() -> None:
        page.file.rename(target)
        target.write_text(text, encoding="utf-8")

    return Edit("rename", save, page.path, mark)


def folder_metadata(editor: Editor) -> Edit:
    page, mark = editor.page("faq", "tutorials"), editor.mark()
    folder = page.file.parent
    while folder.parent.parent.parent != editor.root:
        folder = folder.parent
    text = json.dumps({"name": f"Category {mark}"})
    save = editor.save
    return Edit(
        "metadata.json", lambda: save(folder / "metadata.json", text), page.path, f"Category {mark}"
    )


def data_file(editor: Editor) -> Edit:
    mark = editor.mark()
    folder = editor.root / "_data"
    folder.mkdir(exist_ok=True)
    text = f"banners:\n  - {{id: {mark}, text: {{en: 'Banner {mark}'}}}}\n"
    return Edit(
        "data file", lambda: editor.save(folder / "banners.yml", text), "en/", f"Banner {mark}"
    )


#: Each kind of edit with how often it comes among thirty.
KINDS: dict[str, tuple[Callable[[Editor], Edit], int]] = {
    "body": (body, 9),
    "news": (news_body, 2),
    "title": (title, 5),
    "slug": (slug, 4),
    "new": (new_file, 3),
    "deletion": (deletion, 2),
    "rename": (rename, 2),
    "metadata": (folder_metadata, 2),
    "data": (data_file, 1),
}
