"""C102: money from a payer whose name is not on the roll. It stays undetermined, never with the nearest name."""

from __future__ import annotations

from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.ledger import Parked
from reconcile.model.results import World
from reconcile.model.values import Money, Names, Text

CODE = Code(
    "C102",
    matter="payer",
    severity=Severity.EXPLAIN,
    says={"name": Text, "amount": Money, "near": Names},
    weighs=("amount",),
    needs=frozenset({"roll", "positions"}),
    job="ask_payer",
)


def findings(world: World) -> Findings:
    """Every payment and every row of a dues list: was its name found on the roll?"""
    if world.ledger is None or world.books is None:
        return Findings(0)
    flags = [_flag(parked) for parked in world.ledger.parked]
    asked = {(flag.subject, flag.period) for flag in flags}
    unpaid = [row for row in world.books.dues if row.branch is None and not row.paid]
    silent = [row for row in unpaid if (row.shown_name.casefold(), row.period) not in asked]
    flags += [
        Flag(
            CODE.id, CODE.matter, CODE.severity, row.shown_name.casefold(), row.period, row.at,
            values={"name": Text(row.shown_name), "amount": Money(0), "near": Names(())},
            explanations=(Explanation("name_unknown", 1.0),), job=CODE.job,
        )
        for row in silent
    ]  # fmt: skip
    listed = {(row.table, row.row) for row in world.books.dues}
    receipts = [payment for payment in world.books.payments if (payment.table, payment.row) not in listed]
    return Findings(len(listed) + len(receipts), tuple(flags))


def _flag(parked: Parked) -> Flag:
    payment = parked.payment
    kind = "not_current" if parked.why == "not_current" else "names_alike" if parked.near else "name_unknown"
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        payment.shown_name.casefold(),
        payment.for_period,
        payment.at,
        at_stake=payment.amount,
        values={"name": Text(payment.shown_name), "amount": Money(payment.amount), "near": Names(parked.near)},
        explanations=(Explanation(kind, 1.0, {"near": Names(parked.near)}),),
        job=CODE.job,
    )
