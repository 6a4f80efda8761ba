"""B102: one receipt number stands for two payments that cannot be one."""

from __future__ import annotations

from itertools import combinations

from reconcile.model.books import PaymentRow
from reconcile.model.flags import Code, Evidence, Explanation, Findings, Flag, Severity
from reconcile.model.places import CellRef
from reconcile.model.results import World
from reconcile.model.values import Money, Text

CODE = Code(
    "B102",
    matter="receipt_number",
    severity=Severity.EVIDENCE,
    says={
        "receipt": Text,
        "name": Text,
        "amount": Money,
        "other_name": Text,
        "other_amount": Money,
        "other_at": CellRef,
    },
    weighs=("amount", "other_amount"),
    needs=frozenset({"roll"}),
    job="see_stub",
)


def findings(world: World) -> Findings:
    """Receipt numbers over all lists. Several branches on one number and one day are a joint payment and no matter."""
    by_number: dict[tuple[str, int], list[PaymentRow]] = {}
    for payment in world.books.payments if world.books else ():
        if payment.receipt:
            by_number.setdefault(_number(payment), []).append(payment)
    pairs = ((number, same, _clash(same)) for number, same in sorted(by_number.items()))
    return Findings(len(by_number), tuple(_flag(number, same, *pair) for (number, _), same, pair in pairs if pair))


def _number(payment: PaymentRow) -> tuple[str, int]:
    """The number without case, blanks and hyphens, and its year: stubs begin anew each year."""
    letters = "".join(letter for letter in payment.receipt.upper() if letter.isalnum())
    return letters, (payment.paid_on or payment.for_period.start).year


def _clash(same: list[PaymentRow]) -> tuple[PaymentRow, PaymentRow] | None:
    """The first two that cannot be one payment: of one payer for one period, or of two days that are known."""
    return next((pair for pair in combinations(same, 2) if _cannot_be_one(*pair)), None)


def _cannot_be_one(first: PaymentRow, second: PaymentRow) -> bool:
    one_day = first.paid_on is None or second.paid_on is None or first.paid_on == second.paid_on
    one_payer = (first.branch or first.shown_name) == (second.branch or second.shown_name)
    return not one_day or (one_payer and first.for_period == second.for_period)


def _flag(number: str, same: list[PaymentRow], first: PaymentRow, second: PaymentRow) -> Flag:
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        f"receipt/{number}",
        first.for_period,
        second.receipt_at or second.at,
        at_stake=second.amount,
        evidence=tuple(Evidence(p.receipt_at or p.at, Text(p.receipt), p.shown_name) for p in same),
        also=tuple(p.receipt_at or p.at for p in same if p is not second),
        values={
            "receipt": Text(second.receipt),
            "name": Text(second.shown_name),
            "amount": Money(second.amount),
            "other_name": Text(first.shown_name),
            "other_amount": Money(first.amount),
            "other_at": first.receipt_at or first.at,
        },
        explanations=(Explanation("number_mistyped", 1.0), Explanation("entered_twice", 0.5)),
        job=CODE.job,
    )
