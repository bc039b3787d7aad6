"""Front matter is read exactly, whatever is in the file."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs_help_center.content.front_matter import BaseLoader, FrontMatter, parse


def read(text: str | bytes) -> FrontMatter:
    data = text if isinstance(text, bytes) else text.encode()
    return parse(data, "content/en/faq/x.md")


def checks(matter: FrontMatter) -> list[tuple[int, str]]:
    return [(problem.line, problem.check) for problem in matter.problems]


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("id: 0123", "id", "0123"),
        ("hidden: false", "hidden", "false"),
        ("createdAt: 2025-12-15T76:48:37.645Z", "createdAt", "2025-12-15T76:48:37.645Z"),
        ("title: 'It''s'", "title", "It's"),
        ("author:", "author", ""),
        ("publishedAt: undefined", "publishedAt", ""),
        ("id: 61080", "id", "61080"),
        ("a: no", "a", "no"),
        ("a: 1e3", "a", "1e3"),
    ],
)
def test_every_scalar_stays_the_text_that_was_typed(text: str, key: str, value: str) -> None:
    assert read(f"---\n{text}\n---\n").text(key) == value


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_do_not_matter(newline: str, bom: str) -> None:
    text = f"{bom}---\ntitle: A\nid: b\n---\n\nBody\n"
    matter = read(text.replace("\n", newline))
    assert (matter.text("title"), matter.text("id")) == ("A", "b")
    assert (matter.line("title"), matter.line("id"), matter.body_line) == (2, 3, 5)
    assert matter.body == "\nBody\n"
    assert not matter.problems


def test_line_ends_may_mix_within_a_file() -> None:
    matter = read(b"---\r\ntitle: A\r\n---\r\n\nBody\n")
    assert (matter.text("title"), matter.body_line, matter.body) == ("A", 4, "\nBody\n")


@pytest.mark.parametrize(
    ("header", "line", "fields"),
    [
        ("title: Orders: custom data\nid: x", 2, {"title": "Orders: custom data", "id": "x"}),
        ("id: x\ntitle: [Beta] what is new", 3, {"title": "[Beta] what is new", "id": "x"}),
        ("id: x\ntitle: @home\nslug: y", 3, {"title": "@home", "slug": "y"}),
        ("title: 'It's broken'\nid: x", 2, {"id": "x"}),
        ("title: {{locale}} x\nid: y", 2, {"title": "{{locale}} x", "id": "y"}),
        ("id: x\ntitle: a\tb: c", 3, {"id": "x"}),
    ],
)
def test_a_line_that_yaml_refuses_is_read_as_text_and_reported(
    header: str, line: int, fields: dict[str, str]
) -> None:
    matter = read(f"---\n{header}\n---\nBody")
    assert [(found, check) for found, check in checks(matter)] == [(line, "front-matter-syntax")]
    assert {key: matter.text(key) for key in fields} == fields
    assert matter.body == "Body"


def test_an_unclosed_header_is_an_error_on_the_first_line() -> None:
    matter = read("---\ntitle: A\n\nBody")
    assert checks(matter) == [(1, "front-matter-unclosed")]
    assert not matter.usable


@pytest.mark.parametrize("header", ["- a\n- b", "just text", "'quoted'", "[a, b]"])
def test_a_header_that_is_no_mapping_is_an_error(header: str) -> None:
    matter = read(f"---\n{header}\n---\nBody")
    assert checks(matter) == [(2, "front-matter-syntax")]
    assert not matter.usable


def test_a_field_given_twice_is_reported_where_it_is_repeated() -> None:
    matter = read("---\ntitle: A\nid: x\ntitle: B\n---\n")
    assert checks(matter) == [(4, "front-matter-duplicate")]
    assert matter.text("title") == "A"


def test_alias_bombs_are_refused() -> None:
    header = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True):
        header += f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    matter = read(f"---\n{header}---\n")
    assert checks(matter) == [(2, "front-matter-syntax")]
    assert "10000" in matter.problems[0].message


@pytest.mark.parametrize(
    "value",
    [
        "[" * 100_000,
        "{a: " * 50_000,
        "\n" + "\n".join(" " * depth + "a:" for depth in range(1, 2000)),
        "\n  " + "- " * 50_000,
        "\n  " + "- " * 60,
        "\n  " + "-\t" * 30 + "? " * 30,
        "&a [*a]",
    ],
    ids=["brackets", "braces", "indentation", "dashes", "few dashes", "tabs and keys", "itself"],
)
def test_deep_nesting_neither_crashes_nor_raises(value: str) -> None:
    """100,000 brackets overflow libyaml's C stack: the process would die, not raise."""
    matter = read(f"---\ntitle: A\nvalue: {value}\n---\n")
    assert "front-matter-syntax" in {problem.check for problem in matter.problems}


