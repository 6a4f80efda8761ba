"""A part, or a subtotal beside its own rows, was added twice: shown = computed + that."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case, Part
from reconcile.audit.causes import one_of
from reconcile.model.flags import Explanation


def explain(case: Case) -> Iterator[Explanation]:
    """Subtotals as large as what is too much before single rows; equal amounts fit alike and weigh less each."""
    subtotals = list(_subtotals(case))
    yield from one_of("counts_twice", 1.5, subtotals)
    if not subtotals:
        yield from one_of("counts_twice", 1.0, [part for part in case.parts if part.number == case.residual])


def _subtotals(case: Case) -> Iterator[Part]:
    """Totals of some of the rows that the broken total covers."""
    table, at = case.table, case.result.at
    covered = set(table.covers.get(at.row, ())) if table else set()
    for row, rows in table.covers.items() if table else ():
        if set(rows) < covered and table and table.numbers.get((row, at.column)) == case.residual:
            yield Part(table.grid.ref(row, at.column), case.residual, table.by_row[row].label)
