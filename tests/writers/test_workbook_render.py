"""The door to xlsxwriter: text stays text, refusals are errors, the same calls give the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Read
from openpyxl import load_workbook

from reconcile import __version__
from reconcile.writers.render import MAX_TEXT, Page, RefusedError, Series, Sheet, Workbook, clean, literal, quoted
from reconcile.writers.styles import CELL, COUNT, RATE

DANGEROUS = (
    "=1+1", "=cmd|' /C calc'!A0", "{=1+1}", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "http://a.b/c",
    "internal:'A'!A1", "external:x.xlsx", "mailto:a@b.c", "#REF!", "1.000.000", "0123", "\t=1", "'=1",
)  # fmt: skip


def written(write: Callable[[Sheet], None]) -> bytes:
    book = Workbook("Title", "Association", date(2020, 1, 31))
    write(book.sheet("B Hội phí"))
    return book.bytes()


def read(write: Callable[[Sheet], None], *, values: bool = False) -> Read:
    return load_workbook(BytesIO(written(write)), data_only=values)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_is_never_a_formula_a_number_or_a_link(text: str) -> None:
    cell = read(lambda sheet: sheet.text(1, 1, text, CELL))["B Hội phí"]["A1"]
    assert (cell.value, cell.hyperlink) == (text, None)
    assert cell.data_type == "s" or text == "#REF!"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a"])
def test_text_that_begins_like_a_formula_stays_text_when_it_is_edited(text: str) -> None:
    assert read(lambda sheet: sheet.text(1, 1, text, CELL))["B Hội phí"]["A1"].quotePrefix


def test_merged_text_is_never_a_formula() -> None:
    cell = read(lambda sheet: sheet.merge(1, 1, 1, 3, "=1+1", CELL))["B Hội phí"]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a‹U+0000›b"),
        ("a\x0bb", "a‹U+000B›b"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\ud800b", "a‹U+D800›b"),
        ("a\uffffb", "a‹U+FFFF›b"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_characters_that_no_reader_shows_are_named(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_text_that_is_too_long_is_cut_and_says_so() -> None:
    text = clean("a" * 40_000)
    assert (len(text), text[-1]) == (MAX_TEXT, "…")


@given(st.text(max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_written(text: str) -> None:
    cell = read(lambda sheet: sheet.text(1, 1, text, CELL))["B Hội phí"]["A1"]
    assert (cell.value or "").replace("_x005F_", "_") == clean(text)


def test_a_formula_carries_its_value() -> None:
    def write(sheet: Sheet) -> None:
        sheet.number(1, 1, 62, COUNT)
        sheet.formula(2, 1, "=A1/63", Fraction(62, 63), RATE)
        sheet.formula(3, 1, '=IF(A1=62,"√","≠")', "√", CELL)

    assert [read(write)["B Hội phí"][f"A{row}"].value for row in (2, 3)] == ["=A1/63", '=IF(A1=62,"√","≠")']
    assert [read(write, values=True)["B Hội phí"][f"A{row}"].value for row in (2, 3)] == [62 / 63, "√"]


def test_a_number_that_a_spreadsheet_would_round_is_text() -> None:
    cell = read(lambda sheet: sheet.number(1, 1, 10**17 + 1, COUNT))["B Hội phí"]["A1"]
    assert cell.value == "100000000000000001"


@pytest.mark.parametrize(
    "write",
    [
        lambda sheet: sheet.text(1_048_577, 1, "a", CELL),
        lambda sheet: sheet.number(1, 16_385, 1, COUNT),
        lambda sheet: sheet.choose(1, 1, 2, 1, ["x" * 200, "y" * 200]),
        lambda sheet: sheet.formula(1, 1, f'="{"x" * 256}"', "x", CELL),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_what_the_library_refuses_is_an_error(write: Callable[[Sheet], None]) -> None:
    with pytest.raises(RefusedError):
        written(write)


def test_a_link_outside_keeps_blanks_signs_and_the_place_in_the_file() -> None:
    place = "'Tổng hợp'!D12"
    cell = read(lambda sheet: sheet.link_outside(1, 1, "../sheets/quý 1 #2 50%.xlsx", place, "D12"))["B Hội phí"]["A1"]
    assert cell.hyperlink is not None
    assert (cell.hyperlink.target, cell.hyperlink.location) == ("..\\sheets\\quý%201%20%232%2050%25.xlsx", place)


def test_a_link_that_is_too_long_is_text() -> None:
    cell = read(lambda sheet: sheet.link_outside(1, 1, "a" * 3_000, "", "D12"))["B Hội phí"]["A1"]
    assert (cell.value, cell.hyperlink) == ("D12", None)


def test_a_link_inside_names_its_sheet() -> None:
    cell = read(lambda sheet: sheet.link_inside(1, 1, "D Điểm", "A7", "01"))["B Hội phí"]["A1"]
    assert cell.hyperlink is not None
    assert (cell.value, cell.hyperlink.location) == ("01", "'D Điểm'!A7")


def everything(sheet: Sheet) -> None:
    sheet.widths([5, 45])
    sheet.height(1, 15)
    sheet.date(1, 1, date(2019, 2, 3), CELL)
    sheet.highlight(1, 1, 2, 2, "=$A$1=5", "#FFF2CC")
    sheet.filter(1, 1, 2, 2)
    sheet.freeze(6, 2)
    series = Series("='B Hội phí'!$A$1", "='B Hội phí'!$A$1:$A$2", "='B Hội phí'!$B$1:$B$2")
    sheet.column_chart(3, 1, "Title", [series], (300, 200))
    sheet.page(Page((20, 2), "Trang &P/&N", repeat=(5, 6), scale=77, breaks=(9,)))


def test_the_same_calls_give_the_same_bytes_that_say_whose_they_are() -> None:
    assert written(everything) == written(everything)
    properties = ZipFile(BytesIO(written(everything))).read("docProps/custom.xml").decode()
    assert f'name="reconcile"><vt:lpwstr>{__version__}</vt:lpwstr>' in properties


def test_every_row_that_was_given_a_height_has_it() -> None:
    assert read(everything)["B Hội phí"].row_dimensions[1].height == 15.75


def test_the_page_is_a4_landscape_with_header_rows_and_breaks() -> None:
    sheet = read(everything)["B Hội phí"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.page_setup.scale) == (9, "landscape", 77)
    assert sheet.print_title_rows == "$5:$6"
    assert [found.id for found in sheet.row_breaks.brk] == [9]
    assert sheet.freeze_panes == "C7"


def test_nothing_is_stored_that_could_run() -> None:
    names = ZipFile(BytesIO(written(everything))).namelist()
    assert not [name for name in names if "vba" in name or "externalLink" in name]


@pytest.mark.parametrize(("name", "shown"), [("B Hội phí", "'B Hội phí'"), ("Bob's", "'Bob''s'")])
def test_sheet_names_are_quoted(name: str, shown: str) -> None:
    assert quoted(name) == shown


def test_words_in_a_formula_are_quoted() -> None:
    assert literal('a "b"') == '"a ""b"""'
