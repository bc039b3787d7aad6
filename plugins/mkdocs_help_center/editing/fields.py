"""Setting single fields of front matter in place: all other bytes stay as they are."""

from __future__ import annotations

import re

_LINES = re.compile(rb"(\r\n|\n|\r)")
_CLOSING = re.compile(rb"-{3,}[ \t]*")


def set_field(data: bytes, key: str, value: str) -> bytes:
    """``data``, a file with front matter, with the field ``key`` set to a plain value.

    A field that is there gets the value; else it is added as the last one, with the line end of its
    neighbours. A file without front matter gets one.
    """
    line = f"{key}: {value}".encode()
    mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    parts = _LINES.split(data[len(mark) :])
    lines, ends = parts[::2], parts[1::2]
    close = next((i for i in range(1, len(lines)) if _CLOSING.fullmatch(lines[i])), None)
    if not _CLOSING.fullmatch(lines[0]) or close is None:
        return mark + b"---\n" + line + b"\n---\n\n" + data[len(mark) :]
    for index in range(1, close):
        if re.match(re.escape(key.encode()) + rb"[ \t]*:", lines[index]):
            lines[index] = line
            break
    else:
        lines.insert(close, line)
        ends.insert(close, ends[close - 1])
    return mark + b"".join(a + b for a, b in zip(lines, [*ends, b""], strict=True))
