"""How sheets are understood: kinds, roles of rows and columns, units, periods, several tables on a sheet."""

from __future__ import annotations

import pytest

from reconcile.loaders.layout.tables import understand
from reconcile.model.table import Role, Table
from reconcile.model.values import Unknown
from tests.loaders.layout.drawn import grid


def roles(table: Table) -> dict[int, str]:
    return {line.row: line.role.value for line in table.lines}


DUES = """
HỘI THƯ VIỆN VIỆT NAM | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
DANH SÁCH NỘP HỘI PHÍ NĂM 2019
(Tính đến ngày 31/01/2020)
Đơn vị tính: nghìn đồng

STT | Đơn vị | Phải nộp | Đã nộp | Ngày nộp
A | B | 1 | 2 | 3
I | Miền Bắc | 2,000 | 1,500 |
1 | Hà Nội | 1,000 | 1,000 | 04/03/2019
2 | Hải Phòng | 1,000 | 500 |
| Cộng miền Bắc | 2,000 | 1,500 |
II | Miền Nam
1 | Cần Thơ | 1,000 | - |
| Cộng miền Nam | 1,000 | - |
| TỔNG CỘNG | 3,000 | 1,500 |
Bằng chữ: Một triệu năm trăm nghìn đồng
| Lũy kế từ đầu năm | | 1,500 |
| Trong đó: chuyển khoản | | 500 |
Ghi chú: số liệu tạm tính

| | | Hà Nội, ngày 31 tháng 01 năm 2020
Người lập biểu | | | Kế toán
(Ký, họ tên) | | | (Ký, họ tên)
"""


def test_every_row_of_a_dues_list_has_its_role() -> None:
    (table,) = understand(grid(DUES)).tables
    assert roles(table) == {
        1: "title", 2: "title", 3: "title", 4: "unit", 6: "header", 7: "index", 8: "group", 9: "leaf", 10: "leaf",
        11: "total", 12: "group", 13: "leaf", 14: "total", 15: "total", 16: "words", 17: "running", 18: "of_which",
        19: "note", 21: "signature", 22: "signature", 23: "signature",
    }  # fmt: skip


def test_what_each_total_covers() -> None:
    (table,) = understand(grid(DUES)).tables
    assert table.covers == {8: (9, 10), 11: (9, 10), 12: (13,), 14: (13,), 15: (9, 10, 13)}


def test_the_unit_line_scales_money_and_the_title_gives_period_and_day() -> None:
    (table,) = understand(grid(DUES)).tables
    assert (table.kind, table.scale) == ("dues", 1000)
    assert table.number(9, "paid") == 1_000_000
    assert table.number(13, "paid") == 0
    assert table.period is not None
    assert table.period.key == "2019"
    assert f"{table.as_of}" == "2020-01-31"


def test_a_repeated_page_header_and_page_carries_are_no_rows_of_data() -> None:
    (table,) = understand(
        grid("""
SỔ THU HỘI PHÍ NĂM 2019
STT | Đơn vị | Phải nộp | Đã nộp
1 | An Phú | 100 | 100
| Cộng chuyển sang trang sau | 100 | 100
STT | Đơn vị | Phải nộp | Đã nộp
| Số trang trước chuyển sang | 100 | 100
2 | Bình Tân | 100 | 50
| Cộng | 200 | 150
""")
    ).tables
    assert roles(table) == {
        1: "title", 2: "header", 3: "leaf", 4: "carry", 5: "header", 6: "carry", 7: "leaf", 8: "total",
    }  # fmt: skip
    assert table.covers == {8: (3, 7)}


def test_balances_of_a_receipts_book_are_no_receipts() -> None:
    (table,) = understand(
        grid("""
SỔ THU NĂM 2019
Ngày | Số phiếu thu | Đơn vị nộp | Nội dung | Số tiền
| | | Số dư đầu kỳ | 2,000,000
04/03/2019 | PT 01 | Hà Nội | Nộp hội phí | 500,000
| | | Số dư cuối kỳ | 2,500,000
""")
    ).tables
    assert (table.kind, roles(table)) == ("payments", {1: "title", 2: "header", 3: "balance", 4: "leaf", 5: "balance"})


