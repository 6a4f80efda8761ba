from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from reconcile.cli import charter, checks, open_points, point
from reconcile.cli.explain import find
from reconcile.cli.screen import COLUMNS, width
from reconcile.i18n.flags import remedy
from reconcile.i18n.words import HERE, LANGUAGES, Words, catalog
from reconcile.ledger.shapes import names
from reconcile.model.charter import Authority
from reconcile.model.errors import ReconcileError
from reconcile.model.flags import Decision, Evidence, Flag
from reconcile.model.grid import Cell, CellError, Grid, NotCalculated
from reconcile.model.places import CellRef, LineRef
from reconcile.model.results import Reconciliation
from reconcile.model.sources import FileRead, Source
from reconcile.model.values import Money
from reconcile.pipeline.charter import charter_of
from reconcile.review.history import Event
from reconcile.rules import Rule, all_rules
from tests.cli.told import told

ROOT = Path(__file__).parents[2]
VI, EN = Words("vi"), Words("en")
DECISION = Decision("", "clarifying", "chờ biên bản", "Nguyễn Thị A", "2020-02-03", "doi-chieu-2019.xlsx")
DOCUMENT = Authority("confirmed", "Quyết định", "12/QĐ", date(2018, 12, 1))
RUNS: tuple[Event, ...] = (
    {"kind": "run", "run": "2019-1", "seq": 1, "as_of": "2020-01-31"},
    {"kind": "run", "run": "2019-2", "seq": 2, "as_of": "2020-02-29"},
)


def rule(code: str) -> Rule:
    return next(found for found in all_rules() if found.code.id == code)


def flag(number: str) -> Flag:
    return next(found for found in told().flags if found.point == number)


def event(kind: str, run: str = "2019-1", *, taken: bool = True, **more: str) -> Event:
    return {"kind": kind, "run": run, "seq": 9, "id": flag("01").id, "taken": taken, **more}


def said(number: str, result: Reconciliation, words: Words = VI) -> list[str]:
    return list(point.lines(find(number, result), result, words))


@pytest.mark.parametrize("found", all_rules(), ids=lambda found: found.code.id)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_check_is_explained_in_lines_that_fit(found: Rule, lang: str) -> None:
    lines = list(checks.lines(found, Words(lang)))
    assert lines[0].startswith(found.code.id)
    assert lines[-1].endswith(f"{found.module.split('.')[-1]}.md")
    assert all(width(line) <= COLUMNS for line in lines)
    assert not any("{" in line for line in lines)


def test_a_check_names_the_causes_that_its_own_file_gives() -> None:
    assert checks.kinds_of(rule("D102")) == {"branches_unpaid", "roll_out_of_date", "rest_to_come", "rate_lowered"}
    assert checks.kinds_of(rule("B101")) == {"list_without_receipt", "left_out_in_typing"}


def test_a_claim_may_have_any_cause_of_arithmetic() -> None:
    searched = {path.stem for path in (ROOT / "reconcile/audit/causes").glob("[a-z]*.py")}
    assert checks.kinds_of(rule("A101")) == searched


def test_no_cause_is_left_unexplained() -> None:
    told_of = set().union(*map(checks.kinds_of, all_rules()))
    assert {path.stem for path in (HERE / "causes").glob("*.toml")} - told_of <= {"none_found", "bound_reached"}


@pytest.mark.parametrize("name", ["2", "02", "002", flag("02").id, flag("02").id.lower()])
def test_a_point_is_found_by_number_or_id(name: str) -> None:
    assert find(name, told()).point == "02"


@pytest.mark.parametrize("name", ["13", "A-00000-00000", "hai", "²"])
def test_a_point_that_is_not_there_is_an_error(name: str) -> None:
    with pytest.raises(ReconcileError) as error:
        find(name, told())
    assert error.value.troubles[0].code == "usage_no_point"


