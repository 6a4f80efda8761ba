"""Nothing is lost: every row is detail, structure or excluded with its reason; every đồng has an owner or is parked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reconcile.model.books import Books
from reconcile.model.grid import Grid
from reconcile.model.ledger import Ledger
from reconcile.model.results import Conservation, SheetRows
from reconcile.model.table import EXCLUDED, Line, Role, Table
from reconcile.model.values import Unknown


def conserve(
    grids: Iterable[Grid],
    tables: Sequence[Table],
    loose: Mapping[tuple[str, str], Sequence[Line]],
    books: Books,
    ledger: Ledger,
) -> Conservation:
    """What was read against what became of it, row by row and đồng by đồng."""
    income = sum(row.amount or 0 for row in books.income)
    later_income = sum(row.amount or 0 for row in ledger.later_income)
    grants = sum(grant.received or 0 for grant in books.grants)
    return Conservation(
        rows_kept(grids, tables, loose),
        money_read=sum(payment.amount for payment in books.payments) + income + grants,
        dues=sum(position.paid for position in ledger.positions),
        other=income - later_income,
        grants=grants,
        parked=sum(parked.payment.amount for parked in ledger.parked),
        later=sum(payment.amount for payment in ledger.later) + later_income,
        other_period=sum(payment.amount for payment in ledger.other_period),
    )


def rows_kept(
    grids: Iterable[Grid], tables: Sequence[Table], loose: Mapping[tuple[str, str], Sequence[Line]]
) -> tuple[SheetRows, ...]:
    """What became of the rows of each worksheet."""
    by_sheet: dict[tuple[str, str], list[Table]] = {}
    for table in tables:
        by_sheet.setdefault((table.grid.source, table.grid.sheet), []).append(table)
    return tuple(_sheet(grid, by_sheet.get((grid.source, grid.sheet), []), loose) for grid in grids)


def _sheet(grid: Grid, tables: Sequence[Table], loose: Mapping[tuple[str, str], Sequence[Line]]) -> SheetRows:
    """Each row once, whatever stands side by side in it: as detail, else as excluded, else as structure."""
    fates = [_fate(line, table) for table in tables for line in table.lines]
    fates += [_Fate(line.row, "no_table", None, line.label) for line in loose.get((grid.source, grid.sheet), ())]
    by_row: dict[int, _Fate] = {}
    for fate in sorted(fates, key=lambda fate: fate.rank):
        by_row.setdefault(fate.row, fate)
    left_out = [fate for _, fate in sorted(by_row.items()) if fate.reason not in {"detail", "structure"}]
    return SheetRows(
        grid.source,
        grid.sheet,
        tables[0].kind if tables else "unknown",
        read=sum(1 for row in range(1, grid.height + 1) if any(True for _ in grid.filled(row))),
        detail=sum(fate.reason == "detail" for fate in by_row.values()),
        structure=sum(fate.reason == "structure" for fate in by_row.values()),
        excluded=tuple((grid.ref(f.row, _first(grid, f.row)), f.reason, f.amount, f.label) for f in left_out),
        hidden_rows=sum(1 for row in grid.hidden_rows if any(True for _ in grid.filled(row))),
        cells=grid.scan.non_empty,
        cells_accounted=sum(1 for row in by_row for _ in grid.filled(row)),
        tables=len(tables),
        scale=next((table.scale for table in tables), 1),
    )


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of a row: detail, structure, or the reason of its exclusion with its amount."""

    row: int
    reason: str
    amount: int | None
    label: str

    @property
    def rank(self) -> int:
        return {"detail": 0, "structure": 2}.get(self.reason, 1)


def _fate(line: Line, table: Table) -> _Fate:
    if line.role is Role.LEAF:
        return _Fate(line.row, "not_understood" if table.kind == "unknown" else "detail", None, line.label)
    if line.role in EXCLUDED:
        return _Fate(line.row, line.role.value, _amount(table, line.row), line.label)
    return _Fate(line.row, "structure", None, line.label)


def _first(grid: Grid, row: int) -> int:
    return next((column for column, _ in grid.filled(row)), 1)


def _amount(table: Table, row: int) -> int | None:
    """The largest amount of a row that enters no sum; None where it shows none."""
    numbers = [
        n for (r, _), n in table.numbers.items() if r == row and isinstance(n, int) and not isinstance(n, Unknown)
    ]
    return max(numbers, default=None)
