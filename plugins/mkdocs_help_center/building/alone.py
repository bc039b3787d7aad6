"""``python -m mkdocs_help_center.building.alone STATE ANSWERS``: what a worker becomes that only waits.

A forked worker has the site in memory, and a copy of all that it or its parent has touched since: 150 MB of
12,000 articles. Where an index needs nothing more of it, the process begins anew with nothing else. It has
the open files of before; STATE and ANSWERS are the descriptors of a pickled :class:`.processes.Later`
and of the connection to who waits for its result.
"""

from __future__ import annotations

import os
import pickle
import sys
from multiprocessing.connection import Connection

from mkdocs_help_center.building import processes


def main(state: int, answers: int) -> None:
    """Do the rest."""

    def rest() -> list[object]:
        with os.fdopen(state, "rb") as file:
            later: processes.Later[object] = pickle.load(file)
        return [later.result()]

    processes.answer(Connection(answers, readable=False), rest)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
