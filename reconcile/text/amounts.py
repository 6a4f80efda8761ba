"""One amount at the start of a text: "38 triệu 250 ngàn đồng", "4tr8", "10.000.000đ", "150.000đ/tháng/đơn vị"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from reconcile.text.numerals import NUMERAL, Numeral, numeral

_UNITS = {
    "trăm": 10**2, "tram": 10**2, "k": 10**3, "ng": 10**3, "nghìn": 10**3, "nghin": 10**3, "ngàn": 10**3,
    "ngan": 10**3, "vạn": 10**4, "van": 10**4, "tr": 10**6, "triệu": 10**6, "trieu": 10**6, "t": 10**9, "tỷ": 10**9,
    "tỉ": 10**9, "ty": 10**9, "ti": 10**9, "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_CURRENCY = r"(?:đồng(?!\s+chí)|dong(?!\s+chi)|vnđ|vnd|đ(?!/c)|d)(?![^\W_])(?:\.(?!/))?"
_WORD = "(?:" + "|".join(sorted(_UNITS.keys() - {"t"}, key=len, reverse=True)) + "|t(?=[0-9]))"
# A unit ends where no letter follows, unless the letter is the currency ("trđ"); "tỷ lệ" is a rate, not a billion.
_SCALE = rf"{_WORD}(?:\s+{_WORD})?(?!\s+l[ệe](?!\w))(?:(?![^\W\d_])|(?={_CURRENCY}))(?:\.(?!/))?"
_PART = rf"{NUMERAL}\s*{_SCALE}"
# "1tr 15/3" gives a day and "1 triệu 2 lần" a count: a tail ends the amount.
_TAIL = rf"(?P<tail>{NUMERAL}|rưỡi)(?!\s*[/%]|-[0-9]|\s+(?!{_CURRENCY}|chẵn|chan)[^\W\d_])"
_RATE = r"(?:/\s*(?:người|hội viên|hv|đơn vị|đv|chi hội|tháng|quý|năm|member|unit|month|quarter|year)(?![^\W_]))+"
_AMOUNT = re.compile(
    rf"(?P<sign>[-+]|âm\s)?\s*(?P<before>(?:vnđ|vnd|đ)\s*)?"
    rf"(?:(?P<parts>{_PART}(?:\s*,?\s*{_PART})*)(?:(?P<gap>\s*){_TAIL})?|(?P<bare>{NUMERAL}))"
    rf"(?:\s*(?P<currency>{_CURRENCY}))?(?:\s*(?P<rate>{_RATE}))?",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"({NUMERAL})([^0-9,]+)")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written: `unit` is its largest unit, `own_scale` that it names a unit or the currency.

    rest: the text after it. grouped: thousands were separated, so that no one means a count or a day.
    """

    value: Fraction
    rival: Fraction | None
    unit: int
    own_scale: bool
    grouped: bool
    doubts: tuple[str, ...]
    rate: str
    rest: str


class BadGroupingError(ValueError):
    """Digits whose groups, or parts whose units, do not fit each other: "10.00.000", "5 nghìn 2 triệu"."""


def read_amount(text: str) -> Amount | None:
    """The amount that opens a unified text, in its own units; None if none does. Raises BadGroupingError."""
    found = _AMOUNT.match(text)
    if found is None:
        return None
    parts, currency = found["parts"], bool(found["before"] or found["currency"])
    value, rival, doubts = _scaled(found) if parts else _bare(found["bare"], currency=currency)
    sign = -1 if (found["sign"] or "").strip() not in {"", "+"} else 1
    return Amount(
        value=sign * value,
        rival=None if rival is None else sign * rival,
        unit=_unit(_PIECE.findall(parts)[0][1]) if parts else 1,
        own_scale=bool(parts) or currency,
        grouped=not parts and not found["bare"].isdecimal(),
        doubts=doubts + (("ambiguous",) if rival is not None else ()) + (("rate",) if found["rate"] else ()),
        rate=(found["rate"] or "").strip(),
        rest=text[found.end() :],
    )


def _numeral(digits: str, *, scaled: bool) -> Numeral:
    number = numeral(digits, scaled=scaled)
    if number is None:
        raise BadGroupingError(digits)
    return number


def _bare(digits: str, *, currency: bool) -> tuple[Fraction, Fraction | None, tuple[str, ...]]:
    """Digits without a unit. Beside the currency "120,000" is no decimal: there are no thousandths of a đồng."""
    number = _numeral(digits, scaled=False)
    padded = digits.isdecimal() and digits.startswith("0") and len(digits) > 2
    return number.value, None if currency else number.rival, ("leading_zero",) if padded else ()


def _unit(words: str) -> int:
    """The factor of one or two words of magnitude, which rise: "nghìn tỷ", "trăm triệu"."""
    factors = [_UNITS[word] for word in words.lower().replace(".", "").split()]
    if sorted(set(factors)) != factors:
        raise BadGroupingError(words)
    return factors[0] if len(factors) == 1 else factors[0] * factors[1]


def _scaled(found: re.Match[str]) -> tuple[Fraction, Fraction | None, tuple[str, ...]]:
    """Parts with falling units and a tail. The "t" of "1t2" is tỷ in one mouth and triệu in another."""
    value = rival = Fraction(0)
    limit = 0
    pieces = _PIECE.findall(found["parts"])
    for digits, words in pieces:
        number, unit = _numeral(digits, scaled=True), _unit(words)
        if limit and number.value * unit >= limit:
            raise BadGroupingError(found[0])
        value += number.value * unit
        rival += (number.value if number.rival is None else number.rival) * unit
        limit = unit
    tail = _tail(found["tail"], limit) if found["tail"] else Fraction(0)
    value, rival = value + tail, rival + tail
    if pieces[-1][1].strip().lower() == "t":
        rival = value / 1000
    spoken = bool(found["tail"]) and bool(found["gap"]) and found["tail"].isdecimal() and len(found["tail"]) <= 3
    return value, rival if rival != value else None, ("colloquial",) if spoken else ()


def _tail(digits: str, unit: int) -> Fraction:
    """The value after the last unit: "rưỡi" is half of it, up to 3 digits are its decimals, grouped digits add."""
    if not digits[0].isdecimal():
        return Fraction(unit, 2)
    if digits.isdecimal() and len(digits) <= 3:
        return Fraction(unit * int(digits), 10 ** len(digits))
    number = _numeral(digits, scaled=False)
    if number.value >= unit:
        raise BadGroupingError(digits)
    return number.value
