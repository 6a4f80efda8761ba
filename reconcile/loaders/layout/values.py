"""What number a cell holds: money in đồng by the unit of its column, counts as they are; unknown with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reconcile.model.grid import Cell, CellError, Grid, NotCalculated
from reconcile.model.values import Number, Unknown
from reconcile.text.numbers import read_number
from reconcile.text.shares import read_share

DOUBTED = frozenset({"counted", "rate", "ambiguous"})
"""Doubts of a reading that leave the amount open: a count of other things, a rate, two readings."""

GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?!\d)")
DECIMAL = re.compile(r"(?<![\d,])\d+,(?:\d{1,2}|\d{4,})(?![\d,])")
THREE = re.compile(r"(?<![\d,])\d{1,3},\d{3}(?![\d,])")
ENOUGH = 8
"""So many different texts of the shape 25,000, and none of another shape, are no decimals."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a sheet writes numbers as text: whether its comma groups thousands; None = it does not show."""

    comma_groups: bool | None = None


def habit_of(grid: Grid) -> Habit:
    """The decision of the whole sheet, never of one cell: "1,250,000" and "12,5" tell what "25,000" is."""
    texts = [value for line in grid.cells for value in line if isinstance(value, str) and "," in value]
    grouped = any(GROUPED.search(text) for text in texts)
    decimal = any(DECIMAL.search(text) for text in texts)
    if grouped != decimal:
        return Habit(grouped)
    return Habit(True if not decimal and len({t for t in texts if THREE.search(t)}) >= ENOUGH else None)


def number_of(value: Cell, scale: int, habit: Habit = Habit()) -> Number:
    """The number that a cell holds, times the unit of its column; `Unknown` with the reason where it holds none."""
    if value is None:
        return Unknown("blank")
    if isinstance(value, str):
        return _text(value, scale, habit)
    reader = READERS.get(value.__class__)
    return reader(value, scale) if reader else Unknown("text")


def _whole(value: Fraction | int, scale: int) -> Number:
    product = Fraction(value) * scale
    return int(product) if product.denominator == 1 else product


def _text(value: str, scale: int, habit: Habit) -> Number:
    if read_share(value):
        return Unknown("share")
    found = read_number(value, scale=scale)
    open_to = DOUBTED & set(found.doubts)
    if open_to == {"ambiguous"} and habit.comma_groups is not None and found.rival is not None and "," in value:
        return found.value if habit.comma_groups else found.rival
    return Unknown(min(open_to)) if open_to else found.value


def _error(_value: CellError, _scale: int) -> Number:
    return Unknown("cell_error")


def _missing(_value: NotCalculated, _scale: int) -> Number:
    return Unknown("not_calculated")


READERS: Mapping[type, Callable[..., Number]] = {
    int: _whole,
    Fraction: _whole,
    CellError: _error,
    NotCalculated: _missing,
}
