"""Sheets A, A1, B and C over the 2019 sample and over what real folders hold instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook as Read
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.i18n.words import LANGUAGES, Words
from reconcile.ledger.figures import figures_of
from reconcile.model.books import Book, Books, DuesRow, GrantRow, IncomeRow, PaymentRow
from reconcile.model.charter import Charter, DuesClass
from reconcile.model.flags import Flag
from reconcile.model.ledger import Ledger, Parked, Position
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.results import Lead, Reconciliation
from reconcile.writers.addresses import POINT_DIFFERENCE, SHEETS, Addresses, locate, parts
from reconcile.writers.render import Workbook
from reconcile.writers.styles import DIFFERENCE
from reconcile.writers.workbook import write_workbook
from tests.office import converted, differences, needs_office, without_values
from tests.sample import YEAR, payers, sample

FOUR = ("lead", "rates", "dues", "income")
A, A1, B, C = "A Tổng hợp", "A1 Tỷ lệ thu", "B Hội phí", "C Thu khác, tài trợ"
FORMULA = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def four_sheets(result: Reconciliation, lang: str = "vi") -> bytes:
    """A workbook of these four sheets; D holds the differences of its points, the others are empty."""
    words = Words(lang)
    addresses = locate(result, words, "../sheets")
    book = Workbook("Test", "Test", date(2020, 1, 31))
    for key in SHEETS:
        if key in FOUR:
            import_module(f"reconcile.writers.sheets.{key}").lay_out(book, addresses, result, words)
            continue
        sheet = book.sheet(addresses.names[key])
        for flag in result.flags if key == "points" else ():
            if flag.difference is not None:
                sheet.number(addresses.points[flag.id], POINT_DIFFERENCE, flag.difference, DIFFERENCE)
    return book.bytes()


def varied(
    ledger: Ledger | None = None,
    books: Books | None = None,
    charter: Charter | None = None,
    lead: Lead | None = None,
    flags: tuple[Flag, ...] | None = None,
) -> Reconciliation:
    """The sample with other parts; the figures follow."""
    result = sample()
    known = parts(result)
    charter, ledger, books = charter or known.charter, ledger or known.ledger, books or known.books
    world = replace(result.world, charter=charter, ledger=ledger, books=books)
    return replace(
        result,
        world=world,
        figures=figures_of(ledger, books, charter),
        lead=result.lead if lead is None else lead,
        flags=result.flags if flags is None else flags,
    )


def positions(change: Mapping[str, object], count: int = 84) -> tuple[Position, ...]:
    """The sample's positions, the first `count` of them changed."""
    return tuple(
        replace(position, **change) if index < count else position  # type: ignore[arg-type]
        for index, position in enumerate(parts(sample()).ledger.positions)
    )


def payment(name: str, amount: int, row: int, day: date | None = None) -> PaymentRow:
    """A payment of somebody who is not on the roll."""
    at = CellRef("hoi-phi-tvcc-2019.xlsx", "TVCC 2019", row, 5)
    table = (at.source, at.sheet, 8, 1)
    return PaymentRow(table, row, None, name, "none", amount, day, "", "dues", YEAR, "", at, None, None)


def without_a_rate() -> Reconciliation:
    """Nobody knows what a TVCC unit owes."""
    lost: dict[str, object] = {"rate": None, "due": None, "closing": None, "status": "unknown", "paid_units": 0,
                               "overdue_days": None}  # fmt: skip
    return varied(replace(parts(sample()).ledger, positions=positions(lost, 63)), lead=Lead(()))


def with_parked_money() -> Reconciliation:
    """Two payments without an owner, one with a day."""
    parked = (
        Parked(payment("TV Bình Thuân", 1_000_000, 75), ("binh-thuan",)),
        Parked(payment("=HYPERLINK(1)", 150_000, 76, date(2019, 5, 5))),
    )
    return varied(replace(parts(sample()).ledger, parked=parked))


def with_nine_classes() -> Reconciliation:
    """A federation of nine groups, seven of them without branches."""
    charter = parts(sample()).charter
    more = tuple(
        DuesClass(f"group{number}", (f"Khối thứ {number} có tên rất dài để phải xuống dòng",))
        for number in range(3, 10)
    )
    return varied(charter=replace(charter, classes=charter.classes + more))


def with_long_grants() -> Reconciliation:
    """A grant of four years that does not divide, one of which nothing is known, one without a received amount."""
    books = parts(sample()).books
    first = books.grants.rows[0]
    long = first._replace(covers=Period(date(2019, 1, 1), date(2022, 12, 31)), received=55_000_001, spent=5_000_000)
    nothing = first._replace(atom="grant/nothing", approved=None, received=None, row=11)
    promised = first._replace(atom="grant/promised", received=None, spent=0, row=12)
    return varied(books=replace(books, grants=Book.of(GrantRow, [long, nothing, promised])), lead=Lead(()))


