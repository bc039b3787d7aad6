"""How long all feeds of a site take, next to feedgen writing one of them.

    python benchmarks/feeds.py [--items N]

Spreads N items (2,000), with the whole bodies of real release notes, over three languages and writes
every feed of every section, module, type and channel in three formats, archives included. Prints CPU
seconds, best of three, and the time that feedgen takes for the one feed of all items of a language as
RSS and Atom, as a ratio to ours for the same feed. Exits with 1 above two seconds for 2,000 items.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:1] = [str(ROOT), str(ROOT / "plugins")]

from feedgen.feed import FeedGenerator  # noqa: E402
from mkdocs_help_center.content.load import ContentSettings, load_content  # noqa: E402
from mkdocs_help_center.feeds.atom import AtomWriter  # noqa: E402
from mkdocs_help_center.feeds.files import feed_files, feeds_of  # noqa: E402
from mkdocs_help_center.feeds.items import Items  # noqa: E402
from mkdocs_help_center.feeds.model import Feed  # noqa: E402
from mkdocs_help_center.feeds.rss import RssWriter  # noqa: E402
from mkdocs_help_center.feeds.settings import FeedSettings  # noqa: E402
from mkdocs_help_center.pages.assemble import ThemeSettings, assemble_site  # noqa: E402
from mkdocs_help_center.pages.help_center import HelpCenter  # noqa: E402
from mkdocs_help_center.pages.options import PageOptions  # noqa: E402
from mkdocs_help_center.pages.theme import theme_dirs  # noqa: E402

LOCALES = ("en", "es", "pt")
LIMIT = 2.0


def compose(target: Path, count: int) -> None:
    """Copies of the real release notes, ``count`` in all, in three languages, with the sample's modules."""
    script = ROOT.parent / "shared" / "bin" / "corpus"
    if not script.is_file():
        raise SystemExit("no real content: shared/bin/corpus is not beside this checkout")
    source = target / "source"
    command = [sys.executable, str(script), "release-notes", str(source)]
    subprocess.run(command, check=True, capture_output=True)
    notes = itertools.cycle(sorted(source.rglob("*.md")))
    for number in range(count):
        text = next(notes).read_text(encoding="utf-8").replace("\nslug:", "\nformer:", 1)
        fields = f"---\nchannel: {'beta' if number % 5 == 0 else 'stable'}\nversion: 1.{number}.0\n"
        path = target / "content" / LOCALES[number % 3] / "release-notes" / f"note-{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("---\n", fields, 1), encoding="utf-8")
    data = target / "content" / "_data"
    data.mkdir()
    for name in ("modules.yml", "authors.yml"):
        shutil.copy(ROOT / "content" / "_data" / name, data / name)


def site(root: Path, limit: int = 50) -> HelpCenter:
    """The site, every body rendered, as it is when feeds are written."""
    content = load_content(ContentSettings(root / "content", locales=LOCALES))
    options = PageOptions(site_url="https://help.example.com/", feeds=FeedSettings(limit=limit))
    center = assemble_site(content, options, ThemeSettings(dirs=tuple(theme_dirs()))).center
    for article in center.catalog.articles:
        center.bodies.of(article)
    return center


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """CPU seconds of the quickest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def with_feedgen(feed: Feed) -> tuple[bytes, bytes]:
    """The same feed by feedgen, told everything that it can be told."""
    generator = FeedGenerator()
    generator.load_extension("dc")
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.link(href=feed.home)
    generator.updated(feed.updated)
    generator.lastBuildDate(feed.updated)
    for item in feed.items:
        entry = generator.add_entry(order="append")
        entry.id(item.guid)
        entry.title(item.title)
        entry.link(href=item.url)
        entry.published(item.published)
        entry.updated(item.updated)
        entry.summary(item.summary)
        entry.content(item.html, type="CDATA")
        for category in item.categories:
            entry.category(term=category.term, label=category.label)
        entry.dc.dc_creator(item.author or None)
    return generator.rss_str(), generator.atom_str()


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=2000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        compose(root, arguments.items)
        center = site(root)
        files = feed_files(center)
        size = sum(map(len, files.values())) / 1e6

        def fresh() -> None:
            # What a build finds: bodies rendered, nothing about news known yet.
            for name in ("news", "feed_cuts", "_cuts_by_folder"):
                center.__dict__.pop(name, None)
            feed_files(center)

        ours = best(fresh)
        print(f"{arguments.items:,} items, {len(files):,} files, {size:.1f} MB: {ours:.2f} s CPU")
        whole = site(root, limit=arguments.items)
        items = Items(whole)
        cut = next(cut for cut in whole.feed_cuts if cut.folder == "en/release-notes/")
        (feed,) = feeds_of(whole, cut, items)
        one = best(lambda: (RssWriter().write(feed), AtomWriter().write(feed)))
        peer = best(lambda: with_feedgen(feed))
        print(f"one feed of {len(feed.items):,} items as RSS and Atom: {one:.3f} s, "
              f"feedgen {peer:.3f} s, {peer / one:.1f} times as long")  # fmt: skip
    if arguments.items <= 2000 and ours > LIMIT:
        print(f"more than {LIMIT:.0f} s")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
