from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
import xlsxwriter

from reconcile.model.grid import Cell, CellError, NotCalculated, Scan
from tests.loaders.files.odd_packages import book, only_grid, parts, read, row, sheet, zipped

CLASSIC = ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
YOUNG = ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#GETTING_DATA", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!"]


@pytest.mark.parametrize("code", CLASSIC + YOUNG)
def test_an_error_cell_is_never_a_blank_and_its_neighbours_are_read(code: str) -> None:
    grid = only_grid(book(sheet(row(1, f'<c r="A1" t="e"><v>{code}</v></c><c r="B1"><v>7</v></c>'))))
    assert grid.cells == ((CellError(code), 7),)
    assert grid.scan == Scan(2, 1, 0)


def test_the_word_of_an_error_typed_as_text_stays_text() -> None:
    grid = only_grid(book(sheet(row(1, '<c r="A1" t="str"><v>#SPILL!</v></c><c r="B1" t="e"><v>#CALC!</v></c>'))))
    assert grid.cells == (("#SPILL!", CellError("#CALC!")),)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2"><f>SUM(A1:A9)</f></c>',
        '<c r="B2"><f>SUM(A1:A9)</f><v/></c>',
        '<c r="B2"><f>SUM(A1:A9)</f><v></v></c>',
        '<c r="B2"><f>SUM(A1:A9)</f><v />\n</c>',
        '<c r="B2" t="str"><f>SUM(A1:A9)</f></c>',
        '<c r="B2" t="e"><f>SUM(A1:A9)</f><v></v></c>',
    ],
)
def test_a_formula_without_a_result_is_unknown_and_never_zero(cell: str) -> None:
    grid = only_grid(book(sheet(row(2, cell))))
    assert grid.value(2, 2) == NotCalculated("SUM(A1:A9)")
    assert grid.scan == Scan(1, 0, 1)


def test_a_formula_whose_result_is_the_empty_text_is_blank_and_not_unknown() -> None:
    grid = only_grid(book(sheet(row(1, '<c r="A1"><v>1</v></c><c r="B1" t="str"><f>T(1)</f><v></v></c>'))))
    assert grid.cells == ((1,),)
    assert grid.formulas == {(1, 2): "T(1)"}


def test_formula_text_is_kept_with_its_signs_and_a_shared_one_is_told() -> None:
    cells = (
        '<c r="A1"><f>IF(B1&gt;1,"&amp;x",\'T 1\'!B2)</f><v>1</v></c>'
        '<c r="B1"><f t="shared" ref="B1:C1" si="0">A1</f><v>1</v></c><c r="C1"><f t="shared" si="0"/><v>2</v></c>'
    )
    grid = only_grid(book(sheet(row(1, cells))))
    assert grid.formulas == {(1, 1): "IF(B1>1,\"&x\",'T 1'!B2)", (1, 2): "A1"}
    assert grid.not_checked == ("shared_formulas",)


def test_a_blank_area_before_the_table_keeps_the_addresses() -> None:
    grid = only_grid(book(sheet(row(4, '<c r="C4"><v>5</v></c>') + row(6, '<c r="E6"><v>6</v></c>'))))
    assert (grid.value(4, 3), grid.value(6, 5), grid.height, grid.width) == (5, 6, 6, 5)
    assert grid.value(5, 3) is None


