"""What a workbook of the example is, before anything is drawn: a frozen description that variants transform."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sum:
    """A formula that adds the rows of a block in the column that it stands in."""

    block: str


@dataclass(frozen=True, slots=True)
class Product:
    """A formula that multiplies two columns (letters) of its own row."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class InWords:
    """The figure of another cell (key of its row, letter of its column), spelt out."""

    row: str
    column: str


Cell = int | str | date | Sum | Product | InWords | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. kind: seq, text, middle, year, money, count, date; over: the heading above several columns."""

    heading: str
    width: float
    kind: str
    over: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the heading. kind: leaf, group, section, subtotal, total, apart, words, note, gap.

    `apart` is a row whose amount enters no sum. `block` is what a `Sum` adds; `key` finds the row whatever its place.
    """

    kind: str
    cells: tuple[Cell, ...] = ()
    key: str = ""
    block: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workbook of one sheet, top to bottom. `split`: how many columns the left half of its head takes."""

    key: str
    file: str
    name: str
    head: tuple[str, ...]
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    signers: tuple[str, ...]
    signed: str
    place_and_day: str = ""
    unit: str = ""
    index: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    gap: int = 1
    split: int = 3
    portrait: bool = False
    language: str = "vi"


def letter(column: int) -> str:
    """0 → "A"; the example has fewer than 26 columns."""
    return chr(ord("A") + column)


def title_row(sheet: Sheet) -> int:
    """The number of the first title row, from 1."""
    return 3 + sheet.gap


def header_row(sheet: Sheet) -> int:
    """The number of the first heading row."""
    return title_row(sheet) + len(sheet.titles) + len(sheet.above) + bool(sheet.unit)


def header_height(sheet: Sheet) -> int:
    """1, or 2 where some columns share a heading."""
    return 2 if any(column.over for column in sheet.columns) else 1


def first_row(sheet: Sheet) -> int:
    """The number of the first row below headings and index row."""
    return header_row(sheet) + header_height(sheet) + bool(sheet.index)


def numbered(sheet: Sheet) -> Iterator[tuple[int, Row]]:
    """The rows with their numbers."""
    return enumerate(sheet.rows, first_row(sheet))


def find(sheet: Sheet, key: str) -> tuple[int, Row]:
    """The row of a key; raises StopIteration where there is none."""
    return next((number, row) for number, row in numbered(sheet) if row.key == key)


def value(sheet: Sheet, row: Row, column: int) -> int:
    """The amount that a cell shows, formulas worked out; a blank adds 0."""
    cell = row.cells[column] if column < len(row.cells) else None
    match cell:
        case Sum(block):
            return sum(value(sheet, other, column) for other in sheet.rows if other.block == block)
        case Product(left, right):
            return value(sheet, row, ord(left) - ord("A")) * value(sheet, row, ord(right) - ord("A"))
        case int():
            return cell
        case _:
            return 0


def formula(sheet: Sheet, number: int, cell: Sum | Product, column: int) -> str:
    """The Excel text of a formula at its row: a range where the block has no hole, else a chain of "+"."""
    if isinstance(cell, Product):
        return f"={cell.left}{number}*{cell.right}{number}"
    rows = [place for place, row in numbered(sheet) if row.block == cell.block]
    name = letter(column)
    if rows[-1] - rows[0] == len(rows) - 1:
        return f"=SUM({name}{rows[0]}:{name}{rows[-1]})"
    return "=" + "+".join(f"{name}{row}" for row in rows)
