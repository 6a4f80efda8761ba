"""S101: a report states a collection rate and does not say of what; by another base it would not hold."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.ledger import Position
from reconcile.model.results import World
from reconcile.model.topics import Statement, Topic
from reconcile.model.values import Fractional, Interval, Money, Ratio, Text, Value, Written

CODE = Code(
    "S101",
    matter="rate_base",
    severity=Severity.EXPLAIN,
    says={"label": Text, "written": Text, "money_rate": Ratio},
    weighs=("written", "money_rate"),
    needs=frozenset({"charter", "roll", "positions"}),
    job="name_the_base",
)


def findings(world: World) -> Findings:
    """Every stated rate that names no base."""
    rates = [statement for statement in world.statements.all if statement.topic.measure == "rate"]
    flags = [flag for rate in rates if not rate.unit.startswith("base:") and (flag := _flag(world, rate))]
    return Findings(len(rates), tuple(flags))


def _flag(world: World, rate: Statement) -> Flag | None:
    """None where the rate holds by money too (nobody can be misled) or by no base at all (A104 says that)."""
    classes = {atom.removeprefix("dues/") for atom in rate.topic.scope if atom.startswith("dues/")}
    positions = [p for p in world.ledger.positions if p.branch.class_id in classes] if world.ledger else []
    due = sum(position.due or 0 for position in positions)
    if not due or any(position.due is None or position.untold for position in positions):
        return None
    paid = sum(position.paid for position in positions) + _later(world, classes)
    money = Ratio(paid, due)
    by_money = Fraction(100 * paid, due)
    if by_money == rate.value or (isinstance(rate.value, Interval) and by_money in rate.value):
        return None
    by_units = _units(world, rate)
    if not by_units and not _by_other_base(positions, rate):
        return None
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        "rate:" + "+".join(sorted(rate.topic.scope)),
        rate.topic.period,
        rate.at,
        stated=Written(rate.text, rate.value),
        expected=money,
        values={"label": Text(rate.label), "written": Text(rate.text), "money_rate": money},
        explanations=(*by_units, *_receivable(world, rate)),
        job=CODE.job,
    )


def _by_other_base(positions: Sequence[Position], rate: Statement) -> bool:
    """Whether the rate holds by unit or by member, for all branches of its scope or for one class."""
    for group in [
        list(positions),
        *([p for p in positions if p.branch.class_id == c] for c in {q.branch.class_id for q in positions}),
    ]:
        for top, bottom in (
            (sum(p.paid_units for p in group), sum(p.branch.units for p in group)),
            (sum(p.branch.members or 0 for p in group if p.settled), sum(p.branch.members or 0 for p in group)),
        ):
            share = Fraction(100 * top, bottom) if bottom else None
            if share is not None and (
                share == rate.value or (isinstance(rate.value, Interval) and share in rate.value)
            ):
                return True
    return False


def _later(world: World, classes: set[str]) -> int:
    """Money that came in after the as-of date: a statement of a later date is checked against all rows."""
    if world.ledger is None or world.roll is None:
        return 0
    classed = {branch.slug: branch.class_id for branch in world.roll.branches}
    return sum(payment.amount for payment in world.ledger.later if classed.get(payment.branch or "") in classes)


def _units(world: World, rate: Statement) -> tuple[Explanation, ...]:
    """The stated count of payers that the rate follows from: "62/63"."""
    for paid in world.statements.all:
        if paid.topic.measure != "units_paid" or not paid.topic.scope <= rate.topic.scope:
            continue
        for units in world.statements.about(Topic("units", paid.topic.scope, paid.topic.period)):
            if units.at == paid.at and isinstance(paid.value, int) and isinstance(units.value, int) and units.value:
                share = Fraction(100 * paid.value, units.value)
                if isinstance(rate.value, Interval) and share in rate.value:
                    values: dict[str, Value] = {
                        "units": Fractional(paid.value, units.value),
                        "unit_rate": Ratio(paid.value, units.value),
                        "of": Text(paid.label),
                    }
                    return (Explanation("rate_of_units", 1.0, values, (paid.at,)),)
    return ()


def _receivable(world: World, rate: Statement) -> tuple[Explanation, ...]:
    """Between which receivables the rate would hold by money, for the money that is stated beside it."""
    for collected in world.statements.about(Topic("collected", rate.topic.scope, rate.topic.period)):
        value, share = collected.value, rate.value
        if isinstance(value, int) and isinstance(share, Interval) and share.lo and share.hi:
            least, most = Fraction(100 * value) / share.hi, Fraction(100 * value) / share.lo
            low, high = -(-least.numerator // least.denominator), most.numerator // most.denominator
            return (Explanation("other_receivable", 0.5, {"low": Money(low), "high": Money(high)}, (collected.at,)),)
    return ()
