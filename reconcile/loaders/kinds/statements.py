"""The figures that somebody wrote: totals of lists, and every figure of a summary, each with what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reconcile.loaders.kinds.meaning import Meaning
from reconcile.loaders.vocabulary import atoms_of, base_of, measure_of
from reconcile.model.grid import Cell
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.table import TOTALS, Column, Line, Role, Table
from reconcile.model.topics import Section, Statement, Topic
from reconcile.model.values import Interval, Number, Unknown
from reconcile.text.fold import clean, slug
from reconcile.text.shares import read_percent, read_share
from reconcile.text.words import read_words

MEASURES = {
    "dues": {
        "paid": "collected", "due": "due", "balance": "outstanding", "members": "members", "units": "units",
        "arrears_in": "opening", "advance": "advance",
    },
    "roll": {"members": "members", "units": "units", "opening": "opening"},
    "income": {"amount": "collected"},
    "payments": {"amount": "collected"},
    "grants": {"received": "collected", "approved": "approved", "spent": "spent", "remaining": "remaining"},
}  # fmt: skip
"""What the total of a column measures, by kind of table and role of the column."""

COUNTED = frozenset({"units", "members", "new_units", "new_members"})


def state(tables: Sequence[Table], meaning: Meaning, default: Period | None) -> tuple[Statement, ...]:
    """All statements of all tables, in the order of the sheets."""
    found: list[Statement] = []
    for table in tables:
        found += _summary(table, meaning, default) if table.kind == "summary" else _totals(table, meaning, default)
        found += _words(table, default)
    return tuple(found)


def _words(table: Table, default: Period | None) -> Iterator[Statement]:
    """Amounts in words ("Bằng chữ: …"), in đồng. Words that cannot be read, or read two ways, state nothing."""
    for line in table.of(Role.WORDS):
        for column, value in table.grid.filled(line.row):
            found = read_words(value) if isinstance(value, str) else None
            if found is not None and isinstance(found.value, int) and "ambiguous" not in found.doubts:
                topic = Topic("words", frozenset({f"?{line.row}"}), table.period or default)
                at = (table.grid.ref(line.row, column),)
                yield Statement(
                    topic,
                    found.value,
                    at,
                    "words",
                    line.label,
                    Section(table.kind, frozenset()),
                    text=clean(str(value)),
                )


def _totals(table: Table, meaning: Meaning, default: Period | None) -> Iterator[Statement]:
    """The total cells of a list, those on group headings among them."""
    measures = MEASURES.get(table.kind, {})
    for line in (table.by_row[row] for row in table.covers):
        scope = meaning.scope(table, table.covers.get(line.row, ()))
        if table.kind == "payments":
            scope = frozenset({_book(table, line.row)})
        for role, measure in measures.items():
            column = table.by_role.get(role)
            if column is None or table.grid.value(line.row, column.index) is None:
                continue
            topic = Topic(measure, scope, table.period or default)
            yield Statement(
                topic,
                table.number(line.row, role),
                (table.grid.ref(line.row, column.index),),
                "total",
                line.label,
                Section(table.kind, topic.families),
            )


def _book(table: Table, row: int) -> str:
    """What the total of a receipts book is about: its own receipts, told by their first; no other book's."""
    first = min(table.covers.get(row, (row,)))
    return f"receipts/{slug(str(table.raw(first, 'receipt_no') or ''))}"


def _summary(table: Table, meaning: Meaning, default: Period | None) -> Iterator[Statement]:
    """Every figure of a summary, row by row."""
    scopes: dict[int, frozenset[str]] = {}
    for line in table.of(Role.LEAF, *TOTALS):
        heading = table.by_row[line.group].label if line.group else table.title
        families = atoms_of(heading)
        if line.role is Role.LEAF:
            scopes[line.row] = meaning.of_label(line.label, families, leaf=True)
        else:
            scopes[line.row] = frozenset().union(
                *(scopes.get(row, frozenset()) for row in table.covers.get(line.row, ()))
            )
        place = Section("summary", frozenset(name.split("/")[0] for name in families), heading, line.group)
        yield from _line(table, line, _Context(scopes[line.row], place, table.period or default, meaning))


class _Context:
    """What the figures of one row of a summary share."""

    def __init__(self, scope: frozenset[str], place: Section, period: Period | None, meaning: Meaning) -> None:
        self.scope, self.place, self.period, self.meaning = scope, place, period, meaning

    def statement(self, measure: str, value: Number, at: CellRef, line: Line, text: str = "") -> Statement:
        """One figure of the row."""
        scope = self.scope
        if measure in COUNTED and not any(atom.startswith("dues/") for atom in scope):
            scope = self.meaning.everybody
        role = "total" if line.role in TOTALS else "leaf"
        return Statement(Topic(measure, scope, self.period), value, (at,), role, line.label, self.place, text=text)


def _line(table: Table, line: Line, context: _Context) -> Iterator[Statement]:
    label_column = table.by_role["item"].index
    counted = measure_of(line.label) if _counts(line, context) else None
    for column in table.columns:
        value = table.grid.value(line.row, column.index)
        if value is None or column.role in {"seq", "measure_unit"}:
            continue
        at = table.grid.ref(line.row, column.index)
        if isinstance(value, str) and (share := read_share(value, counted=column.role == "count")):
            yield context.statement("units_paid", share[0], at, line, clean(value))
            yield context.statement("units", share[1], at, line, clean(value))
        elif (rate := _percent(value, column)) is not None:
            base = base_of(str(value))
            found = context.statement("rate", rate, at, line, clean(str(value)))
            yield replace(found, unit=f"base:{base}") if base else found
        elif column.index != label_column and column.role in {"amount", "count"}:
            yield from _figure(table, line, column, context, counted)


def _counts(line: Line, context: _Context) -> bool:
    """Whether a row counts branches or members: its section names no money."""
    return not context.place.families or not (atoms_of(line.label) or context.place.families)


def _percent(value: Cell, column: Column) -> Number | None:
    """The rate that a text names; only text can ("hơn 98 %"), for a number does not tell its format."""
    if not isinstance(value, str):
        return None
    found = read_percent(value)
    return found if isinstance(found, Interval | int) or column.role == "percent" else None


def _figure(table: Table, line: Line, column: Column, context: _Context, counted: str | None) -> Iterator[Statement]:
    number = table.numbers.get((line.row, column.index), Unknown("blank"))
    at = table.grid.ref(line.row, column.index)
    text = clean(str(table.grid.value(line.row, column.index)))
    if counted is None and column.role == "count":
        counted = measure_of(str(table.grid.value(line.row, column.index)))
    if isinstance(number, Unknown) and isinstance(table.grid.value(line.row, column.index), str):
        number = number if number.reason != "blank" else Unknown("text")
    if isinstance(number, Unknown) and number.reason == "text" and counted is None:
        return
    measure = counted or ("collected" if column.role == "amount" else None)
    if measure:
        value = number
        if measure in COUNTED and isinstance(number, int) and column.scale != 1 and number % column.scale == 0:
            value = number // column.scale
        yield context.statement(measure, value, at, line, text)