def with_nothing() -> Reconciliation:
    """A charter, and not a row of data."""
    empty = Books(Book.of(DuesRow, []), Book.of(PaymentRow, []), Book.of(IncomeRow, []), Book.of(GrantRow, []))
    ledger = replace(parts(sample()).ledger, positions=())
    return varied(ledger, empty, lead=Lead(()), flags=())


def with_arrears() -> Reconciliation:
    """Arrears of last year, money paid ahead, a branch that no list names, unknown members and arrears."""
    first, *rest = positions({})
    changed = [
        replace(first, opening=500_000, closing=500_000, status="part", paid_units=0),
        replace(rest[0], opening=-1_000_000, advance=1_000_000, status="ahead"),
        replace(
            rest[1], paid=0, closing=1_000_000, status="absent", paid_units=0, cells=(), payments=(), last_paid=None
        ),
        replace(rest[2], opening=None, branch=replace(rest[2].branch, members=None)),
        rest[3],
        replace(rest[4], paid=0, closing=1_000_000, status="not_due", paid_units=0, payments=(), last_paid=None),
    ]
    return varied(replace(parts(sample()).ledger, positions=(*changed, *rest[5:])), lead=Lead(()))


VARIANTS: Mapping[str, Callable[[], Reconciliation]] = {
    "sample": sample,
    "no-rate": without_a_rate,
    "parked": with_parked_money,
    "nine-classes": with_nine_classes,
    "long-grants": with_long_grants,
    "nothing": with_nothing,
    "arrears": with_arrears,
}


@cache
def read(name: str, lang: str = "vi") -> Read:
    """A variant as a reader that does not calculate sees it."""
    return load_workbook(BytesIO(four_sheets(VARIANTS[name](), lang)), data_only=True)


def column(sheet: Worksheet, letter: str, rows: range) -> list[object]:
    return [sheet[f"{letter}{row}"].value for row in rows]