def test_hidden_rows_and_columns_and_merges_are_told() -> None:
    rows = row(1, '<c r="A1"><v>1</v></c><c r="C1"><v>1</v></c>') + '<row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
    data = sheet(
        rows + '<row r="90" hidden="1"/>',
        before='<cols><col min="2" max="16384" hidden="1"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    )
    grid = only_grid(book(data))
    assert (set(grid.hidden_rows), set(grid.hidden_columns)) == ({2}, {2, 3})
    assert [(one.top, one.left, one.bottom, one.right) for one in grid.merges] == [(1, 1, 1, 2)]


def test_hidden_sheets_are_read_and_marked() -> None:
    content = parts(sheet(row(1, '<c r="A1"><v>1</v></c>')), sheet(row(1, '<c r="A1"><v>2</v></c>')))
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace(
        'sheetId="2"', 'sheetId="2" state="veryHidden"'
    )
    grids = read(zipped(content)).grids
    assert [(grid.sheet, grid.hidden, grid.cells) for grid in grids] == [("S1", False, ((1,),)), ("S2", True, ((2,),))]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("5", 5),
        ("5.0", 5),
        ("-0", 0),
        ("1E6", 1_000_000),
        ("101250000", 101_250_000),
        ("0.1", Fraction(1, 10)),
        ("0.98412698412698407", Fraction(9841269841269841, 10**16)),
        ("9007199254740991", 9007199254740991),
        ("9007199254740992", Fraction(9007199254740992)),
        ("NaN", "nan"),
    ],
)
def test_a_number_is_exact(written: str, kept: Cell) -> None:
    (value,) = only_grid(book(sheet(row(1, f'<c r="A1"><v>{written}</v></c>')))).cells[0]
    assert value == kept
    assert type(value) is type(kept)


def test_truth_values_texts_and_days_keep_their_kind() -> None:
    cells = (
        '<c r="A1" t="b"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="d"><v>2019-03-04</v></c>'
        '<c r="D1" t="d"><v>2019-03-04T05:06:00</v></c><c r="E1" t="inlineStr"><is><t> 007 </t></is></c>'
        '<c r="F1" t="s"><v>1</v></c><c r="G1" t="s"><v>2</v></c>'
    )
    strings = '<si><t xml:space="preserve"> An Giang </t></si><si><t xml:space="preserve"> </t></si><si><t/></si>'
    grid = only_grid(book(sheet(row(1, cells)), strings=strings))
    assert grid.cells == ((True, "An Giang", date(2019, 3, 4), datetime(2019, 3, 4, 5, 6), "007"),)  # noqa: DTZ001
    assert grid.value(1, 1) is True
    assert grid.scan.non_empty == 5


