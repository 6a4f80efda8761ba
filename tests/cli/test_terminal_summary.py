from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.cli.rates import table
from reconcile.cli.screen import COLUMNS, width
from reconcile.cli.summary import LINES, Written, coloured, inline, points, proof, summary, title, verdict
from reconcile.i18n.words import LANGUAGES, Words
from reconcile.model.charter import Authority, DuesClass
from reconcile.model.flags import Decision, Flag, Severity
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.results import Check, Reconciliation
from reconcile.model.values import Text
from tests.cli.told import absent, told

HERE = Path(__file__).parent
FILES = {
    "vi": ("doi-chieu-2019.xlsx", "bao-cao-tai-chinh-2019.docx"),
    "en": ("reconciled-2019.xlsx", "finance-section-2019.docx"),
}
VI, EN = Words("vi"), Words("en")
NOTHING_CHECKED = (Check("A101", 0, 0, 0, 0),)
ALL_HOLD = (Check("A101", 443, 443, 0, 0),)


def written(lang: str = "vi") -> Written:
    return Written(Path("output"), (*FILES[lang], "flags.json", "collection-rates.csv", "history.jsonl"))


def lines(result: Reconciliation, words: Words = VI) -> list[str]:
    return summary(result, written(words.lang), words)


def decided(flag: Flag, status: str) -> Flag:
    return replace(flag, decision=Decision(flag.id, status, "theo biên bản", "Ban Kiểm tra", "2020-02-03"))


def without_points(result: Reconciliation) -> Reconciliation:
    return replace(result, flags=(), checks=ALL_HOLD, not_checked=())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_summary_of_2019_is_the_one_that_was_reviewed_against_the_mock(lang: str) -> None:
    reviewed = (HERE / f"summary-2019-{lang}.txt").read_text(encoding="utf-8")
    assert summary(told(), written(lang), Words(lang)) == reviewed.splitlines()


def test_numbers_stand_right_aligned_under_their_headings() -> None:
    ends = [width(line.rstrip()) for line in table(told(), 9, VI)[:4]]
    assert len(set(ends)) == 1


def test_a_clean_run_says_so_and_lists_no_point() -> None:
    result = lines(without_points(told()))
    assert "√ SỐ LIỆU KHỚP, CÓ THỂ CÔNG BỐ: 443 phép thử, 443 khớp" in result
    assert not any("điểm mới" in line or "reconcile review" in line for line in result)
    assert "" in result
    assert all(one or two for one, two in pairwise(result)), "two blank lines in a row"
    assert "√ 443 phép thử: 443 khớp, 0 không khớp, 0 chưa tính được" in result


def test_only_explanations_open_may_be_published_with_them() -> None:
    result = replace(told(), flags=tuple(flag for flag in told().flags if flag.severity > Severity.ERROR))
    assert verdict(result, VI) == "? CÓ THỂ CÔNG BỐ, KÈM GIẢI TRÌNH: còn 10 điểm cần làm rõ"


def test_where_nothing_could_be_checked_nothing_is_concluded() -> None:
    result = replace(told(), flags=(), checks=NOTHING_CHECKED)
    assert verdict(result, EN) == "○ NOT ENOUGH DATA TO CONCLUDE: there was nothing to check"


def test_the_verdict_names_eight_points_at_most() -> None:
    first = told().flags[0]
    many = tuple(replace(first, point=f"{number:02}") for number in range(1, 12))
    assert verdict(replace(told(), flags=many), EN).endswith("(points 01, 02, 03, 04, 05, 06, 07, 08, …)")


def test_one_open_error_is_told_in_the_singular() -> None:
    result = replace(told(), flags=told().flags[:1])
    assert verdict(result, EN) == "≠ DO NOT PUBLISH YET: 1 figure that does not tie is open (point 01)"


def test_points_that_a_reviewer_concluded_are_counted_apart() -> None:
    first, *others = told().flags
    result = replace(told(), flags=(decided(first, "accepted"), *others))
    told_lines = lines(result)
    assert "1 điểm đã có kết luận của người soát xét" in told_lines
    assert "11 điểm, 11 mới: 1 sai số học, 5 trái quy định, 1 thiếu chứng từ, 4 cần giải trình" in told_lines
    assert not any(line.startswith("  01  ") for line in told_lines)


def test_reopened_points_are_counted() -> None:
    first, *others = told().flags
    known = tuple(replace(flag, life="known") for flag in others)
    result = replace(told(), flags=(replace(first, life="reopened"), *known))
    assert points(result, 20, EN)[0].startswith("12 points, 0 new, 1 reopened: ")


def test_the_gravest_come_first_whatever_their_number() -> None:
    late = replace(told().flags[1], point="17", at_stake=20_000_000)
    shown = points(replace(told(), flags=(told().flags[0], late, *told().flags[2:])), 20, VI)
    assert [line[2:4] for line in shown[1::2]][:3] == ["17", "01", "03"]


def test_branches_that_sent_nothing_are_named() -> None:
    line = next(proof(absent(told(), 3), VI))
    assert line.startswith("≠ 3 đơn vị có trong danh sách Hội mà không có trong bảng kê nào: Thư viện tỉnh An Giang, ")


