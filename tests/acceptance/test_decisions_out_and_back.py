"""What a reviewer writes into sheet D comes back, whatever was done to the workbook (issue 9, point 8)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.pipeline import Done, run
from tests.example import build
from tests.support import RULES, SHEETS

REASON = "Đã có biên bản đối chiếu"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(SHEETS, tmp_path / "sheets")
    return tmp_path


def again(home: Path, lang: str = "vi") -> Done:
    return run([home / "sheets"], RULES, home / "output", lang=lang)


def points_sheet(book: openpyxl.Workbook) -> Worksheet:
    return next(sheet for sheet in book.worksheets if sheet.title.startswith("D "))


def place(sheet: Worksheet, heading: str) -> tuple[int, int]:
    """Row and column of a heading."""
    for row in sheet.iter_rows():
        for cell in row:
            if str(cell.value).split("\n")[0].strip() == heading:
                return int(cell.row or 0), int(cell.column or 0)
    raise AssertionError(heading)


def decide(home: Path, point: str, status: str, after: Callable[[Worksheet], None] = lambda _: None) -> None:
    """Write a decision beside a point, as a reviewer does, then do something else to the sheet."""
    path = home / "output" / "doi-chieu-2019.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = points_sheet(book)
    _, column = place(sheet, "Tình trạng")
    row = next(int(cell.row or 0) for (cell,) in sheet.iter_rows(max_col=1) if cell.value == point)
    for offset, text in enumerate((status, REASON, "Nguyễn Văn A", "02/03/2020")):
        sheet.cell(row, column + offset).value = text
    after(sheet)
    book.save(path)


def insert_rows_and_columns(sheet: Worksheet) -> None:
    sheet.insert_rows(4, 3)
    sheet.insert_cols(2)


def shuffle(sheet: Worksheet) -> None:
    first = place(sheet, "Tình trạng")[0] + 2
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=first + 11)]
    for offset, values in enumerate(reversed(rows)):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(first + offset, column)
            if cell.__class__.__name__ != "MergedCell":
                cell.value = value


def rename_headings(sheet: Worksheet) -> None:
    row, column = place(sheet, "Tình trạng")
    sheet.cell(row, column + 1).value = "Ý kiến"


@pytest.mark.parametrize("after", [lambda _: None, insert_rows_and_columns, shuffle, rename_headings])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_decision_is_carried_into_the_next_workbook(
    home: Path, after: Callable[[Worksheet], None], lang: str
) -> None:
    again(home)
    decide(home, "04", "chấp nhận", after)
    done = again(home, lang)
    flag = next(flag for flag in done.result.flags if flag.point == "04")
    assert flag.decision is not None
    assert (flag.decision.status, flag.decision.reason, flag.decision.who) == ("accepted", REASON, "Nguyễn Văn A")
    assert not flag.is_open
    name = "reconciled-2019.xlsx" if lang == "en" else "doi-chieu-2019.xlsx"
    sheet = points_sheet(openpyxl.load_workbook(home / "output" / name))
    assert any(cell.value == REASON for row in sheet.iter_rows() for cell in row)
    assert REASON in (home / "output" / "history.jsonl").read_text(encoding="utf-8")


def test_a_point_whose_figures_changed_is_open_again(home: Path) -> None:
    again(home)
    decide(home, "02", "chấp nhận")
    again(home)
    shutil.rmtree(home / "sheets")
    build(home / "sheets", "two_wrong")
    book = openpyxl.load_workbook(home / "sheets" / "hoi-phi-tvcc-2019.xlsx")
    book.worksheets[0]["E73"] = 64_000_000
    book.save(home / "sheets" / "hoi-phi-tvcc-2019.xlsx")
    flag = next(flag for flag in again(home).result.flags if flag.point == "02")
    assert (flag.life, flag.why, flag.is_open) == ("reopened", "changed", True)


def test_said_to_be_corrected_and_still_wrong_is_open_again(home: Path) -> None:
    again(home)
    decide(home, "01", "đã sửa")
    flag = next(flag for flag in again(home).result.flags if flag.point == "01")
    assert (flag.life, flag.why, flag.is_open) == ("reopened", "corrected", True)


def test_a_point_that_the_data_no_longer_raises_is_resolved(home: Path) -> None:
    again(home)
    shutil.rmtree(home / "sheets")
    build(home / "sheets", "corrected")
    done = again(home)
    assert [one.point for one in done.result.resolved] == ["01", "02"]
    assert [flag.point for flag in done.result.flags] == [f"{number:02}" for number in range(3, 13)]
    assert done.result.verdict == "explain"


def test_undetermined_money_goes_where_the_reviewer_assigns_it(home: Path) -> None:
    path = home / "sheets" / "hoi-phi-tvcc-2019.xlsx"
    book = openpyxl.load_workbook(path, data_only=True)
    book.worksheets[0]["B38"] = "Nhà sách Tri Thức"
    book.save(path)
    first = again(home)
    parked = next(flag for flag in first.result.flags if flag.code == "C102")
    assert first.result.figures["collected.parked"].value == 1_000_000

    output = home / "output" / "doi-chieu-2019.xlsx"
    book = openpyxl.load_workbook(output)
    sheet = points_sheet(book)
    row = next(int(cell.row or 0) for (cell,) in sheet.iter_rows(max_col=1) if cell.value == parked.point)
    sheet.cell(row, place(sheet, "Ghi thu cho đơn vị")[1]).value = "Thư viện tỉnh Hòa Bình"
    book.save(output)
    second = again(home)
    assert second.result.figures["collected.parked"].value == 0
    assert second.result.figures["collected.tvcc"].value == 62_000_000
    assert not [flag for flag in second.result.flags if flag.code == "C102"]
    third = again(home)
    assert third.result.figures["collected.parked"].value == 0
