"""Nothing is lost: every row is detail, structure or excluded with its reason; every đồng has an owner or is parked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reconcile.ledger.figures import received
from reconcile.model.books import Books
from reconcile.model.grid import Grid
from reconcile.model.ledger import Ledger
from reconcile.model.results import Conservation, SheetRows
from reconcile.model.table import EXCLUDED, Line, Role, Table
from reconcile.model.values import Unknown

Excluded = tuple[tuple[object, str, int | None, str], ...]


def conserve(
    grids: Iterable[Grid],
    tables: Sequence[Table],
    loose: Mapping[tuple[str, str], Sequence[Line]],
    books: Books,
    ledger: Ledger,
) -> Conservation:
    """What was read against what became of it, row by row and đồng by đồng."""
    by_sheet: dict[tuple[str, str], list[Table]] = {}
    for table in tables:
        by_sheet.setdefault((table.grid.source, table.grid.sheet), []).append(table)
    income = sum(row.amount or 0 for row in books.income)
    later_income = sum(row.amount or 0 for row in ledger.later_income)
    grants = sum(received(grant) or 0 for grant in books.grants)
    return Conservation(
        tuple(_sheet(grid, by_sheet.get((grid.source, grid.sheet), []), loose) for grid in grids),
        money_read=sum(payment.amount for payment in books.payments) + income + grants,
        dues=sum(position.paid for position in ledger.positions),
        other=income - later_income,
        grants=grants,
        parked=sum(parked.payment.amount for parked in ledger.parked),
        later=sum(payment.amount for payment in ledger.later) + later_income,
        other_period=sum(payment.amount for payment in ledger.other_period),
    )


def _sheet(grid: Grid, tables: Sequence[Table], loose: Mapping[tuple[str, str], Sequence[Line]]) -> SheetRows:
    lines = [(line, table) for table in tables for line in table.lines]
    detail = [line for line, table in lines if line.role is Role.LEAF and table.kind != "unknown"]
    left_out = [
        (grid.ref(line.row, _first(grid, line.row)), line.role.value, _amount(table, line.row), line.label)
        for line, table in lines
        if line.role in EXCLUDED
    ]
    left_out += [
        (grid.ref(line.row, _first(grid, line.row)), "not_understood", None, line.label)
        for line, table in lines
        if line.role is Role.LEAF and table.kind == "unknown"
    ]
    left_out += [
        (grid.ref(line.row, _first(grid, line.row)), "no_table", None, line.label)
        for line in loose.get((grid.source, grid.sheet), ())
    ]
    rows = {line.row for line, _ in lines} | {line.row for line in loose.get((grid.source, grid.sheet), ())}
    return SheetRows(
        grid.source,
        grid.sheet,
        tables[0].kind if tables else "unknown",
        read=sum(1 for row in range(1, grid.height + 1) if any(True for _ in grid.filled(row))),
        detail=len(detail),
        structure=len(lines) - len(detail) - sum(1 for item in left_out if item[1] != "no_table"),
        excluded=tuple(left_out),
        hidden_rows=sum(1 for row in grid.hidden_rows if any(True for _ in grid.filled(row))),
        cells=grid.scan.non_empty,
        cells_accounted=sum(1 for row in rows for _ in grid.filled(row)),
        tables=len(tables),
        scale=next((table.scale for table in tables), 1),
    )


def _first(grid: Grid, row: int) -> int:
    return next((column for column, _ in grid.filled(row)), 1)


def _amount(table: Table, row: int) -> int | None:
    """The largest amount of a row that enters no sum; None where it shows none."""
    numbers = [
        n for (r, _), n in table.numbers.items() if r == row and isinstance(n, int) and not isinstance(n, Unknown)
    ]
    return max(numbers, default=None)
