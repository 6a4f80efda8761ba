"""The lists of the head office: its roll, its year of months, its receipts book."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

RATE = 150_000
A_MONTH = RATE // 12
FIRST_DAY = date(2019, 1, 1)
FAULT_EVERY = 125
"""One planted fault in so many payments: by turns a receipt that is missing and a receipt number given twice."""
HIDDEN_EVERY, MERGED_EVERY = 100, 200
RECEIPTS = ("STT", "Ngày nộp", "Số phiếu thu", "Mã đơn vị", "Tên đơn vị", "Nội dung", "Số suất", "Số tiền", "Hình thức")
ITEMS = ("Hội phí năm 2019", "Hội phí đợt 1 năm 2019", "Hội phí đợt 2 năm 2019")


def roll(path: Path, units: Mapping[str, int]) -> None:
    """The branches with their units."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Danh sách")
        page.write(0, 0, "DANH SÁCH HỘI - KHỐI CHUYÊN NGÀNH NĂM 2019")
        page.write_row(2, 0, ("STT", "Mã đơn vị", "Tên đơn vị", "Số chi hội", "Số hội viên"))
        for place, (name, count) in enumerate(units.items()):
            page.write_row(3 + place, 0, (place + 1, code(place), name, count, 20 + place % 30))


def code(place: int) -> str:
    """The code of the branch at this place of the roll."""
    return f"CN{place:05}"


def year_of_months(path: Path, branches: Sequence[str], dice: random.Random) -> None:
    """A row a branch, a column a month, a typed total that is one month too high."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Hội phí tháng")
        money = book.add_format({"num_format": "#,##0"})
        page.write(0, 0, "THEO DÕI HỘI PHÍ HẰNG THÁNG NĂM 2019 - KHỐI CHUYÊN NGÀNH")
        page.write_row(2, 0, ("STT", "Tên đơn vị", "Phải nộp", *(f"T{month}" for month in range(1, 13))))
        sums = [0] * 12
        for place, name in enumerate(branches):
            page.write_row(3 + place, 0, (place + 1, name, 12 * A_MONTH))
            for month in range(12):
                if dice.random() > 0.05:
                    page.write(3 + place, 3 + month, A_MONTH, money)
                    sums[month] += A_MONTH
        sums[6] += A_MONTH
        page.write_row(3 + len(branches), 1, ("Tổng cộng", 12 * A_MONTH * len(branches), *sums), money)


def payments(
    path: Path, rows: int, branches: Sequence[str], dice: random.Random, *, formulas: bool = False
) -> Mapping[str, int]:
    """The receipts book; the units that each branch paid for, so that nobody paid too much."""
    paid = dict.fromkeys(branches, 0)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Sổ thu")
        day, money = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "#,##0"})
        page.write(0, 0, "SỔ THU HỘI PHÍ NĂM 2019 - KHỐI CHUYÊN NGÀNH")
        page.write_row(2, 0, (*RECEIPTS, "Ghi chú"))
        for number in range(rows):
            place, units, row = dice.randrange(len(branches)), dice.randint(1, 4), 3 + number
            paid[branches[place]] += units
            page.write_number(row, 0, number + 1)
            page.write_datetime(row, 1, FIRST_DAY + timedelta(number * 364 // rows), day)
            page.write_string(row, 2, receipt(number, rows))
            page.write_row(row, 3, (code(place), branches[place], ITEMS[number % 3], units))
            if formulas:
                page.write_formula(row, 7, f"=G{row + 1}*{RATE}", money, units * RATE)
            else:
                page.write_number(row, 7, units * RATE, money)
            page.write_row(row, 8, ("CK" if number % 3 else "TM", f"Lô {number % 97}"))
        if formulas:
            _hide_and_merge(page, range(3, 3 + rows))
    return paid


def receipt(number: int, rows: int) -> str:
    """The number of a receipt; of faulty ones none, or that of a payment half a year away."""
    if number % (2 * FAULT_EVERY) == FAULT_EVERY - 1:
        return ""
    twice = number % (2 * FAULT_EVERY) == 2 * FAULT_EVERY - 1
    return f"PT{(number + rows // 2 + 1) % rows if twice else number:07}"


def _hide_and_merge(page: xlsxwriter.worksheet.Worksheet, rows: Iterable[int]) -> None:
    for row in rows:
        if row % HIDDEN_EVERY == 0:
            page.set_row(row, options={"hidden": True})
        if row % MERGED_EVERY == 1:
            page.merge_range(row, 9, row + 1, 9, "chung biên lai")
