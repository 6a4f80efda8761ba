"""B103: money was received on a day outside the period that it is counted in (cut-off): late, or the wrong year."""

from __future__ import annotations

from reconcile.model.books import PaymentRow
from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.results import World
from reconcile.model.values import Day, Money, Text, Value

CODE = Code(
    "B103",
    matter="cut_off",
    severity=Severity.EXPLAIN,
    says={"name": Text, "amount": Money, "paid_on": Day},
    weighs=("amount", "paid_on"),
    needs=frozenset({"charter", "roll"}),
    job="settle_cut_off",
)


def findings(world: World) -> Findings:
    """Every dated payment against the fiscal year of the period that it is for."""
    if world.books is None or world.charter is None:
        return Findings(0)
    dated = [payment for payment in world.books.payments if payment.paid_on]
    outside = [p for p in dated if p.paid_on and not world.charter.year_of(p.paid_on).covers(p.for_period)]
    outside = [p for p in outside if p.paid_on and not p.for_period.holds(p.paid_on)]
    return Findings(len(dated), tuple(_flag(payment) for payment in outside))


def _flag(payment: PaymentRow) -> Flag:
    late = payment.paid_on is not None and payment.paid_on > payment.for_period.end
    kinds = ("late_for", "advance_for") if late else ("early_for", "arrears_for")
    values: dict[str, Value] = {"amount": Money(payment.amount), "name": Text(payment.shown_name)}
    if payment.paid_on:
        values["paid_on"] = Day(payment.paid_on)
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        payment.branch or payment.shown_name,
        payment.for_period,
        payment.date_at or payment.at,
        at_stake=payment.amount,
        values=values,
        explanations=tuple(Explanation(kind, 1.0 - place / 2) for place, kind in enumerate(kinds)),
        job=CODE.job,
    )
