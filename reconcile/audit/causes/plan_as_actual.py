"""What is shown as collected is what was due: the plan was copied as the actual."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.audit.case import Case
from reconcile.model.flags import Explanation
from reconcile.model.ledger import Position
from reconcile.model.places import Place
from reconcile.model.topics import Topic
from reconcile.model.values import Count, Money


def explain(case: Case) -> Iterator[Explanation]:
    """The due of the same branches, as a list states it, else as the charter gives it."""
    topic = case.result.topic
    if topic.measure != "collected" or not topic.known:
        return
    positions = _positions(case, topic)
    table = case.table
    rows = len(table.covers.get(case.result.at.row, ())) if table else 0
    units = Count(sum(position.branch.units for position in positions) or rows)
    cells: tuple[Place, ...] = tuple(
        due.at
        for due in case.world.statements.about(Topic("due", topic.scope, topic.period))
        if due.value == case.shown
    )
    by_charter = [position.due for position in positions]
    if cells or (by_charter and None not in by_charter and sum(due or 0 for due in by_charter) == case.shown):
        yield Explanation("plan_as_actual", 2.2, {"amount": Money(case.shown), "count": units}, cells[:1])


def _positions(case: Case, topic: Topic) -> list[Position]:
    ledger = case.world.ledger
    return [p for p in ledger.positions if f"dues/{p.branch.class_id}" in topic.scope] if ledger else []