def test_a_point_is_told_down_to_its_cells() -> None:
    total = flag("02").at
    assert isinstance(total, CellRef)
    blank: tuple[Cell, ...] = (None,) * 5
    grid = Grid(total.source, total.sheet, (*[blank] * 72, (*blank[:4], 63_000_000)))
    world = replace(told().world, files=(FileRead(Source(total.source, ""), "read", (grid,)),))
    last = replace(total, row=72)
    summed = Evidence(replace(total, row=10), Money(62_000_000), last=last)
    evidence = (Evidence(last, Money(1_000_000), "Yên Bái"), summed)
    flags = tuple(replace(one, evidence=evidence) if one.point == "02" else one for one in told().flags)
    lines = said("02", replace(told(), world=world, flags=flags))
    assert lines[0] == "Điểm 02: Dòng cộng (A101, Sai số học)"
    assert "  Số báo cáo   63.000.000" in lines
    assert "  Số tính lại  62.000.000" in lines
    assert "  Chênh lệch   +1.000.000" in lines
    assert "  hoi-phi-tvcc-2019.xlsx [TVCC 2019] E73: 63.000.000" in lines
    assert "  hoi-phi-tvcc-2019.xlsx [TVCC 2019] E72, Yên Bái: 1.000.000" in lines
    assert "  hoi-phi-tvcc-2019.xlsx [TVCC 2019] E10:E72: 62.000.000" in lines
    assert lines[lines.index("Cùng lệch theo:") + 1] == "  tong-hop-2019.xlsx [Tổng hợp] D8"
    assert any(line.startswith("  a) Trùng số phải thu của cả 63 đơn vị") for line in lines)
    assert lines[-2:] == ["Tình trạng: mới", f"Mã điểm: {flag('02').id}   figure|collected|dues/tvcc|2019|"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_point_of_2019_can_be_told(lang: str) -> None:
    for one in told().flags:
        assert one.id in said(one.point, told(), Words(lang))[-1]


def test_a_point_on_an_assumed_rate_says_so() -> None:
    assert "Căn cứ: ◊ Mức giả định, chưa có văn bản: Mức minh họa: 255 × 150.000 = 38.250.000 đồng" in said(
        "03", told()
    )


def test_a_decision_stands_with_reason_and_reviewer() -> None:
    flags = tuple(replace(one, decision=replace(DECISION, when="")) for one in told().flags)
    line = said("01", replace(told(), flags=flags))[-2]
    assert line == ("Tình trạng: đang làm rõ. Lý do: chờ biên bản. Người soát xét: Nguyễn Thị A. Ngày: không ghi.")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, "ô trống"),
        (63_000_000, "63.000.000"),
        (Fraction(1, 8), "0,125"),
        (Fraction(-2469, 2), "-1.234,5"),
        ("1tr - nợ\n2018", "1tr - nợ\\n2018"),
        (date(2020, 1, 31), "31/01/2020"),
        (datetime(2020, 1, 31, 8, 30), "31/01/2020"),  # noqa: DTZ001 - a cell has no time zone
        (CellError("#REF!"), "#REF!"),
        (NotCalculated("SUM(E10:E72)"), "=SUM(E10:E72) (chưa có kết quả)"),
    ],
)
def test_a_cell_shows_what_stands_in_it(cell: Cell, shown: str) -> None:
    assert point.cell_text(cell, VI) == shown


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (Authority("assumed", note="suy từ báo cáo"), "◊ Mức giả định, chưa có văn bản: suy từ báo cáo"),
        (replace(DOCUMENT, article="Điều 3"), "√ Theo Điều 3, Quyết định số 12/QĐ ngày 01/12/2018"),
        (
            Authority("confirmed", "Quyết định", "12/QĐ", date(2018, 12, 1), "Điều 3"),
            "√ Theo Điều 3, Quyết định số 12/QĐ ngày 01/12/2018",
        ),
    ],
)
def test_an_authority_is_one_sentence_with_its_mark(found: Authority, shown: str) -> None:
    assert point.authority(found, VI) == shown


def test_open_points_come_with_their_questions_by_branch_and_by_file() -> None:
    lines = list(open_points.lines(told(), (), VI))
    assert lines[0] == "12 điểm đang mở"
    assert sum(line.startswith(f"{number:02}  ") for number in range(1, 13) for line in lines) == 12
    asked = lines[lines.index("Câu hỏi cần gửi") :]
    assert "  Thư viện tỉnh Điện Biên" in asked
    assert "  tong-hop-2019.xlsx" in asked
    assert "  rules.toml" in asked
    assert remedy(flag("04"), VI) in " ".join(line.strip() for line in asked)
    assert all(width(line) <= COLUMNS for line in lines)


def test_nothing_open_is_said_in_one_line() -> None:
    closed = tuple(replace(one, decision=replace(DECISION, status="accepted")) for one in told().flags)
    assert list(open_points.lines(replace(told(), flags=closed), (), VI)) == ["Không còn điểm nào đang mở."]


def history(*events: Event, decision: Decision | None = None) -> list[str]:
    days = {str(run["run"]): str(run["as_of"]) for run in RUNS}
    return list(open_points.history(replace(flag("01"), decision=decision), events, days, VI))


