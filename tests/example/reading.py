"""Reading the example back with openpyxl, for its tests."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from .variants import build

SHEETS = Path(__file__).parents[2] / "sheets"
ROLL = ("danh-sach-hoi.xlsx", "Danh sách")
TVCC = ("hoi-phi-tvcc-2019.xlsx", "TVCC 2019")
SPECIALISED = ("hoi-phi-chuyen-nganh-2019.xlsx", "Chuyên ngành")
INCOME = ("thu-khac-2019.xlsx", "Quảng cáo")
GRANTS = ("tai-tro-2019.xlsx", "Tài trợ")
SUMMARY = ("tong-hop-2019.xlsx", "Tổng hợp")
ALL = (ROLL, TVCC, SPECIALISED, INCOME, GRANTS, SUMMARY)

Grid = Mapping[str, object]


def grid_of(path: Path, *, formulas: bool = False) -> dict[str, Grid]:
    """The filled cells of every sheet of a file by address."""
    book = load_workbook(path, data_only=not formulas)
    return {name: _filled(book[name]) for name in book.sheetnames}


def _filled(page: Worksheet) -> Grid:
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}


@cache
def variant(name: str) -> Mapping[tuple[str, str], Grid]:
    """The cells of every sheet of a variant, freshly built."""
    with TemporaryDirectory() as folder:
        build(Path(folder), name)
        return {
            (path.name, sheet): grid for path in sorted(Path(folder).iterdir()) for sheet, grid in grid_of(path).items()
        }


def published(place: tuple[str, str]) -> Grid:
    """The cells of a committed sheet."""
    return grid_of(SHEETS / place[0])[place[1]]


def column(grid: Grid, letter: str, first: int, last: int) -> list[object]:
    """What a column holds from row to row; None = empty."""
    return [grid.get(f"{letter}{row}") for row in range(first, last + 1)]


def total(grid: Grid, letter: str, first: int, last: int) -> int:
    """The sum of the whole numbers of a column."""
    return sum(value for value in column(grid, letter, first, last) if isinstance(value, int))


def members_of(path: Path) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
