"""Whatever was changed in whatever order: what is served is what a fresh start would serve, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_help_center.pages.outputs import OUTPUTS
from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.site import LiveSite

from ..content.sites import article
from .previews import Answer, ask, project, start

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
    "startedAt": ("2026-11-20T10:00:00Z",),
}
#: Other files, each with what may be in it; None: it is not there.
_OTHERS: dict[str, tuple[str | None, ...]] = {
    "en/faq/Group/metadata.json": (None, '{"name": "G"}', '{"slug": "g", "order": 2}', "{"),
    "_data/modules.yml": (
        None,
        "modules:\n  - {id: orders, name: Orders, tags: [orders]}\n",
        "modules:\n  - {id: orders, name: OMS}\n  - {id: payments, name: Pay, tags: [payments]}\n",
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
_edits: st.SearchStrategy[Callable[[Path], list[Path]]] = st.one_of(
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
_steps = st.lists(st.lists(_edits, min_size=1, max_size=3), min_size=1, max_size=8)


def served(live: LiveSite, also: set[str]) -> dict[str, Answer]:
    """Every answer of a site: its pages, its files, and of the URLs ``also``."""
    app = Preview(live)
    assert live.state.assembly is not None
    center = live.state.assembly.center
    files = {name for output in OUTPUTS for name in output(center)}
    files |= {*center.content.files, *live.state.assembly.assets.files}
    urls = {f"/{url}" for url in (*(page.url for page in center.pages), *files)}
    urls |= {redirect.source for redirect in center.redirects.redirects}
    return {url: ask(app, url) for url in sorted(urls | also)}


def check(config_file: Path, live: LiveSite, seen: set[str]) -> None:
    """Compare with a fresh start; ``seen`` are URLs that some state before had."""
    fresh = start(config_file)
    expected = served(fresh, seen)
    found = served(live, seen | expected.keys())
    seen |= found.keys()
    different = {url for url in found if found[url] != expected.get(url, ask(fresh, url))}
    for url in sorted(different)[:1]:
        assert found[url] == expected.get(url, ask(fresh, url)), url


def run(steps: list[list[Callable[[Path], list[Path]]]]) -> None:
    """Take the steps one after another and compare after each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config_file = project(folder)
        live = start(config_file)
        seen = {"/", "/en/faq/x--id-1", "/faq/old", "/en/a/id-1", "/nowhere"}
        check(config_file, live, seen)
        for edits in steps:
            live.refresh([path for edit in edits for path in edit(folder / "content")])
            check(config_file, live, seen)


@settings(max_examples=6)
@given(_steps)
def test_after_any_edits_all_is_as_after_a_fresh_start(
    steps: list[list[Callable[[Path], list[Path]]]],
) -> None:
    run(steps)


@pytest.mark.slow
@settings(max_examples=300)
@given(_steps)
def test_after_very_many_edits_all_is_as_after_a_fresh_start(
    steps: list[list[Callable[[Path], list[Path]]]],
) -> None:
    run(steps)
