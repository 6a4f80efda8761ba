from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.i18n import formats
from reconcile.i18n.words import LANGUAGES, Words, catalog
from reconcile.ledger.coverage import not_checked
from reconcile.model.charter import Authority, Charter
from reconcile.model.places import CellRef
from reconcile.model.results import Check, Conservation, Reconciliation, SheetRows, Statements, World
from reconcile.model.sources import FileRead, Source, Trouble
from reconcile.model.values import Count, Names
from reconcile.writers import styles
from reconcile.writers.addresses import FIRST_ROW, locate
from reconcile.writers.formula import grouped
from reconcile.writers.render import Workbook
from reconcile.writers.sheets import checks, sources
from reconcile.writers.sheets.sources import rows_of
from tests.office import needs_office, recalculated
from tests.sample import AS_OF, charter, sample

REASONS = ("running", "carry", "balance", "below_total", "of_which", "other_period", "not_understood", "no_table")
KINDS = ("roll", "dues", "payments", "income", "grants", "summary", "unknown")
FILE = "tong-hop-2019.xlsx"


def written(module: ModuleType, result: Reconciliation, lang: str = "vi", *, formulas: bool = False) -> Worksheet:
    """The one sheet of a module; what it refers to is not there."""
    words = Words(lang)
    book = Workbook("", "", AS_OF)
    module.lay_out(book, locate(result, words, "../sheets"), result, words)
    sheet = load_workbook(BytesIO(book.bytes()), data_only=not formulas).active
    assert isinstance(sheet, Worksheet)
    return sheet


def rows(sheet: Worksheet) -> list[list[Any]]:
    """The values of each row that has any."""
    found = ([cell.value for cell in row if cell.value not in (None, "")] for row in sheet.iter_rows())
    return [row for row in found if row]


def row_of(sheet: Worksheet, start: str) -> list[Any]:
    return next(row for row in rows(sheet) if str(row[0]).strip().startswith(start))


def kept(**changes: Any) -> Reconciliation:
    """The sample with one worksheet of fourteen rows, as far as they are not changed."""
    excluded = tuple(
        (CellRef(FILE, "Tổng hợp", 20 + n, 2), why, 1_000 + n, f"dòng {n}") for n, why in enumerate(REASONS)
    )
    sheet = SheetRows(
        FILE, "Tổng hợp", "summary", 14, 4, 2, excluded, hidden_rows=1, tables=2, statements=14, scale=1_000
    )
    whole = Conservation((sheet,), 221_250_000, 100_250_000, 10_000_000, 111_000_000, 0)
    return replace(sample(), conservation=replace(whole, **changes))


def with_files(*files: FileRead) -> Reconciliation:
    return replace(kept(), world=replace(sample().world, files=files))


def with_charter(changed: Charter) -> Reconciliation:
    return replace(kept(), world=replace(sample().world, charter=changed))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_and_every_reason_has_its_words(lang: str) -> None:
    keys = {f"z1_kind_{kind}" for kind in KINDS} | {f"z1_excluded_{reason}" for reason in REASONS}
    assert keys <= catalog("workbook")[lang].keys()


def test_each_row_that_was_read_is_accounted_for_by_a_formula() -> None:
    result = kept()
    sheet, formulas = written(sources, result), written(sources, result, formulas=True)
    assert [sheet.cell(FIRST_ROW, column).value for column in range(5, 10)] == [14, 4, 2, 8, "√"]
    assert formulas.cell(FIRST_ROW, sources.COMPLETE).value == '=IF(E7=F7+G7+H7,"√","≠")'
    assert row_of(sheet, "Cộng 1 tệp")[1:] == [14, 4, 2, 8, "√"]


def test_a_lost_row_is_not_hidden() -> None:
    sheet = kept().conservation.sheets[0]
    result = replace(kept(), conservation=replace(kept().conservation, sheets=(replace(sheet, read=15),)))
    assert written(sources, result).cell(FIRST_ROW, sources.COMPLETE).value == "≠"


def test_excluded_rows_say_where_they_stand_how_much_and_why() -> None:
    sheet = written(sources, kept(), formulas=True)
    row = rows_of(kept()).excluded + 2
    first = [sheet.cell(row, column).value for column in (1, 2, 3, 4, 5)]
    assert first == [FILE, "B20", "“dòng 0”", 1_000, "dòng lũy kế, lặp lại số đã cộng"]
    link = sheet.cell(row, 2).hyperlink
    assert link is not None
    assert link.location == "'Tổng hợp'!B20"