def test_a_time_of_day_is_no_day() -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<cellXfs><xf/><xf numFmtId="21"/><xf numFmtId="46"/></cellXfs></styleSheet>'
    )
    content = parts(sheet(row(1, '<c r="A1" s="1"><v>0.25</v></c><c r="B1" s="2"><v>1.5</v></c>')))
    content["xl/styles.xml"] = styles
    rels = str(content["xl/_rels/workbook.xml.rels"])
    link = '<Relationship Id="s" Type="http://x/relationships/styles" Target="/xl/styles.xml"/></Relationships>'
    content["xl/_rels/workbook.xml.rels"] = rels.replace("</Relationships>", link)
    assert only_grid(zipped(content)).cells == ((time(6), timedelta(days=1, hours=12)),)
    del content["xl/styles.xml"]
    assert [trouble.code for trouble in read(zipped(content)).troubles] == ["styles_missing"]


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": True})
    made.add_worksheet().write_datetime(0, 0, datetime(2019, 3, 4), made.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
    made.add_chartsheet()
    made.add_worksheet("After the chart").write_number(0, 0, 5)
    made.close()
    grids = read(target.getvalue()).grids
    assert [(grid.sheet, grid.cells) for grid in grids] == [
        ("Sheet1", ((date(2019, 3, 4),),)),
        ("After the chart", ((5,),)),
    ]


PLAIN = sheet(
    row(1, '<c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c>')
    + '<row r="3" hidden="1"><c r="B3"><f>A1+1</f></c><c r="C3" t="inlineStr"><is><t>x &amp; y</t></is></c></row>'
)
ODD: dict[str, str | bytes] = {
    "prefixed": PLAIN.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x="),
    "single-quoted": PLAIN.replace('"', "'"),
    "commented": PLAIN.replace("<v>", "<!-- <v>9</v> --><v>"),
    "CDATA": PLAIN.replace("<v>1</v>", "<v><![CDATA[1]]></v>").replace("x &amp; y", "<![CDATA[x & y]]>"),
    "a comment inside a value": PLAIN.replace("<v>1</v>", "<v>1<!-- 0 --></v>"),
    "no addresses": PLAIN.replace(' r="A1"', "").replace(' r="B1"', "").replace('<row r="1"', "<row"),
    "attributes in another order": PLAIN.replace('<c r="B1" t="e">', '<c t="e" r="B1">'),
    "line breaks inside tags": PLAIN.replace('" t=', '"\n t=').replace(" hidden", "\n hidden"),
    "spaces around the equals sign": PLAIN.replace('t="e"', 't = "e"').replace('hidden="1"', 'hidden ="1"'),
    "pretty-printed": PLAIN.replace("><", ">\n  <"),
    "a byte order mark": PLAIN.encode("utf-8-sig"),
    "UTF-16": PLAIN.encode("utf-16"),
    "UTF-16 without a mark": PLAIN.encode("utf-16-be"),
    "declared Latin-1": ('<?xml version="1.0" encoding="ISO-8859-1"?>' + PLAIN).encode("latin-1"),
    "Strict": PLAIN.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
}


@pytest.mark.parametrize("way", ODD)
def test_a_sheet_is_read_alike_in_every_legal_way_of_writing_it(way: str) -> None:
    assert only_grid(book(ODD[way])) == only_grid(book(PLAIN))


def test_odd_names_of_parts_and_a_lying_count_of_strings_are_read() -> None:
    content = parts(sheet(row(1, '<c r="A1" t="s"><v>0</v></c>')), strings="<si><t>a</t></si>")
    content["xl/sharedStrings.xml"] = str(content["xl/sharedStrings.xml"]).replace("<sst", '<sst count="4294967296"')
    content["xl\\worksheets\\sheet1.xml"] = content.pop("xl/worksheets/sheet1.xml")
    assert only_grid(zipped(content)).cells == (("a",),)


def test_rows_out_of_order_are_all_read() -> None:
    grid = only_grid(book(sheet(row(5, '<c r="A5"><v>5</v></c>') + row(2, '<c r="A2"><v>2</v></c>'))))
    assert grid.cells == ((), (2,), (), (), (5,))


def test_an_empty_sheet_is_an_empty_grid() -> None:
    assert (
        only_grid(
            book(
                '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
            )
        ).cells
        == ()
    )


GOOD = sheet(row(1, '<c r="A1"><v>1</v></c>'))
BAD = {
    "sheet_too_wide": sheet(row(1, '<c r="A1"><v>1</v></c>') + row(1048576, '<c r="XFD1048576"><v>2</v></c>')),
    "counts_differ": sheet(row(1, '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>')),
    "sheet_unreadable": sheet(row(1, '<c r="A1"><v>1</v>')),
}
UNREADABLE = [
    sheet(row(1, '<c r="A1" t="s"><v>7</v></c>')),
    sheet(row(1, '<c r="XFE1"><v>1</v></c>')),
    sheet(row(0, '<c r="A0" t="e"><v>#N/A</v></c>')),
    sheet(row(1, '<c r="A1" t="zz"><v>7</v></c>')),
]


@pytest.mark.parametrize(("code", "bad"), [*BAD.items(), *(("sheet_unreadable", text) for text in UNREADABLE)])
def test_a_bad_sheet_is_named_and_the_others_are_read(code: str, bad: str) -> None:
    found = read(book(GOOD, bad, GOOD))
    assert [grid.sheet for grid in found.grids] == ["S1", "S3"]
    (trouble,) = found.troubles
    assert (trouble.code, trouble.fatal) == (code, False)
    assert trouble.values["sheet"].text == "S2"  # type: ignore[union-attr]


def test_formatted_cells_far_out_do_not_keep_a_sheet_from_being_read() -> None:
    grid = only_grid(book(sheet(row(1, '<c r="A1"><v>1</v></c>') + row(1048576, '<c r="XFD1048576" s="0"/>'))))
    assert grid.cells == ((1,),)
