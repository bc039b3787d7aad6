"""The tables of questions keep their own rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs_help_center.content.load import ContentSettings, load_content
from mkdocs_help_center.search.browser_data import stop_words
from mkdocs_help_center.search.vocabulary import fold

HERE = Path(__file__).parent
_WORD = re.compile(r"[a-z0-9]{2,}")

Questions = Mapping[str, list[dict[str, Any]]]


def read(name: str) -> Questions:
    table: Questions = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return table


QUESTIONS = read("questions.yml")
HARDER = read("harder_questions.yml")


def stems(text: str, locale: str) -> set[str]:
    """Content words, cut to five letters so that forms of one word count as one."""
    words = _WORD.findall(fold(text.replace("-", " ")))
    return {word[:5] for word in words if word not in stop_words(locale)}


def sharing(questions: Questions, titles: Mapping[tuple[str, str], str]) -> list[str]:
    """The questions that share more than one content word with their article's title."""
    return [
        question["ask"]
        for locale, asked in questions.items()
        for question in asked
        if len(stems(question["ask"], locale) & stems(titles[locale, question["find"]], locale)) > 1
    ]


@pytest.fixture(scope="module")
def titles(corpus: Callable[..., Path]) -> Mapping[tuple[str, str], str]:
    """The title of each real known issue by locale and slug."""
    catalog = load_content(ContentSettings(corpus("known-issues"))).catalog
    return {
        (article.locale, article.url.rstrip("/").rsplit("/", 1)[-1]): article.title
        for article in catalog.articles
    }


@pytest.mark.parametrize("questions", [QUESTIONS, HARDER], ids=["table", "harder"])
def test_there_are_sixty_questions_in_three_languages_half_of_each_kept_out_of_tuning(
    questions: Questions,
) -> None:
    assert set(questions) == {"en", "es", "pt"}
    assert sum(map(len, questions.values())) >= 60
    for asked in questions.values():
        assert len(asked) >= 20
        assert 2 * sum(bool(question.get("kept")) for question in asked) == len(asked)


@pytest.mark.parametrize("questions", [QUESTIONS, HARDER], ids=["table", "harder"])
def test_no_question_is_asked_twice_and_none_hides_an_answer_from_another(
    questions: Questions,
) -> None:
    asks = Counter(fold(question["ask"]) for asked in questions.values() for question in asked)
    finds = Counter((locale, q["find"]) for locale, asked in questions.items() for q in asked)
    assert asks.most_common(1)[0][1] == finds.most_common(1)[0][1] == 1


def test_at_most_twenty_questions_share_more_than_one_content_word_with_the_address() -> None:
    slugs = {(loc, q["find"]): q["find"] for loc, asked in QUESTIONS.items() for q in asked}
    found = sharing(QUESTIONS, slugs)
    assert len(found) <= 20, found


@pytest.mark.slow
@pytest.mark.parametrize("questions", [QUESTIONS, HARDER], ids=["table", "harder"])
def test_every_answer_is_an_article_and_at_most_a_third_of_the_questions_share_words_with_its_title(
    questions: Questions, titles: Mapping[tuple[str, str], str]
) -> None:
    found = sharing(questions, titles)
    assert len(found) <= sum(map(len, questions.values())) / 3, found


@pytest.mark.slow
def test_at_most_twenty_questions_share_more_than_one_content_word_with_the_title(
    titles: Mapping[tuple[str, str], str],
) -> None:
    found = sharing(QUESTIONS, titles)
    assert len(found) <= 20, found
