"""The figure is another figure of the same sheet, copied: a total of narrower scope under a wider label."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.model.flags import Explanation
from reconcile.model.table import TOTALS
from reconcile.model.values import Money, Text, Value


def explain(case: Case) -> Iterator[Explanation]:
    """Another total of the same column with the same number; one over the same rows only restates them."""
    table = case.table
    if table is None:
        return
    at = case.result.at
    for line in table.of(*TOTALS):
        same = table.numbers.get((line.row, at.column)) == case.shown
        if (
            same
            and len(table.covers.get(line.row, ())) > 1
            and line.row != at.row
            and table.covers.get(line.row) != table.covers.get(at.row)
        ):
            cell = table.grid.ref(line.row, at.column)
            values: dict[str, Value] = {"cell": cell, "label": Text(line.label), "amount": Money(case.shown)}
            yield Explanation("equals_other", 1.5, values, (cell,))
