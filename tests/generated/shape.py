"""What a made workbook is: cells as neutral descriptions, and the truth about every row, column and amount."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from reconcile.model.grid import Area
from reconcile.model.table import Role

Shown = str | int | Fraction | date | None
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell. `formula` has no "="; its result is `value`, and None where the file holds none."""

    value: Shown
    format: str = ""
    bold: bool = False
    formula: str = ""


@dataclass(frozen=True, slots=True)
class TrueColumn:
    """What a column is. `also`: other roles that do no harm; `counts`: its cells are amounts or counts to be read."""

    heading: str
    role: str
    also: frozenset[str] = frozenset()
    counts: bool = False

    def allows(self, role: str | None) -> bool:
        """Whether the program may give the column this role."""
        return role == self.role or role in self.also


@dataclass(frozen=True, slots=True)
class TrueTable:
    """What a table says. numbers: đồng or a count by (row, column) of leaf rows, None = no number may be read there.

    covers: the leaf rows that each total row sums; marks: why a cell is a trap.
    """

    kind: str
    scale: int
    columns: Mapping[int, TrueColumn]
    rows: Mapping[int, Role]
    numbers: Mapping[Place, int | None]
    covers: Mapping[int, frozenset[int]]
    marks: Mapping[Place, str]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One worksheet. rows: the role of every non-empty row, titles and signatures included."""

    name: str
    cells: Mapping[Place, Spot]
    merges: tuple[Area, ...]
    hidden_rows: frozenset[int]
    rows: Mapping[int, Role]
    tables: tuple[TrueTable, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook. traits: what was drawn, for the reader of a report."""

    seed: int
    style: str
    sheets: tuple[Worksheet, ...]
    traits: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """A worksheet while it is being drawn; `row` is the next free row."""

    name: str
    cells: dict[Place, Spot] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    rows: dict[int, Role] = field(default_factory=dict)
    tables: list[TrueTable] = field(default_factory=list)
    row: int = 1

    def put(self, column: int, value: Shown, *, bold: bool = False) -> None:
        """Write into the next free row."""
        self.cells[self.row, column] = Spot(value, bold=bold)

    def close(self, role: Role) -> None:
        """The row is done and has this role."""
        self.rows[self.row] = role
        self.row += 1

    def merge(self, left: int, right: int, rows: int = 1) -> None:
        """Merge from the next free row down, when there is more than one cell to merge."""
        if right > left or rows > 1:
            self.merges.append(Area(self.row, left, self.row + rows - 1, right))

    def sheet(self) -> Worksheet:
        """The finished worksheet."""
        return Worksheet(
            self.name,
            dict(self.cells),
            tuple(self.merges),
            frozenset(self.hidden),
            dict(self.rows),
            tuple(self.tables),
        )
