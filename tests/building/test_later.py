"""Workers that become another program, or come and go as there is room for them."""

from __future__ import annotations

import dataclasses
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from mkdocs_help_center.building import processes, workers
from mkdocs_help_center.building.index_job import IndexJob
from mkdocs_help_center.building.indexes import Indexes
from mkdocs_help_center.building.processes import Later, WorkerError
from mkdocs_help_center.building.site_build import SiteBuild
from mkdocs_help_center.building.turn import Turn
from mkdocs_help_center.search import pagefind_folder
from mkdocs_help_center.search.indexing import Indexing
from mkdocs_help_center.search.pagefind_program import SearchUnavailableError

from ..content.sites import article
from ..plugin.builds import build, project
from .forking import run_in_a_forking_process, skip_unless_forking

HAS_FOLDER = sys.platform == "linux" and pagefind_folder.MEMORY.is_dir()


def test_what_is_left_is_done_by_a_program_that_has_nothing_else_in_memory() -> None:
    skip_unless_forking()
    assert "mkdocs" in sys.modules
    asked = "__import__('os').getpid(), 'mkdocs' in __import__('sys').modules"
    running = workers.aside(lambda: Later(eval, asked))
    (process,) = running._waiting.values()
    assert list(running.results()) == [(process.pid, False)]
    assert process.exitcode == 0


def test_what_is_left_is_done_here_where_there_are_no_workers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    running = workers.aside(lambda: Later(os.path.basename, "a/b"))
    assert list(running.results()) == ["b"]


