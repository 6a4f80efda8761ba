from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.audit.identity import row_digest
from reconcile.i18n.words import Words
from reconcile.model.flags import Decision
from reconcile.review.columns import status_words, written_day
from reconcile.review.decisions import Collected, read_decisions, written_period
from tests.office import converted, needs_office

HEADINGS = {
    "vi": ("Số", "Mức độ", "Nội dung", "Ô nguồn", "Tình trạng", "Lý do, kết luận", "Người soát xét", "Ngày",
           "Ghi thu cho đơn vị", "Kỳ", "Loại"),
    "en": ("Point", "Severity", "What", "Cell", "Status", "Reason", "Reviewer", "Date",
           "Assign to", "Period", "Kind"),
}  # fmt: skip
TITLES = {"vi": "D. CÁC ĐIỂM CẦN LÀM RÕ", "en": "D. POINTS TO CLEAR"}
FIRST_ROW = 6
STATUS, REASON, WHO, WHEN, BRANCH, PERIOD, KIND, ID, DIGEST = range(5, 14)


def drawn(flags: Sequence[str], decisions: Mapping[str, Decision], lang: str = "vi") -> bytes:
    """The workbook, with a cover before the sheet and a note under the table."""
    book = Workbook()
    book.worksheets[0].title = "Bìa"
    sheet = book.create_sheet("D Điểm cần làm rõ")
    sheet["A1"] = "HỘI THƯ VIỆN VIỆT NAM"
    sheet["A2"] = TITLES[lang]
    for column, heading in enumerate(HEADINGS[lang], 1):
        sheet.cell(FIRST_ROW - 2, column, heading)
        sheet.cell(FIRST_ROW - 1, column, chr(64 + column))
    for number, flag in enumerate(flags):
        row(sheet, FIRST_ROW + number, number + 1, decisions.get(flag, Decision(flag, "new")), lang)
    sheet.cell(FIRST_ROW + len(flags) + 1, 1, "Kỳ trước chuyển sang: không có.")
    return saved(book)


def row(sheet: Worksheet, at: int, number: int, decision: Decision, lang: str) -> None:
    """One point as the program writes it."""
    said = decision
    when = datetime.combine(date.fromisoformat(said.when), time()) if said.when[:4].isdigit() else said.when
    status, digest = Words(lang).term(f"status_{said.status}"), row_digest(said.flag, *words_of(said))
    point: Sequence[str | datetime] = (f"{number:02}", "1 Sai số học", f"Điểm {number}", "D12", status)
    assigned = (said.assign_branch, said.assign_period, said.assign_kind)
    cells = (*point, said.reason, said.who, when, *assigned, said.flag, digest)
    for column, value in enumerate(cells, 1):
        if value:
            sheet.cell(at, column, value)


def words_of(said: Decision) -> tuple[str, str, str, str]:
    return said.status, said.reason, said.who, said.when


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content: bytes) -> tuple[Workbook, Worksheet]:
    """A workbook and its sheet D, to be edited as a reviewer does."""
    book = load_workbook(BytesIO(content))
    return book, book.worksheets[-1]


FLAGS = ("A-GP7SF-NJ2YT", "A-4C0QK-7W9ZD", "D-8R2MX-5HV1B", "D-T3N6P-0EJ4G", "B-5GQ2E-91PKY")
BEFORE = {
    FLAGS[1]: Decision(FLAGS[1], "accepted", "theo biên bản số 3", "Bà Hòa", "2020-02-03"),
    FLAGS[3]: Decision(FLAGS[3], "clarifying", "chờ phiếu thu", "Ông Nam", "hôm qua"),
}
EDITED = FLAGS[2]


def edit(sheet: Worksheet, at: int = FIRST_ROW + 2) -> None:
    """What a reviewer writes into the third row."""
    for column, value in (
        (STATUS, "Đã giải trình"),
        (REASON, "đã xin danh sách"),
        (WHO, "Bà Hòa"),
        (WHEN, "05/02/2020"),
    ):
        sheet.cell(at, column, value)


def read(tmp_path: Path, content: bytes, name: str = "ho-so-2019.xlsx") -> Collected:
    (tmp_path / name).write_bytes(content)
    return read_decisions(tmp_path)