def test_money_without_owner_has_its_row_and_its_part_of_the_sum() -> None:
    kept = replace(told().conservation, money_read=222_250_000, parked=1_000_000)
    figures = {
        **told().figures,
        "collected.parked": replace(told().figures["collected.parked"], value=1_000_000),
    }
    result = replace(told(), conservation=kept, figures=figures)
    assert any(line.split() == ["Chưa", "xác", "định", "1.000.000"] for line in table(result, 9, VI))
    money = next(place for place, line in enumerate(lines(result)) if line.startswith("√ Đủ tiền: 222.250.000 = "))
    assert " ".join(lines(result)[money : money + 2]).endswith("111.000.000 tài trợ + 1.000.000   chưa xác định")


def test_a_sum_that_does_not_close_is_told() -> None:
    result = replace(told(), conservation=replace(told().conservation, money_read=1))
    assert any(line.startswith("≠ Not all money: 1 read, but ") for line in proof(result, EN))


def test_what_cannot_be_computed_is_never_a_zero() -> None:
    unknown = {name: replace(told().figures[name], value=None) for name in ("due.tvcc", "due.dues")}
    rates = {"rate.money.tvcc": replace(told().figures["rate.money.tvcc"], denominator=None)}
    shown = table(replace(told(), figures={**told().figures, **unknown, **rates}), 9, VI)
    assert shown[1].split()[1] == "○"
    assert "0,00%" not in "".join(shown)
    assert shown[-1] == "  ○ chưa tính được: thiếu mức thu hoặc số hội viên"


def test_confirmed_rates_carry_no_mark() -> None:
    charter = told().world.charter
    assert charter
    document = Authority("confirmed", "Quyết định", "12/QĐ-HTVVN", date(2018, 12, 1))
    rates = tuple(replace(rate, authority=document) for rate in charter.rates)
    world = replace(told().world, charter=replace(charter, rates=rates))
    assert "◊" not in "".join(table(replace(told(), world=world), 9, VI))


@pytest.mark.parametrize(
    ("period", "begins"),
    [
        (Period.year(2019), "năm 2019,"),
        (Period.month(2026, 10), "tháng 10/2026,"),
        (Period(date(2019, 7, 1), date(2020, 6, 30)), "kỳ 01/07/2019 - 30/06/2020,"),
    ],
)
def test_the_title_names_the_period_by_its_kind(period: Period, begins: str) -> None:
    result = replace(told(), world=replace(told().world, period=period))
    assert f"· {begins}" in title(result, VI)


def test_an_unchanged_run_says_that_nothing_was_written() -> None:
    *_, said, then = summary(told(), Written(Path("out put"), (), unchanged=True), VI)
    assert said == "Không có gì thay đổi từ lần chạy trước; các tệp trong out put giữ nguyên"
    assert then == "Việc tiếp theo: mở out put/doi-chieu-2019.xlsx, trang Bìa"


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Bỏ sót dòng “A” (D11) = 1.", "bỏ sót dòng “A” (D11) = 1"),
        ("Ô E42 là chữ, Excel không cộng ô chữ.", "ô E42 là chữ, Excel không cộng ô chữ"),
        ("E42 holds text, which SUM skips.", "E42 holds text, which SUM skips"),
        ("“A” (C4) = 1 bị cộng ngược dấu.", "“A” (C4) = 1 bị cộng ngược dấu"),
        ("Thiếu tên\nở dòng 4.", "thiếu tên\\nở dòng 4"),
    ],
)
def test_a_cause_becomes_a_part_of_a_line(sentence: str, part: str) -> None:
    assert inline(sentence) == part


def test_colours_change_no_letter() -> None:
    import click

    plain = lines(told())
    bright = coloured(plain)
    assert [click.unstyle(line) for line in bright] == plain
    assert bright[2] == click.style(plain[2], fg="red")
    assert click.style("◊", fg="yellow") in bright[4]


names = st.text(st.characters(), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(names, min_size=1, max_size=12), st.integers(0, 84), st.integers(0, 12), names, st.sampled_from(LANGUAGES)
)
def test_a_summary_never_leaves_its_25_lines_of_100_columns(
    classes: list[str], missing: int, count: int, file: str, lang: str
) -> None:
    charter = told().world.charter
    assert charter
    more = tuple(DuesClass(f"k{place}", (name,)) for place, name in enumerate(classes))
    world = replace(told().world, charter=replace(charter, classes=more, association=file))
    flags = tuple(_in(flag, file) for flag in told().flags[:count])
    result = absent(replace(told(), world=world, flags=flags), missing)
    shown = summary(result, Written(Path("o") / "p", (f"{'x' * 60}.xlsx", f"{'y' * 60}.docx")), Words(lang))
    assert len(shown) <= LINES
    assert all(width(line) <= COLUMNS for line in shown)
    assert all(line.isprintable() for line in shown)
    assert sum(line.startswith(("√", "≠", "○")) for line in shown) >= 4


def _in(flag: Flag, file: str) -> Flag:
    """The flag in a file, and about a thing, of that name."""
    at = replace(flag.at, source=file) if isinstance(flag.at, CellRef) else flag.at
    values = {name: Text(file) if isinstance(value, Text) else value for name, value in flag.values.items()}
    return replace(flag, at=at, values=values)
