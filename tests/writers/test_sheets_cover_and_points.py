from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reconcile.audit.identity import row_digest
from reconcile.i18n import words
from reconcile.i18n.words import LANGUAGES, Words
from reconcile.model.charter import Authority
from reconcile.model.flags import Decision, Flag, Resolved, Severity
from reconcile.model.results import Check, Lead, NotChecked, Reconciliation
from reconcile.model.values import Money, Names, Ratio, Text, Value
from reconcile.review.decisions import read_decisions
from reconcile.writers.addresses import FIRST_ROW, locate
from reconcile.writers.measure import row_height
from reconcile.writers.render import Workbook
from reconcile.writers.sheets import cover, points
from reconcile.writers.sheets.points import runs
from reconcile.writers.workbook import write_workbook
from tests.office import converted, needs_office
from tests.sample import AS_OF, charter, sample

REAL = words.catalog
OF_A_CODE = re.compile(r"[A-Z]\d{3}|causes/.*")
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
VERDICT = "A7"


class Said(dict[str, str]):
    """What a point says belongs to its code; here it says only what it was asked for."""

    def __missing__(self, key: str) -> str:
        return {"job": "one job", "jobs": "{count} points at once: {points}"}.get(key, f"({key})")


def stub(area: str) -> Mapping[str, Mapping[str, words.Template]]:
    return dict.fromkeys(LANGUAGES, Said()) if OF_A_CODE.fullmatch(area) else REAL(area)


@pytest.fixture(autouse=True)
def _own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "catalog", stub)


def written(module: ModuleType, result: Reconciliation, lang: str = "vi", *, formulas: bool = False) -> Worksheet:
    """The one sheet of a module; what it refers to is not there."""
    words = Words(lang)
    book = Workbook("", "", AS_OF)
    module.lay_out(book, locate(result, words, "../sheets"), result, words)
    sheet = load_workbook(BytesIO(book.bytes()), data_only=not formulas).active
    assert isinstance(sheet, Worksheet)
    return sheet


def cover_of(result: Reconciliation, lang: str = "vi", *, formulas: bool = False) -> Worksheet:
    return written(cover, result, lang, formulas=formulas)


def points_of(result: Reconciliation, lang: str = "vi", *, formulas: bool = False) -> Worksheet:
    return written(points, result, lang, formulas=formulas)


def cells(sheet: Worksheet) -> list[Any]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]


def row_of(sheet: Worksheet, start: str) -> list[Any]:
    """The values of the first row that holds a text with this beginning."""
    rows = ([cell.value for cell in row if cell.value not in (None, "")] for row in sheet.iter_rows())
    return next(row for row in rows if any(isinstance(value, str) and value.startswith(start) for value in row))


def decided(flag: Flag, status: str = "accepted", reason: str = "biên bản 12", **more: str) -> Flag:
    return replace(flag, decision=Decision(flag.id, status, reason, **more), life="known")


def closed(*severities: int) -> Reconciliation:
    """The sample with all points of these severities accepted."""
    flags = tuple(decided(flag) if flag.severity in severities else flag for flag in sample().flags)
    return replace(sample(), flags=flags)


def many_errors() -> Reconciliation:
    first = sample().flags[0]
    more = (replace(first, id=f"A-{number:05}-00000", point=f"{number}") for number in range(13, 23))
    return replace(sample(), flags=(*sample().flags[:2], *more, *sample().flags[2:]))


def parked() -> Flag:
    """Money of a payer whose name is not on the roll."""
    flag = sample().flags[7]
    values: Mapping[str, Value] = {
        "name": Text("TV Bình Thuân"),
        "amount": Money(1_000_000),
        "near": Names(("Bình Thuận",)),
    }
    return replace(flag, code="C102", id="C-0A1B2-C3D4E", point="13", severity=Severity.EXPLAIN, values=values)


def nothing_tested() -> Reconciliation:
    """A run over files that state nothing."""
    return replace(sample(), flags=(), checks=(Check("A101", 0, 0, 0, 0),), lead=Lead(()))


