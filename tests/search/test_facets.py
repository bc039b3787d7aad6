"""Facets by the ids of an index."""

import json

from mkdocs_help_center.search.facets import encode_facets


def test_each_value_names_its_pages_by_steps_through_the_ids() -> None:
    facets = {
        "pt/faq/b/": {"type": ("faq",), "year": ("2024",)},
        "pt/faq/a/": {"type": ("faq",)},
        "pt/faq/c/": {"type": ("tutorial",), "year": ("2024",)},
    }
    ids = {"pt/faq/a/": "x1", "pt/faq/b/": "x2", "pt/faq/c/": "x3"}
    assert json.loads(encode_facets(facets, ids)) == {
        "ids": ["x1", "x2", "x3"],
        "facets": {"type": {"faq": [0, 1], "tutorial": [2]}, "year": {"2024": [1, 1]}},
    }


def test_a_page_that_the_index_does_not_have_is_left_out() -> None:
    assert json.loads(encode_facets({"gone/": {"type": ("faq",)}}, {})) == {"ids": [], "facets": {}}
