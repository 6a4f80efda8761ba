"""A104: a stated collection rate follows from no base: not by unit, not by money, not by member."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.ledger import Position
from reconcile.model.results import World
from reconcile.model.topics import Constant, Operand, Statement, Topic
from reconcile.model.values import Text, Unknown

CODE = Code(
    "A104",
    matter="figure",
    severity=Severity.ERROR,
    says={"label": Text, "written": Text},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll", "positions"}),
)


def claims(world: World) -> Iterator[Claim]:
    """Each stated rate against every base that it could mean; it holds if one fits."""
    for statement in world.statements.all:
        if statement.topic.measure != "rate" or world.ledger is None:
            continue
        classes = [atom.removeprefix("dues/") for atom in sorted(statement.topic.scope) if atom.startswith("dues/")]
        readings = [*_stated_shares(world, statement), *_bases(world, statement, classes)]
        if world.ledger.later or any(p.untold for p in world.ledger.positions if p.branch.class_id in classes):
            # A report of a later day, or ticks without an amount: that no base known today fits proves nothing.
            readings.append(Reading("rate_of_units", "ratio", (_number(statement, Unknown("cells")),)))
        if readings:
            yield Claim(CODE.id, statement, tuple(readings), Ground.MEANING)


def _stated_shares(world: World, rate: Statement) -> Iterator[Reading]:
    """ "62/63" stated for the same branches, or for a part of them."""
    for paid in world.statements.all:
        topic = paid.topic
        if topic.measure == "units_paid" and topic.scope <= rate.topic.scope and topic.period == rate.topic.period:
            for all_units in world.statements.about(Topic("units", topic.scope, topic.period)):
                if all_units.at == paid.at:
                    yield Reading("rate_of_units", "ratio", (paid, all_units))


def _bases(world: World, rate: Statement, classes: list[str]) -> Iterator[Reading]:
    """By unit, by money and by member, for all branches of the scope and for each class in it that a list names."""
    for group in dict.fromkeys((tuple(classes), *((name,) for name in classes))):
        positions = [p for p in world.ledger.positions if p.branch.class_id in group] if world.ledger else []
        bases: tuple[tuple[str, list[int], list[int | None]], ...] = (
            ("rate_of_units", [p.paid_units for p in positions], [p.branch.units for p in positions]),
            ("rate_of_money", [p.paid for p in positions], [p.due for p in positions]),
            ("rate_of_members", [_members(p) for p in positions], [p.branch.members for p in positions]),
        )
        listed = any(position.cells for position in positions)
        for name, top, bottom in bases if listed else ():
            base = _whole(bottom)
            if base:
                yield Reading(name, "ratio", (_number(rate, sum(top)), _number(rate, base)))


def _whole(numbers: list[int | None]) -> int | None:
    """Σ; unknown as soon as one is."""
    return None if None in numbers else sum(number or 0 for number in numbers)


def _members(position: Position) -> int:
    return (position.branch.members or 0) if position.settled else 0


def _number(rate: Statement, number: int | Unknown) -> Operand:
    return Constant(rate.topic, number, "base")
