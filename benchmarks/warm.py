"""Warm builds: nothing changed, and a deploy: a fresh checkout, a restored cache, one article edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from pathlib import Path

from benchmarks.goals import Goal, at_most
from benchmarks.measuring import Measured, measure
from benchmarks.run import HELP_CENTER, MKDOCS, Run, middle
from benchmarks.sites import ROOT, configure

#: Nobody's word, to find the edit in the page.
MARK = "xyzzyplugh"


def goals(run: Run) -> Sequence[Goal]:
    """Build twice what did not change, by both commands, then deploy."""
    what = f"{run.articles} articles (help-center)"
    ours = _unchanged(run, HELP_CENTER, "help-center build")
    theirs = _unchanged(run, MKDOCS, "mkdocs build")
    deploy = _deploy(run)
    print(f"\nwarm, {what}, search index included")
    for name, one in (
        ("help-center build", ours),
        ("mkdocs build", theirs),
        ("deploy", deploy),
    ):
        print(f"  {name:18}{one.wall:7.1f} s wall {one.cpu:7.1f} s CPU {one.peak_mb:6.0f} MB")
    return [
        at_most(f"warm `help-center build`, nothing changed, {what}", ours.wall, 2, "s"),
        at_most(f"warm `mkdocs build`, nothing changed, {what}", theirs.wall, 7, "s"),
        at_most(f"deploy: fresh checkout, cache restored, one edit, {what}", deploy.wall, 10, "s"),
    ]


def _unchanged(run: Run, command: Sequence[str], name: str) -> Measured:
    folder = run.help_center.folder
    measure(command, folder, label=f"{name}, first")
    return middle(
        [
            measure(command, folder, label=f"{name}, again", watch=number == 0)
            for number in range(run.rounds)
        ]
    )


def _deploy(run: Run) -> Measured:
    """As a host does: one folder, and what was in it is gone but for what the configuration keeps."""
    origin, checkout, kept = (run.folder / name for name in ("origin", "checkout", "kept"))
    _make_origin(run, origin)
    _checkout(origin, checkout)
    measure(HELP_CENTER, checkout, label="first deploy")
    before = _names(checkout / "site")
    _copy_kept(checkout, kept)
    article = sorted((origin / "content").rglob("*.md"))[run.articles // 2]
    with article.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{MARK}\n")
    _commit(origin)
    found = []
    for number in range(run.rounds):
        # Not deleted: ext4 without a journal looks at each file that was deleted within five minutes
        # when it makes one.
        checkout.rename(run.folder / f"checkout-{number}")
        _checkout(origin, checkout)
        _copy_kept(kept, checkout)
        watch = number == 0
        found.append(measure(HELP_CENTER, checkout, label="next deploy", watch=watch))
        _check(checkout / "site", before)
    return middle(found)


def _make_origin(run: Run, origin: Path) -> None:
    origin.mkdir()
    shutil.copytree((run.help_center.folder / "content").resolve(), origin / "content")
    configure(origin)
    (origin / ".gitignore").write_text("/site/\n/.cache/\n/.netlify/\n")
    _git(origin, "init", "-q")
    _commit(origin)


def _copy_kept(source: Path, target: Path) -> None:
    """As Netlify's cache does it, by npm's ``copy-file``, which keeps milliseconds."""
    for name in kept_folders():
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name, copy_function=_copy_file)


def _copy_file(source: str, target: str) -> None:
    shutil.copyfile(source, target)
    milliseconds = round(os.stat(source).st_mtime * 1000)  # noqa: PTH116
    os.utime(target, ns=(milliseconds * 1_000_000,) * 2)


def kept_folders() -> Sequence[str]:
    """What our ``netlify.toml`` has a build plugin keep between deploys, else the cache folder."""
    with (ROOT / "netlify.toml").open("rb") as stream:
        plugins = tomllib.load(stream).get("plugins", [])
    paths = [path for one in plugins for path in one.get("inputs", {}).get("paths", [])]
    return paths or [".cache"]


def _check(site: Path, before: set[str]) -> None:
    """A deploy that is quick but wrong is none."""
    pages = [path for path in site.rglob("index.html") if MARK in path.read_text("utf-8")]
    if not pages or _names(site) != before:
        raise SystemExit(f"the deploy in {site} is not the site with the edit")


def _names(site: Path) -> set[str]:
    """Its files; those of the search indexes are named by what is in them."""
    return {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and "pagefind" not in path.parts
    }


def _checkout(origin: Path, folder: Path) -> None:
    _git(origin.parent, "clone", "-q", "--depth", "1", origin.as_uri(), str(folder))


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    who = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com")
    _git(folder, *who, "commit", "-q", "-m", "Content")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
