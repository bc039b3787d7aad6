"""Where the CPU time of a cold build goes: what is left to save, and where the floor is.

    python -m benchmarks.profile [--corpus known-issues|help-center] [--articles N]

Builds the corpus once, in this process alone and without search indexes (``python -m benchmarks.search``
prints what Pagefind takes for those), and looks as often as the system's clock lets it at what is being done,
some 250 times a CPU second. Each look counts for the innermost function that is named below.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
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
        #: CPU seconds of all.
        self.seconds = 0.0

    def run(self, function: Callable[[], object]) -> None:
        """Call ``function`` and look on."""
        start = time.process_time()
        before = signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _STEP, _STEP)
        try:
            function()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)
            self.seconds = time.process_time() - start

    def _look(self, number: int, frame: FrameType | None) -> None:
        while frame is not None:
            code = frame.f_code
            name = code.co_qualname
            if name in self._parts and code.co_filename.endswith(self._files[name]):
                self.found[self._parts[name]] += 1
                return
            frame = frame.f_back
        self.found[_REST] += 1


def _build() -> None:
    from mkdocs_help_center.cli import main

    main(["build"], standalone_mode=False)


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", choices=("known-issues", "help-center"), default="help-center")
    parser.add_argument("--articles", type=int, default=0, help="help-center only: about this many")
    args = parser.parse_args()
    content = corpus(args.corpus, articles=args.articles)
    articles = sum(1 for _ in content.rglob("*.md"))
    os.environ["HELP_CENTER_WORKERS"] = "1"
    sampler = Sampler(PARTS)
    with tempfile.TemporaryDirectory(prefix="help-center-profile-") as name:
        os.chdir(site_of(Path(name, "site-of"), content, index=False))
        sampler.run(_build)
        os.chdir("/")
    total = sampler.found.total()
    print(f"{args.corpus}, {articles} articles, cold build in one process, no search index")
    print(f"{platform.python_implementation()} {platform.python_version()}")
    for part, count in sampler.found.most_common():
        share = count / total
        seconds = share * sampler.seconds
        print(
            f"  {part:28}{seconds:7.2f} s {share:6.1%} {seconds / articles * 1000:8.3f} ms an article"
        )
    print(f"  {'in all':28}{sampler.seconds:7.2f} s")


if __name__ == "__main__":
    main()
