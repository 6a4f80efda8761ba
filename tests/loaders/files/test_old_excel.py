from __future__ import annotations

import io
import struct
from contextlib import suppress
from typing import Any

import pytest
import xlrd.book  # type: ignore[import-untyped]

from reconcile.loaders.files import biff, grids
from reconcile.loaders.files.calamine import SheetValues
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.truth import Truth
from reconcile.model.errors import ReconcileError
from tests.loaders.files.odd_packages import read, refusal
from tests.loaders.files.same_workbook import DATA

SAME = (DATA / "same.xls").read_bytes()
REF_ROW_ABOVE = b"\x2c\xff\xff\x00\xc0"
"""The token of a shared formula for the cell one row above."""


def record(code: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", code, len(body)) + body


def formula(row: int, column: int, tokens: bytes) -> bytes:
    return record(6, struct.pack("<HHH8sHIH", row, column, 0, b"\0" * 8, 0, 0, len(tokens)) + tokens)


def pointer(row: int, column: int) -> bytes:
    return b"\x01" + struct.pack("<HH", row, column)


def stub(stream: bytes) -> Any:
    book = xlrd.book.Book()
    book.biff_version, book.mem, book.logfile = 80, stream, io.StringIO()
    return book


def formulas(*records: bytes) -> Truth:
    truth = Truth()
    stream = b"before" + record(biff.BOF, b"\0" * 16) + b"".join(records) + record(biff.EOF) + b"after"
    biff.find_formulas(stub(stream), 6, truth)
    return truth


def test_a_formula_that_several_cells_share_is_told_for_each_of_them() -> None:
    tokens = REF_ROW_ABOVE + b"\x1e\x02\x00\x05"
    common = record(biff.SHARED, struct.pack("<HHBBBBH", 1, 2, 1, 1, 0, 2, len(tokens)) + tokens)
    found = formulas(formula(1, 1, pointer(1, 1)), common, formula(2, 1, pointer(1, 1)))
    assert (found.formulas, found.shared) == ({(2, 2): "B1*2", (3, 2): "B2*2"}, 0)


def test_formulas_of_a_chart_inside_the_sheet_are_none_of_the_sheet() -> None:
    chart = record(biff.BOF, b"\0" * 16) + formula(5, 5, b"\x1e\x07\x00") + record(biff.EOF)
    assert formulas(chart, formula(0, 0, b"\x1e\x01\x00")).formulas == {(1, 1): "1"}


def test_a_formula_that_cannot_be_put_into_words_is_counted() -> None:
    found = formulas(formula(0, 0, b"\x1f"), formula(1, 0, pointer(9, 9)))
    assert (found.formulas, found.shared) == ({}, 2)


def test_whole_numbers_in_formulas_stand_without_a_point_and_texts_stay() -> None:
    number = b"\x1f" + struct.pack("<d", 1_500_000)
    text = b"\x17\x03\x001.0"
    assert formulas(formula(0, 0, number + text + b"\x08")).formulas == {(1, 1): '1500000&"1.0"'}


@pytest.mark.parametrize("size", range(600, len(SAME), 700))
def test_a_workbook_cut_short_is_refused_and_never_read_in_part(size: int) -> None:
    with suppress(ReconcileError):
        assert read(SAME[:size]) == read(SAME)


@pytest.mark.parametrize("at", range(512, len(SAME), 97))
def test_a_changed_byte_ends_in_a_refusal_or_in_sheets_that_both_readers_count_alike(at: int) -> None:
    with suppress(ReconcileError):
        assert read(SAME[:at] + bytes([SAME[at] ^ 0xFF]) + SAME[at + 1 :]).grids


def test_sheets_whose_counts_differ_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "sheet_values", lambda *_: SheetValues([[1]], (), 1))
    assert refusal(SAME) == "counts_differ"


def test_limits_hold_for_the_whole_workbook() -> None:
    assert refusal(SAME, Limits(max_cells=30)) == "too_many_cells"
    assert refusal(SAME, Limits(max_grid_cells=100)) == "sheet_too_wide"
