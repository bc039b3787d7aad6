"""Articles keep the structure that their writers saw on GitHub."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml

from .reference import github_outline, our_outline, read_body

_DIFFERENCES = yaml.safe_load(
    Path(__file__).with_name("structure-differences.yml").read_text(encoding="utf-8")
)
_LISTED = {file: rule for rule, entry in _DIFFERENCES.items() for file in entry["files"]}


def _listed(path: Path) -> str | None:
    """The rule under which a file may differ."""
    name = path.as_posix()
    return next((rule for file, rule in _LISTED.items() if name.endswith(f"/{file}")), None)


def _compare(paths: Iterable[Path]) -> tuple[int, list[str]]:
    """How many files were compared, and what is wrong."""
    count, wrong = 0, []
    for path in sorted(paths):
        count += 1
        body = read_body(path)
        theirs, ours = github_outline(body), our_outline(body)
        if (theirs != ours) != (_listed(path) is not None):
            shown = list(unified_diff(theirs, ours, "cmark-gfm", "ours", lineterm="", n=1))[:8]
            wrong.append("\n".join([f"{path} (listed: {_listed(path)})", *shown]))
    return count, wrong


def test_hard_cases_keep_their_structure(hard_cases: Path) -> None:
    count, wrong = _compare(p for p in hard_cases.rglob("*.md") if p.name != "README.md")
    assert not wrong, "\n\n".join(wrong[:10])
    assert count >= 45


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "at_least"), [("known-issues", 6000), ("release-notes", 400)], ids=str
)
def test_every_real_article_keeps_its_structure(
    corpus: Callable[..., Path], name: str, at_least: int
) -> None:
    count, wrong = _compare(corpus(name).rglob("*.md"))
    assert not wrong, f"{len(wrong)} differ\n" + "\n\n".join(wrong[:10])
    assert count >= at_least


@pytest.mark.parametrize("change", ["item", "number", "quote", "word"])
def test_the_comparison_sees_a_changed_structure(change: str) -> None:
    body = "3. one\n4. two\n\n> first\n\n> second\n"
    changed = {
        "item": body.replace("4. two\n", ""),
        "number": body.replace("3. one", "1. one"),
        "quote": body.replace("first\n\n>", "first\n>\n>"),
        "word": body.replace("two", "too"),
    }[change]
    assert github_outline(body) == our_outline(body)
    assert github_outline(body) != our_outline(changed)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(text, id=text.split("\n", 1)[0][:40])
        for text in (
            Path(__file__).with_name("github-cases.md").read_text("utf-8").split("\n%%%\n")
        )
    ],
)
def test_gfm_extensions_read_as_cmark_gfm_reads_them(body: str) -> None:
    assert our_outline(body) == github_outline(body)
