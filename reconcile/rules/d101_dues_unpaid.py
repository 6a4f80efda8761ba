"""D101: a branch has paid nothing of dues that have fallen due."""

from __future__ import annotations

from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.ledger import Position
from reconcile.model.places import CellRef
from reconcile.model.results import World
from reconcile.model.values import Count, Money, Text

CODE = Code(
    "D101",
    matter="dues",
    severity=Severity.BREACH,
    says={"name": Text, "due": Money, "days": Count},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll", "positions"}),
    job="remind",
)


def findings(world: World) -> Findings:
    """Every position with a known due whose day has come."""
    positions = world.ledger.positions if world.ledger else ()
    tested = [position for position in positions if position.status not in {"unknown", "not_due", "absent"}]
    return Findings(len(tested), tuple(_flag(position) for position in tested if position.status == "unpaid"))


def _flag(position: Position) -> Flag:
    due = Money((position.opening or 0) + (position.due or 0))
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        position.branch.slug,
        position.period,
        position.cells[0] if position.cells else position.name_at or CellRef("", "", 1, 1),
        stated=Money(0),
        expected=due,
        difference=-due.amount,
        at_stake=position.closing or 0,
        values={"name": Text(position.branch.name), "due": due, "days": Count(position.overdue_days or 0)},
        explanations=(Explanation("no_payment_seen", 1.0),),
        authority=position.rate.authority if position.rate else None,
        job=CODE.job,
    )
