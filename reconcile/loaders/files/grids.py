"""Values and scan of one sheet put together; they must account for the same cells."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.loaders.files.calamine import SheetValues
from reconcile.loaders.files.package import SheetPart
from reconcile.loaders.files.scan import Truth
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Cell, CellError, Grid, NotCalculated, Scan
from reconcile.model.values import Count, Text

Marks = dict[tuple[int, int], CellError | NotCalculated]


def grid(sheet: SheetPart, truth: Truth, values: SheetValues) -> Grid:
    """The grid of a sheet; raises ReconcileError unless the scan counted just the cells that the reader gave.

    The reader gives errors and formulas without a result as blank, so these must stand where it gave nothing.
    """
    marks: Marks = {at: CellError(code) for at, code in truth.errors.items()}
    marks |= {at: NotCalculated(formula) for at, formula in truth.pending.items()}
    clashes = sum(value(values.rows, at) is not None for at in marks)
    given = values.filled + len(marks) - clashes
    if given != truth.non_empty:
        counted, read = Count(truth.non_empty), Count(given)
        raise ReconcileError.of("counts_differ", values={"sheet": Text(sheet.name), "counted": counted, "given": read})
    cells = marked(values.rows, marks)
    return Grid(
        source="",
        sheet=sheet.name,
        cells=cells,
        hidden=sheet.hidden,
        merges=values.merges,
        hidden_rows=frozenset(row for row in truth.hidden_rows if row <= len(cells)),
        hidden_columns=frozenset(hidden_columns(truth, max(map(len, cells), default=0))),
        formulas=truth.formulas,
        scan=Scan(truth.non_empty, len(truth.errors), len(truth.pending)),
        not_checked=("shared_formulas",) if truth.shared else (),
    )


def value(rows: list[list[Cell]], at: tuple[int, int]) -> Cell:
    """What the reader gave at (row, column), counted from 1."""
    row, column = at
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None


def marked(rows: list[list[Cell]], marks: Marks) -> tuple[tuple[Cell, ...], ...]:
    """The rows with errors and missing results in place, each cut off behind its last cell; changes `rows`."""
    for (row, column), mark in marks.items():
        rows.extend([] for _ in range(row - len(rows)))
        line = rows[row - 1]
        line.extend([None] * (column - len(line)))
        line[column - 1] = mark
    cells = [tuple(trimmed(row)) for row in rows]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def trimmed(row: list[Cell]) -> list[Cell]:
    """The row without the blanks behind its last cell; changes `row`."""
    while row and row[-1] is None:
        row.pop()
    return row


def hidden_columns(truth: Truth, width: int) -> Iterator[int]:
    """The hidden columns that hold anything."""
    for first, last in truth.hidden_columns:
        yield from range(first, min(last, width) + 1)
