"""C103: a branch on the roll that the dues list of its class leaves out."""

from __future__ import annotations

from reconcile.model.flags import Code, Explanation, Findings, Flag, Severity
from reconcile.model.ledger import Position
from reconcile.model.places import CellRef
from reconcile.model.results import World
from reconcile.model.values import Money, Text

CODE = Code(
    "C103",
    matter="dues",
    severity=Severity.BREACH,
    says={"name": Text, "due": Money},
    weighs=("due",),
    needs=frozenset({"charter", "roll", "positions"}),
    job="remind",
)


def findings(world: World) -> Findings:
    """Every branch of the roll: does a list or a receipt name it?"""
    positions = world.ledger.positions if world.ledger else ()
    return Findings(len(positions), tuple(_flag(position) for position in positions if position.status == "absent"))


def _flag(position: Position) -> Flag:
    due = Money((position.opening or 0) + (position.due or 0))
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        position.branch.slug,
        position.period,
        position.name_at or CellRef("", "", 1, 1),
        stated=Money(0),
        expected=due,
        difference=-due.amount,
        at_stake=position.closing or 0,
        values={"name": Text(position.branch.name), "due": due},
        explanations=(Explanation("left_off_the_list", 1.0), Explanation("branch_gone", 0.5)),
        authority=position.rate.authority if position.rate else None,
        job=CODE.job,
    )
