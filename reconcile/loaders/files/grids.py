"""Values and scan of one sheet put together; they must account for the same cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reconcile.loaders.files.calamine import SheetValues, opened, sheet_values
from reconcile.loaders.files.contents import Contents, Fonts
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.truth import Place, Truth
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Cell, CellError, Grid, NotCalculated, Scan
from reconcile.model.places import column_letters
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Text


@dataclass(frozen=True, slots=True)
class Counted:
    """A worksheet that the second pass has counted; its name is that of one sheet only."""

    name: str
    hidden: bool
    truth: Truth
    not_checked: tuple[str, ...] = ()


def read_grids(data: bytes, sheets: Iterable[Counted]) -> tuple[list[Grid], list[Trouble]]:
    """The grids of the sheets, and a trouble for each whose values cannot be read or do not agree with the scan."""
    grids: list[Grid] = []
    bad: list[Trouble] = []
    with opened(data) as reader:
        for sheet in sheets:
            try:
                grids.append(grid(sheet, sheet_values(reader, sheet.name)))
            except ReconcileError as error:
                bad.extend(error.troubles)
    return grids, bad


def settled(
    grids: Sequence[Grid],
    bad: Sequence[Trouble],
    *,
    modified: str | None = None,
    fonts: Callable[[], Fonts] = dict,
) -> Contents:
    """What the file gives; raises ReconcileError with the first trouble where no sheet of it can be used."""
    if not grids:
        raise ReconcileError(*bad[:1])
    return Contents(tuple(grids), tuple(replace(one, fatal=False) for one in bad), modified, fonts=fonts)


def check_room(sheets: Collection[Counted], limits: Limits) -> None:
    """Raise ReconcileError where the fast reader, which builds every cell of every sheet at once, asks for too much."""
    widest = max(sheets, key=lambda sheet: sheet.truth.height * sheet.truth.width)
    if sum(sheet.truth.height * sheet.truth.width for sheet in sheets) > limits.max_grid_cells:
        raise ReconcileError(too_wide(widest.name, widest.truth.height, widest.truth.width))
    if sum(sheet.truth.non_empty for sheet in sheets) > limits.max_cells:
        raise ReconcileError.of("too_many_cells", values={"limit": Count(limits.max_cells)})


def too_wide(name: str, height: int, width: int) -> Trouble:
    """A sheet reaches too far to be built in memory."""
    return Trouble("", "sheet_too_wide", {"sheet": Text(name), "cell": Text(f"{column_letters(width)}{height}")})


def grid(sheet: Counted, values: SheetValues) -> Grid:
    """The grid of a sheet; raises ReconcileError unless the scan counted just the cells that the reader gave.

    The reader gives errors and formulas without a result as blank, so they are added to what it gave.
    """
    truth = sheet.truth
    marks: dict[Place, Cell] = {at: CellError(code) for at, code in truth.errors.items()}
    marks |= {at: NotCalculated(formula) for at, formula in truth.pending.items()}
    clashes = sum(value(values.rows, at) is not None for at in marks)
    given = values.filled + len(marks) - clashes
    if given != truth.non_empty:
        counted, read = Count(truth.non_empty), Count(given)
        raise ReconcileError.of("counts_differ", values={"sheet": Text(sheet.name), "counted": counted, "given": read})
    cells = marked(values.rows, marks | truth.times)
    return Grid(
        source="",
        sheet=sheet.name,
        cells=cells,
        hidden=sheet.hidden,
        merges=values.merges if truth.merges is None else truth.merges,
        hidden_rows=frozenset(row for row in truth.hidden_rows if row <= len(cells)),
        hidden_columns=frozenset(hidden_columns(truth, max(map(len, cells), default=0))),
        formulas=truth.formulas,
        scan=Scan(truth.non_empty, len(truth.errors), len(truth.pending)),
        not_checked=sheet.not_checked,
    )


def value(rows: list[list[Cell]], at: Place) -> Cell:
    """What the reader gave at (row, column), counted from 1."""
    row, column = at
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None


def marked(rows: list[list[Cell]], marks: Mapping[Place, Cell]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with the marks in place, each cut off behind its last cell; changes `rows`."""
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
