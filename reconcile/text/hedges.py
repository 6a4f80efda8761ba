"""Words that make a number an interval: "hơn", "gần", "khoảng", "không quá"."""

from __future__ import annotations

import re
from fractions import Fraction

from reconcile.model.values import Interval

_KINDS = {
    "more": "hơn|hon|more than|over",
    "above": "trên|tren|quá|vượt|above|>",
    "less": "gần|gan|suýt soát|nearly|almost",
    "below": "dưới|duoi|chưa đến|chưa tới|chua den|less than|under|below|<",
    "about": "khoảng|khoang|độ|ước|ước tính|ước đạt|xấp xỉ|xap xi|chừng|about|approximately|~|≈",
    "floor": "tối thiểu|toi thieu|ít nhất|it nhat|at least|>=|≥",
    "cap": "tối đa|toi da|không quá|khong qua|at most|up to|<=|≤",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split("|")}
_WORD = re.compile(
    "(" + "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True)) + r")(?:(?<=[<>=~≈≥≤])\s*|\s+)",
    re.IGNORECASE,
)


def split_hedge(text: str) -> tuple[str, str]:
    """The kind of the hedge that opens a unified text ("" if none), and the text after it."""
    found = _WORD.match(text)
    return (_KIND_OF[found[1].lower()], text[found.end() :]) if found else ("", text)


def last_place(number: Fraction) -> Fraction:
    """The place of the last digit of a finite decimal that is not 0: 98 -> 1, 90 -> 10, 98.41 -> 1/100."""
    place = Fraction(1)
    while number % place:
        place /= 10
    while number and number % (place * 10) == 0:
        place *= 10
    return place


def hedged(kind: str, number: Fraction, place: Fraction, *, near: bool = False) -> Interval:
    """The interval that a hedge makes of a number written to `place`; `near` keeps "hơn" and "gần" within one place."""
    match kind:
        case "more" if near:
            return Interval(number, number + place, lo_open=True, hi_open=True)
        case "less" if near:
            return Interval(number - place, number, lo_open=True, hi_open=True)
        case "more" | "above":
            return Interval(number, None, lo_open=True)
        case "less" | "below":
            return Interval(None, number, hi_open=True)
        case "floor":
            return Interval(number, None)
        case "cap":
            return Interval(None, number)
        case _:
            return Interval(number - place / 2, number + place / 2, hi_open=True)
