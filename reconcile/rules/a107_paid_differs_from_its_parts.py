"""A107: what a dues list shows as paid is not the sum of its months, or not what the receipts book holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.model.books import PaymentRow
from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.periods import Period
from reconcile.model.results import World
from reconcile.model.topics import Constant, Section, Statement, Topic
from reconcile.model.values import Term, Text, Unknown

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
    tables, receipts = {table.name: table for table in world.tables}, _receipts(world)
    for row in world.books.dues if world.books else ():
        table = tables.get(row.table)
        if table is None or row.paid is None or "paid" not in table.by_role or row.paid_at is None:
            continue
        months = table.sum_of(row.row, "instalment")
        for name, total in (("instalments", months), ("receipts", receipts.get((row.branch, row.period)))):
            if total is not None and total != Unknown("blank"):
                topic = Topic("collected", frozenset({f"branch/{row.branch or row.shown_name}"}), row.period)
                stated = Statement(
                    topic, row.paid, (row.paid_at,), "leaf", row.shown_name, Section("dues", topic.families)
                )
                yield Claim(CODE.id, stated, (Reading(name, "same", (Constant(topic, total, name),)),), Ground.MEANING)


def _receipts(world: World) -> Mapping[tuple[str | None, Period], int]:
    """(branch, period of a dues row) → Σ of what receipts books hold for it; lists are not receipts."""
    books = {table.name for table in world.tables if table.kind == "payments"}
    by_branch: dict[str, list[PaymentRow]] = {}
    for payment in world.books.payments if world.books else ():
        if payment.branch and payment.table in books:
            by_branch.setdefault(payment.branch, []).append(payment)
    found: dict[tuple[str | None, Period], int] = {}
    for key in dict.fromkeys((row.branch, row.period) for row in (world.books.dues if world.books else ())):
        branch, period = key
        amounts = [payment.amount for payment in by_branch.get(branch or "", ()) if period.covers(payment.for_period)]
        if amounts:
            found[key] = sum(amounts)
    return found
