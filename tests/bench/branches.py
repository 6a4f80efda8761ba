"""The workbook of a branch as people make it: letterhead, typed totals, money as text, a line in words, signatures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import xlsxwriter

DUES = 150_000
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
MIDDLES = ("Thị", "Văn", "Đức", "Minh", "Ngọc", "Thanh", "Hữu", "Xuân", "Quang", "Thu")
GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dung",
    "Giang",
    "Hà",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hùng",
    "Khánh",
    "Lan",
    "Liên",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Oanh",
    "Phúc",
    "Yến",
)
NAME_HEADINGS = ("Họ tên/Đơn vị", "Tên đơn vị", "Đơn vị")
PAID_HEADINGS = ("Đã nộp", "Số đã nộp", "Thực thu")
LETTERHEAD = ("HỘI THƯ VIỆN VIỆT NAM", "LIÊN CHI HỘI CHUYÊN NGÀNH")
TITLE = "DANH SÁCH NỘP HỘI PHÍ NĂM 2019"


def member_names(count: int, dice: random.Random) -> list[str]:
    """Different names, in no order."""
    return [" ".join(parts) for parts in dice.sample(list(product(FAMILIES, MIDDLES, GIVEN, GIVEN)), count)]


def branch_workbook(path: Path, members: Sequence[str], dice: random.Random, *, wrong: bool) -> None:
    """A dues list of these members, in every fifth the amounts are text; wrong: the total is one payment too high."""
    as_text, top = dice.random() < 0.2, dice.randint(5, 7)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(dice.choice(("Sheet1", "Hội phí", "HP 2019")))
        bold, day = book.add_format({"bold": True, "border": 1}), book.add_format({"num_format": "dd/mm/yyyy"})
        for row, text in enumerate(LETTERHEAD):
            page.merge_range(row, 0, row, 3, text, bold)
        page.merge_range(3, 0, 3, 6, TITLE, bold)
        headings = ("STT", dice.choice(NAME_HEADINGS), "Phải nộp", dice.choice(PAID_HEADINGS), "Ngày nộp")
        page.write_row(top, 0, (*headings, "Số phiếu thu", "Ghi chú"), bold)
        paid = 0
        for number, name in enumerate(members, 1):
            page.write_row(top + number, 0, (number, name, DUES))
            if dice.random() < 0.9:
                paid += DUES
                page.write(top + number, 3, f"{DUES:,} đ".replace(",", ".") if as_text else DUES)
                page.write_datetime(top + number, 4, date(2019, 3, 1) + timedelta(dice.randrange(200)), day)
                page.write(top + number, 5, f"{path.stem[-3:]}/{number:02}")
        page.write_row(top + len(members) + 1, 1, ("Cộng", DUES * len(members), paid + DUES * wrong), bold)
        page.write(top + len(members) + 3, 4, "Hà Nội, ngày 31 tháng 12 năm 2019")
        page.write_row(top + len(members) + 4, 1, ("Người lập biểu", "", "", "Thủ quỹ"))
        page.set_row(top + 2, options={"hidden": True})