def texts(sheet: Worksheet) -> set[str]:
    return {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_result_gives_the_same_bytes(lang: str) -> None:
    assert four_sheets(sample(), lang) == four_sheets(sample(), lang)


def test_the_lead_schedule_shows_reported_footing_and_detail() -> None:
    sheet = read("sample")[A]
    assert [sheet[f"{letter}13"].value for letter in "CDEFG"] == [
        101_250_000,
        111_250_000,
        -10_000_000,
        110_250_000,
        -9_000_000,
    ]
    assert [sheet[f"{letter}8"].value for letter in "CFGHI"] == [63_000_000, 62_000_000, 1_000_000, "≠", "02"]
    assert sheet["C18"].value == "không ghi"
    assert column(sheet, "F", range(20, 24)) == [
        "62/63",
        pytest.approx(62 / 63),
        pytest.approx(10025 / 10425),
        "338; 5.892",
    ]


def test_the_footing_of_the_year_adds_footings_where_the_reported_total_is_wrong() -> None:
    sheet = load_workbook(BytesIO(four_sheets(sample())))[A]
    assert sheet["D13"].value == "=C10+C12"
    assert sheet["D18"].value == "=D13+D17"


def test_the_bridge_leads_from_the_reported_to_the_recomputed_figure() -> None:
    sheet = read("sample")[A]
    assert column(sheet, "C", range(27, 31)) == [101_250_000, 10_000_000, -1_000_000, 110_250_000]
    assert sheet["D30"].value == "√ khớp dòng 5, cột 4"
    formulas = load_workbook(BytesIO(four_sheets(sample())))[A]
    assert formulas["C28"].value == "=-'D Điểm cần làm rõ'!F7"


def test_each_rate_stands_with_its_base() -> None:
    sheet = read("sample")[A1]
    assert [sheet.cell(10, index).value for index in (2, 3, 5, 6, 7, 9, 10)] == [
        338,
        317,
        104_250_000,
        100_250_000,
        4_000_000,
        5892,
        5125,
    ]
    assert [sheet.cell(10, index).value for index in (4, 8, 11)] == pytest.approx([0.9379, 0.9616, 0.8698], abs=5e-5)


def test_every_branch_has_its_row_and_every_group_its_subtotal() -> None:
    sheet = read("sample")[B]
    assert [sheet[f"{letter}7"].value for letter in "CDFGH"] == [63, 2442, 63_000_000, 62_000_000, 1_000_000]
    assert column(sheet, "B", range(8, 71)) == [of.branch.name for of in payers() if of.is_tvcc]
    assert sheet["G94"].value == 100_250_000
    assert [sheet[f"{letter}25"].value for letter in "GHLMN"] == [0, 1_000_000, 31, "≠ Chưa nộp", "04"]
    assert [sheet[f"{letter}12"].value for letter in "MN"] == ["? Đã nộp đủ", "11"]


def test_money_without_an_owner_stands_in_the_dues_total() -> None:
    sheet = read("parked")[B]
    assert [sheet[f"B{row}"].value for row in (93, 94, 95)] == [
        "Chưa xác định được đơn vị nộp",
        "TV Bình Thuân",
        "=HYPERLINK(1)",
    ]
    assert [sheet[f"G{row}"].value for row in (93, 96)] == [1_150_000, 101_400_000]
    assert [sheet[f"{letter}94"].value for letter in "GKM"] == [1_000_000, "không ghi", "? Chưa rõ"]


def test_what_rests_on_a_missing_rate_is_not_computed_and_never_zero() -> None:
    book = read("no-rate")
    assert [book[B][cell].value for cell in ("F7", "H7", "F8", "H8", "F94")] == ["chưa tính được"] * 5
    assert book[B]["M8"].value == "○ Chưa rõ"
    assert [book[A1][cell].value for cell in ("C8", "D8", "E8", "H8", "H10")] == ["chưa tính được"] * 5
    assert book[A1]["B8"].value == 63


def test_a_grant_of_many_years_has_a_line_for_each() -> None:
    sheet = read("long-grants")[C]
    assert column(sheet, "D", range(15, 19)) == ["2019-2022", "2020", "2021", "2022"]
    assert [sheet[f"{letter}15"].value for letter in "EFGHIJ"] == [
        55_000_000,
        55_000_001,
        5_000_000,
        50_000_001,
        13_750_001,
        41_250_000,
    ]
    assert column(sheet, "J", range(16, 19)) == [13_750_000] * 3
    assert [sheet[f"{letter}19"].value for letter in "EFGH"] == ["chưa rõ", "chưa rõ", "chưa rõ", "chưa tính được"]
    assert sheet["F20"].value == "chưa rõ"


def test_sheets_without_data_say_so_in_one_line() -> None:
    book = read("nothing")
    assert "Các tệp không có bảng tổng hợp nào, nên không có số báo cáo để đối chiếu." in texts(book[A])
    assert {"không có đơn vị nào", "không có khoản nào"} <= texts(book[B])
    assert "không có khoản nào" in texts(book[C])


def test_arrears_advance_and_what_is_not_known() -> None:
    sheet = read("arrears")[B]
    assert [sheet[f"M{row}"].value for row in (8, 9, 10, 11, 13)] == [
        "≠ Nộp thiếu",
        "√ Nộp trước",
        "○ Không có trong bảng kê",
        "√ Đã nộp đủ",
        "Chưa đến hạn",
    ]
    assert [sheet["D11"].value, sheet["E11"].value, sheet["D7"].value, sheet["E7"].value] == ["chưa rõ"] * 4
    assert sheet["J9"].value is None
    assert read("arrears")[A1]["C8"].value == 59


def test_the_english_workbook_has_no_vietnamese_words_of_ours() -> None:
    ours = {
        Words("vi").say("workbook", key)
        for key in ("b_paid", "common_unknown", "common_not_stated", "a_reported", "c_payer")
    }
    book = read("sample", "en")
    assert book.sheetnames[1:5] == ["A Lead schedule", "A1 Collection rates", "B Dues", "C Other income, grants"]
    assert not ours & {text for name in book.sheetnames for text in texts(book[name])}


def test_no_text_of_an_input_became_a_formula() -> None:
    formulas = load_workbook(BytesIO(four_sheets(with_parked_money())))[B]
    assert formulas["B95"].data_type == "s"


def test_links_open_the_source_cell_and_the_point() -> None:
    sheet = load_workbook(BytesIO(four_sheets(sample())))[B]
    link = sheet["O8"].hyperlink
    assert link is not None
    assert (link.target, link.location) == ("..\\sheets\\hoi-phi-tvcc-2019.xlsx", "'TVCC 2019'!E10")
    point = sheet["N25"].hyperlink
    assert point is not None
    assert point.location == "'D Điểm cần làm rõ'!A10"


def test_a_check_without_charter_has_no_workbook() -> None:
    with pytest.raises(ValueError, match="no workbook"):
        write_workbook(replace(sample(), world=replace(sample().world, ledger=None)), "vi")


def test_every_figure_with_a_home_is_a_formula_there() -> None:
    result = sample()
    book = load_workbook(BytesIO(four_sheets(result)))
    addresses: Addresses = locate(result, Words("vi"), "../sheets")
    unknown = {"spent.grants", "remaining.grants"}
    homes = {
        name: book[addresses.names[home.sheet]].cell(home.row, home.column).value
        for name, home in addresses.figures.items()
        if name in result.figures and name not in unknown and not name.startswith("collected.grant/")
    }
    assert len(homes) >= 40
    assert [name for name, value in homes.items() if not str(value).startswith("=")] == []


@needs_office
def test_recalculated_every_cell_equals_what_was_written(tmp_path: Path) -> None:
    written = {name: four_sheets(make()) for name, make in VARIANTS.items()} | {"english": four_sheets(sample(), "en")}
    for name, content in written.items():
        (tmp_path / f"{name}.xlsx").write_bytes(without_values(content))
    converted([tmp_path / f"{name}.xlsx" for name in written], tmp_path / "out")
    differ = [
        (name, *found)
        for name, content in written.items()
        for found in differences(content, (tmp_path / "out" / f"{name}.xlsx").read_bytes())
    ]
    assert differ == []
