"""A text that no writer means takes no longer than it is long."""

import random
import re

import pytest
from mkdocs_help_center.checks import leftovers
from mkdocs_help_center.checks.subject import blank_code

#: The rule as one expression, which takes the square of the text's length where nothing ends.
_HIDDEN = re.compile(
    r"<!--.*?-->|<pre\b.*?</pre\s*>|<code\b.*?</code\s*>|<script\b.*?</script\s*>"
    r"|<style\b.*?</style\s*>",
    re.DOTALL | re.IGNORECASE,
)
PIECES = ["<!--", "-->", "<pre>", "</pre >", "<CODE class=x>", "</code>", "<script>", "</script>",
          "<style", "</style>", "<preview>", "a", "\n", " ", "<", ">"]  # fmt: skip


@pytest.mark.parametrize("opening", ["<!--", "<pre>", "<code>", "<script ", "<style\n"])
def test_what_never_ends_is_looked_for_once(opening: str) -> None:
    body = opening * 200_000
    assert blank_code(body) == body


@pytest.mark.parametrize("seed", range(200))
def test_what_is_hidden_is_blanked_as_the_rule_says(seed: int) -> None:
    body = "".join(random.Random(seed).choices(PIECES, k=40))
    assert blank_code(body) == _HIDDEN.sub(lambda match: re.sub(r"\S", " ", match[0]), body)


@pytest.mark.parametrize(
    "text", ["(", "](", "[loc placeholder ", "]({{", "{%", "(/docs/", "](http://"]
)
@pytest.mark.parametrize("name", ["_KEY", "_REPEATED", "_ADDRESS", "_BANNER", "_WORD_TWICE"])
def test_no_pattern_of_leftovers_goes_over_a_text_again_and_again(text: str, name: str) -> None:
    for match in getattr(leftovers, name).finditer(text * 100_000):
        assert match[0]
