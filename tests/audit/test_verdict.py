"""Claims are judged exactly unless the charter allows more; an interval holds what lies in it, unknown is never 0."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from reconcile.audit.verdict import judge, verdict_of
from reconcile.model.claims import Claim, Ground, Outcome, Reading
from reconcile.model.places import CellRef
from reconcile.model.topics import Constant, Section, Span, Statement, Topic
from reconcile.model.values import Interval, Number, Unknown
from tests.support import charter

TOPIC = Topic("collected", frozenset({"dues/a"}), None)
OVER_98 = Interval(Fraction(98), Fraction(99), lo_open=True, hi_open=True)


def stated(value: Number) -> Statement:
    return Statement(TOPIC, value, (CellRef("a.xlsx", "S", 1, 1),), "total", "", Section("dues", frozenset()))


def number(value: int) -> Constant:
    return Constant(TOPIC, value, "")


CASES = [
    (10, [("sum", [number(4), number(6)])], Outcome.HOLDS, 10, 0),
    (101_250_000, [("sum", [number(111_250_000)])], Outcome.BREAKS, 111_250_000, -10_000_000),
    (111_000_000, [("same", [number(111_250_000)])], Outcome.BREAKS, 111_250_000, -250_000),
    (63, [("same", [number(62)]), ("same", [number(63)])], Outcome.HOLDS, 63, 0),
    (OVER_98, [("ratio", [number(62), number(63)])], Outcome.HOLDS, Fraction(6200, 63), 0),
    (OVER_98, [("ratio", [number(100_250_000), number(104_250_000)])], Outcome.BREAKS, None, None),
    (OVER_98, [("ratio", [number(98), number(100)])], Outcome.BREAKS, None, None),
    (0, [("ratio", [number(1), number(0)])], Outcome.UNDECIDABLE, None, None),
    (Unknown("blank"), [("same", [number(0)])], Outcome.UNDECIDABLE, None, None),
    (0, [("same", [stated(Unknown("blank"))])], Outcome.UNDECIDABLE, None, None),
    (6, [("product", [number(2), number(3)])], Outcome.HOLDS, 6, 0),
    (5, [("sum", [Span(TOPIC, "paid", (), 5, (CellRef("a", "S", 2, 1),))])], Outcome.UNDECIDABLE, None, None),
]


@pytest.mark.parametrize(("value", "readings", "outcome", "expected", "residual"), CASES)
def test_verdicts(
    value: Number, readings: list[tuple[str, list[Constant]]], outcome: Outcome, expected: object, residual: object
) -> None:
    made = tuple(Reading("r", op, tuple(terms)) for op, terms in readings)
    verdict = verdict_of(Claim("A101", stated(value), made, Ground.MEANING))
    assert verdict.outcome is outcome
    if expected is not None:
        assert (verdict.expected, verdict.residual) == (expected, residual)


@pytest.mark.parametrize(
    ("value", "op", "allowed", "outcome"),
    [
        (105, "sum", 5, Outcome.HOLDS),
        (95, "sum", 5, Outcome.HOLDS),
        (106, "sum", 5, Outcome.BREAKS),
        (105, "sum", 0, Outcome.BREAKS),
        (99, "ratio", 5, Outcome.BREAKS),
    ],
)
def test_the_charter_may_allow_a_difference_in_dong(value: int, op: str, allowed: int, outcome: Outcome) -> None:
    terms = (number(100), number(100)) if op == "ratio" else (number(100),)
    claim = Claim("A101", stated(value), (Reading("r", op, terms),), Ground.MEANING)
    (verdict,) = judge([claim], replace(charter(), tolerance={"A101": allowed, "A102": 1_000}))
    assert verdict.outcome is outcome
    assert verdict.residual == value - 100
