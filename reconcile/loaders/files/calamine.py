"""The one door to the fast reader: the values of a sheet, each at its true address."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from python_calamine import CalamineError, CalamineWorkbook

from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Area, Cell
from reconcile.model.values import Text

Given = float | str | bool | date | time | timedelta
EXACT = 2**53
"""From here on not every whole number has a float of its own."""


@dataclass(frozen=True, slots=True)
class SheetValues:
    """The rows from the first one on, each from column A on; blank is None. filled: how many cells are not."""

    rows: list[list[Cell]]
    merges: tuple[Area, ...]
    filled: int


@contextmanager
def opened(data: bytes) -> Iterator[CalamineWorkbook]:
    """The workbook; raises ReconcileError where the reader cannot make sense of it."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, OSError) as error:
        raise ReconcileError.of("damaged_workbook") from error
    with book:
        yield book


def sheet_values(book: CalamineWorkbook, name: str) -> SheetValues:
    """The values of the one sheet of that name; raises ReconcileError where it cannot be read."""
    try:
        if book.sheet_names.count(name) != 1:
            raise ReconcileError.of("sheet_unreadable", values={"sheet": Text(name)})
        sheet = book.get_sheet_by_name(name)
        # iter_rows starts at row 1 but at the first column that is used.
        left: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
        rows = [[*left, *plain_row(row)] if left else plain_row(row) for row in sheet.iter_rows()]
        merges = sheet.merged_cell_ranges or []
    except (CalamineError, OSError) as error:
        raise ReconcileError.of("sheet_unreadable", values={"sheet": Text(name)}) from error
    filled = sum(len(row) - row.count(None) for row in rows)
    return SheetValues(rows, tuple(Area(a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1) for a, b in merges), filled)


def plain_row(row: Iterable[Given]) -> list[Cell]:
    """A row as the product keeps it; whole numbers, most of the cells, are taken without a call."""
    return [
        int(value) if type(value) is float and value.is_integer() and -EXACT < value < EXACT else plain(value)
        for value in row
    ]


def plain(value: Given) -> Cell:
    """A value as the product keeps it: exact numbers, stripped texts, a day without a time of day; blank is None."""
    if isinstance(value, str):
        return value.strip().replace("\r\n", "\n") or None
    if isinstance(value, float):
        return exact(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def exact(number: float) -> Cell:
    """The number that the sheet shows, as the fraction of its shortest decimal form; NaN stays a text."""
    try:
        return Fraction(Decimal(repr(number)))
    except (ValueError, OverflowError):
        return str(number)
