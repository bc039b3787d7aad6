"""Work shared over the machine's cores by forked processes.

A forked worker has the whole site in memory at once; one that is spawned would have to read it again,
which costs more than it saves below some 20,000 articles. Where processes cannot be forked (Windows) or
must not be (macOS; a process with threads), the work is done in this process, with the same results.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")

#: Below this many items a worker costs more than it does.
WORTH_SHARING = 200
#: Items that stay together.
BLOCK = 50
#: Seconds in which a worker that is stopped cleans up.
_GRACE = 10
#: What a worker says: a result, that there are no more, or what went wrong.
_RESULT, _END, _FAILED = range(3)
#: The ends of pipes that this process reads from. A worker that kept a copy of one would not see that its
#: reader is gone, and wait to be heard for ever by nobody.
_heard: weakref.WeakSet[Connection] = weakref.WeakSet()


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
    """Work that is under way; its results come as they are made."""

    def __init__(
        self,
        children: Sequence[tuple[Any, Connection]] = (),
        here: Iterable[R] = (),
    ) -> None:
        self._waiting = {connection: process for process, connection in children}
        self._here = here

    def results(self) -> Iterator[R]:
        """What the function gave, in no particular order.

        Raises:
            WorkerError: a worker raised or died; what the others made comes first.
        """
        yield from self._here
        failures: list[str] = []
        while self._waiting:
            for ready in wait(list(self._waiting)):
                connection = cast("Connection", ready)
                try:
                    kind, value = pickle.loads(connection.recv_bytes())
                except EOFError:
                    kind, value = _FAILED, "a worker ended without a result (out of memory?)"
                if kind == _RESULT:
                    yield value
                    continue
                self._waiting.pop(connection).join()
                connection.close()
                if kind == _FAILED:
                    failures.append(value)
        if failures:
            raise WorkerError(failures[0])

    def has_result(self) -> bool:
        """Whether a worker waits to be heard; one whose result fits into no pipe keeps all that it has."""
        return bool(wait(list(self._waiting), timeout=0))

    def stop(self) -> None:
        """Give up what is not done; there are no more results."""
        self._here = ()
        for process in self._waiting.values():
            process.terminate()
        for connection, process in self._waiting.items():
            process.join(_GRACE)
            # Python loses what is raised where nobody can catch it, as when an object is let go of.
            process.kill()
            process.join()
            connection.close()
        self._waiting.clear()


def start(
    function: Callable[[Sequence[T]], R],
    items: Sequence[T],
    workers: int | None = None,
    *,
    block: int = BLOCK,
    worth_sharing: int = WORTH_SHARING,
    waiting: int = 0,
) -> Running[R]:
    """Have ``function`` called with all of ``items``, block by block, in several processes.

    Args:
        function: what it changes in a worker is lost, what it returns must be picklable.
        items: what to share. A worker takes the next block whenever it has none.
        workers: how many; by default as :func:`worker_count` says.
        block: items that stay together: neighbours in a list are neighbours in memory, which is copied
            where a worker touches it.
        worth_sharing: below this many items the work is done here, as its results are asked for.
        waiting: how much it gives way to other processes (nice), 0 to 19.
    """
    count = worker_count() if workers is None else workers
    blocks = [items[at : at + block] for at in range(0, len(items), block)]
    if count < 2 or len(items) < worth_sharing or not may_fork():
        return Running(here=map(function, blocks))
    counter = multiprocessing.get_context("fork").Value("q", 0)
    take = lambda: map(function, _taken(blocks, counter))  # noqa: E731
    return Running([_fork(take, waiting) for _ in range(count)])


def aside(function: Callable[[], R]) -> Running[R]:
    """Have ``function`` called in a process of its own, or, where there can be none, when its result is
    asked for.
    """

    def result() -> Iterator[R]:
        yield function()

    return Running([_fork(result)]) if may_fork() else Running(here=result())


def _fork(make: Callable[[], Iterable[object]], waiting: int = 0) -> tuple[Any, Connection]:
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    _heard.add(receiver)
    process = context.Process(target=_work, args=(sender, make, waiting), daemon=True)
    # Objects that exist now are not looked at by the collector again: a look would copy their pages.
    gc.freeze()
    try:
        process.start()
    finally:
        gc.unfreeze()
    sender.close()
    return process, receiver


def _taken(blocks: Sequence[T], counter: Any) -> Iterator[T]:
    """Blocks until none is left; ``counter`` is the first that no worker has taken."""
    while True:
        with counter.get_lock():
            number = counter.value
            counter.value = number + 1
        if number >= len(blocks):
            return
        yield blocks[number]


def _work(sender: Connection, make: Callable[[], Iterable[object]], waiting: int) -> None:
    for connection in list(_heard):
        connection.close()
    os.nice(waiting)
    # What a worker makes is nearly all of it freed by counting; a look at the rest now and then is enough.
    gc.set_threshold(100_000, 20, 100)
    signal.signal(signal.SIGTERM, _stop)
    # Nobody listens to a worker that is stopped: a word more, and it would wait for ever to be heard. Of a
    # build that was killed nothing is left to tell.
    with contextlib.suppress(_Stopped, BrokenPipeError), sender:
        end: tuple[int, object] = _END, None
        try:
            for result in make():
                sender.send_bytes(pickle.dumps((_RESULT, result), 5))
        except _Stopped:
            raise
        except BaseException:
            end = _FAILED, traceback.format_exc()
        sender.send_bytes(pickle.dumps(end, 5))


class _Stopped(BaseException):
    """A worker is to end: raised, so that what it has begun is cleaned up (a process of its own)."""


def _stop(number: int, frame: object) -> None:
    raise _Stopped
