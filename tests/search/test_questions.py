"""The table of questions keeps its own rules; it needs no corpus."""

import re
from pathlib import Path

import yaml
from mkdocs_help_center.search.browser_data import stop_words
from mkdocs_help_center.search.vocabulary import fold

QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[a-z0-9]{2,}")


def stems(text: str, locale: str) -> set[str]:
    """Content words, cut to five letters so that forms of one word count as one."""
    words = _WORD.findall(fold(text.replace("-", " ")))
    return {word[:5] for word in words if word not in stop_words(locale)}


def test_there_are_sixty_questions_in_three_languages_half_of_them_kept_out_of_tuning() -> None:
    everything = [question for questions in QUESTIONS.values() for question in questions]
    assert set(QUESTIONS) == {"en", "es", "pt"}
    assert len(everything) >= 60
    assert 2 * sum(bool(question.get("kept")) for question in everything) == len(everything)


def test_at_most_twenty_questions_share_more_than_one_content_word_with_the_title() -> None:
    sharing = [
        question["ask"]
        for locale, questions in QUESTIONS.items()
        for question in questions
        if len(stems(question["ask"], locale) & stems(question["find"], locale)) > 1
    ]
    assert len(sharing) <= 20, sharing
