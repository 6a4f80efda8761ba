"""A table found on a worksheet: the role of every row, the meaning of every column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property

from reconcile.model.grid import Area, Cell, Grid
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.values import Number, Unknown

TableName = tuple[str, str, int, int]


class Role(Enum):
    """What a row is for. The value is the word used in JSON."""

    TITLE = "title"
    UNIT = "unit"
    HEADER = "header"
    INDEX = "index"
    GROUP = "group"
    LEAF = "leaf"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    RUNNING = "running"
    CARRY = "carry"
    BALANCE = "balance"
    OF_WHICH = "of_which"
    BELOW = "below_total"
    OTHER_PERIOD = "other_period"
    WORDS = "words"
    NOTE = "note"
    SIGNATURE = "signature"


EXCLUDED = frozenset({Role.RUNNING, Role.CARRY, Role.BALANCE, Role.OF_WHICH, Role.BELOW, Role.OTHER_PERIOD})
"""Roles whose amounts enter no sum; the reason of the exclusion is the role."""

TOTALS = frozenset({Role.SUBTOTAL, Role.TOTAL})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `role` is a key of the vocabulary or None; `scale` multiplies a written number to đồng.

    period: of an instalment, the month or quarter that its heading names.
    """

    index: int
    heading: str
    role: str | None
    scale: int = 1
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `group` is the row of the group heading above it; `ordinal` the text of its STT."""

    row: int
    role: Role
    label: str = ""
    group: int | None = None
    ordinal: str = ""


TICKED = frozenset({"paid", "instalment"})
"""Roles of columns in which an "x" ticks a payment off."""


@dataclass(frozen=True)
class Table:
    """A rectangle with its meaning. `covers`: (total row) → the rows that it sums, as layout and audit agree."""

    grid: Grid
    kind: str
    area: Area
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    numbers: Mapping[tuple[int, int], Number]
    covers: Mapping[int, tuple[int, ...]]
    period: Period | None = None
    as_of: date | None = None
    scale: int = 1

    @property
    def name(self) -> TableName:
        """What tells it from every other table of a run: file, sheet, first row and column."""
        return self.grid.source, self.grid.sheet, self.area.top, self.area.left

    @cached_property
    def by_role(self) -> Mapping[str, Column]:
        """The first column of each role."""
        found: dict[str, Column] = {}
        for column in self.columns:
            if column.role and column.role not in found:
                found[column.role] = column
        return found

    @cached_property
    def by_row(self) -> Mapping[int, Line]:
        """The line of each row."""
        return {line.row: line for line in self.lines}

    def of(self, *roles: Role) -> Iterator[Line]:
        """The lines of these roles, top to bottom."""
        return (line for line in self.lines if line.role in roles)

    def cell(self, row: int, role: str) -> CellRef:
        """The address of a row in the column of a role; raises KeyError where the table has no such column."""
        return self.grid.ref(row, self.by_role[role].index)

    def raw(self, row: int, role: str) -> Cell:
        """What the cell shows; None where there is no such column."""
        column = self.by_role.get(role)
        return self.grid.value(row, column.index) if column else None

    def hides_amount(self, row: int, column: int) -> bool:
        """Whether a cell is neither a number nor blank; an "x" hides an amount only where payments stand.

        Elsewhere it says, as in official forms, that nothing is to be added.
        """
        number = self.numbers.get((row, column), 0)
        if not isinstance(number, Unknown):
            return not isinstance(number, int)
        if number.reason == "not_additive":
            return any(found.index == column and found.role in TICKED for found in self.columns)
        return number.reason != "blank"

    def sum_of(self, row: int, role: str) -> int | Unknown:
        """Σ of a row's cells in all columns of a role; unknown where none holds a number or one hides an amount."""
        columns = [column.index for column in self.columns if column.role == role]
        numbers = [self.numbers.get((row, column)) for column in columns]
        known = [number for number in numbers if isinstance(number, int)]
        if any(self.hides_amount(row, column) for column in columns):
            return Unknown("cells")
        return sum(known) if known else Unknown("blank")

    def number(self, row: int, role: str) -> Number:
        """The number of a row in the column of a role, in đồng or as a count; `Unknown` where there is none."""
        column = self.by_role.get(role)
        return self.numbers.get((row, column.index), Unknown("blank")) if column else Unknown("blank")
