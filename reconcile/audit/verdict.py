"""Whether a claim holds: exact unless the charter allows a difference; an interval holds every number inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from reconcile.model.charter import Charter
from reconcile.model.claims import Claim, Outcome, Reading, Verdict
from reconcile.model.topics import Constant, Operand, Span, Statement
from reconcile.model.values import Interval, Number, Unknown

Value = Callable[[Operand], Number]


def judge(claims: Iterable[Claim], charter: Charter | None = None) -> tuple[Verdict, ...]:
    """One verdict for each claim, in order; without a charter every đồng counts."""
    return tuple(_tolerated(verdict_of(claim), charter) if charter else verdict_of(claim) for claim in claims)


def _tolerated(verdict: Verdict, charter: Charter) -> Verdict:
    """A difference in đồng that the charter allows holds, and keeps its residual; percents are never tolerated."""
    percent = verdict.reading is not None and verdict.reading.op == "ratio"
    if verdict.outcome is not Outcome.BREAKS or verdict.residual is None or percent:
        return verdict
    allowed = charter.allows(verdict.claim.code, verdict.residual)
    return replace(verdict, outcome=Outcome.HOLDS) if allowed else verdict


def stated(operand: Operand) -> Number:
    """The number of an operand as it stands in the sheets."""
    match operand:
        case Statement():
            return operand.value
        case Span():
            return Unknown("cells") if operand.unknown else operand.total
        case Constant():
            return operand.value


def verdict_of(claim: Claim, value: Value = stated) -> Verdict:
    """Holds if any reading holds, and says which; the first reading that can be computed gives what is expected."""
    result = value(claim.result)
    if isinstance(result, Unknown):
        return Verdict(claim, Outcome.UNDECIDABLE, why=result.reason)
    outcomes = [(reading, computed(reading, value)) for reading in claim.readings]
    known = [(reading, expected) for reading, expected in outcomes if not isinstance(expected, Unknown)]
    for reading, expected in known:
        if agrees(result, expected):
            return Verdict(claim, Outcome.HOLDS, reading, expected, 0)
    if len(known) < len(outcomes) or not known:
        why = next((expected.reason for _, expected in outcomes if isinstance(expected, Unknown)), "no_reading")
        return Verdict(claim, Outcome.UNDECIDABLE, why=why)
    reading, expected = known[0]
    plain = isinstance(result, int | Fraction) and isinstance(expected, int | Fraction)
    return Verdict(claim, Outcome.BREAKS, reading, expected, result - expected if plain else None)  # type: ignore[operator]


def agrees(result: Number, expected: Number) -> bool:
    """Equality; an interval agrees with what lies in it."""
    if isinstance(result, Interval):
        return isinstance(expected, int | Fraction) and expected in result
    return result == expected


def computed(reading: Reading, value: Value) -> int | Fraction | Interval | Unknown:
    """What a reading gives; unknown as soon as one of its terms is."""
    if reading.op == "count":
        return sum(term.count for term in reading.terms if isinstance(term, Span))
    numbers = [value(term) for term in reading.terms]
    for number in numbers:
        if isinstance(number, Unknown):
            return number
    if reading.op == "same":
        return numbers[0]
    plain = [number for number in numbers if isinstance(number, int | Fraction)]
    if len(plain) < len(numbers):
        return Unknown("interval")
    if reading.op == "ratio":
        return Fraction(100 * plain[0]) / plain[1] if plain[1] else Unknown("zero_base")
    if reading.op == "product":
        return plain[0] * plain[1]
    signs = reading.signs or (1,) * len(plain)
    return sum(sign * number for sign, number in zip(signs, plain, strict=True))
