"""The interface's words: complete in every shipped language, grammatical, and safe to put into pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from markupsafe import Markup
from mkdocs_help_center.content.content_types import CONTENT_TYPES, RELEASE_NOTE_TYPES
from mkdocs_help_center.pages.messages import Messages
from mkdocs_help_center.pages.theme import theme_dirs

SHIPPED = ("en", "es", "pt")


@pytest.fixture(scope="module")
def messages() -> Messages:
    return Messages(theme_dirs()[::-1])


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / "messages" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def _forms(message: str | Mapping[str, str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


@pytest.mark.parametrize("locale", SHIPPED)
def test_every_shipped_language_says_everything(messages: Messages, locale: str) -> None:
    assert messages.keys(locale) == messages.keys("en")
    assert not list(messages.missing([locale]))


@pytest.mark.parametrize("locale", SHIPPED)
def test_translations_keep_the_placeholders_of_english(messages: Messages, locale: str) -> None:
    english, other = messages.table("en"), messages.table(locale)
    for key, message in other.items():
        wanted = {name for form in _forms(english[key]) for name in re.findall(r"\{\w+\}", form)}
        for form in _forms(message):
            found = set(re.findall(r"\{\w+\}", form))
            # "The one article" needs no number.
            assert found == wanted or (found < wanted and "one" in message), (key, form)


@pytest.mark.parametrize("locale", ["es", "pt"])
def test_no_english_stands_in_a_translation(messages: Messages, locale: str) -> None:
    english, other = messages.table("en"), messages.table(locale)
    same = {
        key: form
        for key in english
        for form in _forms(other[key])
        # Single words may be the same by right: Status, Blog, Beta.
        if form in _forms(english[key])
        and len(re.findall(r"[a-z]+", re.sub(r"\{\w+\}", "", form))) > 1
    }
    assert not same


def test_every_content_type_section_and_release_type_has_words(messages: Messages) -> None:
    keys = messages.keys("en")
    for kind in CONTENT_TYPES:
        assert {f"type.{kind.key}", f"section.{kind.section}.title"} <= keys
        assert f"section.{kind.section}.description" in keys
    assert {f"release_type.{kind}" for kind in RELEASE_NOTE_TYPES} <= keys


@pytest.mark.parametrize(
    ("locale", "count", "text"),
    [
        ("en", 1, "1 article"),
        ("en", 12207, "12,207 articles"),
        ("es", 1, "1 artículo"),
        ("es", 12207, "12.207 artículos"),
        ("pt", 0, "0 artigo"),
        ("pt", 2, "2 artigos"),
    ],
)
def test_counts_follow_the_plural_rules_of_the_language(
    messages: Messages, locale: str, count: int, text: str
) -> None:
    assert messages.translator(locale)("listing.count", count=count) == text


def test_languages_with_more_plural_forms_use_them(tmp_path: Path) -> None:
    _write(tmp_path, "pl.yml", "n: {one: '{count} plik', few: '{count} pliki', other: '{count} x'}")
    t = Messages([tmp_path]).translator("pl")
    assert [t("n", count=count) for count in (1, 3)] == ["1 plik", "3 pliki"]
    assert t("n", count=5) == "5 x", "a form that the file lacks falls back to 'other'"


@pytest.mark.parametrize(
    ("locale", "style", "text"),
    [
        ("en", "long", "December 3, 2022"),
        ("es", "long", "3 de diciembre de 2022"),
        ("pt", "long", "3 de dezembro de 2022"),
        ("pt", "month", "dezembro de 2022"),
        ("es", "day", "3 dic"),
        ("en", "year", "2022"),
    ],
)
def test_dates_are_in_the_words_of_the_page(
    messages: Messages, locale: str, style: str, text: str
) -> None:
    assert messages.translator(locale).date(date(2022, 12, 3), style) == text


def test_a_moment_has_the_same_day_on_every_machine(messages: Messages) -> None:
    t = messages.translator("en")
    late = datetime(2022, 12, 3, 23, 30, tzinfo=timezone(timedelta(hours=-3)))
    assert t.date(late) == t.date(datetime(2022, 12, 4, 2, 30, tzinfo=UTC)) == "December 4, 2022"
    assert t.time(late) == Markup('<time datetime="2022-12-04">December 4, 2022</time>')
    assert t.date(None) == "" == t.time(None)
    assert t.date(late, "'>% s") == t.date(late), "an unknown style is the long one"


def test_a_date_element_stands_inside_a_sentence_and_the_rest_is_escaped(tmp_path: Path) -> None:
    _write(tmp_path, "en.yml", "by: '<b>{who}</b> on {date}'")
    t = Messages([tmp_path]).translator("en")
    made = t("by", who="<i>", date=t.time(date(2022, 1, 2), "year"))
    assert isinstance(made, Markup)
    assert made == '&lt;b&gt;&lt;i&gt;&lt;/b&gt; on <time datetime="2022-01-02">2022</time>'


def test_values_are_not_read_as_formats(tmp_path: Path) -> None:
    _write(tmp_path, "en.yml", "hello: 'Hello {name}'")
    t = Messages([tmp_path]).translator("en")
    assert t("hello", name="{name.__class__} {0}") == "Hello {name.__class__} {0}"
    assert t("hello", other="x") == "Hello {name}"


@pytest.mark.parametrize(
    ("locale", "code", "name"),
    [("en", "es", "Spanish"), ("pt", "es", "espanhol"), ("es", "xx-none", "xx-none")],
)
def test_languages_are_named_in_the_language_of_the_page(
    messages: Messages, locale: str, code: str, name: str
) -> None:
    assert messages.translator(locale).language_name(code) == name


def test_a_language_is_added_by_one_file(tmp_path: Path) -> None:
    _write(tmp_path, "fr.yml", "nav: {menu: Menu principal}")
    messages = Messages([*theme_dirs()[::-1], tmp_path])
    t = messages.translator("fr")
    assert t["nav.menu"] == "Menu principal"
    assert t["nav.main"] == "Main navigation", "what it lacks is said in the default's words"
    (problem,) = messages.missing(["fr"])
    assert (problem.path, problem.check) == ("mkdocs.yml", "missing-messages")
    assert "no words in 'fr'" in problem.message
    assert "messages/fr.yml" in problem.hint


def test_a_region_speaks_its_language(messages: Messages) -> None:
    assert messages.translator("pt-BR")["nav.articles"] == "Artigos"
    assert not list(messages.missing(["pt-BR", "es_MX"]))


def test_an_override_replaces_single_words(tmp_path: Path) -> None:
    _write(tmp_path, "es.yml", "nav: {articles: Guías}")
    t = Messages([*theme_dirs()[::-1], tmp_path]).translator("es")
    assert (t["nav.articles"], t["nav.support"]) == ("Guías", "Soporte")


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    _write(tmp_path, "en.yml", "answer: {yes: Yes, no: No}")
    t = Messages([tmp_path]).translator("en")
    assert (t["answer.yes"], t["answer.no"]) == ("Yes", "No")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("nav:\n  menu: 'open", 2, "cannot be read"),
        ("- a\n- b\n", 1, "not a mapping"),
        ("nav: [a, b]\n", 1, "'nav' is neither a text nor plural forms"),
    ],
)
def test_a_broken_file_is_a_problem_and_its_words_are_left_out(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    _write(tmp_path, "en.yml", text)
    messages = Messages([tmp_path])
    (problem,) = messages.problems
    assert problem.path.endswith("messages/en.yml")
    assert problem.line == line
    assert message in problem.message


def test_bytes_that_are_no_text_are_a_problem(tmp_path: Path) -> None:
    _write(tmp_path, "en.yml", "")
    (tmp_path / "messages/en.yml").write_bytes(b"\xff\xfe\x00nav")
    assert [problem.check for problem in Messages([tmp_path]).problems] == ["messages-file"]


def test_an_unknown_key_is_answered_by_itself_and_remembered(messages: Messages) -> None:
    t = messages.translator("es")
    assert t("no.such") == t["no.such"] == "no.such"
    assert "no.such" in messages.unknown
    assert not t.has("no.such")
