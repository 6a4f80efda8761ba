"""The association's 2019 figures: the twelve points, cell by cell, and nothing besides (issue 9, point 5)."""

from __future__ import annotations

from datetime import date

import pytest

from reconcile.model.flags import Flag, Severity
from reconcile.model.places import CellRef, LineRef
from reconcile.model.results import Reconciliation
from reconcile.model.values import Money, Ratio, Text

TVCC = ("hoi-phi-tvcc-2019.xlsx", "TVCC 2019")
SPECIALISED = ("hoi-phi-chuyen-nganh-2019.xlsx", "Chuyên ngành")
SUMMARY = ("tong-hop-2019.xlsx", "Tổng hợp")
GRANTS = ("tai-tro-2019.xlsx", "Tài trợ")

POINTS = [
    # point, code, severity, where, cell, stated, expected, difference, first explanations
    ("01", "A101", Severity.ERROR, SUMMARY, "D12", 101_250_000, 111_250_000, -10_000_000, ["omits", "equals_other"]),
    ("02", "A101", Severity.ERROR, TVCC, "E73", 63_000_000, 62_000_000, 1_000_000, ["plan_as_actual", "missing_line"]),
    ("03", "D102", Severity.BREACH, SPECIALISED, "F13", 2_400_000, 4_200_000, -1_800_000, ["branches_unpaid"]),
    ("04", "D101", Severity.BREACH, TVCC, "E27", 0, 1_000_000, -1_000_000, ["no_payment_seen"]),
    ("05", "D102", Severity.BREACH, SPECIALISED, "F12", 3_900_000, 4_800_000, -900_000, ["branches_unpaid"]),
    ("06", "D101", Severity.BREACH, SPECIALISED, "F25", 0, 150_000, -150_000, ["no_payment_seen"]),
    ("07", "D101", Severity.BREACH, SPECIALISED, "F28", 0, 150_000, -150_000, ["no_payment_seen"]),
    ("08", "B101", Severity.EVIDENCE, TVCC, "E42", None, None, None, ["list_without_receipt"]),
    ("09", "C101", Severity.EXPLAIN, None, "12", None, None, None, ["assumed_from"]),
    ("10", "G101", Severity.EXPLAIN, GRANTS, "E10", 56_000_000, None, None, ["received_whole"]),
    ("11", "B103", Severity.EXPLAIN, TVCC, "F14", None, None, None, ["late_for", "advance_for"]),
    ("12", "S101", Severity.EXPLAIN, SUMMARY, "F10", None, None, None, ["rate_of_units", "other_receivable"]),
]


def point(result: Reconciliation, number: str) -> Flag:
    return next(flag for flag in result.flags if flag.point == number)


def cell(flag: Flag) -> str:
    return flag.at.a1 if isinstance(flag.at, CellRef) else str(flag.at.line)


def test_exactly_these_twelve_points(example: Reconciliation) -> None:
    assert [(flag.point, flag.code, cell(flag)) for flag in example.flags] == [(p[0], p[1], p[4]) for p in POINTS]


@pytest.mark.parametrize("expected", POINTS, ids=lambda row: row[0])
def test_each_point_names_cell_figures_and_first_explanation(
    example: Reconciliation, expected: tuple[object, ...]
) -> None:
    number, code, severity, where, at, stated, computed, difference, kinds = expected
    flag = point(example, str(number))
    assert (flag.code, flag.severity, cell(flag)) == (code, severity, at)
    if isinstance(flag.at, CellRef):
        assert (flag.at.source, flag.at.sheet) == where
    if stated is not None:
        assert flag.stated == Money(stated)  # type: ignore[arg-type]
    if computed is not None:
        assert (flag.expected, flag.difference) == (Money(computed), difference)  # type: ignore[arg-type]
    assert isinstance(kinds, list)
    assert [explanation.kind for explanation in flag.explanations][: len(kinds)] == kinds


def test_the_grand_total_leaves_out_the_adverts_and_equals_the_dues(example: Reconciliation) -> None:
    flag = point(example, "01")
    omits, equals = flag.explanations[:2]
    assert [place.a1 for place in omits.cells if isinstance(place, CellRef)] == ["D11"]
    assert [place.a1 for place in equals.cells if isinstance(place, CellRef)] == ["D10"]
    assert flag.expected_after_others == Money(110_250_000)


