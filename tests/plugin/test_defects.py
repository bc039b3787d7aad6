"""Each kind of defect fails the check and a strict build at its own file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort
from mkdocs_help_center.cli import main

from ..content.sites import article, write
from .builds import build, project

#: A clean site, which each case spoils in one place.
CLEAN = {
    "en/faq/Orders/a.md": article("## One\n\nSee [B](b.md#two).", title="A", id="ida", slugEN="a"),
    "en/faq/Orders/b.md": article(
        "## Two\n\nText.", title="B", id="idb", slugEN="b", createdAt="2020-01-01"
    ),
    "es/faq/Pedidos/a.md": article("## Uno\n\nTexto.", title="A en español", id="ida", slugEN="a"),
    "en/faq/Orders/metadata.json": '{"id": "orders", "name": "Orders", "slug": "orders", "order": 1}',
    "en/assets/x.png": b"",
}
A = "en/faq/Orders/a.md"

DEFECTS: dict[str, tuple[dict[str, str | bytes], str, int]] = {
    "invalid YAML": ({A: "---\nid: ida\ntitle: A: b: c\n---\n\nText.\n"}, A, 3),
    "front matter never closed": ({A: "---\ntitle: A\n\nText.\n"}, A, 1),
    "front matter missing": ({A: "Text.\n"}, A, 1),
    "front matter is a list": ({A: "---\n- title\n---\n\nText.\n"}, A, 2),
    "field given twice": ({A: "---\ntitle: A\nid: x\nid: y\n---\n\nText.\n"}, A, 4),
    "title missing": ({A: "---\nid: ida\n---\n\nText.\n"}, A, 1),
    "unknown status": ({A: article(id="ida", status="PUBLSHED")}, A, 4),
    "unknown content type": ({"x.md": article(contentType="frequentlyAsked")}, "x.md", 3),
    "content type of another folder": ({A: article(id="ida", contentType="tutorial")}, A, 4),
    "locale of another folder": ({A: article(id="ida", locale="es")}, A, 4),
    "impossible date": ({A: article(id="ida", createdAt="2026-02-30")}, A, 4),
    "flag that is neither true nor false": ({A: article(id="ida", hidden="perhaps")}, A, 4),
    "empty file": ({"en/faq/empty.md": ""}, "en/faq/empty.md", 1),
    "file without extension": ({"en/faq/noext": article()}, "en/faq/noext", 1),
    "URL that is taken": (
        {"en/faq/c.md": article(id="idc", slug="b", createdAt="2026-01-01")},
        "en/faq/c.md",
        4,
    ),
    "id of another article": ({"en/faq/c.md": article(title="C", id="idb")}, "en/faq/c.md", 3),
    "link to nothing": ({A: article("One.\n\nSee [this](gone.md).", id="ida")}, A, 8),
    "old link to nothing": ({A: article("One.\n\n[x](/en/faq/zz--123zz)", id="ida")}, A, 8),
    "anchor of another article": ({A: article("One.\n\n[x](b.md#three)", id="ida")}, A, 8),
    "anchor of the same article": ({A: article("## Here\n\n[x](#there)", id="ida")}, A, 8),
    "image that is missing": ({A: article("One.\n\n![Chart](gone.png)", id="ida")}, A, 8),
    "script in raw HTML": ({A: article("One.\n\n<script>alert(1)</script>", id="ida")}, A, 8),
    "unsafe link": ({A: article("One.\n\n[x](javascript:alert(1))", id="ida")}, A, 8),
    "see-also to nothing": ({A: article(id="ida", seeAlso="nowhere")}, A, 4),
    "broken folder metadata": (
        {"en/faq/Orders/metadata.json": '{\n"id": "orders",\n}'},
        "en/faq/Orders/metadata.json",
        3,
    ),
    "bytes that are not UTF-8": ({A: b"---\ntitle: A\nid: ida\n---\n\n\xff\n"}, A, 6),
}


def test_the_clean_site_is_clean(tmp_path: Path) -> None:
    config = project(tmp_path, CLEAN)
    result = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert result.exit_code == 0, result.output
    build(config, strict=True)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_fails_check_and_strict_build_at_its_line(tmp_path: Path, name: str) -> None:
    changes, path, line = DEFECTS[name]
    config = project(tmp_path, CLEAN)
    write(tmp_path / "content", changes)
    result = CliRunner().invoke(main, ["check", "-f", str(config)])
    assert result.exit_code == 1, result.output
    places = [text.split(": ")[0] for text in result.output.splitlines() if "content/" in text]
    assert f"content/{path}:{line}" in {place.rpartition(":")[0] for place in places}, result.output
    assert {place.rpartition(":")[0].rpartition(":")[0] for place in places} <= {f"content/{path}"}
    built = build(config)
    assert any(text.startswith(f"content/{path}:{line}:") for text in built.warnings)
    with pytest.raises(Abort):
        build(config, strict=True)
