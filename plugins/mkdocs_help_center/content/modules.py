"""Modules of the product, read from ``_data/modules.yml``: what an article is about.

Real articles rarely name a module by its id: 0 of 407 real release notes do, known issues name teams.
So a module is recognised by its id and former ids, by tags and teams, and last by words of the text.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import split_list
from mkdocs_help_center.content.data_files import DataFile, read_data_file
from mkdocs_help_center.content.front_matter import Value
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.content.source import DATA_FOLDER

if TYPE_CHECKING:
    from mkdocs_help_center.content.article import Article

MODULES_FILE = "modules.yml"
_FIELDS = (
    "id",
    "name",
    "description",
    "area",
    "formerIds",
    "team",
    "tags",
    "keywords",
    "status",
)
_HINT = "write '- id: checkout' with 'name: {en: Checkout}', and what points to it in 'tags'"

#: What a keyword counts where it stands. A title names the thing, a text mentions many things.
_TITLE, _EXCERPT, _OPENING, _BODY, _LINKS = 8.0, 4.0, 2.0, 0.5, 2.0
#: A word that is said ten times tells little more than one that is said three times.
_MAX_TIMES = 3
#: Characters of the text that open it; what a note is about is said there.
_OPENING_LENGTH = 600
#: Below this the text says nothing about a module: one word somewhere in the body.
_ENOUGH = 1.0

_IMAGE_ALT = re.compile(r"!\[([^\]]{1,60})\]\(")
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
_LINK_TARGET = re.compile(r"\]\([^)\s]*\)|<[^>]*>|https?://\S+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """A part of the product.

    Attributes:
        id: kebab-case, in URLs and feeds; it never changes.
        names, descriptions, areas: by locale code; ``""`` stands for every locale.
        former_ids: ids that it had before it was renamed or split.
        teams: values of ``productTeam`` that mean it; ``tags`` likewise values of ``tags`` and ``tag``.
        keywords: words that point to it, the most telling ones first.
        on_status_page: whether the status page shows it.
        line: where modules.yml has it.
    """

    id: str
    names: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    former_ids: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    on_status_page: bool = True
    line: int = 1

    def name(self, locale: str, default: str = "en") -> str:
        """What readers of ``locale`` call it."""
        return text_in(self.names, locale, default) or self.id

    def description(self, locale: str, default: str = "en") -> str:
        """A sentence about it, or nothing."""
        return text_in(self.descriptions, locale, default)

    def area(self, locale: str, default: str = "en") -> str:
        """The larger part of the product that it belongs to, or nothing."""
        return text_in(self.areas, locale, default)


def text_in(texts: Mapping[str, str], locale: str, default: str = "en") -> str:
    """The text of ``locale``, else of its base language, of every locale, of ``default``, any."""
    for code in (locale, locale.partition("-")[0], "", default):
        if text := texts.get(code):
            return text
    return next(iter(texts.values()), "")


class Modules:
    """The modules of a site, in the order of their file, and how articles name them."""

    def __init__(self, modules: Sequence[Module] = ()) -> None:
        self._modules = tuple(modules)

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)

    def same_as(self, other: Modules) -> bool:
        """Whether the two hold the same, module by module."""
        return [*map(dataclasses.astuple, self)] == [*map(dataclasses.astuple, other)]

    @cached_property
    def by_id(self) -> Mapping[str, Module]:
        """Modules by id; a former id leads to its module where no module has it now, to the first of
        those that it became.
        """
        former = {old: module for module in reversed(self._modules) for old in module.former_ids}
        return former | {module.id: module for module in self._modules}

    @cached_property
    def _by_label(self) -> Mapping[str, Module]:
        labels: dict[str, Module] = {}
        for module in self._modules:
            own = (module.id, *module.names.values())
            for label in (*own, *module.tags, *module.teams, *module.former_ids):
                labels.setdefault(slugify(label), module)
        # A module's own name beats another's tag.
        for module in self._modules:
            for label in (module.id, *module.names.values()):
                labels[slugify(label)] = module
        labels.pop("", None)
        return labels

    @cached_property
    def _keywords(self) -> _Keywords:
        return _Keywords(self._modules)

    def find(self, label: str) -> Module | None:
        """The module that an id, a name, a tag or a team means, in any language."""
        return self._by_label.get(slugify(label))

    def of(self, article: Article) -> tuple[Module, ...]:
        """What ``article`` is about, the module that it is most about first.

        The first of these that names any: the fields ``module`` and ``modules``; ``tag``, ``tags`` and
        what the first picture says; ``productTeam``; for news the words of title, excerpt and text.
        """
        named = self._all(named_modules(article))
        if named:
            return named
        labels = (*article.values("tag"), *article.tags, *_picture_labels(article))
        if found := self._all(labels) or self._all((article.team,)):
            return found
        # A story in the blog mentions much, as a tutorial does.
        is_news = article.type.timeline and article.type.key != "blogPost"
        return self._by_words(article) if is_news else ()

    def _all(self, labels: Collection[str]) -> tuple[Module, ...]:
        found = (self.find(label) for label in labels)
        return tuple(dict.fromkeys(module for module in found if module))

    def _by_words(self, article: Article) -> tuple[Module, ...]:
        text = _CODE.sub(" ", article.body)
        links = " ".join(_LINK_TARGET.findall(text))
        text = _LINK_TARGET.sub(" ", text)
        places = (
            (article.title, _TITLE),
            (article.excerpt, _EXCERPT),
            (text[:_OPENING_LENGTH], _OPENING),
            (text[_OPENING_LENGTH:], _BODY),
            (links, _LINKS),
        )
        best = self._keywords.best(places)
        return (best,) if best else ()


class _Keywords:
    """The words that point to modules, by their first word: one look-up a word of a text.

    A keyword counts more the earlier it stands in its list and the more words it has.
    """

    def __init__(self, modules: Sequence[Module]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], int, float]]] = {}
        self._modules = modules
        for index, module in enumerate(modules):
            count = len(module.keywords)
            for number, keyword in enumerate(module.keywords):
                words = tuple(_WORD.findall(keyword.casefold()))
                if words:
                    weight = len(words) * (1.0 - 0.5 * number / count)
                    self._by_first.setdefault(words[0], []).append((words, index, weight))

    def best(self, places: Sequence[tuple[str, float]]) -> Module | None:
        """The module that the texts speak of most; of equals the first, None where none is clear."""
        scores = [0.0] * len(self._modules)
        for text, place_weight in places:
            times: Counter[tuple[tuple[str, ...], int, float]] = Counter()
            words = _WORD.findall(text.casefold())
            for position in [at for at, word in enumerate(words) if word in self._by_first]:
                for entry in self._by_first[words[position]]:
                    wanted = entry[0]
                    if len(wanted) == 1 or wanted == tuple(
                        words[position : position + len(wanted)]
                    ):
                        times[entry] += 1
            for (_, index, weight), count in times.items():
                scores[index] += place_weight * weight * min(count, _MAX_TIMES)
        top = max(scores, default=0.0)
        return self._modules[scores.index(top)] if top >= _ENOUGH else None


def named_modules(article: Article) -> tuple[str, ...]:
    """What the fields ``module`` and ``modules`` say, as written."""
    return tuple(
        dict.fromkeys(
            text
            for key in ("module", "modules")
            for value in (article.meta.get(key),)
            for text in split_list(value)
        )
    )


def _picture_labels(article: Article) -> tuple[str, ...]:
    """What stands in for the picture at the top of a note: in real notes the product's part."""
    match = _IMAGE_ALT.match(article.body.lstrip()[:200])
    return (match[1],) if match else ()


