from __future__ import annotations

import io
import zipfile
from datetime import time, timedelta
from fractions import Fraction

import pytest

from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.ods_scan import duration, formula_text
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Area, CellError, NotCalculated
from tests.loaders.files.odd_packages import only_grid, read, refusal, zipped

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")]
)
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def book(*tables: str, before: str = "", prolog: str = "") -> bytes:
    """A spreadsheet with sheets S1, S2, …"""
    sheets = "".join(
        f'<table:table table:name="S{at}" table:style-name="ta{at}">{rows}</table:table>'
        for at, rows in enumerate(tables, 1)
    )
    body = f"{before}<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    content = f"{prolog}<office:document-content {NAMES} {CALC}>{body}</office:document-content>"
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": MIMETYPE, "META-INF/manifest.xml": manifest, "content.xml": content})


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def cell(attributes: str = "", text: str | None = None) -> str:
    shown = "" if text is None else f"<text:p>{text}</text:p>"
    return f"<table:table-cell {attributes}>{shown}</table:table-cell>"


def number(value: float, more: str = "") -> str:
    return cell(f'office:value-type="float" office:value="{value}" {more}', str(value))


def words(text: str, more: str = "") -> str:
    return cell(f'office:value-type="string" {more}', text)


@pytest.mark.parametrize(
    "written",
    [
        cell(
            'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"',
            "#DIV/0!",
        ),
        cell('table:formula="of:=1/0" office:value-type="float" office:value="0"', "#DIV/0!"),
    ],
)
def test_an_error_is_never_a_blank_and_never_the_zero_that_older_programs_store(written: str) -> None:
    grid = only_grid(book(row(written, number(7))))
    assert grid.cells == ((CellError("#DIV/0!"), 7),)
    assert (grid.scan.errors, grid.scan.non_empty) == (1, 2)


def test_the_word_of_an_error_typed_as_text_stays_text() -> None:
    assert only_grid(book(row(words("#N/A")))).cells == (("#N/A",),)


def test_a_formula_without_a_result_is_unknown_and_one_with_the_empty_text_is_blank() -> None:
    grid = only_grid(
        book(row(cell('table:formula="of:=SUM([.B1:.B9])"'), cell('table:formula="of:=T(1)"', ""), number(1)))
    )
    assert grid.cells == ((NotCalculated("SUM(B1:B9)"), None, 1),)
    assert grid.formulas == {(1, 1): "SUM(B1:B9)", (1, 2): "T(1)"}
    assert grid.scan.not_calculated == 1


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("of:=SUM([.C2:.C9])", "SUM(C2:C9)"),
        ("of:=SUM([.C2:.C9];[$'T 1'.A1];[$B.$A$1:.$A$3])", "SUM(C2:C9,'T 1'!A1,B!$A$1:$A$3)"),
        ('of:=IF([.A1]>1;"a;[b]";"="&[.A2])', 'IF(A1>1,"a;[b]","="&A2)'),
        ("oooc:=[.A1]+1", "A1+1"),
        ("", ""),
    ],
)
def test_formulas_are_put_as_excel_writes_them(written: str, plain: str) -> None:
    assert formula_text(written) == plain


def test_repeated_cells_and_rows_are_counted_and_read_as_often_as_they_stand() -> None:
    two = ' table:number-rows-repeated="2"'
    grid = only_grid(
        book(row(cell('table:number-columns-repeated="2"'), number(3, 'table:number-columns-repeated="2"'), more=two))
    )
    assert grid.cells == ((None, None, 3, 3),) * 2
    assert grid.scan.non_empty == 4


