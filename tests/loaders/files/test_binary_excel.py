from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date
from fractions import Fraction

import pytest

from reconcile.loaders.files.limits import Limits
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import CellError
from tests.loaders.files import binary_workbook as made
from tests.loaders.files.odd_packages import DOCUMENT, only_grid, read, refusal, zipped

ROWS = (
    made.row(1, made.text("Đơn vị"), made.shared(0), made.shared(1), made.text(" ")),
    made.row(3, made.real(1_500_000), made.error(7), made.truth(value=True), b"", made.formula(2.5), hidden=True),
    made.row(4, made.blank(), made.formula_error(23)),
)
BOOK = made.book(
    made.sheet(*ROWS, before=made.hidden_columns(2, 3)),
    made.sheet(made.row(1, made.real(1))),
    strings=("  ", "An Giang"),
    hidden=2,
)


def test_values_errors_hidden_lines_and_sheets_are_read_at_their_places() -> None:
    first, second = read(BOOK).grids
    assert first.cells == (
        ("Đơn vị", None, "An Giang"),
        (),
        (1_500_000, CellError("#DIV/0!"), True, None, Fraction(5, 2)),
        (None, CellError("#REF!")),
    )
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({3}, {2, 3})
    assert (first.scan.non_empty, first.scan.errors) == (7, 2)
    assert [(one.sheet, one.hidden) for one in (first, second)] == [("S1", False), ("S2", True)]


def test_what_is_not_checked_is_said() -> None:
    assert {grid.not_checked for grid in read(BOOK).grids} == {("formulas",)}


def with_days(*cells: bytes) -> bytes:
    """A workbook whose cells of style 1 are days."""
    data = made.book(made.sheet(made.row(1, *cells)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    forms = b"".join(
        made.record(47, struct.pack("<HHHHHBBHBB", 0xFFFF, look, 0, 0, 0, 0, 0, 0, 0, 0)) for look in (0, 14)
    )
    parts["xl/styles.bin"] = made.record(278) + made.record(617, struct.pack("<I", 2)) + forms + made.record(618)
    link = f'<Relationship Id="s" Type="{DOCUMENT}/styles" Target="styles.bin"/></Relationships>'.encode()
    links = parts["xl/_rels/workbook.bin.rels"]
    assert isinstance(links, bytes)
    parts["xl/_rels/workbook.bin.rels"] = links.replace(b"</Relationships>", link)
    return zipped(parts)


def test_a_day_is_a_day_in_every_way_of_storing_it_and_a_number_stays_a_number() -> None:
    cells = (made.small(43_528, 1), made.real(43_528, 1), made.small(43_528), made.small(-5), made.small(500_000_000))
    assert only_grid(with_days(*cells)).cells == ((date(2019, 3, 4), date(2019, 3, 4), 43_528, -5, 500_000_000),)


@pytest.mark.parametrize("kind", [13, 15, 18, 62])
def test_a_cell_of_a_kind_that_the_fast_reader_passes_over_costs_the_sheet(kind: int) -> None:
    odd = made.sheet(made.row(1, made.real(1)) + made.record(kind, b"\0" * 16))
    found = read(made.book(odd, made.sheet(made.row(1, made.real(1)))))
    assert ([grid.sheet for grid in found.grids], [one.code for one in found.troubles]) == (["S2"], ["counts_differ"])


def test_two_cells_far_apart_are_refused_before_the_reader_asks_for_their_rectangle() -> None:
    far = made.sheet(made.row(1, made.real(1)), made.row(1_048_576, *[b""] * 16_383, made.real(1)))
    assert refusal(made.book(far)) == "sheet_too_wide"
    assert (
        refusal(made.book(made.sheet(made.row(1, made.real(1), made.real(2)))), Limits(max_cells=1)) == "too_many_cells"
    )


def test_damaged_parts_and_missing_ones_are_refused() -> None:
    assert refusal(made.book(made.sheet() + b"\x05\x10\0\0")) == "damaged_workbook"
    assert refusal(made.book(made.sheet(made.record(0, b"\0")))) == "damaged_workbook"
    assert refusal(made.book()) == "no_sheets"
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "sheet2" not in name}
    assert refusal(zipped(parts)) == "part_missing"


@pytest.mark.parametrize("at", range(0, 400, 3))
def test_a_changed_byte_of_a_sheet_ends_in_a_refusal_or_a_sheet(at: int) -> None:
    sheet = made.sheet(*ROWS)
    changed = sheet[:at] + bytes([sheet[at % len(sheet)] ^ 0x55]) + sheet[at + 1 :]
    with suppress(ReconcileError):
        assert read(made.book(changed, strings=("  ", "An Giang"))).grids
