from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.audit import identity
from reconcile.audit.identity import CROCKFORD, identify, key, letters, row_digest, shown, state
from reconcile.model.flags import Explanation, Flag, Severity
from reconcile.model.periods import Period
from reconcile.model.places import CellRef, LineRef
from reconcile.model.values import Day, Interval, Money, Ratio, Text, Value, Written

YEAR = Period.year(2019)
AT = CellRef("tong-hop.xlsx", "Tổng hợp", 12, 4)
WEIGHS = {"A101": ("stated", "expected"), "S101": ("stated",), "B102": ("amount",), "D101": ("due", "paid")}


def flag(code: str = "A101", matter: str = "figure", subject: str = "collected/dues", **more: object) -> Flag:
    made = Flag(code, matter, Severity.ERROR, subject, YEAR, AT, stated=Money(101), expected=Money(111), at_stake=10)
    return replace(made, **more)  # type: ignore[arg-type]


def payment(row: int, day: int, receipt: str, amount: int) -> Flag:
    values: dict[str, Value] = {"day": Day(date(2019, 3, day)), "receipt": Text(receipt), "amount": Money(amount)}
    at = CellRef("a.xlsx", "S", row, 1)
    return flag("B102", "receipt", "PT 12", at=at, values=values, at_stake=amount, stated=None, expected=None)


def ids(*flags: Flag) -> tuple[str, ...]:
    return tuple(found.id for found in identify(flags, {}, WEIGHS))


def test_an_id_is_a_letter_and_fifty_bits_in_crockford() -> None:
    assert re.fullmatch(r"A(-[0-9A-HJKMNP-TV-Z]{5}){2}", ids(flag())[0])
    assert key(flag(part="2")) == "figure|collected/dues|2019|2"
    assert key(flag(period=None)) == "figure|collected/dues||"


@pytest.mark.parametrize(
    "other",
    [
        flag(at=CellRef("renamed.xlsx", "Sheet1", 40, 9)),
        flag(stated=Money(7), expected=Money(8), difference=1, at_stake=99),
        flag(code="S101"),
        flag(severity=Severity.EXPLAIN),
        flag(explanations=(Explanation("omits", 3.0),)),
    ],
)
def test_the_id_outlives_what_does_not_make_the_matter(other: Flag) -> None:
    assert ids(other) == ids(flag())


@pytest.mark.parametrize(
    "other", [flag(subject="x"), flag(period=Period.year(2020)), flag(part="2"), flag("D101", "dues")]
)
def test_another_matter_has_another_id(other: Flag) -> None:
    assert ids(other) != ids(flag())


def test_the_id_of_a_known_key_is_the_one_that_history_gave() -> None:
    assert identify([flag()], {key(flag()): "A-00000-00001"}, WEIGHS)[0].id == "A-00000-00001"


def test_a_clash_lengthens_the_id_that_history_does_not_know() -> None:
    mine = ids(flag())[0]
    found = identify([flag()], {"figure|another||": mine}, WEIGHS)[0]
    assert found.id.startswith(f"{mine}-")
    assert len(found.id) == len(mine) + 6
    assert identify([flag()], {"figure|another||": mine, found.key: found.id}, WEIGHS)[0].id == found.id


def test_a_clash_inside_one_run_does_not_depend_on_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "letters", lambda text, count: "0000000000" + letters(text, 50)[: count - 10])
    one, two = flag(), flag(subject="x")
    forward, backward = ids(one, two), ids(two, one)
    assert len(set(forward)) == 2
    assert forward == backward[::-1]


def test_a_figure_found_twice_is_one_flag_that_knows_both_places() -> None:
    again = flag("S101", at=CellRef("b.xlsx", "S", 1, 1), severity=Severity.EXPLAIN, covers=("A102",))
    (one,) = identify([again, flag()], {}, WEIGHS)
    assert (one.code, one.at, one.also, one.covers) == ("A101", AT, (again.at,), ("A102", "S101"))
    assert one.id.startswith("A-")


def test_payments_under_one_key_are_numbered_by_day_receipt_and_amount() -> None:
    third, first, second = payment(2, 9, "1", 5), payment(9, 1, "7", 5), payment(5, 1, "7", 6)
    found = identify([third, first, second], {}, WEIGHS)
    assert [one.key.partition("#")[2] for one in found] == ["", "2", "3"]
    assert [one.at for one in found] == [first.at, second.at, third.at]
    assert ids(third, first, second) == ids(second, third, first)


def test_moving_rows_does_not_swap_the_numbers() -> None:
    rows = [payment(row, day, "7", 5) for row, day in ((5, 1), (6, 2), (7, 3))]
    moved = [payment(row, day, "7", 5) for row, day in ((15, 1), (3, 2), (1, 3))]
    assert ids(*rows) == ids(*moved)


def test_the_same_payment_found_twice_is_merged() -> None:
    assert len(identify([payment(2, 9, "1", 5), payment(2, 9, "1", 5)], {}, WEIGHS)) == 1


def test_the_state_follows_the_weighed_values_only() -> None:
    base = state(flag(), WEIGHS["A101"])
    assert state(flag(stated=Money(102)), WEIGHS["A101"]) != base
    assert state(flag(at_stake=3, values={"name": Money(3)}), WEIGHS["A101"]) == base


@pytest.mark.parametrize("value", [Text("x"), AT, LineRef("rules.toml", 3)])
def test_words_and_places_weigh_nothing(value: Value) -> None:
    assert state(flag(values={"name": value}), ("name",)) == ""


def test_a_rate_weighs_what_it_means_and_not_how_it_is_spelled() -> None:
    over = Interval(Fraction(98, 100), None, lo_open=True)
    assert state(flag(stated=Written("hơn 98%", over)), ("stated",)) == state(
        flag(stated=Written("trên 98 %", over)), ("stated",)
    )
    assert state(flag(stated=Ratio(62, 63)), ("stated",)) != state(flag(stated=Ratio(61, 63)), ("stated",))


def test_the_row_digest_does_not_see_blanks_but_every_word() -> None:
    base = row_digest("A-1", "new", "đã xem  lại", "", "")
    assert base == row_digest("A-1", "new", " đã xem\nlại ", "", "")
    others = [
        ("A-2", "new", "đã xem lại", "", ""),
        ("A-1", "accepted", "đã xem lại", "", ""),
        ("A-1", "new", "", "đã xem lại", ""),
    ]
    assert base not in {row_digest(*other) for other in others}


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9), st.integers(1, 3)), max_size=12))
def test_ids_are_unique_and_do_not_depend_on_the_order(things: list[tuple[str, int, int]]) -> None:
    flags = [replace(payment(row, day, "7", 5), subject=name) for name, row, day in things]
    forward = {one.id: one for one in identify(flags, {}, WEIGHS)}
    assert len(forward) == len({(one.subject, one.at) for one in flags})
    assert set(forward) == {one.id for one in identify(flags[::-1], {}, WEIGHS)}


@given(st.text(max_size=30), st.sampled_from(range(10, 55, 5)))
def test_a_longer_id_begins_with_the_shorter_one(text: str, size: int) -> None:
    assert set(letters(text, size)) <= set(CROCKFORD)
    assert shown("A", text, size).startswith(shown("A", text))
