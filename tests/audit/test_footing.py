"""The arithmetic audit of any sheet: what it reads, what it calls a total, what it finds, and when it keeps silent."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.audit.footing.figures import Marks, figures_of
from reconcile.audit.footing.formulas import formulas_of
from reconcile.audit.footing.stories import edit
from reconcile.audit.footing.untied import footed
from reconcile.audit.footing.views import HARD, NONE, SOFT, claim_of, is_share, views_of
from reconcile.model.footing import Untied
from reconcile.model.grid import Cell, Grid
from reconcile.model.places import CellRef
from tests.bench.tables import DECOYS, ERRORS, LAYOUTS, At, Made, clean

LOUD = 6.2


def sheet(*rows: tuple[Cell, ...], formulas: dict[At, str] | None = None, source: str = "bang.xlsx") -> Grid:
    return Grid(source, "Bảng", rows, formulas=formulas or {})


def asked(grid: Grid) -> list[Untied]:
    """What is more than a note."""
    return [one for one in footed([grid]).untied if one.strength >= LOUD and not one.noted]


@pytest.mark.parametrize(
    ("label", "claim"),
    [
        ("Tổng cộng", HARD),
        ("TỔNG SỐ - TOTAL", HARD),
        ("Cộng I+II", HARD),
        ("Tong cong", HARD),
        ("Total income", HARD),
        ("State total", HARD),
        ("Sub-total", HARD),
        ("Zwischensumme", HARD),
        ("Ensemble", HARD),
        ("Suma", HARD),
        ("Net income", SOFT),
        ("Còn lại", SOFT),
        ("Fees, total of members", SOFT),
        ("Tổng công ty Sách", NONE),
        ("Cộng đồng thư viện", NONE),
        ("Thư viện tỉnh Lào Cai", NONE),
        ("", NONE),
    ],
)
def test_what_a_label_claims(label: str, claim: int) -> None:
    assert claim_of(label) == claim


@pytest.mark.parametrize(
    ("label", "shares"),
    [
        ("Tỷ lệ phần trăm (%)", True),
        ("Percent of total", True),
        ("Interest rate", True),
        ("Thu nhập bình quân", True),
        ("Chi bù chênh lệch lãi suất tín dụng", False),
        ("Chương trình mục tiêu", False),
        ("Price Waterhouse, fees of the auditors", True),
    ],
)
def test_labels_of_figures_that_add_up_to_nothing(label: str, *, shares: bool) -> None:
    assert is_share(label) is shares


@pytest.mark.parametrize(
    ("text", "others", "number"),
    [
        ("1,250,000", [], Fraction(1_250_000)),
        ("1.250.000", [], Fraction(1_250_000)),
        ("1.250,5", [], Fraction(2501, 2)),
        ("115000.00000", [], Fraction(115_000)),
        ("-2843.5", [], Fraction(-5687, 2)),
        ("(1,200)", [], Fraction(-1_200)),
        ("1,250", ["12.5"], Fraction(1_250)),
        ("1,250", ["12,5"], Fraction(5, 4)),
        ("1 250 000", [], Fraction(1_250_000)),
        ("$1,200", [], Fraction(1_200)),
        ("12 tháng", [], None),
        ("1/2", [], None),
        ("(5", [], None),
    ],
)
def test_a_text_is_a_number_only_where_it_is_nothing_else(
    text: str, others: list[str], number: Fraction | None
) -> None:
    assert Marks([text, *others]).number(text) == number


@pytest.mark.parametrize(
    ("written", "meant", "kind"),
    [
        (8_241, 8_214, "transposed"),
        (1_000, 1_000_000, "unit"),
        (-500, 500, "sign"),
        (12_500, 125_000, "digit_lost"),
        (1_255, 125, "digit_added"),
        (1_250, 1_750, "one_digit"),
        (1_250, 3_777, None),
    ],
)
def test_the_edit_that_explains_a_figure(written: int, meant: int, kind: str | None) -> None:
    assert edit(written, meant) == kind


def test_the_row_that_numbers_the_columns_and_the_ordinals_are_no_figures() -> None:
    grid = sheet(
        ("STT", "Đơn vị", "Thu", "Chi"),
        ("A", "B", "1=2+3", 2),
        (1, "Lào Cai", 700, 200),
        (2, "Yên Bái", 500, 100),
        (3, "Sơn La", 100, 50),
    )
    rows, columns = views_of(figures_of(grid))
    assert list(rows.skip) == [True, True, False, False, False]
    assert list(columns.skip) == [True, True, False, False]


def test_formulas_are_worked_out_exactly_and_others_left_alone() -> None:
    grid = sheet(
        (10, Fraction(1, 10), "3"),
        (20, Fraction(2, 10), 4),
        (30, Fraction(3, 10), 8),
        formulas={(3, 1): "SUM(A1:A2)", (3, 2): "B1+$B$2*1", (3, 3): "SUM(C1:C2)*2", (1, 1): "VLOOKUP(A1,B:C,2)"},
    )
    assert {one.at: one.value for one in formulas_of(figures_of(grid))} == {
        (2, 0): 30,
        (2, 1): Fraction(3, 10),
        (2, 2): 8,
    }


def test_a_formula_with_an_old_value_is_an_error_at_its_cell() -> None:
    grid = sheet(("a", 10), ("b", 25), ("Tổng", 30), formulas={(3, 2): "SUM(B1:B2)"})
    (one,) = asked(grid)
    assert (one.kind, one.at, one.stated, one.expected) == ("formula", grid.ref(3, 2), 30, 35)
    assert [told.kind for told in one.explanations] == ["cached_differs"]


def test_what_another_cell_of_the_table_confirms_is_not_blamed() -> None:
    made = clean(0)
    leaf = next(part for one in made.sums for part in one.parts if part not in {s.total for s in made.sums})
    (one,) = asked(made.put({leaf: made.number(leaf) + 1}, "one", formulas={}).grid)
    assert one.at == CellRef("bang.xlsx", "Bảng", *leaf)
    assert one.expected == made.number(leaf)


def test_a_total_above_lines_that_are_all_confirmed_is_a_note() -> None:
    """A national total may hold a share that no province is given: not listed, and not wrong."""
    made = clean(0)
    top = next(one for one in made.sums if one.total == (4, 4))
    changed = {top.total: made.number(top.total) + 77_777, (4, 3): made.number((4, 3)) + 77_777}
    found = footed([made.put(changed, "share", formulas={}).grid]).untied
    assert {(one.at.row, one.noted) for one in found} == {(4, True)}


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_a_clean_table_is_silent(seed: int) -> None:
    assert asked(clean(seed).grid) == []


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6), name=st.sampled_from(sorted(DECOYS)))
def test_harmless_changes_are_silent(seed: int, name: str) -> None:
    assert asked(DECOYS[name](clean(seed), random.Random(seed)).grid) == []


@pytest.mark.parametrize("kind", sorted(ERRORS))
@pytest.mark.parametrize("seed", [0, 3, 5, 8])
def test_an_error_in_a_table_with_cross_sums_is_found_at_its_cell(kind: str, seed: int) -> None:
    assert LAYOUTS[seed % len(LAYOUTS)].__name__ in {"outline", "months"}
    made = ERRORS[kind](clean(seed), random.Random(seed))
    assert made is not None
    found = {(one.at.row, one.at.column) for one in asked(made.grid)}
    assert found & set(made.changed)


def test_the_truth_of_every_layout_holds() -> None:
    for seed in range(len(LAYOUTS) * 3):
        made: Made = clean(seed)
        assert made.broken == ()
        assert made.sums
