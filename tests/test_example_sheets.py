"""The committed workbooks of 2019: figures, places, reproducible bytes."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.example import build
from tests.example.reading import (
    ALL,
    GRANTS,
    INCOME,
    ROLL,
    SHEETS,
    SPECIALISED,
    SUMMARY,
    TVCC,
    column,
    grid_of,
    members_of,
    published,
    total,
)


def test_the_committed_files_are_what_the_builder_writes(tmp_path: Path) -> None:
    build(tmp_path)
    assert {path.name for path in SHEETS.glob("*.xlsx")} == {file for file, _ in ALL}
    for file, _ in ALL:
        assert members_of(SHEETS / file) == members_of(tmp_path / file), file


@pytest.mark.parametrize(
    ("place", "cell", "shows"),
    [
        (ROLL, "C93", 338),
        (ROLL, "D93", 5_892),
        (ROLL, "C7", 63),
        (ROLL, "C71", 275),
        (ROLL, "D7", 2_442),
        (ROLL, "D71", 3_450),
        (ROLL, "G93", 0),
        (TVCC, "C73", 2_442),
        (TVCC, "D73", 63_000_000),
        (TVCC, "E73", 63_000_000),
        (TVCC, "E76", 63_000_000),
        (TVCC, "B76", "Lũy kế từ đầu năm"),
        (TVCC, "F14", datetime(2020, 1, 14)),  # noqa: DTZ001 - a cell knows no time zone
        (TVCC, "B27", "Thư viện tỉnh Điện Biên"),
        (TVCC, "B42", "Thư viện tỉnh Kiên Giang"),
        (SPECIALISED, "C30", 275),
        (SPECIALISED, "E30", 41_250_000),
        (SPECIALISED, "F30", 38_250_000),
        (SPECIALISED, "F12", 3_900_000),
        (SPECIALISED, "F13", 2_400_000),
        (SPECIALISED, "F32", 21_300_000),
        (INCOME, "D9", 5_000_000),
        (INCOME, "D10", 5_000_000),
        (INCOME, "D11", 10_000_000),
        (GRANTS, "E9", 55_000_000),
        (GRANTS, "E10", 56_000_000),
        (GRANTS, "F10", "2019-2020"),
        (GRANTS, "E11", 111_000_000),
        (GRANTS, "B14", "Kế hoạch năm 2020"),
        (SUMMARY, "A7", "I. Thu hội phí và tiền quảng cáo"),
        (SUMMARY, "D8", 63_000_000),
        (SUMMARY, "E8", "62/63"),
        (SUMMARY, "D9", 38_250_000),
        (SUMMARY, "D10", 101_250_000),
        (SUMMARY, "F10", "đạt tỷ lệ hơn 98 %"),
        (SUMMARY, "D11", 10_000_000),
        (SUMMARY, "B12", "Tổng cộng số tiền thu được"),
        (SUMMARY, "D12", 101_250_000),
        (SUMMARY, "D15", 55_000_000),
        (SUMMARY, "D16", 56_000_000),
        (SUMMARY, "D17", 111_000_000),
        (SUMMARY, "E20", 338),
        (SUMMARY, "E21", 5_892),
        (SUMMARY, "E22", 3),
        (SUMMARY, "E23", 89),
    ],
)
def test_a_published_figure_stands_in_its_cell(place: tuple[str, str], cell: str, shows: object) -> None:
    assert published(place)[cell] == shows


def test_62_of_63_libraries_paid_a_million_each() -> None:
    grid = published(TVCC)
    paid = column(grid, "E", 10, 72)
    assert paid.count(1_000_000) == 62
    assert grid.get("E27") is None
    assert total(grid, "D", 10, 72) == 63_000_000


def test_the_total_of_the_list_is_typed_and_one_million_over_its_rows() -> None:
    formulas = grid_of(SHEETS / TVCC[0], formulas=True)[TVCC[1]]
    assert formulas["E73"] == 63_000_000
    assert formulas["D73"] == "=SUM(D10:D72)"
    assert total(published(TVCC), "E", 10, 72) == 62_000_000


def test_specialised_payers_stand_for_275_branches_and_paid_38_250_000() -> None:
    grid = published(SPECIALISED)
    assert total(grid, "C", 9, 29) == 275
    assert total(grid, "F", 9, 29) == 38_250_000
    assert [row for row in range(9, 30) if grid.get(f"F{row}") is None] == [25, 28]
    assert column(grid, "E", 9, 29) == [150_000 * int(str(units)) for units in column(grid, "C", 9, 29)]


def test_three_branches_joined_in_2019_with_89_members() -> None:
    grid = published(ROLL)
    new = [row for row in range(72, 93) if "2019" in str(grid[f"E{row}"])]
    assert len(new) == 3
    assert sum(int(str(grid[f"D{row}"])) for row in new) == 89


def test_every_payer_is_on_the_roll_under_the_same_name() -> None:
    roll = published(ROLL)
    assert column(roll, "B", 8, 70) == column(published(TVCC), "B", 10, 72)
    assert column(roll, "B", 72, 92) == column(published(SPECIALISED), "B", 9, 29)
    assert column(roll, "D", 8, 70) == column(published(TVCC), "C", 10, 72)


def test_receipts_are_one_book_without_gap_or_repeat_that_rises_with_the_date() -> None:
    lists = ((TVCC, "F", "G", 10, 72), (SPECIALISED, "G", "H", 9, 29), (INCOME, "E", "F", 9, 10))
    receipts: list[tuple[str, str]] = []
    for place, day, receipt, first, last in lists:
        pairs = zip(*(column(published(place), letter, first, last) for letter in (receipt, day)), strict=True)
        receipts += [(str(number), str(on)) for number, on in pairs if number is not None]
    receipts.sort()
    assert [number for number, _ in receipts] == [f"PT {number:03}" for number in range(17, 99)]
    assert [day for _, day in receipts] == sorted(day for _, day in receipts)


def test_one_payment_has_neither_date_nor_receipt() -> None:
    grid = published(TVCC)
    bare = [row for row in range(10, 73) if f"E{row}" in grid and not {f"F{row}", f"G{row}"} <= grid.keys()]
    assert bare == [42]
    assert {"F42", "G42"}.isdisjoint(grid)


def test_one_row_of_the_list_is_hidden_and_it_paid() -> None:
    page = load_workbook(SHEETS / TVCC[0])[TVCC[1]]
    assert [row for row, shape in page.row_dimensions.items() if shape.hidden] == [38]
    assert page["E38"].value == 1_000_000


@pytest.mark.parametrize(("place", "rows"), list(zip(ALL, (95, 77, 34, 14, 16, 24), strict=True)))
def test_a_sheet_has_as_many_filled_rows_as_the_picture_of_the_goal(place: tuple[str, str], rows: int) -> None:
    assert len({re.sub("[A-Z]", "", cell) for cell in published(place)}) == rows


@pytest.mark.parametrize("place", ALL)
def test_every_sheet_says_its_date_and_whether_it_is_illustrative(place: tuple[str, str]) -> None:
    words = " ".join(map(str, published(place).values()))
    assert "(Tính đến ngày 31/01/2020)" in words
    assert ("(số liệu minh họa)" in words) == (place not in {GRANTS, SUMMARY})
