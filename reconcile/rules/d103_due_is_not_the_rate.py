"""D103: a dues list shows another due than the charter's rate gives."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.results import World
from reconcile.model.topics import Constant, Section, Statement, Topic
from reconcile.model.values import Money, Term, Text

CODE = Code(
    "D103",
    matter="rate",
    severity=Severity.BREACH,
    says={"label": Text, "direction": Term, "rate": Money},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll", "positions"}),
    job="correct_due",
)


def claims(world: World) -> Iterator[Claim]:
    """One claim for each row of a dues list that shows what is due from a branch with a known rate."""
    positions = {position.branch.slug: position for position in world.ledger.positions} if world.ledger else {}
    tables = {table.name: table for table in world.tables}
    for row in world.books.dues if world.books else ():
        position = positions.get(row.branch or "")
        if position is None or position.due is None or row.due is None or not position.period.covers(row.period):
            continue
        if row.period != position.period:
            continue
        topic = Topic("due", frozenset({f"branch/{row.branch}"}), row.period)
        at = tables[row.table].cell(row.row, "due")
        stated = Statement(topic, row.due, (at,), "leaf", row.shown_name, Section("dues", topic.families))
        expected = Constant(topic, position.due, "rate")
        yield Claim(CODE.id, stated, (Reading("units_times_rate", "same", (expected,)),), Ground.CHARTER)
