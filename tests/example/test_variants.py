"""The variants of the example: each differs from the published books in what it says, and in nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from tests.office import converted, needs_office, without_values

from .reading import ALL, GRANTS, INCOME, ROLL, SUMMARY, TVCC, column, grid_of, variant
from .variants import VARIANTS, build, cells

KEY_AMOUNTS = ("tvcc_total_paid", "summary_tvcc", "summary_dues_total", "summary_adverts", "summary_grand")
AS_PUBLISHED = (63_000_000, 63_000_000, 101_250_000, 10_000_000, 101_250_000)
OTHERWISE: Mapping[str, tuple[int, ...]] = {
    "summary_only": (62_000_000, 63_000_000, 101_250_000, 10_000_000, 101_250_000),
    "two_wrong": (63_000_000, 64_000_000, 102_250_000, 10_000_000, 102_250_000),
    "grand_corrected": (63_000_000, 63_000_000, 101_250_000, 10_000_000, 111_250_000),
    "corrected": (62_000_000, 62_000_000, 100_250_000, 10_000_000, 110_250_000),
}


def at(name: str, figure: str) -> object:
    """What the cell of a key figure shows in a variant; None = empty."""
    file, sheet, cell = cells(name)[figure]
    return variant(name)[file, sheet].get(cell)


@pytest.mark.parametrize("name", VARIANTS)
def test_the_key_figures_of_a_variant_stand_where_it_says(name: str) -> None:
    assert tuple(at(name, figure) for figure in KEY_AMOUNTS) == OTHERWISE.get(name, AS_PUBLISHED)
    rate = str(at(name, "summary_rate"))
    assert "98 %" in rate
    assert [at(name, empty) for empty in ("unpaid_tvcc", "undated", "unpaid_1", "unpaid_2")] == [None] * 4
    assert at(name, "cut_off") == datetime(2020, 1, 14)  # noqa: DTZ001 - a cell knows no time zone
    assert [at(name, paid) for paid in ("part_1", "part_2", "grant_two_years")] == [3_900_000, 2_400_000, 56_000_000]


def test_published_cells_are_those_of_the_picture_of_the_goal() -> None:
    addresses = {name: cell for name, (_, _, cell) in cells().items()}
    assert addresses == {
        "tvcc_total_paid": "E73",
        "summary_tvcc": "D8",
        "summary_dues_total": "D10",
        "summary_adverts": "D11",
        "summary_grand": "D12",
        "summary_rate": "F10",
        "unpaid_tvcc": "E27",
        "undated": "F42",
        "cut_off": "F14",
        "grant_two_years": "E10",
        "part_1": "F12",
        "part_2": "F13",
        "unpaid_1": "F25",
        "unpaid_2": "F28",
    }


@pytest.mark.parametrize(("name", "same"), [("files_renamed", 1), ("sheets_renamed", 0)])
def test_renaming_changes_every_name_and_no_cell(name: str, same: int) -> None:
    before, after = variant("published"), variant(name)
    assert {place[1 - same] for place in before}.isdisjoint(place[1 - same] for place in after)
    by_other_name = {place[same]: grid for place, grid in after.items()}
    assert {place[same]: grid for place, grid in before.items()} == by_other_name


def test_shuffling_moves_rows_and_loses_none() -> None:
    before, after = (variant(name)[TVCC] for name in ("published", "rows_shuffled"))
    assert column(after, "A", 10, 72) == list(range(1, 64))
    rows_before, rows_after = (
        [tuple(grid.get(f"{letter}{row}") for letter in "BCDEFGH") for row in range(10, 73)] for grid in (before, after)
    )
    assert rows_before != rows_after
    assert sorted(map(str, rows_before)) == sorted(map(str, rows_after))


def test_inserted_rows_move_every_cell_down_by_five() -> None:
    def five_down(cell: str) -> str:
        letter, row = cell[0], int(cell[1:])
        return f"{letter}{row + 5}"

    moved = {name: (*place[:2], five_down(place[2])) for name, place in cells().items()}
    assert cells("rows_inserted") == moved


def headings(name: str, place: tuple[str, str], first: int, last: int) -> set[object]:
    """The heading texts of a sheet of a variant."""
    return {value for cell, value in variant(name)[place].items() if first <= int(cell[1:]) <= last}


HEADINGS = zip(ALL, ((5, 6), (7, 8), (7, 7), (7, 7), (7, 8), (6, 6)), strict=True)


@pytest.mark.parametrize(("place", "rows"), list(HEADINGS))
def test_synonyms_replace_every_heading_and_nothing_else(place: tuple[str, str], rows: tuple[int, int]) -> None:
    before, after = (headings(name, place, *rows) for name in ("published", "synonyms"))
    assert before.isdisjoint(after)
    assert len(before) == len(after)
    elsewhere = [
        {cell: value for cell, value in variant(name)[place].items() if not rows[0] <= int(cell[1:]) <= rows[1]}
        for name in ("published", "synonyms")
    ]
    assert elsewhere[0] == elsewhere[1]


def test_english_keeps_only_names_in_vietnamese() -> None:
    roll = variant("english")[ROLL]
    names = {*column(roll, "B", 8, 70), *column(roll, "B", 72, 92), *column(roll, "H", 8, 92)}
    names |= {
        *column(variant("english")[GRANTS], "B", 9, 10),
        *column(variant("english")[GRANTS], "C", 9, 10),
        *column(variant("english")[INCOME], "B", 9, 10),
    }
    names |= {*column(variant("english")[SUMMARY], "B", 15, 16), "đồng"}
    said = {value for grid in variant("english").values() for value in grid.values() if isinstance(value, str)}
    vietnamese = {
        words for words in said - names if re.search("[à-ỹĐđ]", words.replace("đồng", "").replace("Hà Nội", ""))
    }
    assert vietnamese == set()
    assert {"No.", "Branch", "Members", "Due", "Paid", "Date paid", "Receipt no.", "TOTAL", "Unit: đồng"} <= said


def test_the_added_line_stands_in_the_summary_and_in_its_list() -> None:
    summary, income = variant("line_added")[SUMMARY], variant("line_added")[INCOME]
    assert (summary["B12"], summary["D12"]) == ("Lãi tiền gửi ngân hàng", 500_000)
    assert (summary["B13"], summary["D13"]) == ("Tổng cộng số tiền thu được", 101_250_000)
    assert income["D12"] == 10_500_000


def _formulas(path: Path) -> Iterator[tuple[str, str]]:
    for sheet, grid in grid_of(path, formulas=True).items():
        yield from ((sheet, cell) for cell, value in grid.items() if str(value).startswith("="))


@needs_office
def test_libreoffice_recalculates_every_formula_to_the_value_in_the_file(tmp_path: Path) -> None:
    bare, out = tmp_path / "bare", tmp_path / "out"
    bare.mkdir()
    for name in ("published", "rows_inserted", "line_added"):
        build(tmp_path / name, name)
        for path in (tmp_path / name).iterdir():
            (bare / f"{name} {path.name}").write_bytes(without_values(path.read_bytes()))
    converted(bare.iterdir(), out)
    checked = 0
    for path in bare.iterdir():
        written, worked_out = grid_of(tmp_path / path.name.replace(" ", "/", 1)), grid_of(out / path.name)
        for sheet, cell in _formulas(path):
            assert written[sheet][cell] == worked_out[sheet][cell], (path.name, cell)
            checked += 1
    assert checked > 3 * 35
