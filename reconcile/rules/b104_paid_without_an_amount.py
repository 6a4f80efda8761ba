"""B104: a list only ticks a branch off as paid ("x", "√") and gives no amount."""

from __future__ import annotations

from reconcile.model.books import DuesRow
from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.results import World
from reconcile.model.values import Text

CODE = Code(
    "B104",
    matter="tick",
    severity=Severity.EVIDENCE,
    says={"name": Text, "shown": Text},
    weighs=(),
    needs=frozenset({"roll"}),
    job="ask_amount",
)


def findings(world: World) -> Findings:
    """Every row of a dues list. The amount stays unknown: a tick is neither the rate nor 0."""
    rows = world.books.dues.rows if world.books else ()
    return Findings(len(rows), tuple(_flag(world, row) for row in rows if row.marked))


def _flag(world: World, row: DuesRow) -> Flag:
    at = row.paid_at or row.at
    table = world.table_at(at)
    shown = str(table.grid.value(at.row, at.column)) if table else ""
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        row.branch or row.shown_name,
        row.period,
        at,
        values={"name": Text(row.shown_name), "shown": Text(shown)},
        explanations=(Explanation("list_without_receipt", 1.0),),
        job=CODE.job,
    )
