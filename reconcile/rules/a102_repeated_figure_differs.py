"""A102: the same figure is stated twice and differs, or a report states what the detail rows do not give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.places import CellRef
from reconcile.model.results import World
from reconcile.model.topics import Span, Statement, Topic
from reconcile.model.values import Cells, Term, Text

CODE = Code(
    "A102",
    matter="figure",
    severity=Severity.ERROR,
    says={"label": Text, "other": Cells, "other_file": Text, "direction": Term},
    weighs=("stated", "expected"),
)

EXACT = frozenset(
    {"collected", "due", "approved", "spent", "remaining", "members", "units", "outstanding", "opening", "advance"}
)
"""Measures whose repeats must be equal; a rate or a count of payers has rules of its own."""


def claims(world: World) -> Iterator[Claim]:
    """A repeat binds to the statement of equal topic; to the rows only where none is stated and no total claims it."""
    spans = _spans(world)
    totalled = {relation.ref(relation.row) for relation in world.relations}
    for topic, statements in world.statements.by_topic.items():
        if not topic.known or topic.measure not in EXACT:
            continue
        source = _source(statements)
        for statement in statements:
            if statement is not source:
                yield Claim(CODE.id, statement, (Reading("same", "same", (source,)),), Ground.MEANING)
        if source.place.kind == "summary" and source.at not in totalled and topic in spans:
            yield Claim(CODE.id, source, (Reading("rows", "sum", (spans[topic],)),), Ground.MEANING)


def _source(statements: tuple[Statement, ...]) -> Statement:
    """The statement that the others repeat: of a list before that of a summary."""
    return min(statements, key=lambda statement: (statement.place.kind == "summary", statement.at))


def _spans(world: World) -> Mapping[Topic, Span]:
    """The detail rows of each class, income and grant as one span of money collected."""
    cells: dict[Topic, list[tuple[CellRef, int | None]]] = {}
    if world.books is None or world.roll is None or world.period is None:
        return {}
    classes = {branch.slug: branch.class_id for branch in world.roll.branches}
    for payment in world.books.payments:
        if payment.branch and world.period.covers(payment.for_period):
            topic = Topic("collected", frozenset({f"dues/{classes[payment.branch]}"}), world.period)
            cells.setdefault(topic, []).append((payment.at, payment.amount))
    for row in world.books.dues:
        if row.unread and row.branch and world.period.covers(row.period):
            topic = Topic("collected", frozenset({f"dues/{classes[row.branch]}"}), world.period)
            cells.setdefault(topic, []).append((row.paid_at or row.at, None))
    for income in world.books.income:
        cells.setdefault(Topic("collected", frozenset({income.atom}), world.period), []).append(
            (income.at, income.amount)
        )
    for grant in world.books.grants:
        topic = Topic("collected", frozenset({grant.atom}), grant.booked)
        cells.setdefault(topic, []).append((grant.at, grant.received))
    return {topic: _span(topic, found) for topic, found in cells.items() if topic.known}


def _span(topic: Topic, found: list[tuple[CellRef, int | None]]) -> Span:
    known = [number for _, number in found if number is not None]
    unknown = tuple(cell for cell, number in found if number is None)
    return Span(topic, topic.measure, tuple(cell for cell, _ in found), sum(known), unknown, len(known))