def read_modules(root: Path, prefix: str = "content/") -> tuple[Modules, list[Problem]]:
    """The modules of a content folder, and what is wrong with their file; no file, no modules.

    Args:
        root: the content folder.
        prefix: what problems put before the file's path.
    """
    shown = f"{prefix}{DATA_FOLDER}/{MODULES_FILE}"
    data, problems = read_data_file(root / DATA_FOLDER / MODULES_FILE, shown)
    if data is None:
        return Modules(), problems
    if not isinstance(data.value, list):
        if data.value:
            problems.append(data.problem((), "modules", "is not a list of modules", _HINT))
        return Modules(), problems
    modules: dict[str, Module] = {}
    for number, entry in enumerate(data.value):
        module = _read_module(data, number, entry, problems)
        if module is None:
            continue
        if module.id in modules:
            message = f"module '{module.id}' is there twice; the first counts"
            problems.append(data.problem((number, "id"), "modules", message, "remove one"))
            continue
        modules[module.id] = module
    return Modules(tuple(modules.values())), problems


def _read_module(
    data: DataFile, number: int, entry: Value, problems: list[Problem]
) -> Module | None:
    if not isinstance(entry, dict):
        problems.append(data.problem((number,), "modules", "this is no module", _HINT))
        return None
    identifier = entry.get("id")
    if not isinstance(identifier, str) or not identifier or slugify(identifier) != identifier:
        message = f"'{identifier}' is no id" if identifier else "a module without 'id'"
        hint = "lower-case letters, digits and hyphens: 'id: master-data'"
        problems.append(data.problem((number, "id"), "modules", message, hint))
        return None
    for key in entry:
        if key not in _FIELDS:
            problems.append(_unknown_field(data, number, key))

    def texts(key: str) -> dict[str, str]:
        return _texts(data, number, key, entry.get(key), problems)

    return Module(
        id=identifier,
        names=texts("name") or {"": identifier},
        descriptions=texts("description"),
        areas=texts("area"),
        former_ids=_list(data, number, "formerIds", entry, problems),
        teams=_list(data, number, "team", entry, problems),
        tags=_list(data, number, "tags", entry, problems),
        keywords=_list(data, number, "keywords", entry, problems),
        on_status_page=str(entry.get("status", "")).lower() not in ("false", "no", "off"),
        line=data.line(number),
    )


def _unknown_field(data: DataFile, number: int, key: str) -> Problem:
    close = difflib.get_close_matches(key, _FIELDS, 1, 0.6)
    hint = f"did you mean '{close[0]}'?" if close else f"use {', '.join(_FIELDS)}"
    message = f"a module has no field '{key}'"
    return data.problem((number, key), "modules", message, hint, Severity.WARNING)


def _texts(
    data: DataFile, number: int, key: str, value: Value | None, problems: list[Problem]
) -> dict[str, str]:
    """One text for every locale, or one each."""
    if value is None:
        return {}
    if isinstance(value, str):
        return {"": value.strip()} if value.strip() else {}
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        return {code: str(text).strip() for code, text in value.items() if str(text).strip()}
    message = f"'{key}' is neither a text nor a text for each locale"
    problems.append(data.problem((number, key), "modules", message, f"write '{key}: {{en: …}}'"))
    return {}


def _list(
    data: DataFile, number: int, key: str, entry: Mapping[str, Value], problems: list[Problem]
) -> tuple[str, ...]:
    value = entry.get(key)
    if isinstance(value, dict):
        message = f"'{key}' is a mapping, not a list"
        problems.append(data.problem((number, key), "modules", message, f"write '{key}: [a, b]'"))
    return split_list(value)
