"""Facets by the ids of an index."""

import json

from mkdocs_help_center.search.facets import encode_facets


def test_each_value_names_its_pages_by_steps_through_the_ids() -> None:
    facets = {
        "pt/faq/b/": {"type": ("faq",), "year": ("2024",)},
        "pt/faq/a/": {"type": ("faq",)},
        "pt/faq/c/": {"type": ("tutorial",), "year": ("2024",)},
    }
    ids = {"pt/faq/a/": "pt_1a", "pt/faq/b/": "pt_2a", "pt/faq/c/": "pt_3a"}
    assert json.loads(encode_facets(facets, ids)) == {
        "ids": "1 2 3",
        "facets": {"type": {"faq": [0, 1], "tutorial": [2]}, "year": {"2024": [1, 1]}},
    }


def test_a_page_that_the_index_does_not_have_is_left_out() -> None:
    assert json.loads(encode_facets({"gone/": {"type": ("faq",)}}, {})) == {"ids": "", "facets": {}}


def test_an_id_is_cut_to_what_tells_it_from_all_others() -> None:
    facets = {f"{letter}/": {"type": ("faq",)} for letter in "abcd"}
    ids = {"a/": "en_12a7", "b/": "en_97c1", "c/": "en_12b0", "d/": "en_1200"}
    starts = json.loads(encode_facets(facets, ids))["ids"].split()
    assert starts == ["12a", "9", "12b", "120"]
