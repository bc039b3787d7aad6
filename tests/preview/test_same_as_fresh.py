"""Whatever was changed in whatever order: what is served is what a fresh start would serve, byte for byte."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from mkdocs_help_center.pages.outputs import OUTPUTS
from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.site import LiveSite

from ..content import edits
from ..content.sites import article
from .previews import Answer, ask, project, start


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


def run(steps: list[list[edits.Edit]]) -> None:
    """Take the steps one after another and compare after each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config_file = project(folder)
        live = start(config_file, remember=True)
        seen = {"/", "/en/faq/x--id-1", "/faq/old", "/en/a/id-1", "/nowhere"}
        check(config_file, live, seen)
        for number, step in enumerate(steps):
            if number % 2:
                live.rest()
            live.refresh([path for edit in step for path in edit(folder / "content")])
            check(config_file, live, seen)
        live.save()
        check(config_file, start(config_file, remember=True), seen)


_NOTE = {"title": "N", "createdAt": "2026-10-01T00:00:00Z"}


def test_after_each_kind_of_edit_all_is_as_after_a_fresh_start() -> None:
    run(
        [
            [
                edits.Write(
                    "en/faq/b.md",
                    article("Another body.", title="B", id="id-b", legacySlug="old-b"),
                )
            ],
            [
                edits.Write(
                    "en/faq/b.md",
                    article("Another body.", title="Zz", id="id-b", legacySlug="old-b"),
                )
            ],
            [
                edits.Write(
                    "en/release-notes/n.md",
                    article("## Action required\n\nDo it until 2026-12-01.", **_NOTE),
                )
            ],
            [
                edits.Write(
                    "en/faq/picture.svg",
                    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
                )
            ],
            [edits.Write("en/faq/Group/metadata.json", '{"name": "Renamed", "slug": "other"}')],
            [
                edits.Write(
                    "en/faq/a.md",
                    article("A [link](/en/faq/b).", title="A", id="id-1", slug="moved"),
                )
            ],
            [edits.Move("en/faq/Group/c.md", "en/tracks/c.md"), edits.Write("es/faq/a.md", None)],
            [edits.Write("_data/modules.yml", "- {id: orders, name: Orders}\n")],
            [edits.Remove("en/faq/Group"), edits.Write("en/faq/x.md", article("New.", title="X"))],
        ]
    )


@settings(max_examples=2)
@given(edits.steps)
def test_after_any_edits_all_is_as_after_a_fresh_start(
    steps: list[list[edits.Edit]],
) -> None:
    run(steps)


@pytest.mark.slow
@settings(max_examples=12)
@given(edits.steps)
def test_after_very_many_edits_all_is_as_after_a_fresh_start(
    steps: list[list[edits.Edit]],
) -> None:
    run(steps)
