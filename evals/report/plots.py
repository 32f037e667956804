"""Line plots as inline SVG: axes with numbers, a title and a description for screen readers, no script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

WIDTH, HEIGHT = 460, 270
LEFT, RIGHT, TOP, BOTTOM = 52, 24, 30, 42
_STYLES = ("", "6 4", "2 3", "9 3 2 3", "14 4")
"""Dashes of the lines; style.css has as many colours."""


class Series(NamedTuple):
    """A named line through points (x, y)."""

    name: str
    points: Sequence[tuple[float, float]]


class Axis(NamedTuple):
    """What an axis shows, its range, and how its numbers are written."""

    label: str
    low: float
    high: float
    write: Callable[[float], str] = lambda value: f"{value:g}"

    def ticks(self, count: int = 6) -> list[float]:
        return [self.low + (self.high - self.low) * n / (count - 1) for n in range(count)]


def percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def line_plot(title: str, description: str, x: Axis, y: Axis, series: Sequence[Series]) -> str:
    """The plot as an `<svg>` element; lines differ in dashes too, not in colour alone."""

    def px(value: float) -> float:
        return LEFT + (value - x.low) / ((x.high - x.low) or 1) * (WIDTH - LEFT - RIGHT)

    def py(value: float) -> float:
        return HEIGHT - BOTTOM - (value - y.low) / ((y.high - y.low) or 1) * (HEIGHT - TOP - BOTTOM)

    label = escape(f"{title}. {description}")
    box = f"0 0 {WIDTH} {HEIGHT + 18 * len(series)}"
    parts = [f'<svg viewBox="{box}" role="img" aria-label="{label}"><title>{escape(title)}</title>']
    for tick in y.ticks():
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{py(tick):.1f}" y2="{py(tick):.1f}"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{py(tick) + 4:.1f}" text-anchor="end">{escape(y.write(tick))}</text>')
    for tick in x.ticks():
        parts.append(
            f'<text x="{px(tick):.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{escape(x.write(tick))}</text>'
        )
    parts.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{escape(x.label)}</text>'
    )
    parts.append(f'<text class="label" x="4" y="{TOP - 14}">{escape(y.label)}</text>')
    for number, line in enumerate(series):
        colour, dash = f"s{number % len(_STYLES)}", _STYLES[number % len(_STYLES)]
        points = " ".join(f"{px(a):.1f},{py(b):.1f}" for a, b in line.points)
        parts.append(f'<polyline class="{colour}" points="{points}" stroke-dasharray="{dash}"/>')
        below = HEIGHT + 18 * number + 8
        parts.append(
            f'<line class="{colour}" x1="{LEFT}" x2="{LEFT + 28}" y1="{below}" y2="{below}" stroke-dasharray="{dash}"/>'
        )
        parts.append(f'<text x="{LEFT + 36}" y="{below + 4}">{escape(line.name)}</text>')
    return "\n".join([*parts, "</svg>"])