@pytest.mark.parametrize(
    ("result", "vi", "en"),
    [
        (sample(), "CHƯA NÊN CÔNG BỐ - còn 2 số không khớp chưa xử lý (điểm 01, 02)", "2 figures that do not tie"),
        (closed(1), "CÓ THỂ CÔNG BỐ, KÈM GIẢI TRÌNH", "MAY BE PUBLISHED, WITH EXPLANATIONS"),
        (closed(1, 2, 3, 4), "SỐ LIỆU KHỚP, CÓ THỂ CÔNG BỐ", "FIGURES TIE, MAY BE PUBLISHED"),
        (replace(sample(), flags=()), "SỐ LIỆU KHỚP, CÓ THỂ CÔNG BỐ", "FIGURES TIE, MAY BE PUBLISHED"),
        (nothing_tested(), "CHƯA ĐỦ DỮ LIỆU ĐỂ KẾT LUẬN", "NOT ENOUGH DATA FOR A CONCLUSION"),
        (
            replace(sample(), flags=(decided(sample().flags[0]), *sample().flags[1:])),
            "còn 1 số không khớp chưa xử lý (điểm 02)",
            "1 figure that does not tie is open (point 02)",
        ),
        (many_errors(), "còn 12 số không khớp chưa xử lý (điểm 01, 02, 13, 14, 15, 16, 17, 18, …)", "17, 18, …)"),
    ],
)
def test_the_verdict_is_one_of_four_sentences(result: Reconciliation, vi: str, en: str) -> None:
    assert vi in cover_of(result)[VERDICT].value
    assert en in cover_of(result, "en")[VERDICT].value


def test_points_of_one_job_stand_together_with_their_money_and_the_person() -> None:
    sheet = cover_of(sample())
    jobs = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows(min_row=12, max_row=16)]
    assert [row[0] for row in jobs] == [1, 2, 3, 4, 5]
    assert jobs[0][1:] == ["one job", "Kế toán", 10_000_000, "01"]
    assert jobs[2][1:] == ["5 points at once: 03 - 07", "Thủ quỹ", 4_000_000, "03 - 07"]
    assert jobs[4][2] == "Thường trực Hội"
    assert "Còn 3 việc nữa: xem các điểm còn lại ở D." in cells(sheet)
    assert cover_of(sample(), formulas=True)["J14"].value == "=SUM('D Điểm cần làm rõ'!G9:G13)"


def test_the_charter_says_who_does_the_jobs_of_a_family() -> None:
    world = replace(sample().world, charter=replace(charter(), who={"D": "Văn phòng"}))
    assert "Văn phòng" in cells(cover_of(replace(sample(), world=world)))


def test_closed_points_and_notes_make_no_job() -> None:
    note = replace(sample().flags[3], severity=Severity.NOTE)
    assert cover.jobs_of((decided(sample().flags[0]), note)) == []
    assert "Không còn việc nào." in cells(cover_of(closed(1, 2, 3, 4)))


def test_jobs_go_by_severity_then_by_money() -> None:
    first, second, *rest = sample().flags
    jobs = cover.jobs_of((second, first, *rest))
    assert [job[0].point for job in jobs] == ["01", "02", "03", "08", "09", "10", "11", "12"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_sheet_has_its_control(lang: str) -> None:
    said = {key: Words(lang).say("workbook", f"cover_control_{key}") for key in ("lead", "rates", "dues", "income")}
    sheet = cover_of(sample(), lang)
    assert said.items() <= {key: text for key, text in said.items() if text in cells(sheet)}.items()
    assert Words(lang).say("workbook", "cover_control_points", count=12, open=12) in cells(sheet)
    assert Words(lang).say("workbook", "cover_control_checks", tested=443, held=427) in cells(sheet)


def test_a_bridge_that_does_not_close_turns_its_control_red() -> None:
    lead = sample().lead
    broken = replace(lead, bridges=(replace(lead.bridges[0], end=1),))
    row = row_of(cover_of(replace(sample(), lead=broken)), "A Tổng hợp")
    assert row[-1] == "≠ còn chênh lệch chưa giải thích hết"


def test_a_line_that_differs_without_a_point_turns_the_control_red() -> None:
    lead = sample().lead
    lines = (replace(lead.lines[0], flags=()), *lead.lines[1:])
    row = row_of(cover_of(replace(sample(), lead=replace(lead, lines=lines))), "A Tổng hợp")
    assert row[-1] == "≠ còn chênh lệch chưa giải thích hết"


def test_without_reported_figures_two_controls_say_that_there_is_nothing() -> None:
    bare = replace(sample(), lead=replace(sample().lead, lines=(), bridges=()))
    assert cells(cover_of(bare)).count("○ không có số báo cáo để đối chiếu") == 2


def test_what_was_not_checked_is_said_with_the_names_of_classes() -> None:
    result = replace(sample(), not_checked=(NotChecked("no_rate", {"classes": Names(("tvcc",))}),))
    assert any("Chưa có mức thu của Hệ thống TVCC" in str(value) for value in cells(cover_of(result)))
    assert "Không có việc nào thiếu căn cứ để kiểm." in cells(cover_of(replace(sample(), not_checked=())))


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((), ""),
        (("04",), "04"),
        (("03", "04"), "03, 04"),
        (("05", "03", "04"), "03 - 05"),
        (("01", "03", "04", "05", "09"), "01, 03 - 05, 09"),
        (("101", "99", "100"), "99 - 101"),
    ],
)
def test_numbers_of_points_are_cited_as_people_cite_them(numbers: tuple[str, ...], shown: str) -> None:
    assert runs(numbers) == shown


