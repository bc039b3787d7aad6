"""Problems as MkDocs' log has them: a line each, which fails a strict build or does not."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from mkdocs_help_center.checks import Policy
from mkdocs_help_center.content.problem import Problem

# Without the adapter's prefix: a problem starts with its path, so that editors and CI find it.
log: logging.Logger = get_plugin_logger("help-center").logger


def tell(problems: Iterable[Problem], policy: Policy) -> int:
    """Log ``problems`` as the site's ``policy`` has them; how many of them fail a strict build."""
    failing = 0
    for problem in policy.apply(problems):
        log.log(logging.WARNING if problem.fails else logging.INFO, "%s", problem)
        failing += problem.fails
    return failing
