"""Random edits of a content folder: few names, so that they meet, and everything that can go wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from .sites import article

#: Few names, so that edits meet: two articles of one slug, links to what is gone, translations.
_STEMS = ("a", "b", "Group/c", "Group/Inner/d")
_SECTIONS = ("faq", "release-notes", "tracks", "known-issues", "status")
_NAMES = [
    f"{locale}/{section}/{stem}.md"
    for locale in ("en", "es")
    for section in _SECTIONS
    for stem in _STEMS
]
_BODIES = (
    "Plain.",
    "A [link](/en/faq/a) and [another](b.md), [one by its id](/en/faq/x--id-1).",
    "## Action required\n\nDo it until 2026-12-01. ![p](/picture.svg)",
    "The checkout of orders fails.\n\n<script>x</script>\n\n[nowhere](/en/faq/nowhere)",
)
_VALUES: dict[str, tuple[str, ...]] = {
    "title": ("Alpha", "Beta", "Área", "'&lt;b&gt;'"),
    "slug": ("a", "b", "other"),
    "slugEN": ("a", "b"),
    "id": ("id-1", "id-2"),
    "legacySlug": ("a", "old", "b, old"),
    "redirectFrom": ("/gone", "/en/faq/b/"),
    "status": ("PUBLISHED", "DRAFT", "ARCHIVED", "WRONG"),
    "hidden": ("true",),
    "createdAt": ("2026-01-01T00:00:00Z", "2026-10-01T00:00:00Z", "never"),
    "updatedAt": ("2026-11-01T00:00:00Z",),
    "tags": ("[orders, beta]", "[payments]"),
    "productTeam": ("Orders", "Payments"),
    "module": ("orders",),
    "version": ("1.2.0",),
    "type": ("added", "fixed"),
    "seeAlso": ("a", "id-1"),
    "trackId": ("t1",),
    "order": ("1", "2"),
    "severity": ("minor", "critical"),
    "withdrawnAt": ("2026-10-02T00:00:00Z", "2030-01-01T00:00:00Z"),
    "replacedBy": ("a",),
    "startedAt": ("2026-11-20T10:00:00Z",),
}
#: Other files, each with what may be in it; None: it is not there.
_OTHERS: dict[str, tuple[str | None, ...]] = {
    "en/faq/Group/metadata.json": (None, '{"name": "G"}', '{"slug": "g", "order": 2}', "{"),
    "_data/modules.yml": (
        None,
        "- {id: orders, name: {en: Orders}, tags: [orders]}\n",
        "- {id: orders, name: {en: OMS}}\n- {id: payments, name: {en: Pay}, tags: [payments]}\n",
        "modules: not a list\n",
        "{",
    ),
    "_data/redirects.yml": (None, "- {from: /old-one, to: /en/faq/a/}\n"),
    "_data/banners.yml": (None, "banners:\n  - {id: x, text: {en: Look, es: Mira}}\n"),
    "picture.svg": (
        None,
        '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="2"/>',
    ),
    "fr/faq/a.md": (None, article("Bonjour.", title="Un")),
}


@dataclass(frozen=True)
class Write:
    """A file gets a content, or goes where it has none."""

    name: str
    content: str | None

    def __call__(self, root: Path) -> list[Path]:
        path = root / self.name
        if self.content is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.content, encoding="utf-8")
        return [path]


@dataclass(frozen=True)
class Move:
    """A file gets another name, over one that may be there."""

    name: str
    target: str

    def __call__(self, root: Path) -> list[Path]:
        path, target = root / self.name, root / self.target
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        return [path, target]


@dataclass(frozen=True)
class Remove:
    """A folder goes with all that is in it; the watcher names some of what was there."""

    name: str

    def __call__(self, root: Path) -> list[Path]:
        folder = root / self.name
        inside = [path for path in folder.rglob("*") if path.is_file()]
        shutil.rmtree(folder, ignore_errors=True)
        return [folder, *inside]


_fields = st.fixed_dictionaries(
    {"title": st.sampled_from(_VALUES["title"])},
    optional={key: st.sampled_from(v) for key, v in _VALUES.items() if key != "title"},
)
_texts = st.builds(
    lambda body, fields, broken: article(body, **fields) + ("" if not broken else "\n---\n: ["),
    st.sampled_from(_BODIES),
    _fields,
    st.booleans(),
) | st.sampled_from(["", "no front matter", "---\ntitle: [\n---\nBroken.\n", "---\ntitle: x\n"])
_names = st.sampled_from(_NAMES)
#: Makes its change below a content folder, and names the files that a watcher would name.
Edit = Callable[[Path], list[Path]]
edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(Write, _names, _texts),
    st.builds(Write, _names, _texts),
    st.builds(Write, _names, st.none()),
    st.builds(Move, _names, _names),
    st.sampled_from(
        [Write(name, content) for name, values in _OTHERS.items() for content in values]
    ),
    st.builds(
        Remove, st.sampled_from(["en/faq/Group", "es/faq", "en/release-notes", "_data", "fr"])
    ),
)
#: Changes that are taken in together, as after a checkout.
steps = st.lists(st.lists(edits, min_size=1, max_size=3), min_size=1, max_size=8)
