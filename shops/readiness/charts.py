"""The growth of a score as a drawing: values only, so that a template can draw it without a script."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from shops.readiness.evaluation import LevelValue
from shops.readiness.models import Snapshot

WIDTH, HEIGHT = 640, 220
LEFT, TOP, BOTTOM = 32, 12, 24
PLOT_HEIGHT = HEIGHT - TOP - BOTTOM


@dataclass(frozen=True, slots=True)
class Mark:
    """A level's line: where it lies, and what it is called."""

    y: int
    label: str
    minimum: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A score over time, for an SVG of `width` × `height`: `path` is its line, a step for every change.

    `first`, `last` and `now` are the ends of the axis; `score` is the last one, at (`x`, `y`).
    """

    width: int
    height: int
    left: int
    baseline: int
    path: str
    x: int
    y: int
    score: int
    first: dt.datetime
    now: dt.datetime
    levels: Sequence[Mark]


def growth_chart(history: Sequence[Snapshot], levels: Sequence[LevelValue], now: dt.datetime) -> Chart | None:
    """The chart of these snapshots, the oldest first; None when there is none to draw."""
    if not history:
        return None
    first = history[0].taken_at
    span = max((now - first).total_seconds(), 1.0)

    def x(moment: dt.datetime) -> int:
        return LEFT + round((moment - first).total_seconds() / span * (WIDTH - LEFT - 8))

    steps = [f"M{x(first)} {_y(history[0].score)}"]
    steps += [f"H{x(row.taken_at)}V{_y(row.score)}" for row in history[1:]]
    last = history[-1].score
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        baseline=_y(0),
        path="".join([*steps, f"H{x(now)}"]),
        x=x(now),
        y=_y(last),
        score=last,
        first=first,
        now=now,
        levels=[Mark(_y(level.minimum), level.label, level.minimum) for level in levels],
    )


def _y(score: int) -> int:
    return TOP + round((100 - score) / 100 * PLOT_HEIGHT)
