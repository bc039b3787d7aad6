"""However the work is shared, the site is the same."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cached_property, partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest
from mkdocs_help_center.building import workers
from mkdocs_help_center.building.early_indexes import EarlyIndexes
from mkdocs_help_center.building.index_job import Made
from mkdocs_help_center.building.indexes import Indexes
from mkdocs_help_center.building.processes import WorkerError, may_fork
from mkdocs_help_center.building.site_folder import SiteFolder, Written
from mkdocs_help_center.redirects.index import Index, SlugTable

from ..content.sites import article
from ..plugin.builds import Built, build, configure, project
from .forking import run_in_a_forking_process, skip_unless_forking

FILES = {
    f"{locale}/faq/q{number}.md": article(
        f"## Part\n\nSee [next](q{(number + 1) % 120}.md).",
        title=f"Q {number}",
        slugEN=f"q{number}",
    )
    for locale in ("en", "pt")
    for number in range(120)
}


def test_one_worker_and_several_give_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = project(tmp_path, FILES, {"search": False})
    monkeypatch.setenv("HELP_CENTER_WORKERS", "1")
    alone = build(config, tmp_path / "one").files
    monkeypatch.setenv("HELP_CENTER_WORKERS", "3")
    shared = build(config, tmp_path / "three").files
    assert alone.keys() == shared.keys()
    assert [name for name in alone if alone[name] != shared[name]] == []


def test_what_all_pages_ask_for_is_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every process makes the tables of old URLs for itself."""
    skip_unless_forking()
    told = tmp_path / "told"
    slugs = Index.__dict__["slugs"].func

    def tell(index: Index) -> SlugTable:
        with told.open("a") as file:
            file.write(f"{os.getpid()}\n")
        table: SlugTable = slugs(index)
        return table

    made = cached_property(tell)
    made.__set_name__(Index, "slugs")
    monkeypatch.setattr(Index, "slugs", made)
    monkeypatch.setenv("HELP_CENTER_WORKERS", "2")
    # The section that it had, so that the slug tells which article is meant.
    files = {
        name: text.replace("](q", "](/en/tutorial/q").replace(".md)", ")")
        for name, text in FILES.items()
    }
    build(project(tmp_path, files, {"search": False}))
    assert told.read_text().split() == [str(os.getpid())]


@pytest.mark.slow
def test_mkdocs_own_loop_gives_the_same_bytes_and_fires_its_events(tmp_path: Path) -> None:
    ours = build(project(tmp_path / "a", FILES, {"search": False}))
    hook = tmp_path / "b" / "hook.py"
    config = project(tmp_path / "b", FILES, {"search": False}, hooks=["hook.py"])
    hook.write_text(
        "import pathlib\n"
        "def on_page_content(html, page, config, files):\n"
        "    with open(config.config_file_path + '.seen', 'a') as seen:\n"
        "        print(page.file.src_uri, file=seen)\n"
        "    return html\n"
    )
    classic = build(config)
    seen = Path(f"{config}.seen").read_text().split()
    assert set(FILES) <= set(seen)
    assert ours.files.keys() == classic.files.keys()
    assert [name for name, data in ours.files.items() if data != classic.files[name]] == []


def test_a_page_plugin_may_change_what_an_article_says(tmp_path: Path) -> None:
    config = project(tmp_path, {"en/faq/a.md": article("Old words.")}, hooks=["hook.py"])
    (tmp_path / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html.replace('Old', 'New')\n"
    )
    assert "New words." in build(config).read("en/faq/a/index.html")


def _processes(part: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), list(part)


def test_work_is_shared_whole_and_without_overlap() -> None:
    items = list(range(1000))
    found = list(workers.start(_processes, items, workers=3).results())
    assert sorted(item for _, part in found for item in part) == items
    if may_fork():
        assert os.getpid() not in {process for process, _ in found}


def test_a_worker_that_raises_is_an_error_here() -> None:
    def fail(part: Sequence[int]) -> int:
        raise ValueError("broken part")

    with pytest.raises((WorkerError, ValueError), match="broken part"):
        list(workers.start(fail, list(range(1000)), workers=2).results())


def test_a_worker_that_dies_is_an_error_here() -> None:
    skip_unless_forking()

    def die(part: Sequence[int]) -> int:
        os._exit(9)

    with pytest.raises(WorkerError, match="without a result"):
        list(workers.start(die, list(range(1000)), workers=2).results())


@pytest.mark.timeout(60)
@pytest.mark.parametrize("size", [1, 10_000_000])
def test_a_worker_is_stopped_while_it_works_or_waits_to_be_heard(tmp_path: Path, size: int) -> None:
    """A result that fits into no pipe is on its way when the build fails elsewhere."""
    skip_unless_forking()

    def work() -> bytes:
        try:
            (tmp_path / "begun").touch()
            if size == 1:
                time.sleep(600)
            return b"x" * size
        finally:
            (tmp_path / "ended").touch()

    running = workers.aside(work)
    (process,) = running._waiting.values()
    while not (tmp_path / "begun").exists() or (size > 1 and not wait([*running._waiting], 60)):
        time.sleep(0.01)
    running.stop()
    assert (tmp_path / "ended").exists()
    assert process.exitcode == 0
    assert list(running.results()) == []


