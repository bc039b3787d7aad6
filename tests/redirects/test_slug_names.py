"""Slugs that a preview keeps over its changes lead where a table of the same articles does."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_help_center.redirects.index import Index, SlugTable
from mkdocs_help_center.redirects.slug_names import KeptNames, SlugLookup

from ..content.sites import article, load, write
from ..preview.previews import ask, project, save, start

#: Few, so that articles share them, and spellings of one.
_SLUGS = st.sampled_from(["a", "A", "á", "b", "b.html", "c/d", "", "long-name"])
_FIELDS = st.fixed_dictionaries(
    {
        "slug": _SLUGS,
        "slugEN": _SLUGS,
        "legacySlug": st.lists(_SLUGS, max_size=2).map(";".join),
        "createdAt": st.sampled_from(["2024-01-01T00:00:00Z", "2023-01-01T00:00:00Z", ""]),
    }
)
_FILES = st.dictionaries(
    st.sampled_from(
        [f"{locale}/faq/{n}.md" for locale in ("en", "es", "pt") for n in range(3)]
        + ["en/tutorials/t.md"]
    ),
    _FIELDS,
    max_size=8,
)


def quoted(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: f'"{value}"' for name, value in fields.items() if value}


def found(table: SlugTable, lookup: SlugLookup, chance: random.Random) -> None:
    names = [*table, "0/nowhere", "2/a", "1/b"]
    chance.shuffle(names)
    for name in names:
        expected = [place.urls for place in table.get(name, ())]
        assert [place.urls for place in lookup.get(name, ())] == expected, name
        key = name.partition("/")[2]
        assert (key in lookup.names) is (key in table.names), key


@settings(max_examples=40)
@given(st.lists(_FILES, min_size=1, max_size=4), st.integers())
def test_kept_names_lead_where_tables_do(
    states: list[dict[str, dict[str, str]]], seed: int
) -> None:
    kept = KeptNames()
    chance = random.Random(seed)
    for files in states:
        with tempfile.TemporaryDirectory() as name:
            texts = {path: article(**quoted(fields)) for path, fields in files.items()}
            catalog = load(write(Path(name), texts), locales=("en", "es", "pt")).catalog
        index, plain = Index(catalog, (), kept), Index(catalog)
        found(plain.slugs, index.slug_lookup, chance)
        found(plain.legacy_slugs, index.legacy_lookup, chance)


def test_a_preview_makes_no_table_of_slugs(tmp_path: Path) -> None:
    site = start(project(tmp_path, {"en/faq/a.md": article("A.", slug="a", legacySlug="old")}))

    def tables() -> set[str]:
        assert site.state.assembly is not None
        return {"slugs", "legacy_slugs"} & vars(site.state.assembly.center.resolver.index).keys()

    assert ask(site, "/faq/old").headers["Location"].endswith("/en/faq/a/")
    site.rest()
    moved = article("A.", slug="new", legacySlug="older")
    save(site, tmp_path / "content", {"en/faq/a.md": moved})
    assert ask(site, "/faq/older").headers["Location"].endswith("/en/faq/new/")
    assert ask(site, "/faq/old").status == 404
    site.rest()
    assert not tables()
