"""Feeds and pages of modules at the ids that they had: whoever subscribed before a rename or split goes on.

A feed stays a file at its old address, since feed readers follow no rule that a host may not have; of a
split it has what all the parts have. A page is led to the new one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from mkdocs_help_center.content.modules import MODULES_FILE, Module, Modules
from mkdocs_help_center.content.news import newest_first
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.feeds.cuts import Cut
from mkdocs_help_center.redirects.model import Kind, Origin, Rule


def became(modules: Modules) -> dict[str, list[Module]]:
    """Each id that no module has any more → the modules that it is today."""
    found: dict[str, list[Module]] = {}
    ids = {module.id for module in modules}
    for module in modules:
        for name in module.former_ids:
            # What was never part of a URL, such as a name, has no address to keep.
            if name not in ids and slugify(name) == name:
                found.setdefault(name, []).append(module)
    return found


def former_cuts(cuts: Sequence[Cut], modules: Modules) -> Iterator[Cut]:
    """The feeds of ``cuts`` that are a module's, once more at its former ids; no list names them."""
    by_folder = {cut.folder: cut for cut in cuts if cut.facet == "module"}
    parents = dict.fromkeys(_parent(folder) for folder in by_folder)
    for name, parts in became(modules).items():
        for parent in parents:
            found = [
                by_folder[folder]
                for folder in (f"{parent}{part.id}/" for part in parts)
                if folder in by_folder
            ]
            if found:
                yield _former(f"{parent}{name}/", found)


def _former(folder: str, found: Sequence[Cut]) -> Cut:
    first = found[0]
    labels = ", ".join(cut.label for cut in found)
    articles = dict.fromkeys(article for cut in found for article in cut.articles)
    return replace(
        first,
        folder=folder,
        title=first.title.replace(first.label, labels),
        description=first.description.replace(first.label, labels),
        articles=newest_first(articles) if len(found) > 1 else first.articles,
        # Older entries are in the archive at today's address: twice would be half of all feeds' bytes.
        archived=False,
        former=True,
    )


def _parent(folder: str) -> str:
    return folder.rstrip("/").rpartition("/")[0] + "/"


def former_module_rules(modules: Modules, urls: Collection[str], data: str) -> Iterator[Rule]:
    """A rule for each page of a module, at each id that the module had.

    Args:
        modules: the site's.
        urls: URLs of its pages, relative to its root; rules lead to these alone.
        data: the path of the data folder as problems name it, ``content/_data/``.
    """
    pages = sorted(url for url in urls if "/module/" in url or "/releases/" in url)
    for name, parts in became(modules).items():
        origin = Origin(Kind.RENAMED, data + MODULES_FILE, parts[0].line)
        ends = tuple(f"/{folder}/{part.id}/" for part in parts for folder in ("module", "releases"))
        found = [url for url in pages if url.endswith(ends)]
        for parent in dict.fromkeys(_parent(url) for url in found):
            # Of a split nobody knows which part is meant: the list of all modules is shown.
            whole = parent.removesuffix("module/")
            target = whole if len(parts) > 1 else f"{parent}{parts[0].id}/"
            yield Rule(f"/{parent}{name}/", f"/{target}", 301, origin)