@given(st.sets(st.integers(1, 120)))
def test_a_citation_names_each_point_once(numbers: set[int]) -> None:
    named: set[int] = set()
    for piece in filter(None, runs([f"{number:02}" for number in numbers]).split(", ")):
        first, _, last = piece.partition(" - ")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == numbers


def test_each_point_has_its_amounts_and_a_live_difference() -> None:
    sheet, formulas = points_of(sample()), points_of(sample(), formulas=True)
    first = [sheet.cell(FIRST_ROW, column).value for column in range(1, 8)]
    assert first == ["01", "1 Sai số học", "(what)", 101_250_000, 111_250_000, -10_000_000, 10_000_000]
    assert formulas.cell(FIRST_ROW, points.DIFFERENCE).value == "=D7-E7"
    last = [sheet.cell(FIRST_ROW + 11, column).value for column in range(4, 8)]
    assert last == ["hơn 98%", pytest.approx(100_250_000 / 104_250_000), None, None]


def test_a_link_to_a_source_cell_is_relative() -> None:
    link = points_of(sample(), formulas=True).cell(FIRST_ROW, points.SOURCE).hyperlink
    assert link is not None
    assert (link.target, link.location) == ("..\\sheets\\tong-hop-2019.xlsx", "'Tổng hợp'!D12")


def test_only_a_new_point_has_its_number_in_bold() -> None:
    sheet = points_of(replace(sample(), flags=(decided(sample().flags[0]), *sample().flags[1:])))
    assert [sheet.cell(row, points.NUMBER).font.bold for row in (FIRST_ROW, FIRST_ROW + 1)] == [False, True]


def test_an_assumed_rate_is_said_in_the_authority_column_and_a_document_is_cited() -> None:
    decision = Authority("confirmed", "Quyết định", "12/QĐ-HTV", date(2019, 1, 5), "Điều 3")
    flags = (replace(sample().flags[2], authority=decision), *sample().flags[3:])
    sheet = points_of(replace(sample(), flags=flags))
    first, second = (str(sheet.cell(row, points.AUTHORITY).value).split("\n")[0] for row in (FIRST_ROW, FIRST_ROW + 1))
    assert first == "Quyết định số 12/QĐ-HTV ngày 05/01/2019, Điều 3"
    assert second == "◊ Mức giả định"


def test_a_sheet_without_points_says_so() -> None:
    assert "Không có điểm nào cần làm rõ." in cells(points_of(replace(sample(), flags=())))


def test_what_was_resolved_stands_under_the_table() -> None:
    gone = (Resolved("x", "07", "k", "run-2", date(2020, 2, 12)), Resolved("y", "09", "k", "run-2"))
    foot = cells(points_of(replace(sample(), resolved=gone)))[-1]
    assert "07 (ngày 12/02/2020, lần chạy run-2), 09 (lần chạy run-2)" in foot


def test_columns_to_assign_money_stand_there_only_where_money_has_no_owner() -> None:
    assert "Ghi thu cho đơn vị" not in cells(points_of(sample()))
    sheet = points_of(replace(sample(), flags=(*sample().flags, parked())))
    assert "Ghi thu cho đơn vị" in cells(sheet)
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert "'B Hội phí'!$B$8:$B$92" in lists
    assert '"hội phí,nợ cũ,nộp trước,khác"' in lists


