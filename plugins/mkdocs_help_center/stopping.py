"""Being told to end (SIGTERM) only when what would be left behind is in somebody's hands."""

from __future__ import annotations

import signal
from typing import NoReturn


def end_in_order(number: int, frame: object) -> NoReturn:
    """A handler of signals: end as if the program had come to an end, so that all is cleaned up.

    Raises:
        SystemExit: with the exit code that shells give a program that a signal ended.
    """
    stop_once(number)
    raise SystemExit(128 + number)


def stop_once(number: int) -> None:
    """A second signal is not heard: what cleans up is not to be interrupted."""
    signal.signal(number, signal.SIG_IGN)


def hold_back_stop() -> None:
    """From now on the signal waits: something is begun that has to be ended by who gets it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})


def may_be_stopped() -> None:
    """From now on this process takes the signal, also one that was sent before.

    Where that has been so all the time, nothing is other.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
