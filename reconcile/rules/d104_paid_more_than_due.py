"""D104: a branch has paid more than it owes; the rest stands as paid in advance. A note: more is no breach."""

from __future__ import annotations

from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.ledger import Position
from reconcile.model.results import World
from reconcile.model.values import Money, Text

CODE = Code(
    "D104",
    matter="advance",
    severity=Severity.NOTE,
    says={"name": Text, "advance": Money},
    weighs=("advance",),
    needs=frozenset({"charter", "roll", "positions"}),
    job="confirm_advance",
)


def findings(world: World) -> Findings:
    """Every position on which something was paid."""
    paid = [position for position in world.ledger.positions if position.paid] if world.ledger else []
    ahead = (position for position in paid if position.status == "ahead" and not _another_unit(position))
    return Findings(len(paid), tuple(_flag(position) for position in ahead))


def _another_unit(position: Position) -> bool:
    """A thousand times the due is no advance: D105 says what it is."""
    return any(
        position.due and row.amount in {position.due * 1_000, position.due * 1_000_000} for row in position.payments
    )


def _flag(position: Position) -> Flag:
    due = Money((position.opening or 0) + (position.due or 0))
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        position.branch.slug,
        position.period,
        position.cells[0],
        stated=Money(position.paid),
        expected=due,
        difference=position.paid - due.amount,
        at_stake=position.advance,
        values={"name": Text(position.branch.name), "advance": Money(position.advance)},
        explanations=(Explanation("paid_ahead", 1.0), Explanation("unit_missing_on_roll", 0.5)),
        authority=position.rate.authority if position.rate else None,
        job=CODE.job,
    )
