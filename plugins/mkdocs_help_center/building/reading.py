"""Many files of a content folder read over all cores."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TypeVar

from mkdocs_help_center.building.processes import may_fork
from mkdocs_help_center.building.workers import WORTH_SHARING, start, worker_count
from mkdocs_help_center.content.source import SourceFile

R = TypeVar("R")


def read_together(
    files: Sequence[SourceFile], read: Callable[[SourceFile], R], workers: int | None = None
) -> dict[str, R]:
    """What ``read`` gives of many files, by their URIs.

    Nothing where one process is as quick: then each file is read when its turn comes.

    Args:
        files: what to read.
        read: what it gives must be picklable.
        workers: how many; by default one a core.
    """
    count = worker_count() if workers is None else workers
    if len(files) < WORTH_SHARING or count < 2 or not may_fork():
        return {}

    def read_part(part: Sequence[SourceFile]) -> list[tuple[str, R]]:
        return [(file.uri, read(file)) for file in part]

    return dict(itertools.chain.from_iterable(start(read_part, files, count).results()))
