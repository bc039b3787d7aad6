"""The words that spelling suggestions are made from."""

from mkdocs_help_center.search.vocabulary import WordCounts, encode_words, fold


def count_words(texts: list[str]) -> WordCounts:
    counts = WordCounts()
    for text in texts:
        counts.add(text)
    return counts


def test_accents_and_case_make_no_difference() -> None:
    assert fold("Ação à VISTA, Ñandú") == "acao a vista, nandu"


def test_a_word_counts_once_an_article() -> None:
    assert count_words(["Preço preço PRECO", "preço"]) == {"preco": 2}


def test_an_accent_by_itself_does_not_end_a_word() -> None:
    decomposed = "Prec\N{COMBINING CEDILLA}o"
    assert count_words([decomposed, "preço"]) == {"preco": 2}


def test_numbers_and_codes_are_no_words() -> None:
    assert "abc1" not in count_words(["abc1 12345 erro", "erro"])


def test_words_of_one_article_are_suggested_to_nobody() -> None:
    assert encode_words({"pedido": 2, "pediod": 1}, 100) == "0pedido4"


def test_how_common_a_word_is_does_not_depend_on_the_size_of_the_site() -> None:
    assert encode_words({"carrinho": 60}, 100)[-1] == encode_words({"carrinho": 6000}, 10_000)[-1]


def test_the_order_of_articles_does_not_change_the_bytes() -> None:
    texts = ["um pedido novo", "outro pedido", "novo outro um"]
    one, other = count_words(texts), count_words(texts[::-1])
    assert encode_words(one, 3) == encode_words(other, 3)


def test_in_a_large_site_a_word_must_be_in_more_articles_to_be_suggested() -> None:
    counts = {"pedido": 15, "pediod": 14}
    assert encode_words(counts, 1000) == "0pedido34od3"
    assert encode_words(counts, 6000) == "0pedido1"
