"""D105: a payment is exactly a thousand or a million times what was due: it was typed in another unit."""

from __future__ import annotations

from reconcile.model.flags import Code, Findings, Flag, Severity
from reconcile.model.ledger import Position
from reconcile.model.results import World
from reconcile.model.values import Count, Money, Text

CODE = Code(
    "D105",
    matter="unit",
    severity=Severity.ERROR,
    says={"name": Text, "factor": Count},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll", "positions"}),
)

FACTORS = (1_000, 1_000_000)


def findings(world: World) -> Findings:
    """Every position on which something was paid and something is due."""
    paid = [p for p in world.ledger.positions if p.paid and p.due] if world.ledger else []
    return Findings(len(paid), tuple(flag for position in paid if (flag := _flag(position))))


def _flag(position: Position) -> Flag | None:
    due = position.due or 0
    factor = next((factor for factor in FACTORS for row in position.payments if row.amount == due * factor), None)
    if factor is None:
        return None
    at = next(row.at for row in position.payments if row.amount == due * factor)
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        position.branch.slug,
        position.period,
        at,
        stated=Money(due * factor),
        expected=Money(due),
        difference=due * factor - due,
        at_stake=due * factor - due,
        values={"name": Text(position.branch.name), "factor": Count(factor)},
        authority=position.rate.authority if position.rate else None,
        job=CODE.job,
    )
