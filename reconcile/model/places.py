"""Where something stands: a cell of a sheet, or a line of the charter. Rows and columns count from 1."""

from __future__ import annotations

from dataclasses import dataclass


def column_letters(column: int) -> str:
    """1 → "A", 27 → "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """One cell; `source` is the file relative to the folder that was given, with forward slashes."""

    source: str
    sheet: str
    row: int
    column: int

    @property
    def a1(self) -> str:
        """The address as Excel shows it: "D12"."""
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True, order=True)
class LineRef:
    """One line of a text file, as of the charter."""

    file: str
    line: int


Place = CellRef | LineRef