def test_a_row_grows_with_what_the_reviewer_wrote() -> None:
    long = "Đã gọi điện hỏi thư viện, chờ xác nhận bằng văn bản. " * 6
    sheet = points_of(replace(sample(), flags=(decided(sample().flags[0], reason=long), *sample().flags[1:])))
    assert sheet.row_dimensions[FIRST_ROW].height >= row_height(
        [(long, points.SMALL, points.WIDTHS[points.REASON - 1])]
    )


REVIEWED = (
    Decision("", "accepted", "=1+1 theo biên bản\n12", "Ban Kiểm tra", "2020-02-03"),
    Decision("", "clarifying", "", "", ""),
    Decision("", "corrected", "đã sửa ô D12", "Lan", "đầu tháng 2"),
    Decision("", "carried", "@chờ\u200b quyết định", "", "2020-02-31"),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_decisions_come_back_as_they_were_written(lang: str, tmp_path: Path) -> None:
    given_to = [replace(decision, flag=flag.id) for flag, decision in zip(sample().flags, REVIEWED, strict=False)]
    owner = Decision(parked().id, "new", assign_branch="Bình Thuận", assign_period="2019-10", assign_kind="arrears")
    pairs = zip(sample().flags, [*given_to, *[None] * 8], strict=True)
    flags = (*(replace(flag, decision=decision) for flag, decision in pairs), replace(parked(), decision=owner))
    (tmp_path / "doi-chieu-2019.xlsx").write_bytes(write_workbook(replace(sample(), flags=flags), lang))
    read = read_decisions(tmp_path)
    assert not read.troubles
    assert not any(said.touched for said in read.said)
    assert [said.decision.flag for said in read.said] == [flag.id for flag in flags]
    assert [said.decision.status for said in read.said[:5]] == ["accepted", "clarifying", "corrected", "carried", "new"]
    assert [said.decision.when for said in read.said[:4]] == [decision.when for decision in REVIEWED]
    assert replace(read.said[-1].decision, found_in="") == owner


def test_the_digest_is_that_of_the_row_as_written() -> None:
    flag = sample().flags[0]
    assert row_digest(flag.id, "new", "", "", "") in cells(points_of(sample()))


def test_a_share_of_nothing_is_written_as_words() -> None:
    flag = replace(sample().flags[11], expected=Ratio(0, 0))
    sheet = points_of(replace(sample(), flags=(flag,)))
    assert sheet.cell(FIRST_ROW, points.RECOMPUTED).value == "–"


def values(path: Path) -> Iterator[tuple[str, Any]]:
    """Every cell as sheet and address, with its value; numbers to nine places."""
    for sheet in load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                shown = cell.value if cell.value is not None else ""
                yield f"{sheet.title}!{cell.coordinate}", round(shown, 9) if isinstance(shown, float) else shown


def reviewed_in_excel(lang: str) -> BytesIO:
    """The workbook after a reviewer has closed both errors, one of them without the reason that it takes."""
    book = load_workbook(BytesIO(write_workbook(sample(), lang)))
    sheet = book[Words(lang).say("workbook", "common_sheet_points")]
    for row, reason in ((FIRST_ROW, "phiếu chi 12"), (FIRST_ROW + 1, None)):
        sheet.cell(row, points.STATUS).value = Words(lang).term("status_accepted")
        sheet.cell(row, points.REASON).value = reason
    target = BytesIO()
    book.save(target)
    return target


@needs_office
def test_a_spreadsheet_calculates_what_was_written_and_follows_the_reviewer(tmp_path: Path) -> None:
    crowded = replace(many_errors(), flags=(decided(many_errors().flags[0]), *many_errors().flags[1:], parked()))
    results = {("sample", "en"): sample(), ("crowded", "vi"): crowded, ("nothing", "en"): nothing_tested()}
    for (name, lang), result in results.items():
        (tmp_path / f"{name}-{lang}.xlsx").write_bytes(write_workbook(result, lang))
    (tmp_path / "reviewed-vi.xlsx").write_bytes(reviewed_in_excel("vi").getvalue())
    anew = converted(sorted(tmp_path.glob("*.xlsx")), tmp_path / "anew", settings=RECALCULATE)
    for path in tmp_path.glob("*-*.xlsx"):
        if not path.name.startswith("reviewed"):
            assert dict(values(anew / path.name)) == dict(values(path)), path.name
    assert "(điểm 02)" in dict(values(anew / "reviewed-vi.xlsx"))[f"Bìa!{VERDICT}"]
