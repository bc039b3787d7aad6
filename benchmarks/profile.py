"""Where the CPU time of a cold build goes: what is left to save, and where the floor is.

    python -m benchmarks.profile [--corpus known-issues|help-center] [--articles N] [--folder FOLDER]

Builds the corpus once, in this process alone and without search indexes (``python -m benchmarks.search``
prints what Pagefind takes for those), and looks as often as the system's clock lets it at what is being done,
some 250 times a CPU second. Each look counts for the innermost function that is named below. The floor is
what would be left if no code of ours took any time: libraries at work on this input and these templates, and
the system's files. With ``--folder`` the site is built below it and stays there.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

from benchmarks.sites import corpus, site_of

#: CPU seconds between two looks, at least.
_STEP = 0.002
#: A function by its file's end and its qualified name.
_Function = tuple[str, str]
#: What takes the time of a build, by the functions that do it.
PARTS: Mapping[str, tuple[_Function, ...]] = {
    "importing modules": (("<frozen importlib._bootstrap>", "_find_and_load"),),
    "reading articles": (("building/remembered.py", "load_remembered"),),
    "Markdown: parsing": (("markdown_it/main.py", "MarkdownIt.parse"),),
    "Markdown: writing HTML": (("markdown/renderer.py", "MarkdownRenderer.write"),),
    "Markdown: sanitising": (("markdown/sanitize.py", "sanitize"),),
    "checks": (
        ("checks/run.py", "find_in_article"),
        ("building/site_build.py", "SiteBuild.check"),
    ),
    "excerpts": (("pages/excerpts.py", "excerpt"),),
    "old URLs": (("building/redirects.py", "write_redirects"),),
    "feeds": (("feeds/files.py", "feed_files"),),
    "Markdown copies, llms.txt": (("building/machine_texts.py", "write_section"),),
    "what pages show": (
        ("pages/help_center.py", "HelpCenter._rendered_view"),
        ("pages/help_center.py", "_built_with_head"),
        ("building/site_build.py", "SiteBuild._prepare_pages"),
    ),
    "templates": (("pages/theme.py", "Theme.render"),),
    "digests of pages": (("building/keys.py", "ViewDigests.of"),),
    "writing files": (("building/site_folder.py", "SiteFolder.write"),),
    "the cache": (
        ("content/cache.py", "Cache.put"),
        ("building/bodies.py", "Bodies.save"),
        ("building/memory.py", "BuildMemory.keep_files"),
    ),
}
#: What a build would take without any code of ours: each a call into a library or the system.
FLOOR: Mapping[str, tuple[_Function, ...]] = {
    "importing modules": PARTS["importing modules"],
    "reading files": (("pathlib.py", "Path.read_bytes"),),
    "PyYAML": (("yaml/__init__.py", "compose"),),
    "markdown-it-py": PARTS["Markdown: parsing"],
    "nh3": PARTS["Markdown: sanitising"],
    "Jinja": (("jinja2/environment.py", "Template.render"),),
    "writing files": (("building/site_folder.py", "_write_file"),),
}
_REST = "the rest"


class Sampler:
    """Counts the parts of a program that run.

    Args:
        parts: the functions of each; the innermost that is running decides.
    """

    def __init__(self, parts: Mapping[str, tuple[_Function, ...]]) -> None:
        self._parts = {name: part for part, found in parts.items() for _, name in found}
        self._files = {name: file for found in parts.values() for file, name in found}
        #: Looks at each part.
        self.found: Counter[str] = Counter()

    def look(self, frame: FrameType | None) -> None:
        """Count what ``frame`` is at."""
        while frame is not None:
            code = frame.f_code
            name = code.co_qualname
            if name in self._parts and code.co_filename.endswith(self._files[name]):
                self.found[self._parts[name]] += 1
                return
            frame = frame.f_back
        self.found[_REST] += 1


def sample(function: Callable[[], object], samplers: Sequence[Sampler]) -> float:
    """Call ``function``, all ``samplers`` looking on; CPU seconds that it took."""

    def look(number: int, frame: FrameType | None) -> None:
        for sampler in samplers:
            sampler.look(frame)

    start = time.process_time()
    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _STEP, _STEP)
    try:
        function()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.process_time() - start


def _build() -> None:
    from mkdocs.__main__ import cli

    cli(["-q", "build"], standalone_mode=False)


def _print(title: str, found: Counter[str], a_look: float, articles: int) -> None:
    """``a_look`` is how many seconds one stands for."""
    print(title)
    for part, count in [*found.most_common(), ("in all", found.total())]:
        seconds = count * a_look
        print(f"  {part:28}{seconds:7.2f} s{seconds / articles * 1000:9.3f} ms an article")


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", choices=("known-issues", "help-center"), default="help-center")
    parser.add_argument("--articles", type=int, default=0, help="help-center only: about this many")
    parser.add_argument("--folder", type=Path, help="where to build; otherwise nothing stays")
    args = parser.parse_args()
    content = corpus(args.corpus, articles=args.articles)
    articles = sum(1 for _ in content.rglob("*.md"))
    os.environ["HELP_CENTER_WORKERS"] = "1"
    parts, floor = Sampler(PARTS), Sampler(FLOOR)
    with tempfile.TemporaryDirectory(prefix="help-center-profile-") as name:
        os.chdir(site_of((args.folder or Path(name)) / "profile", content, index=False))
        seconds = sample(_build, (parts, floor))
        os.chdir("/")
    python = f"{platform.python_implementation()} {platform.python_version()}"
    a_look = seconds / parts.found.total()
    title = f"{args.corpus}, {articles} articles, cold, one process, no search index, {python}: CPU"
    _print(title, parts.found, a_look, articles)
    del floor.found[_REST]
    _print("of which in libraries and the system, the floor", floor.found, a_look, articles)


if __name__ == "__main__":
    main()
