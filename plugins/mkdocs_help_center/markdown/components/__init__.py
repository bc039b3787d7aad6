"""The portal's components: ``<DataTable … />`` and the like, rendered when the site is built.

A new component is one module in this folder::

    @component("Greeting")
    def render_greeting(call: Call) -> str:
        return f"<p>{escape_text(call.text('name'))}</p>"

What it returns is trusted: escape everything that comes from attributes or data.
"""

from .registry import Call, Component, component, find_component, registered_names
from .writing import write_component, write_component_inline

__all__ = [
    "Call",
    "Component",
    "component",
    "find_component",
    "registered_names",
    "write_component",
    "write_component_inline",
]
