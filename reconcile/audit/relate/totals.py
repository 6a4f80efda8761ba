"""What each total of a table sums: the natural block that its label and place propose, confirmed by the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log10

from reconcile.model.claims import Ground, Relation
from reconcile.model.table import TOTALS, Line, Role, Table

NOT_ADDITIVE = frozenset({"rate", "percent", "months", "kept"})
"""Columns whose total line shows no sum."""


def relate(tables: Sequence[Table]) -> tuple[tuple[Table, ...], tuple[Relation, ...]]:
    """The tables with what their totals cover, and one relation for each total and additive column."""
    settled, relations = [], []
    for table in tables:
        covers = {row: _cover(table, table.by_row[row]) for row in table.covers}
        settled.append(replace(table, covers={row: rows for row, rows in covers.items() if rows}))
        for row, rows in covers.items():
            relations += list(_relations(table, row, rows)) if rows else []
    return tuple(settled), tuple(relations)


def additive(table: Table, row: int) -> Iterator[int]:
    """The columns in which a total row shows a known number that may be a sum."""
    for column in table.columns:
        if column.role not in NOT_ADDITIVE and isinstance(table.numbers.get((row, column.index)), int):
            yield column.index


def ties(table: Table, row: int, rows: Sequence[int], column: int) -> bool | None:
    """Whether the rows add up to the total in a column; None where a cell is unknown for another reason than blank."""
    sums = 0
    for part in rows:
        number = table.numbers.get((part, column), 0)
        if isinstance(number, int):
            sums += number
        elif table.hides_amount(part, column):
            return None
    return sums == table.numbers[row, column]


def _cover(table: Table, line: Line) -> tuple[int, ...]:
    """The proposal of the layout; another block only where the proposal ties nowhere and that one everywhere.

    Zeros prove nothing: any rows without amounts add up to them.
    A summary's totals say in words what they cover: there the proposal stands even where it does not tie.
    """
    proposal = tuple(table.covers.get(line.row, ()))
    columns = [column for column in additive(table, line.row) if table.numbers[line.row, column]]
    if table.kind == "summary" or any(ties(table, line.row, proposal, column) for column in columns):
        return proposal
    for rows in _other_blocks(table, line, proposal):
        if columns and all(ties(table, line.row, rows, column) for column in columns):
            return rows
    return proposal


def _other_blocks(table: Table, line: Line, proposal: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The other natural blocks, of at least two rows: since the last total, the group, everything above."""
    above = [other for other in table.lines if other.row < line.row]
    leaves = tuple(other.row for other in above if other.role is Role.LEAF)
    last = max((other.row for other in above if other.role in TOTALS), default=0)
    since = tuple(row for row in leaves if row > last)
    group = tuple(other.row for other in above if other.role is Role.LEAF and other.group == line.group)
    for rows in dict.fromkeys((since, group, leaves)):
        if len(rows) >= 2 and rows != proposal:
            yield rows


def _relations(table: Table, row: int, rows: tuple[int, ...]) -> Iterator[Relation]:
    columns = [column for column in additive(table, row) if not _ticked(table, rows, column)]
    tied = [column for column in columns if ties(table, row, rows, column)]
    for column in columns:
        witnesses = [other for other in tied if other != column]
        yield Relation(
            table.grid.source, table.grid.sheet, column, row, rows, Ground.LABEL, _gain(table, row, witnesses)
        )


def _ticked(table: Table, rows: Sequence[int], column: int) -> bool:
    """Whether the rows hold ticks and no number: their total is a count."""
    numbers = [table.numbers.get((row, column)) for row in rows]
    ticks = any(getattr(number, "reason", "") == "not_additive" for number in numbers)
    return ticks and not any(isinstance(number, int) for number in numbers)


def _gain(table: Table, row: int, columns: Sequence[int]) -> float:
    """Evidence in decades that these rows are the parts: one witness for each other column that ties (audit.md 2.4)."""
    sizes = (table.numbers[row, column] for column in columns)
    return sum(min(5.0, log10(max(abs(size), 1) * 2)) for size in sizes if isinstance(size, int))
