from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.records import delimiter_of
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Cell, Grid, Scan
from reconcile.model.sources import Trouble
from reconcile.model.values import Value
from tests.loaders.files.odd_packages import only_grid, read, refusal

TABLE = "Đơn vị;Số tiền;Ngày\nAn Giang;1.500.000;04/03/2019\nBà Rịa - Vũng Tàu;2.000.000;05/03/2019\n"
LEGACY = """§¬n vÞ;Sè tiÒn
Th­ viÖn tØnh An Giang;1.500.000
Th­ viÖn tØnh Bµ RÞa - Vòng Tµu;2.000.000
Th­ viÖn Quèc gia ViÖt Nam;3.000.000
Th­ viÖn tr­êng §¹i häc CÇn Th¬;4.000.000
Trung t©m häc liÖu §µ N½ng;5.000.000
Héi Th­ viÖn ViÖt Nam ®· nhËn ®ñ sè tiÒn;1
Ng­êi lËp b¶ng, kÕ to¸n tr­ëng;2
"""


def refused(data: bytes) -> Trouble:
    """The one trouble for which a file is refused."""
    with pytest.raises(ReconcileError) as raised:
        read(data)
    (trouble,) = raised.value.troubles
    return trouble


def text(value: Value) -> str:
    return str(getattr(value, "text", value))


def line(trouble: Trouble) -> int:
    return int(getattr(trouble.values["line"], "number"))  # noqa: B009 - values are of many types


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
def test_every_encoding_line_end_and_delimiter_gives_the_same_cells(encoding: str, end: str, delimiter: str) -> None:
    grid = only_grid(TABLE.replace(";", delimiter).replace("\n", end).encode(encoding))
    assert grid.cells == (
        ("Đơn vị", "Số tiền", "Ngày"),
        ("An Giang", "1.500.000", "04/03/2019"),
        ("Bà Rịa - Vũng Tàu", "2.000.000", "05/03/2019"),
    )
    assert (grid.scan, grid.not_checked) == (Scan(9), ("second_reader",))


def test_cells_are_texts_as_they_stand_and_empty_ones_are_none() -> None:
    grid = only_grid(b'a;b;c\n007; 5 ;\n"";"x ""y"";z";=1+1\n')
    assert grid.cells == (("a", "b", "c"), ("007", "5"), (None, 'x "y";z', "=1+1"))


def test_rows_are_the_physical_lines_of_the_file() -> None:
    grid = only_grid(b'a;b\n\n"one\ntwo\nthree";1\nc;2\n')
    assert grid.cells == (("a", "b"), (), ("one\ntwo\nthree", "1"), (), (), ("c", "2"))


def test_signs_that_only_look_like_the_end_of_a_line_stay_in_their_field() -> None:
    grid = only_grid("a;b\nx\u2028y\x0c;1\n".encode())
    assert grid.cells == (("a", "b"), ("x\u2028y", "1"))


@pytest.mark.parametrize("first", ["sep=,", "SEP=,", '"sep=,"'])
def test_a_line_that_declares_the_delimiter_is_no_data_and_keeps_its_number(first: str) -> None:
    assert only_grid(f"{first}\r\na;1,b\r\nc;2,d\r\n".encode()).cells == ((), ("a;1", "b"), ("c;2", "d"))


@pytest.mark.parametrize(
    ("table", "delimiter"),
    [
        ("Tên;Tiền\nA;1,5\nB;2,5\nC;10,25\n", ";"),
        ("BẢNG KÊ HỘI PHÍ\n\nTên;Tiền;Ghi chú\nA;1,5;x, y\nB;2;z\n", ";"),
        ("Tên,Tiền,Ghi chú\nA,1,x; y\nB,2,z\n", ","),
        ("Tên\tTiền\nA, B\t1,5\nC, D\t2\nE\t3\n", "\t"),
        ('Tên,Tiền\n"A;B","1;5"\n"C;D","2;5"\n', ","),
        ("Tên|Tiền|Mã\nA;1|1|2\nB;2|2|3\n", "|"),
    ],
)
def test_the_delimiter_is_the_one_that_gives_most_rows_one_width(table: str, delimiter: str) -> None:
    assert delimiter_of(table) == delimiter


