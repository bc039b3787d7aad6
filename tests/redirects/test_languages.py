"""The reader's language, from a cookie and from what the browser prefers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.redirects.languages import choose_language
from mkdocs_help_center.redirects.urls import LocaleMatcher

CASES = [
    ("", "", None),
    ("", "pt-BR,pt;q=0.9,en;q=0.8", "pt"),
    ("", "fr,es-AR;q=0.5,en;q=0.9", "en"),
    ("", "en;q=0,es", "es"),
    ("", "EN", "en"),
    ("", "zh-Hant-TW, pt_br", "pt"),
    ("", "*", None),
    ("", "de", None),
    ("", "es;q=0.5,pt;q=0.5", "es"),
    ("", "en;q=banana", "en"),
    ("nf_lang=es", "pt", "es"),
    ("a=1; nf_lang=pt-BR; b=2", "en", "pt"),
    ("nf_lang=xx", "pt", "pt"),
    ("nf_lang", "pt", "pt"),
    ("x_nf_lang=es", "", None),
]


@pytest.mark.parametrize(("cookie", "accept", "locale"), CASES)
def test_languages(cookie: str, accept: str, locale: str | None) -> None:
    assert choose_language(LocaleMatcher(("en", "es", "pt")), cookie, accept) == locale


@pytest.mark.parametrize(
    ("code", "locale"),
    [("pt", "pt-BR"), ("PT-br", "pt-BR"), ("pt-PT", "pt-BR"), ("zh_hant", "zh_Hant"), ("zh-Hans", "zh_Hant"),
     ("pt-", None), ("ptx", None), ("", None), ("es-ferias-coletivas", None)],
)  # fmt: skip
def test_a_region_s_site_answers_for_the_language(code: str, locale: str | None) -> None:
    assert LocaleMatcher(("pt-BR", "zh_Hant")).match(code) == locale


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_header_raises(cookie: str, accept: str) -> None:
    choose_language(LocaleMatcher(("en", "es")), cookie, accept)