def test_a_point_that_no_run_has_written_says_so() -> None:
    assert history() == ["Chưa có trong lịch sử: chạy reconcile run để ghi."]


def test_history_tells_run_by_run_who_said_what_and_why() -> None:
    words = {"status": "accepted", "reason": "biên bản 12", "who": "Bà Hà", "as_written": "chấp nhận"}
    assert history(
        event("seen"),
        event("decision", "2019-2", taken=True, **words),
        event("changed", "2019-2"),
        event("reopened", "2019-2", why="changed"),
        event("seen", "2019-3"),
    ) == [
        "Lần chạy 2019-1 (đến 31/01/2020): thấy lần đầu.",
        "Lần chạy 2019-2 (đến 29/02/2020): chấp nhận. Lý do: biên bản 12. Người soát xét: Bà Hà. Ngày: không ghi.",
        "Lần chạy 2019-2 (đến 29/02/2020): số liệu đã đổi.",
        "Lần chạy 2019-2 (đến 29/02/2020): mở lại, số liệu khác với khi kết luận.",
        "Lần chạy 2019-3 (đến ): thấy lại.",
    ]


def test_a_word_that_is_no_status_stands_as_written() -> None:
    (line,) = history(event("decision", taken=False, as_written="để sau\n"))
    assert line.startswith("Lần chạy 2019-1 (đến 31/01/2020): chưa nhận “để sau\\n” vì có ý kiến khác.")


def test_what_a_reviewer_wrote_since_the_last_run_is_told_once() -> None:
    *_, last = history(event("seen"), decision=DECISION)
    assert last.startswith("Trong doi-chieu-2019.xlsx, chưa qua lần chạy nào: đang làm rõ. Lý do: chờ biên bản.")
    taken = {"status": "clarifying", "reason": DECISION.reason, "who": DECISION.who, "when": DECISION.when}
    assert len(history(event("decision", taken=True, as_written="", **taken), decision=DECISION)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_and_every_reason_to_reopen_has_its_sentence(lang: str) -> None:
    sentences = {key for key in catalog("terminal")[lang] if key.startswith("event_")}
    kinds = ("seen", "again", "changed", "moved", "resolved", "decision", "disputed", "since")
    reasons = ("corrected", "changed", "carried", "returned")
    assert sentences == {f"event_{kind}" for kind in kinds} | {f"event_reopened_{reason}" for reason in reasons}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rate_shape_has_its_sentence(lang: str) -> None:
    assert all(f"rate_{name}" in catalog("terminal")[lang] for name in names())


def test_the_charter_of_2019_reads_back_in_sentences() -> None:
    lines = list(charter.sentences(charter_of(ROOT / "rules.toml"), VI))
    assert lines[0] == "Hội Thư viện Việt Nam · rules.toml"
    assert "   ◊ Mỗi đơn vị nộp 1.000.000 đồng một năm, hạn 31/12." in lines
    assert "   ◊ Mỗi chi hội nộp 150.000 đồng một năm, hạn 31/12." in lines
    assert "   Áp dụng từ 01/01/2019. Dòng 21 của rules.toml." in lines


def test_settings_and_bounded_rates_are_read_back() -> None:
    of_2019 = charter_of(ROOT / "rules.toml")
    rate = replace(
        of_2019.rates[0],
        authority=DOCUMENT, due=((6, 30), (12, 31)), valid_to=date(2020, 12, 31), grace=30, at=LineRef("rules.toml", 7),
    )  # fmt: skip
    changed = replace(
        of_2019,
        rates=(rate,), tolerance={"A101": 1_000}, severities={"D104": "explain"}, who={"A": "Chị Lan"},
        words={"thousand": "ngàn"}, limits={"max_file_mb": 12},
    )  # fmt: skip
    lines = list(charter.sentences(changed, EN))
    assert "   Each unit owes 1,000,000 đồng a year, due 30/06, 31/12." in lines
    assert "   Counts as unpaid 30 days after the due date." in lines
    assert "   In force from 01/01/2019 to 31/12/2020. Line 7 of rules.toml." in lines
    assert "   No rate yet." in lines
    assert lines[-5:] == [
        "Tolerance: A101 1,000.",
        "Severities set: D104 To explain.",
        "Who does it, as set: A Chị Lan.",
        "Amounts in words, as set: thousand ngàn.",
        "Limits set: max_file_mb 12.",
    ]
    assert any(line.startswith("  D104  ") and line.endswith("(To explain)") for line in charter.checks(changed, EN))