def test_lines_with_more_or_fewer_fields_are_told_by_their_numbers_and_read() -> None:
    found = read(b"BANG KE\nname,amount,day\nA,1000,x\nB,1,000,x\n\nC,2\nlone word\nD,3000,x\n")
    (trouble,) = found.troubles
    assert (trouble.code, trouble.fatal, text(trouble.values["lines"])) == ("ragged", False, "4, 6")
    assert found.grids[0].value(4, 4) == "x"


def test_many_ragged_lines_are_counted_and_some_are_shown() -> None:
    (trouble,) = read(b"a,b\n" * 50 + b"a,b,c\n" * 20).troubles
    assert text(trouble.values["lines"]).endswith("59, 60, …")


@pytest.mark.parametrize(
    ("code", "data", "at"),
    [
        ("quote_open", b'a;b\nc;d\n"e;f\ng;h\n', 3),
        ("quote_open", b'a;b\nc;d\n"e" x;f\ng;h\n', 3),
        ("record_too_long", b"a;b\nc;d\n" + b"x" * (2 << 20) + b";1\n", 3),
        ("quote_open", b'a;b\nc;d\n"' + b"e\n" * (1 << 20), 3),
        ("too_many_fields", b"a;b\nc;d\n" + b";" * 20_000 + b"e\n", 3),
        ("text_zero_bytes", b"a;b\nc;d\ne\0;f\n" + b"g;h\n" * 100, 3),
        ("text_bad_byte", "Đơn vị;Số tiền\nĐã nộp;đủ\nĐồng Tháp;".encode() + b"\xff1\n", 3),
        ("text_letters_lost", b"H?i ph?;S? ti?n\nTh? vi?n;1\n", 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(code: str, data: bytes, at: int) -> None:
    trouble = refused(data)
    assert (trouble.code, line(trouble)) == (code, at)


def test_more_lines_or_cells_than_a_sheet_has_are_refused() -> None:
    assert refusal(b"a;b\nc;d\n" + b"\n" * 1_048_577) == "too_many_lines"
    assert refusal(b"a;b\nc;d\n", Limits(max_cells=3)) == "too_many_cells"


@pytest.mark.parametrize("data", [b"one\ntwo\n", b"a,b\n", b"\n\n", b" ; \n ; \n"])
def test_a_text_without_columns_is_no_table(data: bytes) -> None:
    assert refusal(data) == "no_columns"


def test_a_legacy_file_is_read_by_its_words_and_says_so() -> None:
    found = read(LEGACY.encode("latin-1"))
    assert found.grids[0].cells[1] == ("Thư viện tỉnh An Giang", "1.500.000")
    (trouble,) = found.troubles
    assert (trouble.code, trouble.fatal, text(trouble.values["coding"])) == ("text_coding", False, "TCVN3")


def test_an_undecided_file_is_refused_and_shows_its_readings() -> None:
    trouble = refused(b"T\xean;Ti\xd2n\nB\xb5;1\n")
    assert trouble.code == "text_undecided"
    assert len(text(trouble.values["readings"])) < 300
    assert "TCVN3 “" in text(trouble.values["readings"])


FIELDS = st.text(
    st.characters(codec="ascii", exclude_categories=["Cc"], exclude_characters="?") | st.sampled_from(['"', ";", "\n"]),
    max_size=6,
)


def kept(field: str) -> Cell:
    return field.strip() or None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_what_a_spreadsheet_quotes_comes_back_field_by_field(rows: list[list[str]]) -> None:
    body = "".join(";".join('"' + field.replace('"', '""') + '"' for field in row) + "\n" for row in rows)
    grid: Grid = read(f"sep=;\n{body}".encode()).grids[0]
    line, places = 2, []
    for row in rows:
        places.append(line)
        line += 1 + sum(field.count("\n") for field in row)
    expected: Mapping[int, list[Cell]] = {
        at: [kept(field) for field in row] for at, row in zip(places, rows, strict=True)
    }
    assert {at: [grid.value(at, column) for column in (1, 2, 3)] for at in places} == expected
    assert grid.scan.non_empty == sum(cell is not None for row in expected.values() for cell in row)
