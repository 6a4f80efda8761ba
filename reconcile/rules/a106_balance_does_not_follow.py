"""A106: what a row shows as outstanding is not its due and arrears less what it shows as paid."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.books import DuesRow
from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.results import World
from reconcile.model.topics import Constant, Section, Statement, Topic
from reconcile.model.values import Term, Text

CODE = Code(
    "A106",
    matter="figure",
    severity=Severity.ERROR,
    says={"label": Text, "direction": Term},
    weighs=("stated", "expected"),
    needs=frozenset({"charter", "roll"}),
)


def claims(world: World) -> Iterator[Claim]:
    """One claim for each row that states due, paid and balance; a blank paid beside a stated balance counts as none."""
    for row in world.books.dues if world.books else ():
        table = next((found for found in world.tables if found.name == row.table), None)
        if table is None or row.balance is None or row.due is None or "paid" not in table.by_role or row.unread:
            continue
        topic = Topic(
            "outstanding", frozenset({f"branch/{row.branch}" if row.branch else f"?{row.shown_name}"}), row.period
        )
        at = table.cell(row.row, "balance")
        stated = Statement(topic, row.balance, (at,), "leaf", row.shown_name, Section("dues", topic.families))
        yield Claim(CODE.id, stated, tuple(_readings(topic, row)), Ground.MEANING)


def _readings(topic: Topic, row: DuesRow) -> Iterator[Reading]:
    """Outstanding = due + arrears − paid − paid ahead; some lists show an overpayment as a negative balance."""
    net = (row.due or 0) + (row.arrears_in or 0) - (row.advance or 0) - (row.paid or 0)
    yield Reading("balance", "same", (Constant(topic, net, "balance"),))
    yield Reading("balance", "same", (Constant(topic, -net, "surplus"),))
    if net < 0:
        yield Reading("balance", "same", (Constant(topic, 0, "balance"),))
