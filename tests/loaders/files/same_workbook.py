"""One workbook with something of everything, and LibreOffice, which writes it in every format that we read."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.office import converted

DATA = Path(__file__).parent / "data"
"""`same.*`: what LibreOffice 7.4 made of `save`; `locked.*`: a small table that it saved with a password."""


def save(path: Path) -> None:
    """Write the workbook as .xlsx, without results of formulas."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "Hội phí"
    fill(page)
    old = book.create_sheet("T 1")
    for row, (text, font) in enumerate(
        [("Th­ viÖn tØnh", ".VnTime"), ("hµ néi", ".VnTimeH"), ("Thö vieän", "VNI-Times")]
    ):
        old.cell(row + 1, 1, text).font = Font(name=font)
    old["B1"] = "Đã nộp"
    old.sheet_state = "hidden"
    book.create_sheet("trống")
    book.save(path)


def fill(page: Worksheet) -> None:
    """The first sheet: a blank border, kinds of values, errors, formulas, merges, hidden lines, a note, blank texts."""
    for row in (
        ["Đơn vị", "Số tiền", "Ngày", "Đúng", "Tỷ lệ"],
        ["An Giang", 1_500_000, date(2019, 3, 4), True, 0.984],
        ["Bà Rịa; Vũng Tàu", -5, datetime(2019, 3, 4, 5, 6), False, 1234567.89],  # noqa: DTZ001
        ["=1/0", "=SUM(C3:C4)", time(6), "=NA()", "=C3+1.5"],
        ["   ", '=IF(C3>1,"a;b",E3)', timedelta(hours=30), "=T(1)", "=C3*2"],
        ["hai\ndòng", "007", '"ngoặc"', "x   y", "=C4*2"],
    ):
        page.append([None, *row])
    page.move_range("A1:F6", rows=1)
    page.merge_cells("B10:D12")
    page["B10"] = "Cộng"
    page["G20"] = "xa"
    page["C3"].comment = Comment("đã đối chiếu", "kế toán")
    page.row_dimensions[4].hidden = True
    page.column_dimensions["E"].hidden = True


def convert(path: Path, *endings: str) -> None:
    """Have LibreOffice write a file beside it in other formats."""
    for ending in endings:
        converted([path], path.parent / "made", ending)
