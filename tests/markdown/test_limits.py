"""A hostile article costs time in proportion to its length, and never raises."""

from __future__ import annotations

import time

import pytest
from mkdocs_help_center.markdown import MarkdownRenderer, RenderContext

_RENDERER = MarkdownRenderer()
#: Characters of a case. At twice that a quadratic case takes four times as long.
_SIZE = 60_000
#: Seconds of CPU time for twice the size: prose of that length takes 0.04, the slowest case here
#: 4 on a busy machine, a quadratic one far more.
_SECONDS = 10.0

_REPEATED = [
    *(
        "[",
        "![",
        "[a](",
        "[a](b) ",
        "[![",
        "*a **a ",
        "_",
        "*_",
        "`a",
        "~",
        "~a ",
        "<",
        "<a ",
        '<a x="',
    ),
    *(
        "<!-- ",
        "x <!-- > ",
        "x <![CDATA[ ",
        "x <? ",
        "<A a={",
        "x <A a={",
        '<A a="',
        "<A ",
        "&",
        "&a;",
    ),
    *(
        "http://",
        "https://a.b ",
        "[https://a.b ",
        "www.a.b ",
        "www.",
        "a@",
        "a@b.c ",
        ":",
        ":a:",
        "\\",
    ),
    *(
        "> ",
        "> a\n",
        "- ",
        "- a\n",
        "1. a\n",
        "> - ",
        "> ⚠️ a\n\n",
        "# a\n",
        "# Same\n\n",
        "a\n-\n",
        "---\n",
    ),
    *(
        "[a]: b\n",
        "[^1]: x\n",
        "[^1]",
        "```\n",
        "    a\n\n",
        "\t",
        "\n",
        "\x00",
        " ",
        "\u00a0",
        "é",
    ),
    *(
        "|a",
        "|a|b|\n|-|-|\n",
        "# {#",
        "{#a}",
        "<div>",
        "<div>\n\n",
        "<b>",
        "a<b>",
        "<h2>",
        "<ul><li>",
        "</p>",
    ),
    *(
        "<table><tr><td>",
        "<td>**a** ",
        "<td>[",
        "<td>](",
        "<details>\n\n",
        "<select>",
        "<script>\n",
        "<p>",
    ),
    *(
        '<div class="alert alert-info">\n',
        '<div class="alert alert-info">a</div>\n',
        "[block:code]\n",
    ),
    *(
        '<div class="alert alert-info">\n\nx\n\n</div>\n\n',
        "[block:code]\n{}\n[/block]\n",
        "<a href=#x>",
    ),
    *(
        "[x](#gone) ",
        "![x](gone.png) ",
        "<p onclick=x>",
        "<p class=x>",
        "\n[x](foo:1)",
        "<X/>",
        "{{x}}",
    ),
]


def _cases() -> dict[str, str]:
    cases = {repr(unit)[:40]: unit * (_SIZE // len(unit) + 1) for unit in _REPEATED}
    rows = int((2 * _SIZE) ** 0.5)
    return {
        **cases,
        "backtick runs": "".join("a" + "`" * n for n in range(rows)),
        "stairs of lists": "".join(" " * n + "- a\n" for n in range(rows)),
        "wide table": "|a" * 5000 + "|\n" + "|-" * 5000 + "|\n",
        "short rows": "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "|x\n" * (_SIZE // 3),
        "nested images": "![" * (_SIZE // 6) + "](x)" * (_SIZE // 6),
        "many definitions": "".join(f"[a{n}]: b\n[a{n}] " for n in range(_SIZE // 12)),
        "one long attribute": "<div " + "a=b " * (_SIZE // 4) + ">",
        "one long heading": "# " + "ã " * (_SIZE // 2),
        "one long class": '<div class="' + "alert-x " * (_SIZE // 8) + 'alert">\n',
        "deep json": '[block:callout]\n{"body": ' + "[" * _SIZE + "\n[/block]\n",
        "deep literal": "<DataTable columns={" + "[" * (_SIZE // 2) + "]" * (_SIZE // 2) + "} />",
        "blank tail": "<DataTable src='x' " + " " * _SIZE + "\n",
    }


@pytest.mark.slow
@pytest.mark.parametrize(("name", "body"), _cases().items(), ids=list(_cases()))
def test_a_hostile_article_takes_linear_time(name: str, body: str) -> None:
    started = time.process_time()
    _RENDERER.render(body + "\n\n" + body, RenderContext("x.md"))
    assert time.process_time() - started < _SECONDS


def test_prose_of_a_megabyte_keeps_every_word() -> None:
    body = "The quick *brown* fox, [linked](x.md).\n\n" * 5_000
    rendered = _RENDERER.render(body, RenderContext("x.md"))
    assert rendered.html.count("<em>brown</em>") == 5_000
    assert rendered.problems == ()


def test_brackets_without_end_become_text_and_a_problem() -> None:
    rendered = _RENDERER.render("[" * 30_000, RenderContext("x.md"))
    assert [problem.check for problem in rendered.problems] == ["too-complex"]
    assert rendered.html.count("[") == 30_000


def test_an_article_has_at_most_a_thousand_problems() -> None:
    assert len(_RENDERER.render("[x](foo:1)\n" * 3_000, RenderContext("x.md")).problems) == 1_000
