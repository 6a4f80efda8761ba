"""One workbook drawn as a Vietnamese office lays it out; the same description gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from .shape import (
    Cell,
    Column,
    InWords,
    Product,
    Row,
    Sheet,
    Sum,
    find,
    first_row,
    formula,
    header_height,
    header_row,
    numbered,
    title_row,
    value,
)
from .spoken import spoken

Look = Mapping[str, object]

CREATED = datetime(2020, 1, 31, 9, tzinfo=UTC)
FONT: Look = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
MIDDLE: Look = {"align": "center"}
BOLD: Look = {"bold": True}
ITALIC: Look = {"italic": True}
BOX: Look = {"border": 1, "border_color": "#404040"}
GREY: Look = {"bg_color": "#EDEDED"}

COLUMN_LOOK: Mapping[str, Look] = {
    "seq": MIDDLE,
    "text": {"align": "left", "text_wrap": True},
    "middle": MIDDLE,
    "year": {"align": "center", "num_format": "0"},
    "money": {"align": "right", "indent": 1, "num_format": "#,##0"},
    "count": {"align": "right", "indent": 1, "num_format": "#,##0"},
    "date": {"align": "center", "num_format": "dd/mm/yyyy"},
}

ROW_LOOK: Mapping[str, Look] = {
    "leaf": {},
    "group": {**BOLD, **GREY},
    "section": {**BOLD, **GREY, "align": "left"},
    "subtotal": BOLD,
    "total": BOLD,
    "apart": ITALIC,
}

LINE, TALL_LINE = 17.5, 21
"""Height of one line of text in points; tall on the long lists, which then fill two pages."""


@dataclass(frozen=True)
class Pen:
    """An open worksheet and the formats made for it so far."""

    sheet: Sheet
    book: Any
    page: Any
    formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The index of the last column."""
        return len(self.sheet.columns) - 1

    def look(self, *parts: Look) -> Any:
        """The format with these properties, made once."""
        merged = dict(FONT)
        for part in parts:
            merged.update(part)
        key = tuple(sorted(merged.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(merged)
        return self.formats[key]

    def text(self, row: int, first: int, last: int, words: str, *parts: Look, bottom: int | None = None) -> None:
        """Text over the columns first to last of a row (counted from 1), merged where there are several cells."""
        bottom = bottom or row
        if (row, first) == (bottom, last):
            self.page.write_string(row - 1, first, words, self.look(*parts))
        else:
            self.page.merge_range(row - 1, first, bottom - 1, last, words, self.look(*parts))


def draw(sheet: Sheet, folder: Path) -> None:
    """Write the workbook into the folder."""
    with Workbook(folder / sheet.file) as book:
        book.set_properties({"title": sheet.titles[0], "company": sheet.head[0], "created": CREATED})
        pen = Pen(sheet, book, book.add_worksheet(sheet.name))
        _set_up_page(pen)
        _draw_head(pen)
        _draw_header(pen)
        for number, row in numbered(sheet):
            _draw_row(pen, number, row)
        _draw_signatures(pen)


def _set_up_page(pen: Pen) -> None:
    page, sheet = pen.page, pen.sheet
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width, pen.look())
    page.set_paper(9)
    page.set_portrait() if sheet.portrait else page.set_landscape()
    page.set_margins(left=0.79, right=0.39, top=0.59, bottom=0.59)
    page.fit_to_pages(1, 0)
    page.center_horizontally()
    page.hide_gridlines(2)
    page.set_footer('&R&"Times New Roman,Italic"&10&P/&N')
    page.repeat_rows(header_row(sheet) - 1, first_row(sheet) - 2)
    page.freeze_panes(first_row(sheet) - 1, 2)


def _draw_head(pen: Pen) -> None:
    sheet, split = pen.sheet, pen.sheet.split
    association, number, state, motto = sheet.head
    pen.text(1, 0, split - 1, association, BOLD, MIDDLE)
    pen.text(1, split, pen.last, state, BOLD, MIDDLE)
    pen.text(2, 0, split - 1, number, MIDDLE)
    pen.text(2, split, pen.last, motto, BOLD, MIDDLE, {"underline": 1})
    title, *others = sheet.titles
    pen.page.set_row(title_row(sheet) - 1, 30)
    pen.text(title_row(sheet), 0, pen.last, title, BOLD, MIDDLE, {"font_size": 14, "text_wrap": True})
    for row, words in enumerate((*others, *sheet.above), title_row(sheet) + 1):
        if words:
            pen.text(row, 0, pen.last, words, ITALIC, MIDDLE)
    if sheet.unit:
        pen.text(header_row(sheet) - 1, pen.last - 1, pen.last, sheet.unit, ITALIC, {"align": "right"})


def _draw_header(pen: Pen) -> None:
    sheet = pen.sheet
    top = header_row(sheet)
    bottom = top + header_height(sheet) - 1
    for row in range(top, bottom + 1):
        pen.page.set_row(row - 1, 34 if row == bottom else 22)
    for index, column in enumerate(sheet.columns):
        _draw_heading(pen, index, column, top, bottom)
    for index, sign in enumerate(sheet.index):
        pen.text(bottom + 1, index, index, sign, BOX, MIDDLE, ITALIC, {"font_size": 10})


def _draw_heading(pen: Pen, index: int, column: Column, top: int, bottom: int) -> None:
    look = (BOX, BOLD, MIDDLE, GREY, {"text_wrap": True})
    if not column.over:
        pen.text(top, index, index, column.heading, *look, bottom=bottom)
        return
    pen.text(bottom, index, index, column.heading, *look)
    shared = [place for place, other in enumerate(pen.sheet.columns) if other.over == column.over]
    if index == shared[0]:
        pen.text(top, index, shared[-1], column.over, *look)


def _draw_row(pen: Pen, number: int, row: Row) -> None:
    """A row at its height (no program grows it for wrapped text); one text alone runs across the table."""
    options = {"hidden": True} if row.hidden else {}
    line = TALL_LINE if pen.sheet.portrait else LINE
    pen.page.set_row(number - 1, line * _lines(pen.sheet, row), None, options)
    if row.kind in {"words", "note"}:
        pen.text(number, 0, pen.last, _said(pen.sheet, row.cells[0]), ITALIC)
    elif row.kind == "section":
        pen.text(number, 0, pen.last, str(row.cells[0]), BOX, ROW_LOOK["section"])
    elif row.kind != "gap":
        _draw_cells(pen, number, row)


def _draw_cells(pen: Pen, number: int, row: Row) -> None:
    labelled_across = row.kind == "total" and isinstance(row.cells[0], str)
    if labelled_across:
        pen.text(number, 0, 1, str(row.cells[0]), BOX, BOLD, MIDDLE)
    for index in range(2 if labelled_across else 0, len(row.cells)):
        kind = pen.sheet.columns[index].kind
        look = pen.look(BOX, COLUMN_LOOK[kind], ROW_LOOK[row.kind])
        _draw_cell(pen, number, row, index, look)


def _draw_cell(pen: Pen, number: int, row: Row, index: int, look: Any) -> None:
    page, place = pen.page, (number - 1, index)
    match row.cells[index]:
        case None:
            page.write_blank(*place, None, look)
        case str(words):
            page.write_string(*place, words, look)
        case int(amount):
            page.write_number(*place, amount, look)
        case date() as day:
            page.write_datetime(*place, day, look)
        case Sum() | Product() as computed:
            text = formula(pen.sheet, number, computed, index)
            page.write_formula(*place, text, look, value(pen.sheet, row, index))


def _lines(sheet: Sheet, row: Row) -> int:
    """How many lines the fullest cell needs; Times New Roman 12 holds about 1.1 letters a width unit."""
    fits = (
        -(-len(cell) // int(column.width * 1.1))
        for cell, column in zip(row.cells, sheet.columns, strict=False)
        if isinstance(cell, str) and column.kind == "text"
    )
    return max(fits, default=1) if row.kind not in {"section", "words", "note"} else 1


def _said(sheet: Sheet, cell: Cell) -> str:
    if not isinstance(cell, InWords):
        return str(cell)
    _, row = find(sheet, cell.row)
    return spoken(value(sheet, row, ord(cell.column) - ord("A")), sheet.language)


def _draw_signatures(pen: Pen) -> None:
    sheet = pen.sheet
    row = first_row(sheet) + len(sheet.rows) + 1
    cut = (pen.last + 3) // 2
    if sheet.place_and_day:
        pen.text(row, cut, pen.last, sheet.place_and_day, ITALIC, MIDDLE)
        row += 1
    spans = ((0, 1), (2, cut - 1), (cut, pen.last))
    for (first, last), signer in zip(spans, sheet.signers, strict=True):
        pen.text(row, first, last, signer, BOLD, MIDDLE)
        pen.text(row + 1, first, last, sheet.signed, ITALIC, MIDDLE)