@pytest.mark.timeout(60)
def test_a_worker_that_does_not_stop_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_unless_forking()
    monkeypatch.setattr(workers, "_GRACE", 0.2)

    def work() -> None:
        (tmp_path / "begun").touch()
        while True:
            with contextlib.suppress(BaseException):
                time.sleep(600)

    running = workers.aside(work)
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    running.stop()
    assert list(running.results()) == []


@pytest.mark.timeout(60)
def test_workers_end_with_a_build_that_fails_while_they_render(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_unless_forking()
    monkeypatch.setenv("HELP_CENTER_WORKERS", "2")

    def fail(self: SiteFolder, other: object, changed: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(SiteFolder, "take_over", fail)
    with pytest.raises(OSError, match="No space left"):
        build(project(tmp_path, FILES, {"search": False}))
    assert multiprocessing.active_children() == []


def _children(process: int) -> set[int]:
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found |= set(map(int, task.read_text().split()))
    return found


def _goes_on(process: int) -> bool:
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"  # Ended, and nobody has asked how.
    return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_nothing_goes_on_when_a_build_is_killed(tmp_path: Path, number: signal.Signals) -> None:
    files = {
        f"{locale}/faq/q{one}.md": article("Text.\n\n" * 200, title=f"Q {one}", slugEN=f"q{one}")
        for locale in ("en", "pt")
        for one in range(1500)
    }
    config = project(tmp_path, files)
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs_help_center", "build", "-f", str(config)],
        env={**os.environ, "HELP_CENTER_WORKERS": "2"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # A shell that starts something in the background has it ignore the keyboard.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),
    )
    site = tmp_path / "site" / "en" / "faq"
    while process.poll() is None and not site.is_dir():
        time.sleep(0.01)
    children = _children(process.pid)
    assert len(children) >= 2
    process.send_signal(number)
    assert process.wait(30) != 0
    end = time.monotonic() + 30
    while any(map(_goes_on, children)):
        assert time.monotonic() < end, "a process of the build goes on"
        time.sleep(0.05)


def test_a_build_that_is_stopped_before_it_writes_leaves_the_site_that_was_there(
    tmp_path: Path,
) -> None:
    """The site is put aside before MkDocs empties its folder."""
    config = project(tmp_path, {"en/faq/a.md": article("Old words.")}, {"search": False})
    before = build(config).files
    configure(tmp_path, {"search": False}, hooks=["hook.py"])
    (tmp_path / "hook.py").write_text("def on_nav(nav, **_):\n    raise SystemExit(143)\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_help_center", "build", "-f", str(config)], check=False
    )
    assert done.returncode == 143
    after = Built(config.parent / "site", []).files
    assert after == before


@pytest.mark.timeout(60)
def test_a_worker_that_waits_to_be_heard_is_seen(tmp_path: Path) -> None:
    """Else it would keep its memory until somebody needs what it made."""
    skip_unless_forking()
    go = tmp_path / "go"

    def work() -> bytes:
        while not go.exists():
            time.sleep(0.01)
        return b"x" * 10_000_000

    running = workers.aside(work)
    assert not running.has_result()
    go.touch()
    while not running.has_result():
        time.sleep(0.01)
    assert [len(result) for result in running.results()] == [10_000_000]
    assert not running.has_result()


@pytest.mark.timeout(60)
def test_an_index_that_is_done_is_taken_over_while_others_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_unless_forking()

    def index(self: Indexes, locale: str, *_: object) -> Made:
        while not (tmp_path / locale).exists():
            time.sleep(0.01)
        files = {f"{locale}/{number}": Written(b"", b"", 1, 1) for number in range(5000)}
        return files, len(files), f"'{locale}' has no index" if locale == "pt" else ""

    monkeypatch.setattr(Indexes, "_index", index)
    folder = SiteFolder(tmp_path, {})
    nothing: Any = None
    early = EarlyIndexes()
    indexes = Indexes(nothing, nothing, folder, (), early)
    indexes._begin("en", b"", {})
    indexes._begin("pt", b"", {})
    indexes.collect()
    assert indexes.count == 2
    (tmp_path / "pt").touch()
    while indexes.count == 2:
        indexes.collect()
    assert len(folder.written) == folder.changed == 5000
    (tmp_path / "en").touch()
    assert indexes.finish() == ["'pt' has no index"]
    assert len(folder.written) == 10_000
    early.close()


def test_no_work_needs_no_worker() -> None:
    assert list(workers.start(_processes, []).results()) == []


@pytest.mark.slow
def test_work_is_shared_by_forked_processes_where_this_one_may_not_fork() -> None:
    """A browser that was started before has threads: all of this file in a process without."""
    run_in_a_forking_process(__file__)
