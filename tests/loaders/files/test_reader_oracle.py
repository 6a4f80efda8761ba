"""Another library's reading of the same workbook, cell by cell, against ours."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.model.grid import Cell, CellError, Grid, NotCalculated
from tests.loaders.files.odd_packages import only_grid

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=9
)
DAYS = st.dates(date(1901, 1, 1), date(2100, 1, 1)).map(lambda day: datetime.combine(day, time()))
VALUES = st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e300, 1e300), TEXTS, st.booleans(), DAYS)
PLACES = st.tuples(st.integers(1, 30), st.integers(1, 30))


def expected(value: Any) -> Cell:
    """A value of the other library as ours should be."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        exact = Fraction(Decimal(repr(value)))
        return int(exact) if exact.denominator == 1 and abs(exact) < 2**53 else exact
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return str(value).strip().replace("\r\n", "\n") or None


def differences(grid: Grid, values: Any, formulas: Any) -> list[tuple[int, int, Cell, Cell]]:
    """Where the two readings of a sheet differ: row, column, ours, theirs."""
    height, width = max(grid.height, values.max_row), max(grid.width, values.max_column)
    found = []
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            cell, formula = values.cell(row, column), formulas.cell(row, column)
            theirs = CellError(cell.value) if cell.data_type == "e" else expected(cell.value)
            if formula.data_type == "f" and cell.value is None:
                theirs = NotCalculated(str(formula.value)[1:])
            if grid.value(row, column) != theirs:
                found.append((row, column, grid.value(row, column), theirs))
    return found


def compare(data: bytes) -> Grid:
    """Assert that both readings agree on cells, formulas, hidden rows, hidden columns and merges; ours."""
    grid = only_grid(data)
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    formulas = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert differences(grid, values, formulas) == []
    assert grid.formulas == {
        (cell.row, cell.column): str(cell.value)[1:] for line in formulas.rows for cell in line if cell.data_type == "f"
    }
    hidden = {row for row, at in formulas.row_dimensions.items() if at.hidden and row <= grid.height}
    assert grid.hidden_rows == hidden
    merges = {(one.min_row, one.min_col, one.max_row, one.max_col) for one in formulas.merged_cells.ranges}
    assert {(one.top, one.left, one.bottom, one.right) for one in grid.merges} == merges
    return grid


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(PLACES, VALUES, min_size=1, max_size=20), st.sets(st.integers(1, 30), max_size=4))
def test_what_one_library_writes_another_reads_as_we_do(cells: dict[tuple[int, int], Any], hidden: set[int]) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for (row, column), value in cells.items():
        if isinstance(value, datetime):
            page.write_datetime(row - 1, column - 1, value, day)
        elif isinstance(value, str):
            page.write_string(row - 1, column - 1, value)
        elif isinstance(value, bool):
            page.write_boolean(row - 1, column - 1, value)
        else:
            page.write_number(row - 1, column - 1, value)
    for row in hidden:
        page.set_row(row - 1, None, None, {"hidden": True})
    book.close()
    compare(target.getvalue())


def test_formulas_with_and_without_results_errors_merges_and_hidden_rows_agree() -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet("Hội phí")
    page.write_formula("B2", "=SUM(C2:C9)", None, 63_000_000)
    page.write_formula("B3", "=IF(C3>1,\"a&b\",'T 1'!A1)", None, "a&b")
    page.write_formula("B4", "=1/0", None, "#DIV/0!")
    page.write_formula("B5", "=NOW()", None, "")
    page.write_formula("B6", "=C2>1", None, True)
    page.merge_range("D1:F3", "Thư viện tỉnh")
    page.set_row(5, None, None, {"hidden": True})
    page.set_column("C:C", None, None, {"hidden": True})
    page.write_rich_string("G9", book.add_format({"bold": True}), "đã", " nộp")
    book.close()
    grid = compare(target.getvalue())
    assert (set(grid.hidden_columns), set(grid.hidden_rows)) == ({3}, {6})
    assert grid.value(4, 2) == CellError("#DIV/0!")


def test_a_workbook_whose_formulas_were_never_calculated_agrees() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Đơn vị", "Số tiền", None, "#N/A"])
    page.append(["An Giang", 1_000_000, 0.984])
    page["B9"] = "=SUM(B2:B8)"
    page["C9"] = "#REF!"
    page.row_dimensions[2].hidden = True
    page.merge_cells("A9:A10")
    target = io.BytesIO()
    book.save(target)
    grid = compare(target.getvalue())
    assert grid.value(9, 2) == NotCalculated("SUM(B2:B8)")
    assert grid.scan.not_calculated == 1
