"""A101: a total is not the sum of the rows that it covers."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.claims import Claim, Ground, Reading, Relation
from reconcile.model.flags import Code, Severity
from reconcile.model.results import World
from reconcile.model.table import Table
from reconcile.model.topics import Section, Span, Statement, Topic
from reconcile.model.values import Count, Term, Text

CODE = Code(
    "A101",
    matter="figure",
    severity=Severity.ERROR,
    says={"label": Text, "column": Text, "count": Count, "direction": Term},
    weighs=("stated", "expected"),
)

LABELLED = 3.0
"""Decades of evidence of a hard label over a natural block; 2 more for each other total of the table that ties."""


def claims(world: World) -> Iterator[Claim]:
    """One claim for each total and each column that it adds up."""
    habit = _habit(world)
    for relation in world.relations:
        table = world.table_at(relation.ref(relation.row))
        if table is None:
            continue
        result = _result(world, table, relation)
        readings = tuple(_readings(world, table, relation, result))
        if not readings:
            continue
        known = result.topic.known and all(_known(reading) for reading in readings)
        others = habit.get((relation.source, relation.sheet), 0)
        yield Claim(
            CODE.id,
            result,
            readings,
            Ground.MEANING if known else Ground.LABEL,
            LABELLED + relation.gain + min(4, 2 * others),
        )


def _known(reading: Reading) -> bool:
    return all(term.topic.known for term in reading.terms)


def _habit(world: World) -> dict[tuple[str, str], int]:
    """How many totals of a sheet are confirmed by other columns."""
    confirmed: dict[tuple[str, str], int] = {}
    for relation in world.relations:
        if relation.gain:
            key = (relation.source, relation.sheet)
            confirmed[key] = confirmed.get(key, 0) + 1
    return confirmed


def _result(world: World, table: Table, relation: Relation) -> Statement:
    """The stated total; a column that no topic is known for is about itself."""
    cell = relation.ref(relation.row)
    for statement in world.statements.by_cell.get(cell, ()):
        return statement
    heading = next(column.heading for column in table.columns if column.index == relation.column)
    topic = Topic("column", frozenset({f"?{heading}"}), table.period)
    line = table.by_row[relation.row]
    number = table.numbers[relation.row, relation.column]
    return Statement(topic, number, (cell,), "total", line.label, Section(table.kind, topic.families))


def _readings(world: World, table: Table, relation: Relation, result: Statement) -> Iterator[Reading]:
    """All the rows; and the totals among them with the rest, so that what follows from a wrong one is no new matter."""
    terms = tuple(_terms(world, table, relation, relation.rows, result))
    if not terms:
        return
    yield Reading("rows", "sum", terms)
    inside = _inside(world, table, relation, result.topic.measure)
    if inside:
        summed = {row for total in inside for row in table.covers[total.at.row]}
        rest = tuple(row for row in relation.rows if row not in summed)
        mixed = sorted((*inside, *_terms(world, table, relation, rest, result)), key=lambda term: term.cells[0])
        yield Reading("subtotals", "sum", tuple(mixed))


def _terms(
    world: World, table: Table, relation: Relation, rows: tuple[int, ...], result: Statement
) -> Iterator[Statement | Span]:
    """In a list the rows as one span; in a summary the figure of each line."""
    if table.kind == "summary":
        stated = (_stated(world, relation, row, result.topic.measure) for row in rows)
        yield from (statement for statement in stated if statement)
    elif rows:
        yield _span(table, relation, rows, result)


def _inside(world: World, table: Table, relation: Relation, measure: str) -> tuple[Statement, ...]:
    """The widest totals above that sum a part of the rows, each part once, where they state a number."""
    stated = {
        frozenset(rows): statement
        for row, rows in sorted(table.covers.items())
        if row < relation.row and set(rows) < set(relation.rows)
        if (statement := _stated(world, relation, row, measure)) and isinstance(statement.value, int)
    }
    return tuple(total for rows, total in stated.items() if not any(rows < other for other in stated))


def _stated(world: World, relation: Relation, row: int, measure: str) -> Statement | None:
    cell = relation.ref(row)
    return next((s for s in world.statements.by_cell.get(cell, ()) if s.topic.measure == measure), None)


def _span(table: Table, relation: Relation, rows: tuple[int, ...], result: Statement) -> Span:
    """The cells of the rows; a blank adds nothing, any other cell without a number leaves the sum unknown."""
    total, count, unknown = 0, 0, []
    for row in rows:
        number = table.numbers.get((row, relation.column), 0)
        if isinstance(number, int):
            total += number
            count += number != 0
        elif table.hides_amount(row, relation.column):
            unknown.append(relation.ref(row))
    cells = tuple(relation.ref(row) for row in rows)
    return Span(result.topic, result.topic.measure, cells, total, tuple(unknown), count)
