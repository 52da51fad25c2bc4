"""Pieces of HTML for the report. What comes from a corpus is escaped here, where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

_STRIP_WIDTH, _STRIP_HEIGHT = 288, 14


def element(tag: str, text: str, css_class: str = "") -> str:
    """Return an element that holds a text."""
    attribute = f' class="{css_class}"' if css_class else ""
    return f"<{tag}{attribute}>{escape(text)}</{tag}>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], css_class: str = "") -> Iterator[str]:
    """Yield a table that scrolls in itself where it is too wide; its cells are HTML, its heads are texts."""
    yield f'<div class="wide"><table class="{css_class}"><thead><tr>'
    yield "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    yield "</tr></thead><tbody>"
    for first, *rest in rows:
        yield f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
    yield "</tbody></table></div>"


def strip(share: float, low_high: tuple[float, float] | None) -> str:
    """Draw a share between 0 and 1 as a tick, and the interval it may lie in."""
    middle = _STRIP_HEIGHT / 2
    drawn = f'<path class="track" d="M{_x(0)} {middle}H{_x(1)}"/>'
    if low_high:
        drawn += f'<path class="span" d="M{_x(low_high[0]):.1f} {middle}H{_x(low_high[1]):.1f}"/>'
    drawn += f'<path class="value" d="M{_x(share):.1f} 0V{_STRIP_HEIGHT}"/>'
    return (
        f'<svg class="strip" viewBox="0 0 {_STRIP_WIDTH} {_STRIP_HEIGHT}" width="{_STRIP_WIDTH}" '
        f'height="{_STRIP_HEIGHT}" aria-hidden="true">{drawn}</svg>'
    )


def bar(share: float) -> str:
    """Draw a share as the filled part of a bar."""
    return (
        '<svg class="bar" viewBox="0 0 100 8" width="64" height="8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="track" width="100" height="8"/><rect class="fill" width="{100 * share:.1f}" height="8"/></svg>'
    )


def _x(share: float) -> float:
    return 1 + (_STRIP_WIDTH - 2) * min(1.0, max(0.0, share))