def test_the_total_paid_is_one_matter_wherever_it_is_repeated_or_summed_on(example: Reconciliation) -> None:
    flag = point(example, "02")
    also = {(place.source, place.a1) for place in flag.also if isinstance(place, CellRef)}
    assert also == {(SUMMARY[0], "D8"), (SUMMARY[0], "D10")}
    assert not any(other.at in flag.also for other in example.flags)


def test_the_unpaid_unit_is_named_with_its_arrears(example: Reconciliation) -> None:
    flag = point(example, "04")
    assert flag.values["name"] == Text("Thư viện tỉnh Điện Biên")
    assert flag.at_stake == 1_000_000


def test_dues_points_say_that_their_rate_is_assumed(example: Reconciliation) -> None:
    for flag in example.flags:
        if flag.matter == "dues":
            assert flag.authority is not None
            assert flag.authority.assumed


def test_the_grant_of_two_years_is_a_question_with_the_even_split(example: Reconciliation) -> None:
    assert point(example, "10").values["share"] == Money(28_000_000)


def test_over_98_percent_holds_by_unit_and_is_no_arithmetic_point(example: Reconciliation) -> None:
    flag = point(example, "12")
    assert flag.matter == "rate_base"
    assert flag.expected == Ratio(100_250_000, 104_250_000)
    low_high = flag.explanations[1].values
    assert (low_high["low"], low_high["high"]) == (Money(102_272_728), Money(103_316_326))
    assert all(check.broken == 0 for check in example.checks if check.code in {"A103", "A104"})


def test_relations_that_hold_are_tested_and_hold(example: Reconciliation) -> None:
    held = {check.code: check.held for check in example.checks}
    assert held["A102"] >= 9
    assert held["A103"] == 3
    assert held["D103"] == 84
    assert sum(check.broken for check in example.checks if check.code.startswith("A")) == 2


def test_close_figures_are_never_equal(example: Reconciliation) -> None:
    """111,250,000 (dues and adverts) and 111,000,000 (grants) are 0.23 % apart and unrelated."""
    flag = point(example, "01")
    assert Money(111_000_000) not in {flag.expected, flag.stated, *(item.value for item in flag.evidence)}


def test_the_assumed_rates_are_one_point_at_their_line(example: Reconciliation) -> None:
    flag = point(example, "09")
    assert flag.at == LineRef("rules.toml", 12)
    assert flag.also == (LineRef("rules.toml", 21),)


def test_figures_of_2019(example: Reconciliation) -> None:
    values = {name: figure.value for name, figure in example.figures.items()}
    rates = {name: (f.numerator, f.denominator) for name, f in example.figures.items() if name.startswith("rate.")}
    assert values["collected.dues"] == 100_250_000
    assert values["due.dues"] == 104_250_000
    assert values["collected.income"] == 110_250_000
    assert values["collected.all"] == 221_250_000
    assert values["spent.grants"] is None
    assert rates["rate.unit.tvcc"] == (62, 63)
    assert rates["rate.unit.dues"] == (317, 338)
    assert rates["rate.money.dues"] == (100_250_000, 104_250_000)
    assert rates["rate.member.dues"] == (5_125, 5_892)


def test_the_bridge_explains_the_last_dong(example: Reconciliation) -> None:
    (bridge,) = example.lead.bridges
    assert [step.amount for step in bridge.steps] == [10_000_000, -1_000_000]
    assert (bridge.start, bridge.end, bridge.closes) == (101_250_000, 110_250_000, True)


def test_nothing_is_lost(example: Reconciliation) -> None:
    kept = example.conservation
    assert kept.complete
    assert kept.rows_read == kept.rows_detail + kept.rows_structure + kept.rows_excluded == 260
    assert kept.money_read == kept.allocated == 221_250_000
    reasons = {reason for sheet in kept.sheets for _, reason, _, _ in sheet.excluded}
    assert reasons == {"running", "of_which", "other_period"}


def test_the_dates_come_from_the_sheets(example: Reconciliation) -> None:
    assert example.world.as_of == date(2020, 1, 31)
    assert example.world.period is not None
    assert example.world.period.key == "2019"
