"""Accuracy on real documents may rise, never fall."""

from __future__ import annotations

import json
from pathlib import Path

from tests.accuracy import FLOORS, measured


def test_no_figure_is_below_its_floor(shared: Path) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    found = measured(shared)
    below = [
        f"{name}, {figure}: {found[name][figure]:.4f} < {floor:.4f}"
        for name, figures in floors.items()
        for figure, floor in figures.items()
        if found[name][figure] < floor
    ]
    assert not below
