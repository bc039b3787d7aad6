"""No script runs from an article, whatever is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs_help_center.markdown import JsonData, MarkdownRenderer, RenderContext
from mkdocs_help_center.markdown.sanitize import sanitize

from tests.chromium_driver import close

from .safety import attacks, faults

_RENDERER = MarkdownRenderer()


@pytest.fixture
def context(tmp_path: Path) -> RenderContext:
    rows = [
        {"x": "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>': "javascript:alert(1)"}
    ]
    (tmp_path / "evil.json").write_text(json.dumps(rows), encoding="utf-8")
    return RenderContext("article.md", data=JsonData(tmp_path))


@pytest.mark.parametrize("attack", attacks())
def test_an_attack_leaves_nothing_that_runs(attack: str, context: RenderContext) -> None:
    for body in (
        attack,
        f"Text before {attack} and after.",
        f"- item\n\n  {attack}\n",
        f"| a |\n|---|\n| {attack} |",
        f"> {attack}",
        f"<td>{attack}</td>",
        f"<div>\n{attack}\n\n**x**\n</div>",
    ):
        rendered = _RENDERER.render(body, context)
        assert faults(rendered.html) == [], f"{body!r}\n{rendered.html}"


#: Ids and slots are allowed there, since our own pass it; writers' are stopped before.
_NOT_THE_GATES = ('id="__', "<hc-slot")


@pytest.mark.parametrize(
    "attack", [a for a in attacks() if not any(n in a for n in _NOT_THE_GATES)]
)
def test_the_gate_alone_stops_an_attack(attack: str) -> None:
    assert faults(sanitize(attack)) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=x>",
        "<script>x</script>",
        "<a href='javascript:x'>x</a>",
        "<p style='x'>x</p>",
        "<svg></svg>",
        "<p id=__config>x</p>",
    ],
)
def test_the_search_for_faults_finds_them(html: str) -> None:
    assert faults(html)


_PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            "</",
            "/>",
            '"',
            "'",
            "`",
            "=",
            " ",
            "\n",
            "\n\n",
            "&",
            "&#106;",
            "&colon;",
            "\t",
        ),
        *(
            "script",
            "img",
            "a",
            "p",
            "div",
            "table",
            "td",
            "svg",
            "math",
            "style",
            "iframe",
            "code",
        ),
        *(
            "textarea",
            "title",
            "noscript",
            "template",
            "pre",
            "video",
            "hc-slot",
            "DataTable",
            "h2",
        ),
        *(
            "onerror=alert(1)",
            "onclick",
            "href=",
            "src=",
            "srcdoc=",
            "style=",
            "id=",
            "class=",
            "x",
        ),
        *("javascript:alert(1)", "data:text/html,x", "https://e.example/", "//e.example", "#a"),
        *(
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "[",
            "](",
            ")",
            "![",
            "**",
            "__",
            "~~",
            "> ",
            "- ",
        ),
        *(
            "# ",
            "```",
            "~~~",
            "|",
            "\n|---|\n",
            "{#",
            "}",
            "[^1]",
            "\n[^1]: ",
            "ℹ️",
            "⚠️ ",
            "\\",
            ":tada:",
        ),
        *("[block:html]\n", "\n[/block]\n", '{"html": "', '"}', '<div class="alert alert-info">'),
        *("{[", "]}", "{{", "}}", "\x00", "\u00a0", "\u2028", "é", "𝒳"),
    ]
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_no_mixture_of_html_and_markdown_runs_or_breaks_the_renderer(body: str) -> None:
    rendered = _RENDERER.render(body, RenderContext("article.md"))
    assert faults(rendered.html) == []
    assert "hc-slot" not in rendered.html or "hc-slot" in body


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_code_shows_exactly_what_was_written(code: str) -> None:
    from lxml import html as lxml_html

    source = "".join(c for c in code if c >= " " or c == "\t").replace("`", "").strip()
    rendered = _RENDERER.render(f"````\n{source}\n````", RenderContext("article.md"))
    shown = lxml_html.fragment_fromstring(f"<div>{rendered.html}</div>").xpath("string(.//pre)")
    assert shown == f"{source}\n"


@pytest.mark.browser
def test_no_attack_runs_in_a_browser(context: RenderContext, chromium: Any, tmp_path: Path) -> None:
    bodies = [
        variant for attack in attacks() for variant in (attack, f"x {attack} y", f"<td>{attack}")
    ]
    parts = "".join(f"<article>{_RENDERER.render(b, context).html}</article>\n" for b in bodies)
    page_file = tmp_path / "page.html"
    page_file.write_text(
        f"<!doctype html><meta charset=utf-8><body>{parts}</body>", encoding="utf-8"
    )
    dialogs: list[str] = []
    page = chromium.new_page()

    def note(dialog: Any) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.route("**/*", lambda r: r.continue_() if r.request.url.startswith("file:") else r.abort())
    page.goto(page_file.as_uri())
    found = page.evaluate(_LOOK)
    # The hook must see a script that does run, or it proves nothing.
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x: onerror=alert(7)>')")
    for _ in range(100):
        if not dialogs:
            page.wait_for_timeout(100)
    close(page)
    assert found == {"articles": len(bodies), "scripts": 0, "handlers": [], "addresses": []}
    assert dialogs == ["7"]


_LOOK = """() => {
  for (const element of document.querySelectorAll('article *')) {
    for (const type of ['mouseover', 'focus', 'toggle', 'error', 'load'])
      element.dispatchEvent(new Event(type));
  }
  const attributes = [...document.querySelectorAll('article *')].flatMap(e => [...e.attributes]);
  return {
    articles: document.querySelectorAll('body > article').length,
    scripts: document.querySelectorAll('script, style, iframe, object, embed, base, meta[http-equiv]').length,
    handlers: attributes.map(a => a.name).filter(n => n.startsWith('on') || n === 'style'),
    addresses: [...document.querySelectorAll('article [href], article [src]')]
      .map(e => e.href || e.src).filter(u => !/^(https?|mailto|tel|file):|^$/.test(u)),
  };
}"""
