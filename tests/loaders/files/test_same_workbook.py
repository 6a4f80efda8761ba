"""The same workbook in every format: LibreOffice wrote it, and all readers must give the same cells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reconcile.loaders.files.contents import Contents
from reconcile.model.grid import Area, Cell, CellError, Grid
from reconcile.model.values import Text
from tests.loaders.files.odd_packages import read
from tests.loaders.files.same_workbook import DATA, convert, save
from tests.office import needs_office

ENDINGS = ["xls", "ods"]


def same(ending: str) -> Contents:
    return read((DATA / f"same.{ending}").read_bytes())


def typed(cells: tuple[tuple[Cell, ...], ...]) -> list[list[tuple[type, Cell]]]:
    """Cells with their types, because True is 1."""
    return [[(type(cell), cell) for cell in line] for line in cells]


def without_listed_differences(grid: Grid) -> Grid:
    """The grid without what the formats cannot hold alike.

    LibreOffice writes truth values as the formulas TRUE() (.xlsx, .ods, there a number) and TRUE (.xls).
    """
    cells = tuple(
        tuple(bool(cell) if (row, column) in {(3, 5), (4, 5)} else cell for column, cell in enumerate(line, 1))
        for row, line in enumerate(grid.cells, 1)
    )
    formulas = {at: text.removesuffix("()") for at, text in grid.formulas.items()}
    return replace(grid, cells=cells, formulas=formulas)


@pytest.mark.parametrize("ending", ENDINGS)
def test_values_errors_formulas_hidden_lines_and_merges_are_those_of_the_xlsx(ending: str) -> None:
    first, *others = same(ending).grids
    true_first, *true_others = same("xlsx").grids
    ours, theirs = without_listed_differences(first), without_listed_differences(true_first)
    assert (ours, others) == (theirs, true_others)
    assert typed(ours.cells) == typed(theirs.cells)


@pytest.mark.parametrize("ending", ["xlsx", *ENDINGS])
def test_the_workbook_is_read_as_it_was_made(ending: str) -> None:
    fees, old, empty = same(ending).grids
    assert [(fees.sheet, fees.hidden), (old.sheet, old.hidden), empty.cells] == [
        ("Hội phí", False),
        ("T 1", True),
        (),
    ]
    assert (set(fees.hidden_rows), set(fees.hidden_columns), fees.merges) == ({4}, {5}, (Area(10, 2, 12, 4),))
    assert (fees.value(5, 2), fees.value(5, 5)) == (CellError("#DIV/0!"), CellError("#N/A"))
    assert (fees.value(3, 3), fees.value(6, 2), fees.value(20, 7)) == (1_500_000, None, "xa")
    assert (fees.scan.non_empty, fees.scan.errors, fees.scan.not_calculated) == (30, 2, 0)


@pytest.mark.parametrize("ending", ["xlsx", *ENDINGS])
def test_texts_in_legacy_fonts_come_out_in_unicode_cell_by_cell(ending: str) -> None:
    found = same(ending)
    assert found.grids[1].cells == (("Thư viện tỉnh", "Đã nộp"), ("HÀ NỘI",), ("Thư viện",))
    assert [(one.code, one.values["coding"], one.fatal) for one in found.troubles] == [
        ("legacy_text", Text("TCVN3"), False),
        ("legacy_text", Text("VNI"), False),
    ]


def test_the_csv_has_the_same_cells_filled_and_the_same_texts() -> None:
    (table,) = same("csv").grids
    fees = same("xlsx").grids[0]
    # A record of two lines keeps its first line, so the rows below it move down by one.
    lines = {row: row + (row > 7) for row in range(1, fees.height + 1)}
    filled = {(lines[row], column): cell for row in lines for column, cell in fees.filled(row)}
    assert {(row, column) for row in range(1, table.height + 1) for column, _ in table.filled(row)} == set(filled)
    texts = {at: cell for at, cell in filled.items() if isinstance(cell, str)}
    assert {at: table.value(*at) for at in texts} == texts
    assert (table.value(3, 3), table.value(5, 2), table.value(3, 6)) == ("1500000", "#DIV/0!", "0.984")
    assert table.scan.non_empty == len(filled)


@needs_office
def test_the_libreoffice_of_this_machine_agrees(tmp_path: Path) -> None:
    save(tmp_path / "same.xlsx")
    convert(tmp_path / "same.xlsx", *ENDINGS)
    for ending in ENDINGS:
        fees, old, _ = read((tmp_path / "made" / f"same.{ending}").read_bytes()).grids
        theirs = same("xlsx").grids
        assert without_listed_differences(fees) == without_listed_differences(theirs[0])
        assert old.cells == theirs[1].cells
