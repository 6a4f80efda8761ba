"""What the footing of a sheet found, in the terms of the model: addresses, labels, explanations that can be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reconcile.audit.footing.blame import Gap, Story
from reconcile.audit.footing.foot import Footing, foot
from reconcile.model.flags import Explanation
from reconcile.model.footing import Footed, Untied
from reconcile.model.grid import Grid
from reconcile.model.places import CellRef
from reconcile.model.values import Count, Names, Plain, Text, Value

LEAST = 3.0
"""Decades below which nothing is said (audit.md 2.9)."""
MOST_PARTS = 60
KINDS = {"text_number": "text", "cached_differs": "formula"}


def footed(grids: Iterable[Grid]) -> Footed:
    """Every sheet footed and cross-footed on its own."""
    untied: list[Untied] = []
    tested = texts = 0
    for grid in grids:
        found = foot(grid)
        tested += found.tested
        texts += int(found.figures.typed.sum())
        untied += _untied(found)
    return Footed(tuple(untied), tested, texts)


def _untied(found: Footing) -> Iterator[Untied]:
    figures = found.figures
    for gap in found.gaps:
        if gap.strength < LEAST:
            continue
        row, column = gap.at
        yield Untied(
            KINDS.get(gap.stories[0].kind, "sum") if gap.stories else "sum",
            _ref(found, gap.at),
            _ref(found, gap.total),
            _label(found, row),
            found.headings[column],
            figures.exact(gap.shown),
            figures.exact(gap.meant),
            tuple(_ref(found, cell) for cell in gap.parts[:MOST_PARTS]),
            gap.judged,
            gap.held,
            gap.ground,
            gap.strength,
            gap.cap,
            tuple(_ref(found, cell) for cell in gap.also),
            tuple(_explanation(found, gap, story) for story in gap.stories),
        )


def _label(found: Footing, row: int) -> str:
    """What the row says of itself, else what stands first in it."""
    cells = found.figures.grid.filled(row + 1)
    return found.labels[row] or str(next((value for _, value in cells), ""))


def _ref(found: Footing, cell: tuple[int, int]) -> CellRef:
    return found.figures.grid.ref(cell[0] + 1, cell[1] + 1)


def _explanation(found: Footing, gap: Gap, story: Story) -> Explanation:
    """A story with the values that its words use; where several cells fit, the first six and how many there are."""
    cells = tuple(_ref(found, cell) for cell in story.cells)
    row, column = story.cells[0] if story.cells else gap.at
    label, figures = Text(_label(found, row)), found.figures
    values: dict[str, Value] = {
        "cell": _ref(found, (row, column)),
        "label": label,
        "amount": Plain(figures.exact(int(figures.value[row, column]))),
        "rivals": Count(story.rivals + 1),
    }
    rivals = story.rivals
    if story.kind == "missing_line":
        values |= {"labels": Names((label.text,))} if story.cells else {"rivals": Count(len(gap.parts))}
        rivals = 0 if story.cells else max(1, len(gap.parts) - 1)
    return Explanation(story.kind, story.weight, values, cells, rivals=rivals)
