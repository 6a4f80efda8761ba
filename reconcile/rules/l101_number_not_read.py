"""L101: a cell of an amount or count holds text that is no number, or not just one whole number."""

from __future__ import annotations

from reconcile.model.flags import Code, Findings, Flag, Severity
from reconcile.model.results import World
from reconcile.model.table import EXCLUDED, Role, Table
from reconcile.model.values import Number, Text, Unknown

CODE = Code(
    "L101",
    matter="reading",
    severity=Severity.EVIDENCE,
    says={"shown": Text, "column": Text, "label": Text},
    weighs=(),
    job="correct_cell",
)

READ = frozenset({Role.LEAF, Role.SUBTOTAL, Role.TOTAL})
TEXT = frozenset({"note", "percent", "count", "method", "kept", "remitted"})
"""Columns in which words or shares are usual."""

OPEN = frozenset({"text", "counted", "rate", "ambiguous"})
"""Why a text gives no number: none in it, a count of something else, a rate, two readings."""


def findings(world: World) -> Findings:
    """Every filled cell of a typed table's amount and count columns, in rows that enter a sum."""
    tested, flags = 0, []
    ticked = {dues.paid_at for dues in (world.books.dues if world.books else ()) if dues.marked}  # B104 asks for these
    for table in world.tables:
        roles = {column.index: column.role for column in table.columns}
        for (row, column), number in table.numbers.items():
            role = roles.get(column)
            if role is None or role in TEXT or table.kind == "unknown" or table.by_row[row].role in EXCLUDED:
                continue
            tested += 1
            if _open(table, number) and table.by_row[row].role in READ and table.grid.ref(row, column) not in ticked:
                flags.append(_flag(table, row, column))
    return Findings(tested, tuple(flags))


def _open(table: Table, number: Number) -> bool:
    """Whether no one amount was read; a report may round ("hơn 180 hội viên"), a list may not."""
    if isinstance(number, Unknown):
        return number.reason in OPEN
    return table.kind != "summary" and not isinstance(number, int)


def _flag(table: Table, row: int, column: int) -> Flag:
    heading = next(found.heading for found in table.columns if found.index == column)
    label = table.by_row[row].label
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        f"{table.kind}/{label}",
        table.period,
        table.grid.ref(row, column),
        part=heading,
        values={"shown": Text(str(table.grid.value(row, column))), "column": Text(heading), "label": Text(label)},
        job=CODE.job,
    )
