"""The variants: the same books told in other files, places or words, or with other figures wrong.

Each is a function from the published description to another. Formulas name blocks and not addresses, so their text
and their values follow whatever a variant moves or changes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

from . import books as published
from . import payers
from .draw import draw
from .english import in_english
from .shape import Cell, Row, Sheet, find

Books = tuple[Sheet, ...]

FILES: Mapping[str, str] = {
    "roll": "Danh sách Hội viên (cập nhật).xlsx",
    "tvcc": "BK hoi phi 63 tinh.xlsx",
    "specialised": "chuyen nganh - ban chinh thuc.xlsx",
    "income": "Quảng cáo 2019.xlsx",
    "grants": "kinh phi ho tro.xlsx",
    "summary": "So lieu gui Ban Kiem tra.xlsx",
}

NAMES: Mapping[str, str] = {
    "roll": "Sheet1",
    "tvcc": "Biểu 02",
    "specialised": "CN",
    "income": "Sheet 3",
    "grants": "Biểu 05",
    "summary": "BC",
}

SYNONYMS: Mapping[str, Mapping[str, str]] = {
    "roll": {
        "STT": "TT",
        "Đơn vị": "Tên đơn vị thành viên",
        "Số chi hội": "Số lượng chi hội",
        "Số hội viên": "Tổng số hội viên",
        "Hiệu lực": "Thời hạn",
        "Từ ngày": "Ngày kết nạp",
        "Đến ngày": "Ngày thôi",
        "Nợ năm trước (đồng)": "Nợ đầu năm (đồng)",
        "Tên gọi khác": "Tên khác",
    },
    "tvcc": {
        "STT": "Số TT",
        "Đơn vị": "Tên đơn vị",
        "Số hội viên": "Số HV",
        "Hội phí năm 2019": "Hội phí",
        "Phải nộp": "Số phải thu",
        "Đã nộp": "Số tiền đã nộp",
        "Chứng từ": "Chứng từ thu",
        "Ngày nộp": "Ngày thu",
        "Số phiếu thu": "Số chứng từ",
        "Ghi chú": "Diễn giải",
    },
    "specialised": {
        "STT": "TT",
        "Chi hội, liên chi hội": "Đơn vị nộp",
        "Số chi hội": "Số lượng chi hội",
        "Mức nộp": "Mức hội phí",
        "Phải nộp": "Phải thu",
        "Đã nộp": "Thực thu",
        "Ngày nộp": "Thời gian nộp",
        "Số phiếu thu": "Phiếu thu số",
    },
    "income": {
        "STT": "Số thứ tự",
        "Người nộp": "Doanh nghiệp",
        "Nội dung": "Nội dung thu",
        "Số tiền": "Thực thu",
        "Ngày thu": "Ngày nộp",
        "Số phiếu thu": "Số PT",
        "Ghi chú": "GC",
    },
    "grants": {
        "STT": "TT",
        "Nhà tài trợ": "Cơ quan tài trợ",
        "Nội dung": "Nhiệm vụ",
        "Kinh phí": "Số tiền",
        "Được duyệt": "Kinh phí phê duyệt",
        "Đã nhận": "Đã cấp",
        "Thời gian thực hiện": "Giai đoạn",
        "Ghi vào năm": "Niên độ",
    },
    "summary": {
        "STT": "TT",
        "Chỉ tiêu": "Nội dung",
        "ĐVT": "Đơn vị tính",
        "Số tiền": "Thành tiền",
        "Số lượng": "SL",
        "Ghi chú": "Diễn giải",
    },
}

TITLE_LINES = (
    "(Kèm theo Báo cáo công tác năm 2019)",
    "Kính gửi: Ban Kiểm tra Hội",
    "Bộ phận lập biểu: Văn phòng Hội",
    "Nơi lưu: Thủ quỹ, Kế toán",
    "",
)

KEY_FIGURES: Mapping[str, tuple[str, str, str]] = {
    "tvcc_total_paid": ("tvcc", "total", "E"),
    "summary_tvcc": ("summary", "tvcc", "D"),
    "summary_dues_total": ("summary", "dues", "D"),
    "summary_adverts": ("summary", "adverts", "D"),
    "summary_grand": ("summary", "grand", "D"),
    "summary_rate": ("summary", "dues", "F"),
    "unpaid_tvcc": ("tvcc", payers.DIEN_BIEN, "E"),
    "undated": ("tvcc", payers.KIEN_GIANG, "F"),
    "cut_off": ("tvcc", payers.BAC_KAN, "F"),
    "grant_two_years": ("grants", published.ASIA, "E"),
    "part_1": ("specialised", payers.COLLEGES, "F"),
    "part_2": ("specialised", payers.UNION_A, "F"),
    "unpaid_1": ("specialised", payers.BRANCH_09, "F"),
    "unpaid_2": ("specialised", payers.BRANCH_12, "F"),
}


def _put(books: Books, key: str, row_key: str, column: str, cell: Cell) -> Books:
    """The books with one other cell."""
    place = ord(column) - ord("A")

    def put(row: Row) -> Row:
        return replace(row, cells=(*row.cells[:place], cell, *row.cells[place + 1 :]))

    return tuple(
        replace(sheet, rows=tuple(put(row) if row.key == row_key else row for row in sheet.rows))
        if sheet.key == key
        else sheet
        for sheet in books
    )


def _insert(books: Books, key: str, after: str, new: Row) -> Books:
    """The books with one more row."""
    return tuple(
        replace(sheet, rows=tuple(row for old in sheet.rows for row in ((old, new) if old.key == after else (old,))))
        if sheet.key == key
        else sheet
        for sheet in books
    )


def _published(books: Books) -> Books:
    return books


def _files_renamed(books: Books) -> Books:
    return tuple(replace(sheet, file=FILES[sheet.key]) for sheet in books)


def _sheets_renamed(books: Books) -> Books:
    return tuple(replace(sheet, name=NAMES[sheet.key]) for sheet in books)


def _rows_shuffled(books: Books) -> Books:
    """Detail rows of every list in another order within their block, numbered anew; the summary keeps its order."""
    return tuple(sheet if sheet.key == "summary" else _shuffled(sheet) for sheet in books)


def _shuffled(sheet: Sheet) -> Sheet:
    rows = list(sheet.rows)
    for block in dict.fromkeys(row.block for row in rows if row.kind == "leaf"):
        places = [place for place, row in enumerate(rows) if row.kind == "leaf" and row.block == block]
        for number, (place, row) in enumerate(zip(places, _reordered([rows[at] for at in places]), strict=True), 1):
            rows[place] = replace(row, cells=(number, *row.cells[1:]))
    return replace(sheet, rows=tuple(rows))


def _reordered(rows: list[Row]) -> list[Row]:
    """The same rows in an order that surely differs, the same at each call."""
    chance, order = random.Random(2019), list(rows)
    while order == rows:
        chance.shuffle(order)
    return order


def _rows_inserted(books: Books) -> Books:
    """Five rows above every table: title lines in every other workbook, blank rows in the rest."""
    lines = cycle((("",) * 5, TITLE_LINES))
    return tuple(replace(sheet, above=above) for sheet, above in zip(books, lines, strict=False))


def _synonyms(books: Books) -> Books:
    def renamed(sheet: Sheet) -> Sheet:
        words = {**SYNONYMS[sheet.key], "": ""}
        return replace(
            sheet,
            columns=tuple(
                replace(column, heading=words[column.heading], over=words[column.over]) for column in sheet.columns
            ),
        )

    return tuple(renamed(sheet) for sheet in books)


def _english(books: Books) -> Books:
    return tuple(in_english(sheet) for sheet in books)


def _list_total(books: Books, paid: int) -> Books:
    """The total of the TVCC list, and the running line that restates it."""
    return _put(_put(books, "tvcc", "total", "E", paid), "tvcc", "running", "E", paid)


def _summary_only(books: Books) -> Books:
    return _list_total(books, 62_000_000)


def _two_wrong(books: Books) -> Books:
    """List and summary differ from the rows and from each other; the grand total still repeats the dues total."""
    return _put(_put(books, "summary", "tvcc", "D", 64_000_000), "summary", "grand", "D", 102_250_000)


def _grand_corrected(books: Books) -> Books:
    return _put(books, "summary", "grand", "D", 111_250_000)


def _line_added(books: Books) -> Books:
    label, amount = "Lãi tiền gửi ngân hàng", 500_000
    entry = (3, "Ngân hàng giữ tài khoản của Hội", label, amount, date(2019, 12, 31), "BC 012", None)
    books = _insert(books, "income", payers.ADVERTS[-1][0], Row("leaf", entry, "interest", "income"))
    return _insert(books, "summary", "adverts", Row("leaf", (4, label, "đồng", amount, None, None), "interest"))


def _corrected(books: Books) -> Books:
    books = _put(_list_total(books, 62_000_000), "summary", "tvcc", "D", 62_000_000)
    return _put(books, "summary", "grand", "D", 110_250_000)


VARIANTS: Mapping[str, Callable[[Books], Books]] = {
    "published": _published,
    "files_renamed": _files_renamed,
    "sheets_renamed": _sheets_renamed,
    "rows_shuffled": _rows_shuffled,
    "rows_inserted": _rows_inserted,
    "synonyms": _synonyms,
    "english": _english,
    "summary_only": _summary_only,
    "two_wrong": _two_wrong,
    "grand_corrected": _grand_corrected,
    "line_added": _line_added,
    "corrected": _corrected,
}


def described(variant: str) -> Books:
    """The six workbooks of a variant; raises KeyError for a name that is none."""
    return VARIANTS[variant](published.PUBLISHED)


def build(folder: Path, variant: str = "published") -> None:
    """Write the six workbooks of a variant into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in described(variant):
        draw(sheet, folder)


def cells(variant: str = "published") -> Mapping[str, tuple[str, str, str]]:
    """Where each key figure stands in a variant: (file, sheet, A1 address)."""
    sheets = {sheet.key: sheet for sheet in described(variant)}
    return {
        name: (sheets[key].file, sheets[key].name, f"{column}{find(sheets[key], row)[0]}")
        for name, (key, row, column) in KEY_FIGURES.items()
    }
