"""The reliability plot, as SVG that stands alone: no script, no style, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from geo.evaluate.measure.calibration import Bin

_SIDE, _LEFT, _TOP = 320, 56, 34
_STRIP = 64  # height of the counts below the plot
_WIDTH, _HEIGHT = _LEFT + _SIDE + 20, _TOP + _SIDE + _STRIP + 64
_INK, _GRID, _DOT, _BAR = "#1f2937", "#d1d5db", "#1d4ed8", "#93c5fd"


def reliability_svg(bins: Sequence[Bin], title: str) -> str:
    """Draw accuracy over confidence, the ideal as a line, and below how many mentions each bin holds.

    A dot lies at its bin's mean confidence; above the line the confidence is too low, below it too high.
    """
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" '
            f'height="{_HEIGHT}" role="img" font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
            _text(_LEFT + _SIDE / 2, 20, escape(title), size=14),
            *_axes(),
            *_dots(bins),
            *_counts(bins),
            "</svg>",
            "",
        )
    )


def _axes() -> Iterator[str]:
    for tenth in range(0, 11, 2):
        x, y, share = _x(tenth / 10), _y(tenth / 10), f"{tenth / 10:.1f}"
        yield f'<path d="M{x:.1f} {_TOP}V{_TOP + _SIDE}M{_LEFT} {y:.1f}H{_LEFT + _SIDE}" stroke="{_GRID}"/>'
        yield _text(x, _TOP + _SIDE + 16, share)
        yield _text(_LEFT - 6, y + 4, share, anchor="end")
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="{_INK}" stroke-dasharray="4 4"/>'
    yield _text(_LEFT + _SIDE / 2, _HEIGHT - 8, "confidence")
    middle = _TOP + _SIDE / 2
    yield (
        f'<text x="16" y="{middle}" text-anchor="middle" fill="{_INK}" transform="rotate(-90 16 {middle})">'
        "share that is right</text>"
    )


def _dots(bins: Sequence[Bin]) -> Iterator[str]:
    filled = [found for found in bins if found.count]
    points = [(_x(b.confidence / b.count), _y(b.right / b.count)) for b in filled]
    if points:
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield f'<path d="M{line}" fill="none" stroke="{_DOT}" stroke-width="2"/>'
    for (x, y), found in zip(points, filled, strict=True):
        said = (
            f"confidence {found.confidence / found.count:.2f}, right {found.right / found.count:.2f}, "
            f"{found.count:.0f} mentions"
        )
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_DOT}"><title>{said}</title></circle>'


def _counts(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((found.count for found in bins), default=0) or 1
    bottom = _TOP + _SIDE + 24 + _STRIP
    for found in bins:
        height = (_STRIP - 16) * found.count / most
        x, width = _x(found.low) + 2, _SIDE * (found.high - found.low) - 4
        yield f'<rect x="{x:.1f}" y="{bottom - height:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{_BAR}"/>'
        if found.count:
            yield _text(x + width / 2, bottom - height - 3, f"{found.count:.0f}", size=10)
    yield f'<path d="M{_LEFT} {bottom}H{_LEFT + _SIDE}" stroke="{_GRID}"/>'


def _text(x: float, y: float, text: str, *, anchor: str = "middle", size: int = 12) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{_INK}">{text}</text>'


def _x(share: float) -> float:
    return _LEFT + _SIDE * share


def _y(share: float) -> float:
    return _TOP + _SIDE * (1 - share)
