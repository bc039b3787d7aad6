"""How long an article's Markdown takes: ours, transforms and sanitising included, next to others.

    python benchmarks/markdown.py [--articles N] [--rounds N]

Prints milliseconds of CPU time an article on real known issues, best of the rounds, and each as a ratio
of Python-Markdown with the extensions that Material for MkDocs recommends, in the same run. Exits with 1
where ours takes more than a third of it.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# This folder comes first otherwise, and this file has the name of the package that it measures.
sys.path[:1] = [str(ROOT), str(ROOT / "plugins")]

import cmarkgfm  # noqa: E402
import markdown  # noqa: E402
from markdown_it import MarkdownIt  # noqa: E402
from mkdocs_help_center.markdown import MarkdownRenderer, RenderContext  # noqa: E402
from mkdocs_help_center.markdown.sanitize import sanitize  # noqa: E402

from tests.markdown.reference import read_body  # noqa: E402

#: https://squidfunk.github.io/mkdocs-material/setup/extensions/ "Advanced configuration"
MATERIAL_EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "toc", "tables"),
    *("pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.details"),
    *("pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys"),
    *("pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed"),
    *("pymdownx.tasklist", "pymdownx.tilde"),
]
LIMIT = 1 / 3


def read_bodies(count: int) -> list[str]:
    """A fixed random sample of the real known issues."""
    script = ROOT.parent / "shared" / "bin" / "corpus"
    if not script.is_file():
        raise SystemExit("no real content: shared/bin/corpus is not beside this checkout")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "known-issues"
        command = [sys.executable, str(script), "known-issues", str(target)]
        subprocess.run(command, check=True, capture_output=True)
        paths = sorted(target.rglob("*.md"))
        chosen = random.Random(1).sample(paths, min(count, len(paths)))
        return [read_body(path) for path in chosen]


def measure(
    candidates: Mapping[str, Callable[[str], object]], bodies: Sequence[str], rounds: int
) -> dict[str, float]:
    """Milliseconds of CPU time an article, the best round of each; they take turns, so that a busy
    moment of the machine hits them all.
    """
    best = dict.fromkeys(candidates, float("inf"))
    for _ in range(rounds):
        for name, render in candidates.items():
            started = time.process_time()
            for body in bodies:
                render(body)
            best[name] = min(best[name], time.process_time() - started)
    return {name: seconds / len(bodies) * 1000 for name, seconds in best.items()}


def main() -> int:
    """Print the table; 1 where ours is too slow."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--rounds", type=int, default=4)
    options = arguments.parse_args()
    bodies = read_bodies(options.articles)
    renderer, context = MarkdownRenderer(), RenderContext("article.md")
    python_markdown = markdown.Markdown(extensions=MATERIAL_EXTENSIONS)
    plain = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    written = {body: "".join(renderer.write(body, context).out) for body in bodies}

    def reused(body: str) -> str:
        python_markdown.reset()
        return str(python_markdown.convert(body))

    def fresh(body: str) -> str:
        return str(markdown.Markdown(extensions=MATERIAL_EXTENSIONS).convert(body))

    candidates: dict[str, Callable[[str], object]] = {
        "Python-Markdown, Material's set, one instance": reused,
        "markdown-it-py alone, nothing else": plain.render,
        "cmark-gfm alone, nothing else": cmarkgfm.github_flavored_markdown_to_html,
        "ours, of that the sanitiser": lambda body: sanitize(written[body]),
        "ours, everything": lambda body: renderer.render(body, context),
    }
    results = measure(candidates, bodies, options.rounds)
    results |= measure({"Python-Markdown, new each time, as MkDocs does": fresh}, bodies[:150], 1)
    peer = next(iter(results.values()))
    print(f"{len(bodies)} known issues, ms of CPU time an article")
    for name, milliseconds in results.items():
        print(f"  {name:52} {milliseconds:7.3f}  {milliseconds / peer:6.2f} x")
    ratio = results["ours, everything"] / peer
    verdict = "holds" if ratio <= LIMIT else "MISSED"
    print(f"ours is at most a third of Python-Markdown: {verdict} ({ratio:.3f})")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
