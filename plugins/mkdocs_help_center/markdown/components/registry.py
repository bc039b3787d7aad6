"""Which components there are. Modules of this folder register theirs when they are imported."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model import DataError
from ..writing import Writing


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a component in an article. ``line`` is the body's line (from 0) where it starts."""

    name: str
    attributes: Mapping[str, object]
    writing: Writing
    line: int

    def text(self, attribute: str, default: str = "") -> str:
        """An attribute as text; ``default`` where it is absent or no text."""
        value = self.attributes.get(attribute, default)
        return value if isinstance(value, str) else default

    def message(self, key: str, **values: object) -> str:
        """A text in the page's language, not escaped."""
        return self.writing.message(key, **values)

    def report(self, check: str, message: str, hint: str = "") -> None:
        """Report a problem at the component's line."""
        self.writing.report(check, message, hint, line=self.line)

    def load_data(self, src: str) -> object:
        """The JSON value of ``src`` under ``content/_data``; None, and a problem, where there is none."""
        self.writing.data_files.add(src)
        source = self.writing.context.data
        try:
            if source is None:
                raise DataError("this site has no data folder")
            return source.load_data(src)
        except DataError as error:
            self.report(
                "unknown-data", f"The data '{src}' of '<{self.name}>' can't be read: {error}."
            )
            return None


Render = Callable[[Call], str]


@dataclass(frozen=True, slots=True)
class Component:
    """A component by its name; ``block`` says that it stands on lines of its own."""

    name: str
    render: Render
    block: bool = True


_COMPONENTS: dict[str, Component] = {}


def component(name: str, *, block: bool = True) -> Callable[[Render], Render]:
    """Register the decorated function as the component ``<name … />``.

    Raises:
        ValueError: another component has that name.
    """

    def register(render: Render) -> Render:
        if name in _COMPONENTS:
            raise ValueError(f"there are two components '{name}'")
        _COMPONENTS[name] = Component(name, render, block)
        return render

    return register


@functools.cache
def _load_all() -> None:
    """Import every module of this folder once, in the order of their names."""
    package = __name__.rpartition(".")[0]
    for module in sorted(m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)])):
        importlib.import_module(f"{package}.{module}")


def find_component(name: str) -> Component | None:
    """The component of that name, or None."""
    _load_all()
    return _COMPONENTS.get(name)


def registered_names() -> tuple[str, ...]:
    """All names, sorted."""
    _load_all()
    return tuple(sorted(_COMPONENTS))
