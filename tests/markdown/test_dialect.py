"""The parts of the dialect, each by itself: messages, fences, embeds, JSX, components, raw HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_help_center.markdown import (
    DataError,
    JsonData,
    MarkdownOptions,
    MarkdownRenderer,
    RenderContext,
    default_messages,
)
from mkdocs_help_center.markdown.code import FenceInfo, parse_fence_info
from mkdocs_help_center.markdown.components import Call, component, find_component, registered_names
from mkdocs_help_center.markdown.emoji import replace_shortcodes
from mkdocs_help_center.markdown.html_pieces import parse_attributes, split_html
from mkdocs_help_center.markdown.jsx import match_tag
from mkdocs_help_center.markdown.messages import available_locales
from mkdocs_help_center.markdown.videos import find_embed

_RENDERER = MarkdownRenderer()


@pytest.mark.parametrize("locale", available_locales())
def test_every_language_has_every_text_with_the_same_placeholders(locale: str) -> None:
    english, messages = default_messages("en"), default_messages(locale)
    assert set(messages) == set(english)
    for key, text in messages.items():
        assert isinstance(key, str)
        assert isinstance(text, str)
        assert text
        assert sorted(_placeholders(text)) == sorted(_placeholders(english[key])), key


def _placeholders(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def test_no_english_is_left_in_other_languages() -> None:
    same_in_both = {"empty", "boolean-no", "embed-open"}
    for locale in ("es", "pt"):
        messages = default_messages(locale)
        left = {key for key, text in default_messages("en").items() if messages[key] == text}
        assert left <= same_in_both, (locale, left)


@pytest.mark.parametrize(
    ("locale", "word"),
    [("es", "Nota"), ("es-MX", "Nota"), ("pt_BR", "Nota"), ("de", "Note"), ("../../x", "Note")],
)
def test_a_language_falls_back_to_its_base_and_then_to_english(locale: str, word: str) -> None:
    assert default_messages(locale)["callout-info"] == word


def test_a_site_can_override_a_text() -> None:
    context = RenderContext("x.md", messages={"callout-info": "FYI <1>"})
    assert "FYI &lt;1&gt;" in _RENDERER.render("> ℹ️ x", context).html


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("", FenceInfo()),
        ("json", FenceInfo("json")),
        ("json package.json", FenceInfo("json", "package.json")),
        ("json package.json mark=3:5", FenceInfo("json", "package.json", (3, 4, 5))),
        ("ts mark=11", FenceInfo("ts", "", (11,))),
        ("js mark=1,3:4[2:5]", FenceInfo("js", "", (1, 3, 4))),
        ("js focus=2", FenceInfo("js", "", (2,))),
        ('py title="my app.py" hl_lines="2 4-5"', FenceInfo("py", "my app.py", (2, 4, 5))),
        ("js {1,3-4} copy", FenceInfo("js", "", (1, 3, 4))),
        ("js showLineNumbers", FenceInfo("js")),
        ("c\\# x&amp;y", FenceInfo("c#", "x&y")),
        ("js mark=99999999999:1", FenceInfo("js")),
        ("js mark=1:99999", FenceInfo("js", "", tuple(range(1, 10_002)))),
    ],
)
def test_a_fences_info_is_read_in_three_dialects(info: str, expected: FenceInfo) -> None:
    assert parse_fence_info(info) == expected


@pytest.mark.parametrize(
    ("src", "player"),
    [
        (
            "https://www.youtube.com/embed/abcdefghijk",
            "youtube-nocookie.com/embed/abcdefghijk?autoplay=1",
        ),
        ("//youtube.com/watch?v=abcdefghijk&t=90s", "embed/abcdefghijk?autoplay=1&start=90"),
        ("https://youtu.be/abcdefghijk?start=5", "embed/abcdefghijk?autoplay=1&start=5"),
        ("https://www.youtube-nocookie.com/embed/abcdefghijk", "embed/abcdefghijk?autoplay=1"),
        ("https://vimeo.com/123456789", "player.vimeo.com/video/123456789?dnt=1"),
        ("https://player.vimeo.com/video/123456789?h=x", "video/123456789?dnt=1"),
        ("https://www.loom.com/embed/x?a=b", "www.loom.com/embed/x?a=b"),
    ],
)
def test_an_embed_of_an_allowed_host_is_found(src: str, player: str) -> None:
    embed = find_embed(src, frozenset({"loom.com"}))
    assert embed is not None
    assert embed.player.endswith(player)
    assert embed.player.startswith("https://")


@pytest.mark.parametrize(
    "src",
    [
        *("https://youtube.com.evil.example/embed/abcdefghijk", "https://evil.example/youtube.com"),
        *(
            "javascript:alert(1)",
            "https://user@evil.example/",
            "https://www.youtube.com/embed/",
            "",
        ),
        *(
            "https://www.youtube.com/embed/x%22onload=1",
            "https://[broken",
            "ftp://youtu.be/abcdefghijk",
        ),
        "https://vimeo.com/about",
    ],
)
def test_an_embed_of_another_host_is_none(src: str) -> None:
    assert find_embed(src, frozenset()) is None


def test_an_allowed_host_is_shown_as_a_link_that_a_script_may_swap() -> None:
    renderer = MarkdownRenderer(MarkdownOptions(iframe_hosts=frozenset({"www.loom.com"})))
    html = renderer.render('<iframe src="https://www.loom.com/embed/x">', RenderContext("x")).html
    assert 'data-player="https://www.loom.com/embed/x"' in html
    assert "<iframe" not in html


@pytest.mark.parametrize(
    ("source", "attributes"),
    [
        ("<A x=\"1\" y='2' z />", {"x": "1", "y": "2", "z": True}),
        ("<A x={[1, 'two', { three: null, }]} />", {"x": [1, "two", {"three": None}]}),
        ("<A x={`three`}></A>", {"x": "three"}),
        ("<A x={'}'} y={{ a: '/>' }}/>", {"x": "}", "y": {"a": "/>"}}),
        ("<A\n  x={[\n\n // note }\n 1 ]}\n/>", {"x": [1]}),
        ("<A/>", {}),
    ],
)
def test_jsx_attributes_are_read(source: str, attributes: dict[str, object]) -> None:
    tag = match_tag(source + " rest", 0, len(source) + 5)
    assert tag is not None
    assert (tag.source, tag.attributes, tag.closed, tag.error) == (source, attributes, True, "")


@pytest.mark.parametrize(
    "source", ["<A x={1 />", '<A x="1 />', "<A x={a] />", "<A {...b} />", "<a />", "<A"]
)
def test_what_is_no_whole_tag_is_none(source: str) -> None:
    assert match_tag(source, 0, len(source)) is None


@pytest.mark.parametrize("value", ["{window.x}", "{() => 1}", "{`${x}`}", "{[...a]}", "{1 + 1}"])
def test_what_would_have_to_run_is_an_error(value: str) -> None:
    tag = match_tag(f"<A x={value} />", 0, 99)
    assert tag is not None
    assert "'x'" in tag.error


def test_components_are_found_in_the_folder_and_names_are_unique() -> None:
    assert {"DataTable", "InsertAccountName", "PaymentProvidersTable"} <= set(registered_names())
    assert find_component("Nothing") is None
    with pytest.raises(ValueError, match="two components 'DataTable'"):
        component("DataTable")(str)


def test_a_component_gets_its_attributes_messages_and_line() -> None:
    seen: list[Call] = []

    def render_probe(call: Call) -> str:
        seen.append(call)
        return "<p>trusted</p>"

    if find_component("ProbeForTests") is None:
        component("ProbeForTests", block=False)(render_probe)
    rendered = _RENDERER.render(
        "a\n\nx <ProbeForTests n={1} t='y' /> z\n", RenderContext("x", "pt")
    )
    assert "<p>x <p>trusted</p> z</p>" in rendered.html
    (call,) = seen
    assert (call.attributes, call.text("t"), call.text("n", "-"), call.line) == (
        {"n": 1, "t": "y"},
        "y",
        "-",
        2,
    )
    assert call.message("callout-warning") == "Aviso"


def test_data_names_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    (tmp_path / "half.json").write_text('["\\ud800"]', encoding="utf-8")
    (tmp_path / "good.json").write_text("\ufeff[1]", encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    data = JsonData(tmp_path)
    assert data.load_data("good.json") == [1]
    assert data.load_data("half.json") == ["\ufffd"]
    for src, cause in [
        ("deep.json", "nested"),
        ("goood.json", "did you mean 'good.json'"),
        ("../x.json", "below"),
        ("/etc/passwd", "below"),
        ("a\\b.json", "below"),
        ("folder.json", "no such file"),
    ]:
        with pytest.raises(DataError, match=cause):
            data.load_data(src)


def test_data_files_are_named_for_whoever_builds_again() -> None:
    rendered = _RENDERER.render('<DataTable src="a/b.json" />', RenderContext("x"))
    assert rendered.data_files == {"a/b.json"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":tada:", "🎉"),
        (":+1: :-1:", "👍 👎"),
        ("(:x:)", "(❌)"),
        ("10:100:5", "10:100:5"),
        ("a:b:c", "a:b:c"),
        ("::x::", "::x::"),
        (":checkout:", ":checkout:"),
        (":100:", "💯"),
    ],
)
def test_known_shortcodes_between_words_are_emoji(text: str, expected: str) -> None:
    assert replace_shortcodes(text) == expected


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("a<b>c</b>", ["text a", "start <b>", "text c", "end </b>"]),
        ("<p class>x", ["start <p class>", "text x"]),
        ('<p title=">">x', ['start <p title=">">', "text x"]),
        ("1 < 2 <3", ["text 1 ", "text <", "text  2 ", "text <", "text 3"]),
        ('<div title="\nx <b>y', ["text <", 'text div title="\nx ', "start <b>", "text y"]),
        ("<!-- <b> -->x<!-- y", ["comment <!-- <b> -->", "text x", "comment <!-- y"]),
        ("<br/><BR >", ["start <br/>", "start <BR >"]),
    ],
)
def test_html_is_cut_where_browsers_cut_it(source: str, pieces: list[str]) -> None:
    assert [f"{piece.kind} {piece.source}" for piece in split_html(source)] == pieces


def test_attributes_are_read_as_browsers_read_them() -> None:
    source = " A='1' b=\"&lt;2&gt;\" c = 3 a=4 d e=/x/y f=\n'5'/"
    assert parse_attributes(source) == {
        **{"a": "1", "b": "<2>", "c": "3", "d": "", "e": "/x/y", "f": "5"},
    }
