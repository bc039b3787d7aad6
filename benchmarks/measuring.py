"""Running a command and counting what it costs, children included."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks at the memory of the process tree, at least.
_STEP = 0.05
#: How many times as long as a look took is waited for the next: the system walks all pages of all processes
#: for it, and lets none of them have new ones meanwhile.
_REST = 15


def environment(**more: str) -> dict[str, str]:
    """The environment of a program that is measured, ``more`` added: without MkDocs' notice, and with modules
    compiled once, as pip leaves those of an installed package, whatever this process was told.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **more}


@dataclass(frozen=True)
class Measured:
    """What a command cost: CPU and wall seconds, peak memory of its whole process tree in MB.

    Memory is the proportional set size where the system tells it (Linux): pages that forked processes
    share are counted once. It is 0 where nobody looked.
    """

    cpu: float
    wall: float
    peak_mb: float


def measure(
    command: Sequence[str],
    cwd: Path,
    env: dict[str, str] | None = None,
    *,
    label: str = "",
    watch: bool = True,
) -> Measured:
    """Run ``command`` and measure it; with a ``label`` say on standard error what came out.

    Without ``watch`` its memory is not looked at, which takes one of two cores a tenth of the time.

    Raises:
        subprocess.CalledProcessError: it failed; its output is in the exception.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=environment(**(env or {})),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    peak = [0]
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    if watch:
        watcher.start()
    output, _ = process.communicate()
    wall = time.perf_counter() - start
    done.set()
    if watch:
        watcher.join()
    if process.returncode:
        sys.stderr.write(output[-4000:].decode(errors="replace"))
        raise subprocess.CalledProcessError(process.returncode, command, output)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if label:
        print(f"    {label}: {wall:.1f} s, CPU {cpu:.1f} s", file=sys.stderr, flush=True)
    return Measured(cpu, wall, peak[0] / 1024)


def _watch(pid: int, peak: list[int], done: threading.Event) -> None:
    took = 0.0
    while not done.wait(max(_STEP, took * _REST)):
        start = time.perf_counter()
        peak[0] = max(peak[0], sum(_memory(one) for one in _tree(pid)))
        took = time.perf_counter() - start


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError, ValueError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _memory(pid: int) -> int:
    """A process's proportional set size in kB."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def cpu_of_tree(pid: int) -> float:
    """CPU seconds that a running process and all that it has running have used (Linux; else 0)."""
    ticks = 0
    for one in _tree(pid):
        with contextlib.suppress(OSError, ValueError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of_tree(pid: int) -> float:
    """MB of a running process and all that it has started."""
    return sum(_memory(one) for one in _tree(pid)) / 1024


def median(values: Sequence[float]) -> float:
    """The middle value."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
