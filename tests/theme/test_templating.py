"""Pages are rendered in less time than by Jinja alone, and are the same."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs_help_center.pages.templating import QuickEnvironment, escaped


class Html:
    """Something that has HTML of its own."""

    def __html__(self) -> str:
        return "<b>&</b>"

    def __str__(self) -> str:
        return "never"


class Text(str):
    """A text that is none of Python's own."""

    __slots__ = ()


class Callable:
    """An object that asks for the context when it is called."""

    @jinja2.pass_context
    def __call__(self, context: Context, name: str) -> str:
        return str(context[name])


@jinja2.pass_context
def local(context: Context, name: str) -> Any:
    """The value of a name where the call stands."""
    return context.resolve(name)


@jinja2.pass_eval_context
def escapes(context: EvalContext) -> bool:
    """Whether values are escaped where the call stands."""
    return context.autoescape


@jinja2.pass_environment
def mark(environment: jinja2.Environment) -> str:
    """What begins a value."""
    return environment.variable_start_string


def ends() -> str:
    """A function that raises what ends a loop."""
    return next(iter(()))


def named(function: str, /, **values: str) -> str:
    """A function whose names are those that a context's own call has."""
    return f"{function} {sorted(values)}"


TEMPLATES = {
    "ui": "{% macro item(x, tag='i') %}<{{ tag }}>{{ x }}{{ caller() if caller }}</{{ tag }}>{% endmacro %}",
    "base": "{{ site }}[{% block main %}{{ text }}{% endblock %}]{% block end %}{% endblock %}",
    "page": """{% extends "base" %}{% import "ui" as ui %}
        {% block main %}{{ super() }}{% set here = "a<" %}
        {% for x in (text, html, markup, number, nothing, own, missing) %}
        {% set inner = x %}{{ x }} {{ ui.item(x) }} {{ x ~ "<" }} {{ x|e }} {{ x|upper }} {{ loop.index }}
        {{ local("inner") }}{{ ask("site") }}{{ escapes() }}
        {% endfor %}
        {{ local("here") }}{{ ends() }}{{ mark() }}{{ named("<", self="1", obj="2", function="3") }}
        {% call ui.item(text, tag="p") %}<{{ text }}>{% endcall %}
        {% autoescape false %}{{ text }}{{ escapes() }}{{ ui.item(text) is escaped }}{% endautoescape %}
        {% autoescape number > 5 %}{{ text }}{% endautoescape %}{{ ui.item(text) is escaped }}
        {{ text|safe }}{{ "<&>" }}{{ "a" if number > 1 else text }}{{ [text, markup]|join("<") }}
        {{ later() }}{{ text.upper() }}{{ missing is defined }}{{ {"a": text}.a }}
        {% endblock %}{% block end %}{% include "part" %}{% endblock %}""",
    "part": "{{ text }}{{ site }}",
}
VALUES = {
    "text": "<a href='x'>\"&amp;\"</a>",
    "html": Html(),
    "markup": Markup("<hr>"),
    "number": 3.5,
    "nothing": None,
    "own": Text("'<>'"),
}


def _render(kind: type[jinja2.Environment]) -> str:
    env = kind(loader=jinja2.DictLoader(TEMPLATES), autoescape=True, trim_blocks=True)
    env.globals.update(
        site="<Ünïted>", local=local, escapes=escapes, mark=mark, ends=ends, named=named,
        ask=Callable(), later=lambda: 1,
    )  # fmt: skip
    return env.get_template("page").render(VALUES)


def test_templates_mean_what_they_mean_to_jinja() -> None:
    plain = _render(jinja2.Environment)
    assert "&lt;a href=&#39;x&#39;&gt;" in plain
    assert "['function', 'obj', 'self']" in plain.replace("&#39;", "'")
    assert _render(QuickEnvironment) == plain


def test_values_are_written_as_texts() -> None:
    """Jinja's way of saying so is none that it promises to keep: without it pages are the same, but slow."""
    assert "environment.escaped(" in str(
        QuickEnvironment(autoescape=True).compile("{{ x }}", raw=True)
    )
    assert "environment.escaped(" not in str(QuickEnvironment().compile("{{ x }}", raw=True))


@given(st.text() | st.text(alphabet="&<>'\";#a") | st.integers() | st.none() | st.floats())
def test_values_are_escaped_as_markupsafe_escapes_them(value: object) -> None:
    assert escaped(value) == str(escape(value))


@pytest.mark.parametrize("value", [Html(), Markup("<i>"), Text("<"), jinja2.Undefined(name="x")])
def test_what_is_no_plain_text_is_asked_for_its_html(value: object) -> None:
    assert escaped(value) == str(escape(value))


def test_a_strict_name_is_missed_where_it_is_written() -> None:
    env = QuickEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    with pytest.raises(jinja2.UndefinedError, match="'x' is undefined"):
        env.from_string("{{ x }}").render()


def test_a_template_s_own_globals_are_before_those_of_all() -> None:
    env = QuickEnvironment(loader=jinja2.DictLoader({"a": "{{ x }}{{ y }}"}))
    env.globals.update(x=1, y=2)
    assert env.get_template("a", globals={"x": 3}).render() == "32"
    assert env.get_template("a").render(y=4) == "34"