def test_notes_tell_what_the_reader_should_know_of_a_worksheet() -> None:
    note = written(sources, kept()).cell(FIRST_ROW, sources.NOTE).value
    assert note == "14 số báo cáo; 2 bảng; 1 hàng ẩn (được đọc); đơn vị tính × 1.000 đồng"


def test_each_dong_has_an_owner_and_the_rest_is_a_formula() -> None:
    result = kept()
    sheet, formulas = written(sources, result), written(sources, result, formulas=True)
    rest = rows_of(result).rest
    assert [row_of(sheet, start)[1] for start in ("phân vào hội phí", "phân vào thu khác", "phân vào tài trợ")] == [
        100_250_000,
        10_000_000,
        111_000_000,
    ]
    assert formulas.cell(rest - 4, 3).value == "='B Hội phí'!G7+'B Hội phí'!G71"
    assert (sheet.cell(rest, 3).value, sheet.cell(rest, 4).value) == (0, "√ đủ")


def test_money_of_other_times_has_its_own_lines() -> None:
    result = kept(money_read=221_250_000 + 700, later=400, other_period=300)
    sheet = written(sources, result)
    assert row_of(sheet, "thu sau ngày 31/01/2020")[1] == 400
    assert row_of(sheet, "thuộc năm khác")[1] == 300
    assert sheet.cell(rows_of(result).rest, 4).value == "√ đủ"


def test_a_lost_dong_is_not_hidden() -> None:
    result = kept(money_read=221_250_001)
    sheet = written(sources, result)
    rest = rows_of(result).rest
    assert (sheet.cell(rest, 3).value, sheet.cell(rest, 4).value) == (1, "≠ thiếu")


@pytest.mark.parametrize(
    ("file", "vi", "en"),
    [
        (FileRead(Source("a.jpg", "0" * 64), "refused", troubles=(Trouble("a.jpg", "picture"),)), "là ảnh", "picture"),
        (FileRead(Source("x.tmp", "0" * 64), "skipped"), "không phải bảng tính", "no spreadsheet"),
        (FileRead(Source("b.xlsx", "0" * 64, "superseded", "c.xlsx"), "read"), "thay thế: c.xlsx", "by c.xlsx"),
    ],
)
def test_a_file_that_gave_nothing_is_listed_with_its_reason(file: FileRead, vi: str, en: str) -> None:
    for lang, words in (("vi", vi), ("en", en)):
        assert words in row_of(written(sources, with_files(file), lang), file.source.name)[1]


def test_a_folder_that_was_read_whole_says_so() -> None:
    assert ["Mọi tệp trong thư mục đều được đọc."] in rows(written(sources, with_files()))


def test_a_file_name_that_looks_like_a_formula_stays_text() -> None:
    file = FileRead(Source("=1+1.xlsx", "0" * 64), "skipped")
    assert row_of(written(sources, with_files(file), formulas=True), "=1+1.xlsx")


def test_a_rate_stands_with_its_authority_its_days_and_its_line() -> None:
    sheet = written(checks, sample())
    assert [sheet.cell(FIRST_ROW, column).value for column in range(1, 10)] == [
        "Hệ thống TVCC",
        "mỗi đơn vị, mỗi năm",
        1_000_000,
        "31/12/2019",
        "từ 01/01/2019",
        "Chưa có văn bản. Suy từ 63 đơn vị và 63.000.000 đồng trong báo cáo năm 2019.",
        "◊ giả định",
        12,
        63_000_000,
    ]


def test_a_confirmed_rate_cites_its_document() -> None:
    first, second = charter().rates
    decision = Authority("confirmed", "Quyết định", "12/QĐ-HTV", date(2019, 1, 5))
    confirmed = replace(first, authority=decision, valid_to=date(2020, 12, 31), due=((6, 30), (12, 31)))
    sheet = written(checks, with_charter(replace(charter(), rates=(confirmed, second))))
    row = [sheet.cell(FIRST_ROW, column).value for column in range(4, 8)]
    assert row == [
        "30/06/2019, 31/12/2019",
        "01/01/2019 - 31/12/2020",
        "Quyết định số 12/QĐ-HTV ngày 05/01/2019",
        "√ đã xác nhận",
    ]


def test_a_fiscal_year_that_starts_in_july_has_its_last_due_days_in_the_next_year() -> None:
    year = charter().fiscal_year(2019)
    july = replace(charter(), fiscal_year_starts=(7, 1)).fiscal_year(2019)
    rate = replace(charter().rates[0], due=((12, 31), (6, 30)))
    assert list(checks._due_days(rate, year)) == [date(2019, 12, 31), date(2019, 6, 30)]
    assert list(checks._due_days(rate, july)) == [date(2019, 12, 31), date(2020, 6, 30)]


