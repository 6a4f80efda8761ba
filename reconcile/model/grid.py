"""One worksheet as it is: values by address, and what a second pass over the file says about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from types import MappingProxyType

from reconcile.model.places import CellRef

NOTHING: Mapping[tuple[int, int], str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value such as #REF!; it is a cell of its own kind and never a blank."""

    code: str


@dataclass(frozen=True, slots=True)
class NotCalculated:
    """A formula whose result the file does not hold: unknown, never blank and never 0."""

    formula: str


Cell = str | int | Fraction | bool | date | datetime | time | timedelta | CellError | NotCalculated | None


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four borders included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Scan:
    """What the second, independent pass counted."""

    non_empty: int = 0
    errors: int = 0
    not_calculated: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one worksheet, rows and columns counted from 1. `formulas` holds text without "="."""

    source: str
    sheet: str
    cells: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formulas: Mapping[tuple[int, int], str] = field(default_factory=lambda: NOTHING)
    scan: Scan = Scan()
    not_checked: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """The last row with anything in it."""
        return len(self.cells)

    @property
    def width(self) -> int:
        """The last column with anything in it."""
        return max(map(len, self.cells), default=0)

    def value(self, row: int, column: int) -> Cell:
        """What the cell holds; None outside the used area."""
        if not 1 <= row <= len(self.cells):
            return None
        line = self.cells[row - 1]
        return line[column - 1] if 1 <= column <= len(line) else None

    def filled(self, row: int) -> Iterator[tuple[int, Cell]]:
        """The non-empty cells of a row as (column, value)."""
        if 1 <= row <= len(self.cells):
            for column, value in enumerate(self.cells[row - 1], 1):
                if value is not None:
                    yield column, value

    def ref(self, row: int, column: int) -> CellRef:
        """The address of a cell."""
        return CellRef(self.source, self.sheet, row, column)

    def merge_at(self, row: int, column: int) -> Area | None:
        """The merged area that holds the cell."""
        return next((area for area in self.merges if area.holds(row, column)), None)
