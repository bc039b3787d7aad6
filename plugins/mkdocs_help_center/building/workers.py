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
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Below this many items a worker costs more than it does.
WORTH_SHARING = 200
#: Items that stay together.
BLOCK = 100


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

    def __init__(self, children: Sequence[tuple[Any, Connection]], done: list[R]) -> None:
        self._children = children
        self._done = done

    def results(self) -> list[R]:
        """What the function gave for each part, in no particular order.

        Raises:
            WorkerError: a worker raised or died.
        """
        failures: list[str] = []
        for process, connection in self._children:
            try:
                worked, value = pickle.loads(connection.recv_bytes())
            except EOFError:
                worked, value = False, "a worker ended without a result (out of memory?)"
            process.join()
            connection.close()
            if worked:
                self._done.append(value)
            else:
                failures.append(value)
        self._children = ()
        if failures:
            raise WorkerError(failures[0])
        return self._done


def start(
    function: Callable[[Sequence[T]], R], items: Sequence[T], workers: int | None = None
) -> Running[R]:
    """Have ``function`` called with disjoint parts of ``items`` that together are all of them.

    Args:
        function: called in a worker; what it changes there is lost, what it returns must be picklable.
        items: what to share, in blocks: neighbours in a list are neighbours in memory, which is copied
            where a worker touches it; blocks are small enough for parts to cost about the same.
        workers: how many parts; by default as :func:`worker_count` says.
    """
    count = worker_count() if workers is None else workers
    if count < 2 or len(items) < WORTH_SHARING or not may_fork():
        return Running((), [function(items)] if items else [])
    context = multiprocessing.get_context("fork")
    # Objects that exist now are not looked at by the collector again: a look would copy their pages.
    gc.freeze()
    children = []
    try:
        for number in range(count):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(
                target=_work, args=(sender, function, _part(items, number, count)), daemon=True
            )
            process.start()
            sender.close()
            children.append((process, receiver))
    finally:
        gc.unfreeze()
    return Running(children, [])


def _part(items: Sequence[T], number: int, count: int) -> list[T]:
    blocks = range(number * BLOCK, len(items), count * BLOCK)
    return [item for start in blocks for item in items[start : start + BLOCK]]


def _work(sender: Connection, function: Callable[[Sequence[T]], R], part: Sequence[T]) -> None:
    # What a worker makes is nearly all of it freed by counting; a look at the rest now and then is enough.
    gc.set_threshold(100_000, 20, 100)
    try:
        answer: tuple[bool, object] = True, function(part)
    except BaseException:
        answer = False, traceback.format_exc()
    sender.send_bytes(pickle.dumps(answer, 5))
    sender.close()
