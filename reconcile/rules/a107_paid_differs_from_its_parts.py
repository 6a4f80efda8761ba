"""A107: what a dues list shows as paid is not the sum of its months, or not what the receipts book holds."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.books import DuesRow
from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.results import World
from reconcile.model.table import Table
from reconcile.model.topics import Constant, Section, Statement, Topic
from reconcile.model.values import Term, Text

CODE = Code(
    "A107",
    matter="figure",
    severity=Severity.ERROR,
    says={"label": Text, "direction": Term},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll"}),
)


def claims(world: World) -> Iterator[Claim]:
    """One claim for each row that shows paid beside months, and one for each that receipts stand for elsewhere."""
    tables = {table.name: table for table in world.tables}
    for row in world.books.dues if world.books else ():
        table = tables.get(row.table)
        if table is None or row.paid is None or "paid" not in table.by_role or row.paid_at is None:
            continue
        for name, total in (("instalments", _months(table, row)), ("receipts", _receipts(world, row))):
            if total is not None:
                topic = Topic("collected", frozenset({f"branch/{row.branch or row.shown_name}"}), row.period)
                stated = Statement(
                    topic, row.paid, (row.paid_at,), "leaf", row.shown_name, Section("dues", topic.families)
                )
                yield Claim(CODE.id, stated, (Reading(name, "same", (Constant(topic, total, name),)),), Ground.MEANING)


def _months(table: Table, row: DuesRow) -> int | None:
    cells = [table.numbers.get((row.row, c.index)) for c in table.columns if c.role == "instalment"]
    numbers = [number for number in cells if isinstance(number, int)]
    return sum(numbers) if numbers else None


def _receipts(world: World, row: DuesRow) -> int | None:
    """Σ of the payments that other tables hold for the branch and the period of the row."""
    payments = world.books.payments if world.books and row.branch else ()
    found = [
        payment.amount
        for payment in payments
        if payment.branch == row.branch and payment.table != row.table and row.period.covers(payment.for_period)
    ]
    return sum(found) if found else None
