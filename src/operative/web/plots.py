"""Plots: where columns, marks and lines stand, as numbers that templates draw as SVG. Nothing here knows a language.

A plot that is read from right to left is the same one seen in a mirror; its words are not.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

WIDTH, HEIGHT = 260.0, 150.0  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 38.0, 4.0, 18.0, 20.0  # room for the axes and the figures over columns
WIDEST = 40.0  # of columns


class Column(msgspec.Struct, frozen=True):
    """What a column stands for: its label on the axis, how many, the words for it, and where it leads."""

    label: str
    number: int
    said: str
    href: str | None = None


class Drawn(msgspec.Struct, frozen=True):
    """A column in its place; `middle` is where its label stands."""

    column: Column
    x: float
    y: float
    width: float
    height: float
    middle: float


class Tick(msgspec.Struct, frozen=True):
    """A line of the vertical axis."""

    number: int
    y: float


class Panel(msgspec.Struct, frozen=True):
    """One small plot among others with the same scale."""

    title: str
    href: str | None
    columns: list[Drawn]
    ticks: list[Tick]
    axis: float  # where the figures of the vertical axis stand


def panel(title: str, columns: Sequence[Column], most: int, *, mirrored: bool, href: str | None = None) -> Panel:
    """Columns beside each other under a title; `most` is the greatest number of all panels."""
    top = ceiling(most)
    room, floor = WIDTH - LEFT - RIGHT, HEIGHT - BOTTOM
    step = room / max(len(columns), 1)
    width = min(step * 0.72, WIDEST)
    drawn = []
    for at, column in enumerate(columns):
        middle = LEFT + step * (at + 0.5)
        middle = WIDTH - middle if mirrored else middle
        height = (floor - TOP) * column.number / top
        drawn.append(Drawn(column, middle - width / 2, floor - height, width, height, middle))
    ticks = [Tick(number, floor - (floor - TOP) * number / top) for number in sorted({0, top // 2, top})]
    return Panel(title, href, drawn, ticks, WIDTH - LEFT + 6 if mirrored else LEFT - 6)


def ceiling(number: int) -> int:
    """The least round number (2, 4, 10 times a power of ten) that isn't less."""
    power = 1
    while True:
        for digit in (2, 4, 6, 10):
            if digit * power >= number:
                return digit * power
        power *= 10
