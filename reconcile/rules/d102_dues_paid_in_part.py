"""D102: a branch has paid less than the dues that have fallen due."""

from __future__ import annotations

from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.ledger import Position
from reconcile.model.results import World
from reconcile.model.values import Count, Fractional, Money, Text

CODE = Code(
    "D102",
    matter="dues",
    severity=Severity.BREACH,
    says={"name": Text, "outstanding": Money, "units": Fractional, "unpaid": Count},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll", "positions"}),
    job="remind",
)


def findings(world: World) -> Findings:
    """Every position on which something was paid and whose due day has come."""
    positions = world.ledger.positions if world.ledger else ()
    tested = [position for position in positions if position.paid and position.status in {"paid", "part", "ahead"}]
    return Findings(len(tested), tuple(_flag(position) for position in tested if position.status == "part"))


def _flag(position: Position) -> Flag:
    units, paid = position.branch.units, position.paid_units
    due = Money((position.opening or 0) + (position.due or 0))
    kinds = ("branches_unpaid", "roll_out_of_date") if units > 1 else ("rest_to_come", "rate_lowered")
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        position.branch.slug,
        position.period,
        position.cells[0],
        stated=Money(position.paid - position.advance),
        expected=due,
        difference=position.paid - position.advance - due.amount,
        at_stake=position.closing or 0,
        also=position.cells[1:],
        values={
            "name": Text(position.branch.name),
            "outstanding": Money(position.closing or 0),
            "units": Fractional(paid, units),
            "unpaid": Count(units - paid),
        },
        explanations=tuple(Explanation(kind, 1.0 - place / 2) for place, kind in enumerate(kinds)),
        authority=position.rate.authority if position.rate else None,
        job=CODE.job,
    )
