"""Work shared over the machine's cores by forked processes.

A forked worker has the whole site in memory at once; one that is spawned would have to read it again,
which costs more than it saves below some 20,000 articles. Where processes cannot be forked (Windows) or
must not be (macOS; a process with threads), the work is done in this process, with the same results.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

#: Below this many items a worker costs more than it does.
WORTH_SHARING = 200
#: Items that stay together.
BLOCK = 50
#: Seconds between two reports of progress.
_PROGRESS_STEP = 0.1

#: Called with the number of items done and of all.
OnProgress = Callable[[int, int], None]


class WorkerError(RuntimeError):
    """A worker failed; the message is its traceback."""


def worker_count() -> int:
    """Workers to start: one a core that this process may use; ``HELP_CENTER_WORKERS`` decides otherwise."""
    wanted = os.environ.get("HELP_CENTER_WORKERS", "")
    if wanted.isdigit():
        return max(1, int(wanted))
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def may_fork() -> bool:
    """Whether a process may be forked here and now."""
    if sys.platform == "darwin" or "fork" not in multiprocessing.get_all_start_methods():
        return False
    # A thread that holds a lock when the process is forked holds it for ever in the child.
    return threading.active_count() == 1


class Running(Generic[R]):
    """Work that is under way; :meth:`results` waits for it."""

    def __init__(
        self,
        children: Sequence[tuple[Any, Connection]],
        done: list[R],
        counter: Any = None,
        total: int = 0,
        later: Callable[[], R] | None = None,
    ) -> None:
        self._children = children
        self._done = done
        self._counter = counter
        self._total = total
        self._later = later

    def results(self, on_progress: OnProgress = lambda done, total: None) -> list[R]:
        """What the function gave in each worker, in no particular order.

        Args:
            on_progress: called several times a second with the number of items that workers have taken,
                and of all.

        Raises:
            WorkerError: a worker raised or died.
        """
        if self._later is not None:
            self._done.append(self._later())
            self._later = None
        failures: list[str] = []
        waiting = {connection: process for process, connection in self._children}
        while waiting:
            for ready in wait(list(waiting), _PROGRESS_STEP):
                connection = cast("Connection", ready)
                try:
                    worked, value = pickle.loads(connection.recv_bytes())
                except EOFError:
                    worked, value = False, "a worker ended without a result (out of memory?)"
                waiting.pop(connection).join()
                connection.close()
                if worked:
                    self._done.append(value)
                else:
                    failures.append(value)
            if self._counter is not None:
                on_progress(min(self._counter.value, self._total), self._total)
        self._children = ()
        if failures:
            raise WorkerError(failures[0])
        return self._done

    def stop(self) -> None:
        """Give up what is not done; there are no results."""
        self._later = None
        for process, connection in self._children:
            process.terminate()
            process.join()
            connection.close()
        self._children = ()


def start(
    function: Callable[[Iterable[T]], R],
    items: Sequence[T],
    workers: int | None = None,
    *,
    block: int = BLOCK,
    worth_sharing: int = WORTH_SHARING,
) -> Running[R]:
    """Have ``function`` called in each worker with disjoint parts of ``items`` that together are all.

    Args:
        function: called once in a worker with an iterator over its part; what it changes there is lost,
            what it returns must be picklable.
        items: what to share. A worker takes the next block whenever it has none.
        workers: how many; by default as :func:`worker_count` says.
        block: items that stay together: neighbours in a list are neighbours in memory, which is copied
            where a worker touches it.
        worth_sharing: below this many items the work is done here.
    """
    count = worker_count() if workers is None else workers
    if count < 2 or len(items) < worth_sharing or not may_fork():
        done = [function(iter(items))] if items else []
        return Running((), done, None, len(items))
    counter = multiprocessing.get_context("fork").Value("q", 0)
    children = [_fork(lambda: function(_part(items, counter, block))) for _ in range(count)]
    return Running(children, [], counter, len(items))


def aside(function: Callable[[], R]) -> Running[R]:
    """Have ``function`` called in a process of its own, or, where there can be none, when its result is
    asked for.
    """
    if not may_fork():
        return Running((), [], later=function)
    return Running([_fork(function)], [])


def _fork(function: Callable[[], object]) -> tuple[Any, Connection]:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, function), daemon=True)
    # Objects that exist now are not looked at by the collector again: a look would copy their pages.
    gc.freeze()
    try:
        process.start()
    finally:
        gc.unfreeze()
    sender.close()
    return process, receiver


def _part(items: Sequence[T], counter: Any, block: int) -> Iterator[T]:
    """Blocks of ``items`` until none is left; ``counter`` is the first item that no worker has taken."""
    while True:
        with counter.get_lock():
            start = counter.value
            counter.value = start + block
        if start >= len(items):
            return
        yield from items[start : start + block]


def _work(sender: Connection, function: Callable[[], object]) -> None:
    # What a worker makes is nearly all of it freed by counting; a look at the rest now and then is enough.
    gc.set_threshold(100_000, 20, 100)
    # So that what a stopped worker has begun is cleaned up: its own process, a temporary folder.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    try:
        answer: tuple[bool, object] = True, function()
    except BaseException:
        answer = False, traceback.format_exc()
    sender.send_bytes(pickle.dumps(answer, 5))
    sender.close()
