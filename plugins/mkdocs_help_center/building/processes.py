"""Processes forked for one piece of work each, and what they say."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
import traceback
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

from mkdocs_help_center.stopping import hold_back_stop, may_be_stopped, stop_once

R = TypeVar("R")

#: What a process says: a result, or that there are no more and what went wrong.
_RESULT, _NO_MORE = range(2)
#: The program that a worker becomes.
_ALONE = "mkdocs_help_center.building.alone"
#: The ends of pipes that this process reads from. A worker that kept a copy of one would not see that its
#: reader is gone, and wait to be heard for ever by nobody.
_heard: weakref.WeakSet[Connection] = weakref.WeakSet()


class WorkerError(RuntimeError):
    """A worker failed; the message is its traceback."""


def may_fork() -> bool:
    """Whether a process may be forked here and now."""
    if sys.platform == "darwin" or "fork" not in multiprocessing.get_all_start_methods():
        return False
    # A thread that holds a lock when the process is forked holds it for ever in the child.
    return threading.active_count() == 1


@dataclass(frozen=True)
class Later(Generic[R]):
    """What a worker gives that has still to wait, and needs nothing more of all that it has in memory: it
    becomes a program that does the rest.

    Attributes:
        function: of a module; what it gives is the result. The program is stopped no sooner than it calls
            :func:`.stopping.may_be_stopped`: what it has to clean up is to be in its hands.
        argument: its argument, picklable.
        descriptors: files that the program needs to have open.
    """

    function: Callable[[Any], R]
    argument: object
    descriptors: tuple[int, ...] = ()

    def result(self) -> R:
        """Do the rest here."""
        try:
            return self.function(self.argument)
        finally:
            may_be_stopped()


def fork(make: Callable[[], Iterable[object]], waiting: int = 0) -> tuple[Any, Connection]:
    """Have what ``make`` gives made in a process of its own.

    Args:
        make: what it changes is lost, what it gives must be picklable or a :class:`Later`.
        waiting: how much the process gives way to others (nice), 0 to 19.

    Returns:
        The process, and where it is heard (:func:`hear`).
    """
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


def hear(connection: Connection) -> tuple[bool, Any]:
    """What a process says next: whether that is a result and the result, else why there are no more, which
    is empty where all is done.
    """
    try:
        kind, value = pickle.loads(connection.recv_bytes())
    except EOFError:
        return False, "a worker ended without a result (out of memory?)"
    return kind == _RESULT, value


def _work(sender: Connection, make: Callable[[], Iterable[object]], waiting: int) -> None:
    for connection in list(_heard):
        connection.close()
    # The keyboard speaks to all processes at once; the build ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(waiting)
    answer(sender, make)


def answer(sender: Connection, make: Callable[[], Iterable[object]]) -> None:
    """Be a worker: say what ``make`` gives, or what went wrong, and that this is all."""
    # What a worker makes is nearly all of it freed by counting; a look at the rest now and then is enough.
    gc.set_threshold(100_000, 20, 100)
    signal.signal(signal.SIGTERM, _stop)
    # Nobody listens to a worker that is stopped: a word more, and it would wait for ever to be heard. Of a
    # build that was killed nothing is left to tell.
    with contextlib.suppress(_Stopped, BrokenPipeError), sender:
        failure = ""
        try:
            for result in make():
                found = result
                if isinstance(found, Later):
                    _become(found, sender)
                    found = found.result()
                sender.send_bytes(pickle.dumps((_RESULT, found), 5))
        except _Stopped:
            raise
        except BaseException:
            failure = traceback.format_exc()
        sender.send_bytes(pickle.dumps((_NO_MORE, failure), 5))


def _become(later: Later[object], sender: Connection) -> None:
    """Become the program that does the rest; comes back where that cannot be."""
    # Where Python is a part of another program, that one would be run.
    if not Path(sys.executable or "").name.startswith(("python", "pypy")):
        return
    # Whatever goes wrong here, the rest can be done here too.
    with contextlib.suppress(Exception), tempfile.TemporaryFile() as file:
        pickle.dump(later, file, 5)
        file.seek(0)
        sys.stdout.flush()
        sys.stderr.flush()
        for descriptor in (file.fileno(), sender.fileno(), *later.descriptors):
            os.set_inheritable(descriptor, True)
        hold_back_stop()
        arguments = ["-P", "-m", _ALONE, str(file.fileno()), str(sender.fileno())]
        paths = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, "PYTHONPATH": paths}
        os.execve(sys.executable, [sys.executable, *arguments], environment)


class _Stopped(BaseException):
    """A worker is to end: raised, so that what it has begun is cleaned up (a process of its own)."""


def _stop(number: int, frame: object) -> None:
    stop_once(number)
    raise _Stopped
