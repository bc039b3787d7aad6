"""``<InsertAccountName />``: where the reader's account name goes, and a field that fills it in.

Without a script it is a sentence; the script turns it into a field and replaces the placeholder in the
page's code for this reader only. Nothing is sent anywhere.
"""

from __future__ import annotations

from ..writing import escape_attribute, escape_text
from .registry import Call, component

PLACEHOLDER = "{accountName}"


@component("InsertAccountName")
def render_insert_account_name(call: Call) -> str:
    """The sentence; ``placeholder`` may name another spelling than ``{accountName}``."""
    call.writing.features.add("account-name")
    placeholder = call.text("placeholder", PLACEHOLDER)
    text = escape_text(call.message("account-help")).replace(
        "{placeholder}", f"<code>{escape_text(placeholder)}</code>"
    )
    call.writing.text.append(call.message("account-help", placeholder=placeholder))
    data = "".join(
        f' data-{name}="{escape_attribute(value)}"'
        for name, value in (
            ("placeholder", placeholder),
            ("label", call.message("account-label")),
            ("fill", call.message("account-fill")),
        )
    )
    return f'<p class="hc-account"{data}>{text}</p>'
