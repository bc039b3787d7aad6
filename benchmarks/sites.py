"""Real content to build, unpacked or composed once and kept in the cache folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "bin" / "corpus"
#: Ignored by git, safe to delete.
CACHE = ROOT / ".cache" / "benchmarks"

CONFIG = """\
site_name: Help Center
site_url: https://help.example.com/
docs_dir: content
theme: {{name: help-center}}
plugins:
  - help-center: {{search: {search}}}
"""

#: A hook for MkDocs: a site with everything but the indexes, its search page and data included.
NO_INDEX = """\
from mkdocs_help_center.search import indexer
from mkdocs_help_center.search.pagefind import PendingIndex


class NoIndex(PendingIndex):
    def files(self):
        return {}


def start_index(documents):
    list(documents)
    return NoIndex(None, (), None)


indexer.start_index = start_index
"""


def corpus(name: str, *, articles: int = 0, copies: int = 1) -> Path:
    """The content folder of ``known-issues`` or ``help-center``, the latter of about ``articles``."""
    if not CORPUS.is_file():
        sys.exit(f"no real content: {CORPUS} is not there")
    folder = CACHE / "corpora" / f"{name}-{copies}-{articles or 'all'}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = folder.with_name(f"{folder.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        command = [sys.executable, str(CORPUS), name, str(partial)]
        if name == "help-center":
            command += ["--copies", str(copies), "--limit", str(articles)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        partial.rename(folder)
    return folder


def configure(folder: Path, *, search: bool = True, index: bool = True) -> None:
    """Write our configuration beside the content; without ``index`` all is built but the indexes."""
    text = CONFIG.format(search=str(search).lower())
    if not index:
        (folder / "no_index.py").write_text(NO_INDEX)
        text += "hooks: [no_index.py]\n"
    (folder / "mkdocs.yml").write_text(text)


def site_of(folder: Path, content: Path, *, index: bool = True) -> Path:
    """A site over a kept corpus, which is linked and not copied."""
    folder.mkdir(parents=True)
    (folder / "content").symlink_to(content)
    configure(folder, index=index)
    return folder
