"""Synonyms a locale, from ``_data/synonyms.yml``: groups of words that readers use alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_help_center.content.data_files import DataFile, read_data_file
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.search.vocabulary import fold

FILE = "_data/synonyms.yml"
_MAX_GROUP = 12

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Synonyms:
    """Groups of folded words and phrases by locale, and what is wrong with the file."""

    groups: Mapping[str, Groups]
    problems: tuple[Problem, ...] = ()

    def of(self, locale: str) -> Groups:
        """The groups of ``locale``, or of its base language."""
        return self.groups.get(locale) or self.groups.get(
            locale.replace("_", "-").split("-")[0], ()
        )


def read_synonyms(root: Path, prefix: str, locales: Sequence[str]) -> Synonyms:
    """Read the file below the content folder ``root``; it may be missing."""
    data, problems = read_data_file(root / FILE, prefix + FILE)
    if data is None:
        return Synonyms({}, tuple(problems))
    if not isinstance(data.value, dict):
        problems.append(_problem(data, (), "the file is not a mapping of locales to lists"))
        return Synonyms({}, tuple(problems))
    known = {*locales, *(code.replace("_", "-").split("-")[0] for code in locales)}
    groups: dict[str, Groups] = {}
    for locale, value in data.value.items():
        if locale not in known:
            message = f"locale '{locale}' is no language of this site, so its synonyms are not used"
            problems.append(_problem(data, (locale,), message, f"use one of {', '.join(locales)}"))
        elif isinstance(value, list):
            found = (_group(data, locale, number, problems) for number in range(len(value)))
            groups[locale] = tuple(group for group in found if group)
        else:
            problems.append(_problem(data, (locale,), f"'{locale}' is not a list of groups"))
    return Synonyms(groups, tuple(problems))


def _group(
    data: DataFile, locale: str, number: int, problems: list[Problem]
) -> tuple[str, ...] | None:
    assert isinstance(data.value, dict)
    groups = data.value[locale]
    assert isinstance(groups, list)
    group = groups[number]
    place = (locale, number)
    if not isinstance(group, list):
        problems.append(_problem(data, place, "a group of synonyms is not a list"))
        return None
    words = tuple(
        dict.fromkeys(
            " ".join(fold(word).split()) for word in group if isinstance(word, str) and word.strip()
        )
    )
    if len(words) < 2:
        problems.append(_problem(data, place, "a group of synonyms has fewer than two words"))
        return None
    if len(words) > _MAX_GROUP:
        message = f"a group of synonyms has {len(words)} words; the first {_MAX_GROUP} are used"
        problems.append(_problem(data, place, message, "each is asked for in the reader's search"))
    return words[:_MAX_GROUP]


def _problem(data: DataFile, place: tuple[str | int, ...], message: str, hint: str = "") -> Problem:
    hint = hint or "write '- [word, other word]' under the locale"
    return data.problem(place, "synonyms", message, hint, Severity.WARNING)
