"""Being told to end (SIGTERM) only when what would be left behind is in somebody's hands."""

from __future__ import annotations

import signal


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
