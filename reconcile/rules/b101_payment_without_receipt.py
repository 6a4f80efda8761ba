"""B101: money that is listed without a date or without a receipt number."""

from __future__ import annotations

from reconcile.model.books import PaymentRow
from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.results import World
from reconcile.model.values import Cells, Money, Term, Text

CODE = Code(
    "B101",
    matter="receipt",
    severity=Severity.EVIDENCE,
    says={"name": Text, "amount": Money, "missing": Term, "cells": Cells},
    weighs=("amount", "missing"),
    needs=frozenset({"roll"}),
    job="find_receipt",
)


def findings(world: World) -> Findings:
    """Every payment of a list that has columns for date and receipt number; a list without them is told elsewhere."""
    payments = [p for p in world.books.payments if p.date_at and p.receipt_at] if world.books else []
    flags = [
        _flag(world, payment)
        for payment in payments
        if payment.amount > 0 and not (payment.paid_on and payment.receipt)
    ]
    return Findings(len(payments), tuple(flags))


def _unread(world: World, payment: PaymentRow) -> bool:
    """Whether the cell of the day holds something that is no day before the list's own date."""
    table = world.table_at(payment.date_at) if payment.date_at else None
    return bool(table and payment.date_at and table.grid.value(payment.date_at.row, payment.date_at.column) is not None)


def _flag(world: World, payment: PaymentRow) -> Flag:
    if payment.paid_on is None and _unread(world, payment):
        missing = "unread_date"
    elif payment.paid_on is None:
        missing = "missing_receipt_and_date" if not payment.receipt else "missing_date"
    else:
        missing = "missing_receipt"
    places = [payment.date_at] * (payment.paid_on is None) + [payment.receipt_at] * (not payment.receipt)
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        payment.branch or payment.shown_name,
        payment.for_period,
        payment.at,
        at_stake=payment.amount,
        values={
            "name": Text(payment.shown_name),
            "amount": Money(payment.amount),
            "missing": Term(missing),
            "cells": Cells(tuple(cell for cell in places if cell)),
        },
        explanations=(Explanation("list_without_receipt", 1.0), Explanation("left_out_in_typing", 0.5)),
        job=CODE.job,
    )