def test_a_class_without_a_rate_is_listed_all_the_same() -> None:
    sheet = written(checks, with_charter(replace(charter(), rates=charter().rates[1:])))
    assert [sheet.cell(FIRST_ROW, column).value for column in (1, 6, 7)] == [
        "Hệ thống TVCC",
        "Chưa có mức thu trong rules.toml.",
        "? chưa có",
    ]


def test_checks_are_counted_and_added_up_by_formulas() -> None:
    total = checks.total_row(sample())
    sheet, formulas = written(checks, sample()), written(checks, sample(), formulas=True)
    assert [sheet.cell(total, column).value for column in range(2, 6)] == [443, 427, 16, 0]
    assert formulas.cell(total, checks.TESTED).value == "=SUM(B13:B21)"
    assert "16 chỗ không khớp, 12 điểm ở D" in str(sheet.cell(total, checks.HOW).value)


def test_counts_that_do_not_add_up_are_said() -> None:
    result = replace(sample(), checks=(Check("A101", 9, 7, 1, 0),))
    shown = written(checks, result).cell(checks.total_row(result), checks.HOW).value
    assert str(shown).startswith("≠")


def test_a_check_that_had_nothing_to_test_shows_a_mark_and_0() -> None:
    result = replace(sample(), checks=(Check("A101", 0, 0, 0, 0), Check("A102", 3, 3, 0, 0)))
    sheet = written(checks, result)
    first = checks.total_row(result) - 2
    assert [sheet.cell(first, column).value for column in (2, 3, 4)] == [0, "○", None]


def test_points_of_a_check_lead_to_the_first_of_them() -> None:
    sheet = written(checks, sample(), formulas=True)
    row = checks.total_row(sample()) - 6
    link = sheet.cell(row, checks.POINTS).hyperlink
    assert sheet.cell(row, checks.POINTS).value == "03 - 07"
    assert link is not None
    assert link.location == "'D Điểm cần làm rõ'!A9"


COUNTS = (0, 7, 999, 1_000, 1_005, 45_678, 1_234_567, 999_000_001)


@needs_office
@pytest.mark.parametrize("lang", LANGUAGES)
def test_large_counts_in_a_formula_are_grouped_as_the_language_does(lang: str, tmp_path: Path) -> None:
    book = Workbook("", "", AS_OF)
    sheet = book.sheet("S")
    for row, count in enumerate(COUNTS, 1):
        sheet.number(row, 1, count, styles.COUNT)
        sheet.formula(row, 2, f"={grouped(f'A{row}', formats.SEPARATORS[lang][0])}", "", styles.CELL)
    worked_out = load_workbook(BytesIO(recalculated(book.bytes(), tmp_path)), data_only=True).worksheets[0]
    assert [str(row[1].value) for row in worked_out.iter_rows()] == [formats.whole(count, lang) for count in COUNTS]


def test_a_formula_longer_than_excel_opens_is_written_as_its_value() -> None:
    book = Workbook("", "", AS_OF)
    sheet = book.sheet("S")
    sheet.formula(1, 1, "=" + "+".join(["A2"] * 3_000), 6, styles.COUNT)
    sheet.formula(1, 2, "=" + "&".join(["A2"] * 3_000), "66", styles.CELL)
    (row,) = load_workbook(BytesIO(book.bytes())).worksheets[0].iter_rows(values_only=True)
    assert row == (6, "66")


NOT_CHECKED: Mapping[str, Mapping[str, Any]] = {
    "no_bank": {},
    "no_balances": {},
    "no_roll": {},
    "no_summary": {},
    "opening_unknown": {"count": Count(3)},
    "no_opening_arrears": {},
    "no_rate_document": {},
    "no_rate": {"classes": Names(("Hệ thống TVCC",))},
    "no_grant_spending": {"count": Count(1)},
    "no_receipt_columns": {"count": Count(4)},
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", NOT_CHECKED)
def test_what_had_no_basis_has_its_sentence(key: str, lang: str) -> None:
    sentence = Words(lang).say("not_checked", key, NOT_CHECKED[key])
    assert sentence.endswith(".")
    assert "{" not in sentence


def test_no_sentence_is_there_for_a_thing_that_is_never_said() -> None:
    assert catalog("not_checked")["vi"].keys() == catalog("not_checked")["en"].keys() == NOT_CHECKED.keys()
    bare = not_checked(World((), (), (), Statements(())))
    assert {item.key for item in bare} <= NOT_CHECKED.keys()
