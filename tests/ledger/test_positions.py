"""What a branch owes on a day: opening + due − paid + advance = closing, units paid in full, days overdue."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.ledger.positions import post
from reconcile.model.books import Book, Books, DuesRow, GrantRow, IncomeRow, PaymentRow
from reconcile.model.ledger import Ledger
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.roll import Branch, Roll
from tests.support import charter

YEAR = Period.year(2019)
CELL = CellRef("a.xlsx", "S", 1, 1)
TABLE = ("a.xlsx", "S", 1, 1)


def payment(branch: str | None, amount: int, day: date | None = date(2019, 5, 1), period: Period = YEAR) -> PaymentRow:
    return PaymentRow(TABLE, 1, branch, branch or "?", "exact", amount, day, "", "dues", period, "", CELL, CELL, CELL)


def ledger(
    branches: list[Branch], payments: list[PaymentRow], as_of: date = date(2020, 1, 31), listed: list[str] | None = None
) -> Ledger:
    slugs = listed if listed is not None else [branch.slug for branch in branches]
    blanks = (None,) * 9
    rows = [DuesRow(TABLE, 1, slug, slug, "exact", None, YEAR, *blanks, "", "", *(CELL,) * 4) for slug in slugs]
    books = Books(Book.of(DuesRow, rows), Book.of(PaymentRow, payments), Book.of(IncomeRow, []), Book.of(GrantRow, []))
    return post(books, Roll(tuple(branches)), charter(), YEAR, as_of, near=lambda _: ())


def province(slug: str = "a", opening: int | None = 0) -> Branch:
    return Branch(slug, slug.upper(), "tvcc", 1, 30, opening)


def union(units: int) -> Branch:
    return Branch("u", "U", "specialised", units, 300, 0)


CASES = [
    # branch, payments, opening+due−paid+advance → closing, advance, status, units paid in full
    (province(), [1_000_000], 0, 0, "paid", 1),
    (province(), [], 1_000_000, 0, "unpaid", 0),
    (province(), [100_000], 900_000, 0, "part", 0),
    (province(), [600_000, 400_000], 0, 0, "paid", 1),
    (province(), [1_500_000], 0, 500_000, "ahead", 1),
    (province(opening=500_000), [1_000_000], 500_000, 0, "part", 0),
    (province(opening=-300_000), [700_000], 0, 0, "paid", 1),
    (province(opening=-1_200_000), [], 0, 200_000, "ahead", 1),
    (province(opening=None), [1_000_000], 0, 0, "paid", 1),
    (union(28), [2_400_000], 1_800_000, 0, "part", 16),
    (union(32), [3_900_000], 900_000, 0, "part", 26),
    (union(28), [2_399_999], 1_800_001, 0, "part", 15),
]


@pytest.mark.parametrize(("branch", "paid", "closing", "advance", "status", "units"), CASES)
def test_positions(branch: Branch, paid: list[int], closing: int, advance: int, status: str, units: int) -> None:
    (position,) = ledger([branch], [payment(branch.slug, amount) for amount in paid]).positions
    assert (position.closing, position.advance, position.status, position.paid_units) == (
        closing,
        advance,
        status,
        units,
    )


def test_three_branches_one_short_one_blank() -> None:
    """Field case H2: units paid 1 of 3, money 1,100,000 of 3,000,000, the part payment is no payment in full."""
    found = ledger(
        [province("go-vap"), province("hoc-mon"), province("nha-be")],
        [payment("go-vap", 1_000_000), payment("hoc-mon", 100_000)],
    )
    assert [p.status for p in found.positions] == ["paid", "part", "unpaid"]
    assert sum(p.paid_units for p in found.positions) == 1
    assert (sum(p.paid for p in found.positions), sum(p.due or 0 for p in found.positions)) == (1_100_000, 3_000_000)


@pytest.mark.parametrize(
    ("as_of", "status", "overdue"),
    [
        (date(2019, 6, 30), "not_due", None),
        (date(2019, 12, 31), "not_due", None),
        (date(2020, 1, 1), "unpaid", 1),
        (date(2020, 1, 31), "unpaid", 31),
    ],
)
def test_a_rate_is_owed_when_due(as_of: date, status: str, overdue: int | None) -> None:
    (position,) = ledger([province()], [], as_of).positions
    assert (position.status, position.overdue_days) == (status, overdue)


def test_money_received_later_is_kept_apart() -> None:
    found = ledger([province()], [payment("a", 1_000_000, date(2019, 9, 5))], date(2019, 6, 30))
    assert found.positions[0].paid == 0
    assert [row.amount for row in found.later] == [1_000_000]


def test_an_undated_payment_counts_at_the_end_of_its_period() -> None:
    undated = payment("a", 1_000_000, None)
    assert ledger([province()], [undated], date(2019, 12, 30)).later == (undated,)
    (position,) = ledger([province()], [undated], date(2019, 12, 31)).positions
    assert (position.paid, position.undated) == (1_000_000, True)


def test_money_for_a_later_year_is_paid_in_advance() -> None:
    (position,) = ledger([province()], [payment("a", 1_000_000, period=Period.year(2020))]).positions
    assert (position.closing, position.advance, position.paid_units) == (1_000_000, 1_000_000, 0)


def test_money_without_a_known_payer_is_parked() -> None:
    found = ledger([province()], [payment(None, 1_000_000)])
    assert [parked.payment.amount for parked in found.parked] == [1_000_000]
    assert found.positions[0].paid == 0


def test_a_branch_that_its_list_leaves_out_is_absent() -> None:
    found = ledger([province("a"), province("b")], [payment("a", 1_000_000)], listed=["a"])
    assert [position.status for position in found.positions] == ["paid", "absent"]


amounts = st.integers(0, 5_000_000)


@given(st.lists(amounts, max_size=4), st.integers(-2_000_000, 2_000_000), st.integers(1, 40))
def test_every_dong_is_accounted_for(paid: list[int], opening: int, units: int) -> None:
    branch = Branch("u", "U", "specialised", units, 1, opening)
    (p,) = ledger([branch], [payment("u", amount) for amount in paid]).positions
    assert p.due is not None
    assert p.closing is not None
    assert opening + p.due - p.paid + p.advance == p.closing
    assert p.closing >= 0
    assert p.advance >= 0
    assert 0 <= p.paid_units <= units
    assert (p.paid_units == units) == (min(p.closing, p.due) == 0)
