"""A103: a stated number of payers ("62/63") is not what the rows give."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.results import World
from reconcile.model.topics import Constant, Statement
from reconcile.model.values import Term, Text

CODE = Code(
    "A103",
    matter="figure",
    severity=Severity.ERROR,
    says={"label": Text, "written": Text, "direction": Term},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll", "positions"}),
)


def claims(world: World) -> Iterator[Claim]:
    """Numbers of payers against the rows with money; units, new units and new members against the roll."""
    for topic, statements in world.statements.by_topic.items():
        classes = {atom.removeprefix("dues/") for atom in topic.scope if atom.startswith("dues/")}
        if not topic.known or len(classes) != len(topic.scope):
            continue
        for statement in statements:
            if topic.measure == "units_paid":
                yield _claim(world, statement, classes)
            elif topic.measure in {"new_units", "new_members"}:
                if (number := _admitted(world, classes, topic.measure)) is not None:
                    yield Claim(CODE.id, statement, (_reading(statement, "admitted", number),), Ground.CHARTER)
            elif topic.measure == "units" and all(other.place.kind == "summary" for other in statements):
                yield Claim(
                    CODE.id, statement, (_reading(statement, "units_on_roll", _units(world, classes)),), Ground.CHARTER
                )


def _claim(world: World, statement: Statement, classes: set[str]) -> Claim:
    readings = [_reading(statement, "payers", _payers(world, classes))]
    if world.ledger and not world.ledger.later:
        paid = sum(p.paid_units for p in world.ledger.positions if p.branch.class_id in classes)
        readings.append(_reading(statement, "units_paid", paid))
    return Claim(CODE.id, statement, tuple(readings), Ground.CHARTER)


def _reading(statement: Statement, name: str, number: int) -> Reading:
    return Reading(name, "same", (Constant(statement.topic, number, name),))


def _payers(world: World, classes: set[str]) -> int:
    """Branches of the classes with money for the period, whenever it was received."""
    if world.books is None or world.roll is None or world.period is None:
        return 0
    return len(
        {
            payment.branch
            for payment in world.books.payments
            if payment.branch
            and payment.amount > 0
            and world.period.covers(payment.for_period)
            and world.roll.by_slug[payment.branch].class_id in classes
        }
    )


def _units(world: World, classes: set[str]) -> int:
    if world.roll is None or world.period is None:
        return 0
    return sum(branch.units for name in classes for branch in world.roll.of_class(name, world.period))


def _admitted(world: World, classes: set[str], measure: str) -> int | None:
    """Units or members of branches whose membership begins in the period; None where the roll has no such dates."""
    if world.roll is None or world.period is None or any(branch.valid_from is None for branch in world.roll.branches):
        return None
    new = [
        b for b in world.roll.branches if b.class_id in classes and b.valid_from and world.period.holds(b.valid_from)
    ]
    if measure == "new_units":
        return sum(branch.units for branch in new)
    members = [branch.members for branch in new]
    return None if None in members else sum(number or 0 for number in members)