def test_bytes_that_are_not_utf8_are_named_by_line_and_column() -> None:
    matter = read(b"---\ntitle: A\n---\n\nca\xe7\xe3o\n")
    assert [(p.line, p.column, p.check) for p in matter.problems] == [(5, 3, "file-encoding")]
    assert "ca��o" in matter.body


def test_utf16_is_read_and_reported() -> None:
    matter = read("---\ntitle: Ação\n---\nCorpo".encode("utf-16"))
    assert matter.text("title") == "Ação"
    assert checks(matter) == [(1, "file-encoding")]


def test_a_file_without_a_header_is_all_body() -> None:
    matter = read("# Title\n\n---\n\nText")
    assert not matter.found
    assert matter.body == "# Title\n\n---\n\nText"
    assert not matter.problems


def test_a_thematic_break_in_the_body_does_not_end_it() -> None:
    matter = read("---\ntitle: A\n---\nOne\n\n---\n\nTwo\n")
    assert matter.body == "One\n\n---\n\nTwo\n"


_YAMLISH = st.text(alphabet="ab:- \n\t'\"[]{}#&*!|>%@`,?\\é\u2028\x00\x07", max_size=200)


@given(st.binary(max_size=400) | _YAMLISH.map(lambda s: f"---\n{s}\n---\nBody".encode()))
@example(b"---\n\x00\n---\n")
@example(b"---\n---\n")
@example(b"---")
@example(b"\xff\xfe-")
@example(b"---\na: &a\n  <<: *a\n---\n")
@example(b"---\na: !!python/object:os.system x\n---\n")
@example(b"---\n? [a]\n: b\n---\n")
def test_any_bytes_give_fields_or_problems_and_never_raise(data: bytes) -> None:
    matter = parse(data, "content/en/faq/this.md")
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in matter.problems:
        assert problem.path == "content/en/faq/this.md"
        assert problem.message
        assert 1 <= problem.line <= lines + 1
    assert all(isinstance(key, str) for key in matter.meta)
    assert 1 <= matter.body_line <= lines + 1
    if not matter.usable:
        assert matter.problems


@given(
    st.lists(st.sampled_from(["a: 1", "b: x y", "c:", "d: 'q'", "e:\n  - 1\n  - 2"]), unique=True)
)
def test_every_field_knows_its_line(fields: list[str]) -> None:
    text = "---\n" + "\n".join(fields) + "\n---\nBody"
    matter = read(text)
    for field in fields:
        key = field[0]
        assert text.split("\n")[matter.line(key) - 1].startswith(f"{key}:")
    assert text.split("\n")[matter.body_line - 1] == "Body"


@pytest.mark.parametrize(
    "header",
    [
        "a: !!int 3\nb: !custom {c: [1, 2.0, ~, yes]}\n",
        "a: &x [1, {b: null}]\nc: *x\nd: {<<: {e: 1}, f: 2}\n",
        "? a\n: |\n  two\n  lines\nb: '2024-01-01'\nc: 0123\nd: 76:48\n",
        "!!map\na: !!str true\n",
    ],
)
def test_values_are_those_of_a_loader_that_looks_for_tags(header: str) -> None:
    def plain(node: yaml.Node) -> object:
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [plain(one) for one in node.value]
        return {plain(key): plain(value) for key, value in node.value}

    expected = plain(yaml.compose(header, Loader=BaseLoader))
    assert parse(f"---\n{header}---\n".encode(), "x.md").meta == expected