def check(collected: Collected) -> None:
    """Every row is there, only the edited one is touched, and all of it is read as it was written."""
    assert collected.troubles == ()
    said = {row.decision.flag: row for row in collected.said}
    assert sorted(said) == sorted(FLAGS)
    assert [flag for flag in FLAGS if said[flag].touched] == [EDITED]
    got = said[EDITED].decision
    assert (got.status, got.reason, got.who, got.when) == ("explained", "đã xin danh sách", "Bà Hòa", "2020-02-05")
    for flag, decision in BEFORE.items():
        got = said[flag].decision
        assert (got.status, got.reason, got.who, got.when) == (
            decision.status,
            decision.reason,
            decision.who,
            decision.when,
        )


def shuffled(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(FIRST_ROW, FIRST_ROW + len(FLAGS) - 1)]
    random.Random(7).shuffle(rows)
    for at, values in enumerate(rows, FIRST_ROW):
        for column, value in enumerate(values, 1):
            sheet.cell(at, column).value = value


def columns_swapped(sheet: Worksheet) -> None:
    for line in sheet.iter_rows(FIRST_ROW - 2, FIRST_ROW + len(FLAGS)):
        line[WHO - 1].value, line[REASON - 1].value = line[REASON - 1].value, line[WHO - 1].value


def headings_renamed(sheet: Worksheet) -> None:
    for column, text in ((STATUS, "Xử lý"), (REASON, "Giải thích"), (WHO, "Ai"), (WHEN, "Hôm nào")):
        sheet.cell(FIRST_ROW - 2, column, text)


def renamed_and_inserted(sheet: Worksheet) -> None:
    headings_renamed(sheet)
    sheet.insert_cols(REASON)
    sheet.insert_cols(1)


def headings_gone(sheet: Worksheet) -> None:
    sheet.delete_rows(1, FIRST_ROW - 1)


def rows_inserted(sheet: Worksheet) -> None:
    sheet.insert_rows(FIRST_ROW + 2, 2)
    sheet.insert_rows(FIRST_ROW)
    sheet.insert_rows(1, 3)


LAYOUTS: dict[str, Callable[[Worksheet], object]] = {
    "as written": lambda _: None,
    "rows shuffled": shuffled,
    "rows inserted": rows_inserted,
    "a column inserted before everything": lambda sheet: sheet.insert_cols(1),
    "a column inserted between status and reason": lambda sheet: sheet.insert_cols(REASON, 2),
    "a column inserted before the id": lambda sheet: sheet.insert_cols(ID),
    "two columns swapped": columns_swapped,
    "headings renamed": headings_renamed,
    "headings renamed and columns inserted": renamed_and_inserted,
    "headings gone": headings_gone,
    "sheet renamed": lambda sheet: setattr(sheet, "title", "Sheet1"),
    "id column moved to the front": lambda sheet: sheet.move_range("L1:M20", cols=-20 + 8 + 15),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_decisions_are_read_back_from_any_layout(tmp_path: Path, layout: str, lang: str) -> None:
    book, sheet = opened(drawn(FLAGS, BEFORE, lang))
    edit(sheet)
    LAYOUTS[layout](sheet)
    check(read(tmp_path, saved(book)))


def test_the_order_of_the_sheets_does_not_matter(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, BEFORE))
    edit(sheet)
    book.move_sheet(sheet, -1)
    check(read(tmp_path, saved(book)))


@needs_office
def test_decisions_survive_a_save_in_libreoffice(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, BEFORE))
    edit(sheet)
    sheet.cell(FIRST_ROW + 2, WHEN, datetime(2020, 2, 5)).number_format = "dd/mm/yyyy"  # noqa: DTZ001
    (tmp_path / "ho-so.xlsx").write_bytes(saved(book))
    check(read_decisions(converted([tmp_path / "ho-so.xlsx"], tmp_path / "out")))


def test_a_wiped_status_column_is_found_by_its_heading(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, {}))
    for at in range(FIRST_ROW, FIRST_ROW + len(FLAGS)):
        sheet.cell(at, STATUS).value = None
    assert {row.decision.status for row in read(tmp_path, saved(book)).said} == {""}


def test_a_word_that_is_no_status_is_kept_as_written(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, {}))
    sheet.cell(FIRST_ROW, STATUS, "xong rồi")
    row = next(row for row in read(tmp_path, saved(book)).said if row.decision.flag == FLAGS[0])
    assert (row.decision.status, row.word, row.at.a1) == ("?", "xong rồi", "E6")


@pytest.mark.parametrize(
    ("word", "status"),
    [("Mới", "new"), ("CHAP NHAN", "accepted"), ("đã  sửa", "corrected"), ("Carried forward", "carried")],
)
def test_a_status_is_known_in_any_language_case_and_without_marks(tmp_path: Path, word: str, status: str) -> None:
    book, sheet = opened(drawn(FLAGS, {}))
    sheet.cell(FIRST_ROW, STATUS, word)
    assert read(tmp_path, saved(book)).said[0].decision.status == status


