"""Badges as SVG: the overall state in a small picture that any page or README may show.

The look is that of https://shields.io's flat badges; widths come from Verdana's metrics, rounded up.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

_COLOURS = {
    "operational": "#0f7a3d",
    "under_maintenance": "#1f4fa3",
    "degraded_performance": "#8a4b00",
    "partial_outage": "#a11622",
    "major_outage": "#a11622",
}
_PADDING, _HEIGHT = 8, 20


def badge_svg(label: str, text: str, state: str) -> str:
    """A badge that says ``text`` of ``label``, coloured by the state."""
    left, right = _width(label), _width(text)
    total = left + right
    title = f"{label}: {text}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{_HEIGHT}" role="img" '
        f"aria-label={quoteattr(title)}><title>{escape(title)}</title>"
        f'<clipPath id="r"><rect width="{total}" height="{_HEIGHT}" rx="4"/></clipPath>'
        f'<g clip-path="url(#r)"><rect width="{left}" height="{_HEIGHT}" fill="#475063"/>'
        f'<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{_COLOURS[state]}"/></g>'
        '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" '
        f'font-size="11"><text x="{left / 2:g}" y="14">{escape(label)}</text>'
        f'<text x="{left + right / 2:g}" y="14">{escape(text)}</text></g></svg>\n'
    )


def _width(text: str) -> int:
    # Verdana at 11 px: 6.2 a letter on average, capitals and wide scripts more.
    return round(sum(8.2 if c.isupper() or ord(c) > 0x2E7F else 6.6 for c in text)) + 2 * _PADDING