def test_tables_stacked_on_a_sheet_have_their_own_titles_units_and_rows() -> None:
    first, second = understand(
        grid("""
DANH SÁCH NỘP HỘI PHÍ NĂM 2019
STT | Đơn vị | Đã nộp
1 | An Phú | 100
| Cộng | 100

CÁC KHOẢN THU KHÁC NĂM 2018
Đơn vị tính: triệu đồng
STT | Người nộp | Nội dung | Số tiền
1 | Công ty A | Quảng cáo | 5
""")
    ).tables
    assert (first.kind, second.kind) == ("dues", "income")
    assert second.number(9, "amount") == 5_000_000
    assert (first.period and first.period.key, second.period and second.period.key) == ("2019", "2018")


def test_tables_side_by_side_are_two_and_share_no_cell() -> None:
    left, right = understand(
        grid("""
DANH SÁCH NỘP HỘI PHÍ NĂM 2019
STT | Đơn vị | Đã nộp | | STT | Đơn vị | Đã nộp
1 | An Phú | 100 | | 3 | Củ Chi | 300
2 | Bình Tân | 200 | | 4 | Gò Vấp | 400
""")
    ).tables
    assert [left.number(row, "paid") for row in (3, 4)] == [100, 200]
    assert [right.number(row, "paid") for row in (3, 4)] == [300, 400]
    assert right.cell(3, "paid").a1 == "G3"


def test_months_as_columns_are_instalments_with_their_month() -> None:
    (table,) = understand(
        grid("""
THEO DÕI NỘP HỘI PHÍ NĂM 2019
STT | Chi hội | T1 | T2 | Tháng 3 | Quý II
1 | An Phú | 100 | | 100 | 300
""")
    ).tables
    assert table.kind == "dues"
    periods = [column.period.key for column in table.columns if column.period]
    assert periods == ["2019-01", "2019-02", "2019-03", "2019-Q2"]


@pytest.mark.parametrize(
    ("sheet", "period"), [("T3", "2019-03"), ("Thang 01", "2019-01"), ("Quý I", "2019-Q1"), ("Chi tiết", "2019")]
)
def test_a_sheet_of_a_month_or_quarter_in_a_book_of_a_year(sheet: str, period: str) -> None:
    drawing = "NỘP HỘI PHÍ NĂM 2019\nSTT | Đơn vị | Đã nộp\n1 | An Phú | 100"
    (table,) = understand(grid(drawing, sheet=sheet)).tables
    assert table.period is not None
    assert table.period.key == period


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (['"25,000"', '"3,500"', '"1,250,000"'], [25_000, 3_500, 1_250_000]),
        (['"25,000"', '"3,500"'], [Unknown("ambiguous"), Unknown("ambiguous")]),
        (['"12,5 triệu"', '"1.000.000"'], [12_500_000, 1_000_000]),
    ],
)
def test_what_a_comma_means_is_decided_by_the_whole_sheet(texts: list[str], read: list[object]) -> None:
    """Field case H8."""
    rows = "\n".join(f"{n} | Đơn vị {n} | {text}" for n, text in enumerate(texts, 1))
    (table,) = understand(grid(f"NỘP HỘI PHÍ NĂM 2019\nSTT | Đơn vị | Đã nộp\n{rows}")).tables
    assert [table.number(line.row, "paid") for line in table.of(Role.LEAF)] == read


def test_a_sheet_without_headings_is_all_loose() -> None:
    found = understand(grid("Ghi chú\n\nGọi lại cho Hà Nội"))
    assert found.tables == ()
    assert [line.row for line in found.loose] == [1, 3]