def test_there_are_six_statuses_in_each_language() -> None:
    assert len(set(status_words().values())) == 6
    assert len(status_words()) == 12


def test_money_without_owner_is_assigned(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, {}))
    for column, value in ((BRANCH, "Thư viện tỉnh Kiên Giang"), (PERIOD, "10/2019"), (KIND, "Nợ cũ")):
        sheet.cell(FIRST_ROW, column, value)
    first = read(tmp_path, saved(book)).said[0]
    said = first.decision
    assert (said.assign_branch, said.assign_period, said.assign_kind) == (
        "Thư viện tỉnh Kiên Giang",
        "2019-10",
        "arrears",
    )
    assert first.assigns
    assert not first.touched


def test_a_row_that_lost_its_id_is_told(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, BEFORE))
    sheet.cell(FIRST_ROW + 1, ID).value = None
    (trouble,) = read(tmp_path, saved(book)).troubles
    assert (trouble.code, trouble.at.a1 if trouble.at and hasattr(trouble.at, "a1") else "") == (
        "decision_without_id",
        "E7",
    )


def test_a_sheet_of_ids_without_a_status_column_is_told(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, {}))
    sheet.delete_cols(STATUS)
    assert [trouble.code for trouble in read(tmp_path, saved(book)).troubles] == ["decision_column_missing"]


def test_without_the_digest_column_every_row_counts_as_touched(tmp_path: Path) -> None:
    book, sheet = opened(drawn(FLAGS, BEFORE))
    sheet.delete_cols(DIGEST)
    assert {row.was for row in read(tmp_path, saved(book)).said} == {""}


def test_other_files_are_passed_over_and_damaged_ones_told(tmp_path: Path) -> None:
    content = drawn(FLAGS, {})
    (tmp_path / "~$ho-so.xlsx").write_bytes(b"lock")
    (tmp_path / "ghi-chu.txt").write_text("x", encoding="utf-8")
    (tmp_path / "rieng.xlsx").write_bytes(saved(Workbook()))
    (tmp_path / "cut.xlsx").write_bytes(content[:400])
    (tmp_path / "ban-sao.ods").write_bytes(b"")
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "old.xlsx").write_bytes(content)
    collected = read(tmp_path, content)
    assert {row.at.source for row in collected.said} == {"ho-so-2019.xlsx"}
    assert [(trouble.file, trouble.code) for trouble in collected.troubles] == [
        ("ban-sao.ods", "decisions_format"),
        ("cut.xlsx", "decisions_unreadable"),
    ]
    assert collected.files["ho-so-2019.xlsx"] == sha256(content).hexdigest()


def test_every_byte_that_is_cut_off_is_a_trouble_and_no_crash(tmp_path: Path) -> None:
    content = drawn(FLAGS, {})
    for size in range(0, len(content), 499):
        collected = read(tmp_path, content[:size])
        assert collected.said == ()
        assert collected.troubles[0].code == "decisions_unreadable"


def test_an_extra_file_is_read_once_even_if_it_lies_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    for path in (tmp_path / "B.xlsx", tmp_path / "output" / "A.xlsx"):
        path.write_bytes(drawn(FLAGS[:1], {}))
    extra = [tmp_path / "B.xlsx", tmp_path / "output" / "A.xlsx", tmp_path / "nowhere.xlsx"]
    collected = read_decisions(tmp_path / "output", extra)
    assert [row.at.source for row in collected.said] == ["A.xlsx", (tmp_path / "B.xlsx").as_posix()]
    assert [trouble.code for trouble in collected.troubles] == ["decisions_unreadable"]


@pytest.mark.parametrize(
    ("value", "day"),
    [("31/01/2020", "2020-01-31"), ("1.7.2025", "2025-07-01"), ("31/02/2020", "31/02/2020"), (None, ""), (5.0, "5"),
     (datetime(2020, 1, 31), "2020-01-31")],  # noqa: DTZ001
)  # fmt: skip
def test_a_day_is_read_day_first(value: object, day: str) -> None:
    assert written_day(value) == day


@pytest.mark.parametrize(
    ("value", "period"),
    [("2019", "2019"), (2019, "2019"), ("1/2019", "2019-01"), (datetime(2019, 10, 1), "2019-10"), ("quý I", "quý I")],  # noqa: DTZ001
)
def test_a_period_is_read_even_where_excel_made_a_day_of_it(value: object, period: str) -> None:
    assert written_period(value) == period