@pytest.mark.parametrize("program", ["", "/no/such/python"])
def test_what_is_left_is_done_where_no_program_can_be_run(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_unless_forking()
    monkeypatch.setattr(sys, "executable", program)
    running = workers.aside(lambda: Later(eval, "'mkdocs' in __import__('sys').modules"))
    assert list(running.results()) == [True]


def test_modules_of_the_project_are_not_taken_for_those_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_unless_forking()
    (tmp_path / "pickle.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert list(workers.aside(lambda: Later(len, "four")).results()) == [4]


def test_what_goes_wrong_in_the_program_is_told() -> None:
    skip_unless_forking()
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        list(workers.aside(lambda: Later(eval, "1 / 0")).results())


@pytest.mark.timeout(60)
def test_the_program_is_stopped_as_a_worker_is(tmp_path: Path) -> None:
    skip_unless_forking()
    told = tmp_path / "told"
    work = (
        f"open({os.fspath(told)!r}, 'w').close()",
        "__import__('time').sleep(1)",
        "__import__('mkdocs_help_center.stopping', fromlist='*').may_be_stopped()",
        "__import__('time').sleep(600)",
    )
    running = workers.aside(lambda: Later(eval, ",".join(work)))
    (process,) = running._waiting.values()
    while not told.exists():
        time.sleep(0.01)
    running.stop()
    assert process.exitcode == 0


@pytest.mark.timeout(60)
def test_a_turn_is_had_by_one_and_kept_by_the_program_that_it_becomes(tmp_path: Path) -> None:
    skip_unless_forking()
    turn = Turn()
    begun, go = tmp_path / "begun", tmp_path / "go"

    def first() -> Later[object]:
        descriptor = turn.take()
        work = (
            f"open({os.fspath(begun)!r}, 'w').close()",
            f"[__import__('time').sleep(.01) for _ in iter({go!r}.exists, True)]".replace(
                "PosixPath", "__import__('pathlib').Path"
            ),
            "__import__('time').monotonic()",
        )
        return Later(eval, f"({','.join(work)})", (descriptor,))

    def second() -> float:
        turn.take()
        return time.monotonic()

    one = workers.aside(first)
    while not begun.exists():
        time.sleep(0.01)
    other = workers.aside(second)
    time.sleep(0.3)
    assert not other.has_result()
    go.touch()
    # The one that ended without a word gives it back too.
    ((*_, ended),) = list(one.results())  # type: ignore[misc]
    (had,) = other.results()
    assert had >= ended
    turn.close()


@pytest.mark.timeout(20)
def test_a_turn_that_is_given_back_is_had_by_the_next() -> None:
    skip_unless_forking()
    turn = Turn()
    Turn.leave(turn.take())
    assert list(workers.aside(lambda: turn.take() >= 0).results()) == [True]
    turn.close()


def _who(part: Sequence[int]) -> tuple[int, list[int]]:
    time.sleep(0.002)
    return os.getpid(), list(part)


@pytest.mark.slow
@pytest.mark.timeout(60)
def test_there_are_as_many_workers_as_there_is_room_for() -> None:
    skip_unless_forking()
    room = 3
    running = workers.start(_who, list(range(4000)), workers=3, block=10, room=lambda: room)
    seen: list[int] = []
    done: list[int] = []
    phases: list[set[int]] = []
    for process, part in running.results():
        done += part
        seen.append(process)
        if len(seen) in (100, 200, 300):
            phases.append(set(seen[-50:]))
            room = 4 - room
    assert sorted(done) == list(range(4000))
    first, second, third = phases
    assert len(first) == 3
    # When there is less room a new one goes on, which has nothing in memory but what all have.
    assert len(second) == 1
    assert not second & first
    assert len(third) == 3


@pytest.mark.timeout(60)
def test_room_that_there_is_is_seen_while_nobody_is_done() -> None:
    """An index ends while the only worker has a long job."""
    skip_unless_forking()
    start = time.monotonic()

    def work(part: Sequence[int]) -> list[tuple[int, float]]:
        begun = time.monotonic()
        time.sleep(1.2 if part[0] == 0 else 0)
        return [(os.getpid(), begun)]

    def room() -> int:
        return 1 if time.monotonic() - start < 0.3 else 2

    running = workers.start(work, list(range(2)), workers=2, block=1, worth_sharing=0, room=room)
    (one, first), (other, second) = sorted(
        (found for result in running.results() for found in result), key=lambda pair: pair[1]
    )
    assert one != other
    assert second - first < 0.9


@pytest.mark.slow
@pytest.mark.timeout(60)
def test_where_there_are_many_workers_only_those_too_many_end() -> None:
    skip_unless_forking()
    room = 4
    running = workers.start(_who, list(range(20_000)), workers=4, block=10, room=lambda: room)
    seen: list[int] = []
    before: set[int] = set()
    for process, _ in running.results():
        seen.append(process)
        # On a busy machine the others are far on when the last one begins.
        if room == 4 and len(set(seen)) == 4:
            before, room = set(seen), 3
    after = set(seen[-60:])
    assert (len(before), len(after)) == (4, 3)
    assert after < before


@pytest.mark.timeout(60)
def test_a_worker_that_fails_is_not_replaced(tmp_path: Path) -> None:
    skip_unless_forking()

    def fail(part: Sequence[int]) -> None:
        (tmp_path / str(os.getpid())).touch()
        raise ValueError("broken")

    running = workers.start(fail, list(range(1000)), workers=2, block=1, room=lambda: 2)
    with pytest.raises(WorkerError, match="broken"):
        list(running.results())
    assert len(list(tmp_path.iterdir())) <= 2


@pytest.mark.timeout(60)
def test_a_program_that_does_not_stop_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_unless_forking()
    monkeypatch.setattr(workers, "_GRACE", 0.5)
    told = tmp_path / "told"
    work = f"open({os.fspath(told)!r}, 'w').close() or __import__('time').sleep(600)"
    running = workers.aside(lambda: Later(eval, work))
    while not told.exists():
        time.sleep(0.01)
    start = time.monotonic()
    running.stop()
    assert time.monotonic() - start < 5


def test_what_cannot_be_passed_on_is_done_here() -> None:
    skip_unless_forking()
    lock = threading.Lock()  # which is not picklable
    running = workers.aside(lambda: Later(lambda given: given is lock, lock))
    assert list(running.results()) == [True]


@pytest.mark.parametrize("program", [True, False])
def test_what_a_worker_printed_is_not_lost(program: bool) -> None:
    code = (
        "from mkdocs_help_center.building import workers\n"
        "def work():\n"
        "    print('said')\n"
        f"    return workers.Later(len, 'four') if {program} else 4\n"
        "print('before')\n"
        "print(*workers.aside(work).results())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert sorted(done.stdout.split()) == ["4", "before", "said"]


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("command", "number", "whom"),
    [
        ("build", signal.SIGINT, "all"),
        *(
            pytest.param(command, number, whom, marks=pytest.mark.slow)
            for command, number, whom in [
                ("build", signal.SIGTERM, "all"),
                ("build", signal.SIGTERM, "one"),
                ("build", signal.SIGINT, "one"),
                ("preview", signal.SIGTERM, "one"),
                ("preview", signal.SIGTERM, "all"),
                ("preview", signal.SIGINT, "one"),
                ("preview", signal.SIGINT, "all"),
            ]
        ),
    ],
)
def test_nothing_is_left_of_an_index_whose_build_is_stopped(
    tmp_path: Path, command: str, number: signal.Signals, whom: str
) -> None:
    """A keyboard and many a container speak to all processes at once."""
    config = project(tmp_path, {"en/faq/a.md": article("Text.")})
    program = tmp_path / "pagefind"
    # It says who and where it is, and never ends.
    told = tmp_path / "told"
    program.write_text(
        f'#!/bin/sh\necho $$ "$PWD" > "{told}.new"\nmv "{told}.new" "{told}"\nexec sleep 600\n'
    )
    program.chmod(0o755)
    arguments = ["mkdocs_help_center", "build", "-f", str(config)]
    if command == "preview":
        module = "mkdocs_help_center.preview.index_search"
        arguments = [module, str(config), "http://127.0.0.1:8000/", str(tmp_path / "out")]
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env={**os.environ, "PAGEFIND_BINARY_PATH": str(program)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # A shell that starts something in the background has it ignore the keyboard.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),
    )
    while process.poll() is None and not told.exists():
        time.sleep(0.01)
    pid, folder = told.read_text().split()
    assert Path(folder).parent == pagefind_folder.MEMORY
    time.sleep(0.2)
    (process.send_signal if whom == "one" else partial(os.killpg, process.pid))(number)
    process.wait(30)
    assert not Path(folder).exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
def test_an_index_is_the_same_in_each_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that a program of its own waits for, in one that this process waits for, through pipes."""
    files = {
        f"{locale}/faq/q{number}.md": article("Words.", title=f"Q {number}", slugEN=f"q{number}")
        for locale in ("en", "pt")
        for number in range(30)
    }
    config = project(tmp_path, files)
    built = [build(config, tmp_path / "program").files]
    monkeypatch.setattr(processes, "_become", lambda *_: None)
    built.append(build(config, tmp_path / "process").files)
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    built.append(build(config, tmp_path / "alone").files)
    monkeypatch.setattr(pagefind_folder, "MEMORY", tmp_path / "nowhere")
    built.append(build(config, tmp_path / "pipes").files)
    assert any(name.endswith(".pf_fragment") for name in built[0])
    assert all(one == built[0] for one in built)


def test_an_index_of_a_build_that_is_gone_is_not_written(tmp_path: Path) -> None:
    """Its folder may be that of the next build by now."""
    turn = Turn()
    data = {"en/search/search.json": b"{}"}
    indexing = Indexing("en", "en/search/pagefind/", {}, data, SearchUnavailableError("none"))
    job = IndexJob(indexing, turn.take(), tmp_path, {}, b"", (), os.getppid())
    written, changed, failure = IndexJob.finish(job)
    assert (set(written), changed) == (set(data), 1)
    assert "'en' has no index: none" in failure
    (tmp_path / "en/search/search.json").unlink()
    here = dataclasses.replace(job, build=os.getpid())
    assert IndexJob.finish(here)[1] == 1
    (tmp_path / "en/search/search.json").unlink()
    gone = dataclasses.replace(job, build=1 << 30)
    with pytest.raises(WorkerError, match="has ended"):
        gone.finish()
    assert not list((tmp_path / "en/search").iterdir())
    turn.close()


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
@pytest.mark.slow
@pytest.mark.timeout(120)
def test_an_index_that_waits_for_its_turn_is_not_made_for_a_build_that_is_gone(
    tmp_path: Path,
) -> None:
    config = project(tmp_path, {f"{code}/faq/a.md": article("Text.") for code in ("en", "pt")})
    told, program = tmp_path / "told", tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\necho $$ >> '{told}'\nsleep 1\nexit 3\n")
    program.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs_help_center", "build", "-f", str(config)],
        env={**os.environ, "PAGEFIND_BINARY_PATH": str(program)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and not told.exists():
        time.sleep(0.01)
    time.sleep(0.5)  # until the other waits for its turn
    process.kill()
    process.wait()
    time.sleep(5)
    # Once for one language in a folder, and once through pipes.
    assert len(told.read_text().split()) <= 2
    assert not list((tmp_path / "site").glob("*/search/pagefind"))


def test_finished_indexes_are_looked_for_while_others_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else one that is done keeps a worker away, and its own memory, until all is written."""
    skip_unless_forking()
    seen: list[int] = []
    collect, write = Indexes.collect, SiteBuild.write

    def look(self: Indexes) -> None:
        seen.append(self.count)
        collect(self)

    monkeypatch.setenv("HELP_CENTER_WORKERS", "2")

    def end(self: SiteBuild, *arguments: Any) -> Any:
        monkeypatch.setattr(Indexes, "collect", collect)
        return write(self, *arguments)

    monkeypatch.setattr(Indexes, "collect", look)
    monkeypatch.setattr(SiteBuild, "write", end)
    files = {
        f"{locale}/faq/q{number}.md": article("Words.", title=f"Q {number}", slugEN=f"q{number}")
        for locale in ("en", "pt")
        for number in range(300)
    }
    build(project(tmp_path, files))
    # While the second language is rendered, the first one's index is made.
    assert seen.count(1) > 3


@pytest.mark.slow
def test_all_of_this_where_this_process_may_not_fork() -> None:
    run_in_a_forking_process(__file__)
