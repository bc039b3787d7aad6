"""Checks: what can only be said once articles are rendered or seen together, and how each matters.

To add one, write a decorated generator in the module of its subject (see :mod:`.registry`) and import
that module here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_help_center.checks import (  # noqa: F401 - entering the registry
    anchors,
    emphasis,
    file_names,
    found_in_data,
    found_in_preview,
    found_reading,
    found_redirecting,
    found_rendering,
    front_matter,
    ignoring,
    images,
    leftovers,
    link_forms,
    news,
    raw_html,
    references,
    structure,
    translated,
    twins,
)
from mkdocs_help_center.checks.policy import Baseline, Policy
from mkdocs_help_center.checks.registry import CHECKS, Check, Scope
from mkdocs_help_center.checks.run import check_rendered
from mkdocs_help_center.content.problem import Problem, Severity

if TYPE_CHECKING:
    from mkdocs_help_center.pages.assemble import Assembly

__all__ = ["CHECKS", "Baseline", "Check", "Policy", "Scope", "check_rendered", "check_site"]


def check_site(
    assembly: Assembly, policy: Policy | None = None, lowest: Severity = Severity.WARNING
) -> list[Problem]:
    """Every problem of a site, sorted by place: reading, indexing, options, rendering, links."""
    center, policy = assembly.center, policy or Policy()
    found = (
        *center.content.problems,
        *assembly.problems,
        *check_rendered(center, policy, lowest),
    )
    return policy.apply(found)
