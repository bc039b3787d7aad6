"""Reading `_data/synonyms.yml`: what is wrong is said with its line, the rest works."""

from pathlib import Path

import pytest
from mkdocs_help_center.search.synonyms import read_synonyms

LOCALES = ["en", "es", "pt"]
ROOT = Path(__file__).resolve().parents[2]


def write(folder: Path, text: str) -> Path:
    (folder / "_data").mkdir()
    (folder / "_data" / "synonyms.yml").write_text(text, encoding="utf-8")
    return folder


def test_a_site_without_the_file_has_no_synonyms_and_no_problem(tmp_path: Path) -> None:
    found = read_synonyms(tmp_path, "content/", LOCALES)
    assert (found.of("en"), found.problems) == ((), ())


def test_words_are_folded_and_yaml_words_stay_words(tmp_path: Path) -> None:
    root = write(tmp_path, "es:\n  - [vacío, null, No]\n")
    assert read_synonyms(root, "content/", LOCALES).of("es") == (("vacio", "null", "no"),)


def test_a_regional_locale_uses_its_language(tmp_path: Path) -> None:
    root = write(tmp_path, "pt:\n  - [frete, envio]\n")
    assert read_synonyms(root, "content/", ["pt-BR"]).of("pt-BR") == (("frete", "envio"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "content/_data/synonyms.yml:1:1: the file is not a mapping of locales to lists"),
        ("en:\n  - [a, b]\nxx:\n  - [a, b]\n", ":3:1: locale 'xx' is no language of this site"),
        ("en: cart\n", ":1:1: 'en' is not a list of groups"),
        ("en:\n  - [a, b]\n  - cart\n", ":3:1: a group of synonyms is not a list"),
        ("en:\n  - [cart, Cart]\n", ":2:1: a group of synonyms has fewer than two words"),
        ("en: [[[a], {b: c}]]\n", ":1:1: a group of synonyms has fewer than two words"),
        ("en:\n  - [" + ", ".join("abcdefghijklmno") + "]\n", ":2:1: a group of synonyms has 15"),
        ("en: [", "is not valid YAML"),
    ],
)
def test_what_cannot_be_used_is_a_problem_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    found = read_synonyms(write(tmp_path, text), "content/", LOCALES)
    assert len(found.problems) == 1
    assert said in str(found.problems[0])


def test_the_sample_file_has_no_problem_and_serves_every_locale() -> None:
    found = read_synonyms(ROOT / "content", "content/", LOCALES)
    assert found.problems == ()
    assert all(len(found.of(locale)) >= 30 for locale in LOCALES)
