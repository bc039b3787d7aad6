"""``<DataTable src="data-tables/x.json" columns={[…]} />``: a table from JSON, whole without a script.

The script only adds sorting and filtering. The data is a list of rows; or an object of such lists by
language; or an object with ``rows`` (and ``columns``). A cell may be an object of languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from ..structure import table_area
from ..writing import escape_attribute, escape_text
from .cells import CELL_TYPES, as_text, localised, sort_attribute
from .registry import Call, component

Row = Mapping[str, object]
Column = Mapping[str, object]
_NUMERIC = frozenset({"number", "currency"})


@component("DataTable")
def render_data_table(call: Call) -> str:
    """The table of the rows in ``src``; ``columns`` say what to show, else all keys are shown."""
    src = call.text("src")
    if not src:
        call.report(
            "invalid-component", "'<DataTable />' has no 'src'.", 'Write src="data-tables/x.json".'
        )
        return render_unavailable(call)
    value = call.load_data(src)
    if value is None:
        return render_unavailable(call)
    rows = find_rows(call, value)
    if rows is None:
        message = f"The data '{src}' has no list of rows."
        call.report("unknown-data", message, 'Write [{"key": "value"}] or {"rows": […]}.')
        return render_unavailable(call)
    given = call.attributes.get("columns") or (
        value.get("columns") if isinstance(value, dict) else None
    )
    return render_table(call, rows, read_columns(call, given, rows))


def render_unavailable(call: Call) -> str:
    """What readers see in place of a table whose data can't be read."""
    call.writing.text.append(call.message("datatable-missing"))
    return f'<p class="hc-unavailable">{escape_text(call.message("datatable-missing"))}</p>'


def find_rows(call: Call, value: object) -> list[Row] | None:
    """The rows in the page's language, else in the default one, else in any."""
    if isinstance(value, dict):
        context = call.writing.context
        order = (context.locale, context.locale.split("-")[0], context.default_locale, "en")
        keys = ["rows", "data", "items", *order, *sorted(value)]
        lists = (
            value[key] for key in keys if isinstance(value.get(key), list) and key != "columns"
        )
        value = next(lists, None)
    if not isinstance(value, list):
        return None
    return [row for row in value if isinstance(row, dict)]


def read_columns(call: Call, given: object, rows: Sequence[Row]) -> list[Column]:
    """The columns with a key; a type that does not exist is a problem and read as text."""
    listed = given if isinstance(given, list) else []
    columns: list[Column] = [column for column in listed if isinstance(column, dict)]
    if not columns:
        keys = dict.fromkeys(key for row in rows for key in row)
        columns = [{"key": key, "label": key} for key in keys]
    for column in columns:
        kind = as_text(column.get("type")) or "text"
        if kind not in CELL_TYPES:
            near = get_close_matches(kind, CELL_TYPES, 1)
            hint = (
                f"Did you mean '{near[0]}'?"
                if near
                else f"Types are {', '.join(sorted(CELL_TYPES))}."
            )
            message = f"The column '{as_text(column.get('key'))}' has the unknown type '{kind}'."
            call.report("invalid-component", message, hint)
    return columns


def render_table(call: Call, rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """The table's HTML, with the texts that the script needs in the page's language."""
    call.writing.features.add("datatable")
    messages = {
        "filter": "datatable-filter",
        "all": "datatable-all",
        "search": "datatable-search",
        "count": "datatable-count",
        "sort": "datatable-sort",
    }
    data = "".join(
        f' data-{name}="{escape_attribute(call.writing.raw_message(key))}"'
        for name, key in messages.items()
    )
    head = "".join(_head_cell(call, column) for column in columns)
    body = "".join(f"<tr>{_row(call, row, columns)}</tr>\n" for row in rows)
    call.writing.text.append("\n")
    return (
        f'<div class="hc-datatable"{data}>{table_area(call.writing)}'
        f'<table class="hc-table"><thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}</tbody></table></div></div></div>"
    )


def _head_cell(call: Call, column: Column) -> str:
    label = as_text(localised(column.get("label", column.get("key")), call.writing))
    call.writing.text.append(f"{label} ")
    flags = "".join(
        f" data-{name}" for name in ("sortable", "filterable") if column.get(name) is True
    )
    kind = as_text(column.get("type")) or "text"
    if kind in _NUMERIC:
        flags += ' class="hc-right"'
    return f'<th scope="col" data-type="{escape_attribute(kind)}"{flags}>{escape_text(label)}</th>'


def _row(call: Call, row: Row, columns: Sequence[Column]) -> str:
    cells = []
    for column in columns:
        kind = as_text(column.get("type")) or "text"
        value = row.get(as_text(column.get("key")))
        if kind not in ("link", "currency"):
            value = localised(value, call.writing)
        cell = CELL_TYPES.get(kind, CELL_TYPES["text"])(value, column, call.writing)
        right = ' class="hc-right"' if kind in _NUMERIC else ""
        html = cell.html or escape_text(call.message("empty"))
        cells.append(f"<td{right}{sort_attribute(cell)}>{html}</td>")
        call.writing.text.append(f"{as_text(value)} ")
    return "".join(cells)
