"""A103: a stated number of payers ("62/63") is not what the rows give."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.results import World
from reconcile.model.topics import Constant, Statement
from reconcile.model.values import Term, Text, Unknown

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
            if readings := tuple(_readings(world, statement, classes)):
                yield Claim(CODE.id, statement, readings, Ground.CHARTER)


def _readings(world: World, statement: Statement, classes: set[str]) -> Iterator[Reading]:
    """What a number may count; none where there is nothing to count it by."""
    measure = statement.topic.measure
    if measure == "units_paid" and _untold(world, classes):
        yield _reading(statement, "payers", Unknown("cells"))
    elif measure == "units_paid" and _listed(world, classes):
        yield _reading(statement, "payers", _payers(world, classes))
        if world.ledger and not world.ledger.later:
            paid = sum(p.paid_units for p in world.ledger.positions if p.branch.class_id in classes)
            yield _reading(statement, "units_paid", paid)
    elif measure in {"new_units", "new_members"}:
        if (number := _admitted(world, classes, measure)) is not None:
            yield _reading(statement, "admitted", number)
    elif measure == "units" and _only_reported(world, statement) and (units := _units(world, classes)):
        yield _reading(statement, "units_on_roll", units)


def _only_reported(world: World, statement: Statement) -> bool:
    """Whether no list states the number: where one does, A102 compares with it."""
    return all(other.place.kind == "summary" for other in world.statements.about(statement.topic))


def _listed(world: World, classes: set[str]) -> bool:
    """Whether any list or receipt names a branch of the classes: without one the payers are unknown, not none."""
    positions = world.ledger.positions if world.ledger else ()
    return any(position.cells for position in positions if position.branch.class_id in classes)


def _untold(world: World, classes: set[str]) -> bool:
    """Whether a list ticks a branch of the classes off without an amount: it may count as a payer, or may not."""
    positions = world.ledger.positions if world.ledger else ()
    return any(position.untold for position in positions if position.branch.class_id in classes)


def _reading(statement: Statement, name: str, number: int | Unknown) -> Reading:
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
    """The units of the classes; 0 where the roll has no such branch, and nothing can be compared."""
    if world.roll is None or world.period is None:
        return 0
    return sum(branch.units for name in classes for branch in world.roll.of_class(name, world.period))


def _admitted(world: World, classes: set[str], measure: str) -> int | None:
    """Units or members of branches whose membership begins in the period; None where the roll has no such dates."""
    if world.roll is None or world.period is None or not world.roll.branches:
        return None
    if any(branch.valid_from is None for branch in world.roll.branches):
        return None
    new = [
        b for b in world.roll.branches if b.class_id in classes and b.valid_from and world.period.holds(b.valid_from)
    ]
    if measure == "new_units":
        return sum(branch.units for branch in new)
    members = [branch.members for branch in new]
    return None if None in members else sum(number or 0 for number in members)
