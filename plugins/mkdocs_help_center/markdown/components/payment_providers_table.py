"""``<PaymentProvidersTable />``: the payment providers in ``content/_data/payment-providers.json``."""

from __future__ import annotations

from .data_table import find_rows, render_table, render_unavailable
from .registry import Call, component

DATA = "payment-providers.json"
#: Column key, message of its head, type.
_COLUMNS = (
    ("name", "provider-name", "text"),
    ("countries", "provider-countries", "country"),
    ("methods", "provider-methods", "text"),
    ("connector", "provider-connector", "link"),
)


@component("PaymentProvidersTable")
def render_payment_providers_table(call: Call) -> str:
    """The providers' table; columns that no row has are left out. ``src`` may name another file."""
    value = call.load_data(call.text("src", DATA))
    rows = find_rows(call, value) if value is not None else None
    if not rows:
        return render_unavailable(call)
    present = {key for row in rows for key in row}
    columns = [
        {
            "key": key,
            "label": call.message(message),
            "type": kind,
            "sortable": True,
            "filterable": True,
        }
        for key, message, kind in _COLUMNS
        if key in present
    ]
    return render_table(call, rows, columns)