def test_a_million_empty_rows_cost_nothing_and_a_million_filled_cells_too_many_are_refused_before_they_are_made() -> (
    None
):
    far = 'table:number-rows-repeated="1048570"'
    empty = row(cell('table:number-columns-repeated="16384"'), more=" " + far)
    assert only_grid(book(row(number(1)) + empty)).cells == ((1,),)
    assert refusal(book(empty + row(number(1, 'table:number-columns-repeated="16384"')))) == "sheet_too_wide"
    assert refusal(book(row(number(1, 'table:number-columns-repeated="16384"'), more=" " + far))) == "too_many_cells"
    assert refusal(book(row(number(1)), row(number(2))), Limits(max_cells=1)) == "too_many_cells"


@pytest.mark.parametrize("times", ["0", "-1", "x", "1e9"])
def test_a_repetition_that_is_no_number_of_times_is_refused(times: str) -> None:
    assert refusal(book(row(number(1, f'table:number-columns-repeated="{times}"')))) == "damaged_workbook"


def test_hidden_rows_columns_and_sheets_and_merges_are_told() -> None:
    columns = '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    rows = columns + row(number(1, 'table:number-columns-spanned="2" table:number-rows-spanned="3"'))
    rows += row(cell(), more=' table:visibility="filter"') + row(number(1), cell(), number(2))
    rows += row(cell(), more=' table:visibility="collapse" table:number-rows-repeated="1000000"')
    styles = '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
    styles += '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    first, second = read(book(rows, row(number(5)), before=styles)).grids
    assert (set(first.hidden_rows), set(first.hidden_columns), first.merges) == ({2}, {2, 3}, (Area(1, 1, 3, 2),))
    assert (first.hidden, second.hidden) == (False, True)


def test_notes_are_no_text_of_the_cell() -> None:
    note = "<office:annotation><text:p>9</text:p></office:annotation>"
    grid = only_grid(book(row(f"<table:table-cell>{note}</table:table-cell>", number(1))))
    assert grid.cells == ((None, 1),)


def test_values_keep_their_kind() -> None:
    cells = [
        cell('office:value-type="boolean" office:boolean-value="true"', "TRUE"),
        cell('office:value-type="percentage" office:value="0.984"', "98 %"),
        cell('office:value-type="currency" office:currency="VND" office:value="1500000"', "1.500.000 đ"),
        cell('office:value-type="time" office:time-value="PT30H00M00S"', "30:00"),
        words("  \u00a0"),
        words("a  b"),
    ]
    (line,) = only_grid(book(row(*cells))).cells
    assert line == (True, Fraction(123, 125), 1_500_000, timedelta(hours=30), None, "a  b")
    assert line[0] is True


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("PT06H00M00S", time(6)),
        ("PT06H05M07.25S", time(6, 5, 7, 250_000)),
        ("PT24H00M00S", timedelta(days=1)),
        ("-PT01H00M00S", timedelta(hours=-1)),
    ],
)
def test_times_of_day_and_longer_times(written: str, value: time | timedelta) -> None:
    assert duration(written) == value


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(ReconcileError):
        duration("6 o'clock")


@pytest.mark.parametrize("lost", [cell("", "text without a type"), cell('office:value-type="float"', "5")])
def test_a_cell_that_the_fast_reader_loses_costs_the_sheet_and_not_silently(lost: str) -> None:
    found = read(book(row(number(1)), row(lost)))
    assert [grid.sheet for grid in found.grids] == ["S1"]
    assert [(one.code, one.fatal) for one in found.troubles] == [("counts_differ", False)]


def test_a_document_type_malformed_content_and_a_book_without_sheets_are_refused() -> None:
    assert refusal(book(row(number(1)), prolog='<!DOCTYPE x [<!ENTITY a "b">]>')) == "document_type"
    assert refusal(book("<table:table-row>")) == "damaged_workbook"
    assert refusal(book()) == "no_sheets"


def test_the_date_of_the_document_is_told() -> None:
    data = book(row(number(1)))
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(
            "meta.xml", '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>2020-01-31T08:00:00</dc:date></m>'
        )
    assert read(target.getvalue()).modified == "2020-01-31T08:00:00"
