"""Numbers in words: written the one right way, read in the ways that people and their macros write them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from reconcile.text.fold import fold, unify
from reconcile.text.read import Read, no_number, times, whole

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_THOUSANDS = ("", "thousand", "million", "billion", "trillion", "quadrillion")
_LIMIT = 10**18
_MOST_WORDS = 40

_DIGIT_OF = {word: digit for digit, word in enumerate(_DIGITS)} | {
    "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7,
}  # fmt: skip
_TEN = {"mười", "mươi", "chục"}
_EMPTY_TEN = {"linh", "lẻ", "không"}
_NOTHING = ("không",)
_AFTER_TEN = {"mốt", "tư", "lăm", "nhăm"}
_SCALES = (({"tỷ", "tỉ"}, 10**9), ({"triệu"}, 10**6), ({"vạn"}, 10**4), ({"nghìn", "ngàn"}, 10**3))
_SCALE_WORDS = set().union(*(words for words, _ in _SCALES))
_KNOWN = {*_DIGIT_OF, *_TEN, *_SCALE_WORDS, "linh", "lẻ", "trăm", "rưỡi", "nửa", "phẩy"}
_MAGNITUDES = {*_TEN, *_SCALE_WORDS, "trăm"}
_UNMARKED = {fold(word): word for word in sorted({*_KNOWN, "âm"} - {"mốt", "mười"})}
_LEAD = re.compile(r"^(?:.{0,40}?(?:bằng chữ|bang chu)(?![^\W_]))?[\s:.()*\"]*", re.IGNORECASE)
_EVEN = re.compile(r"\s+(?:chẵn|chan|y)$", re.IGNORECASE)
_CLOSING = ' ./,;:)!*"'
_CURRENCY = re.compile(r"\s*(?:(?:đồng|dong)(?:\s+(?:việt nam|viet nam))?|vnđ|vnd|đ)$", re.IGNORECASE)


def in_words(number: int, lang: str = "vi", *, zero: str = "linh", thousand: str = "nghìn") -> str:
    """The number in words, capital first, without the currency; ValueError from 10^18 on.

    `zero` and `thousand` choose the region's word: linh or lẻ, nghìn or ngàn.
    """
    if abs(number) >= _LIMIT:
        raise ValueError(f"{number} is too large to be written in words")
    if lang == "en":
        sign, said = "minus ", " ".join(_english(abs(number))) or "zero"
    else:
        sign, said = "âm ", " ".join(_vietnamese(abs(number), zero, thousand)) or _DIGITS[0]
    said = sign + said if number < 0 else said
    return said[0].upper() + said[1:]


def _vietnamese(number: int, linh: str, nghin: str, *, inner: bool = False) -> list[str]:
    """The words of a number; `inner` says that higher ones stand before it, so that empty hundreds are spoken."""
    for unit, word in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, nghin)):
        high, low = divmod(number, unit)
        if high:
            said = [*_vietnamese(high, linh, nghin, inner=inner), word]
            return said + _vietnamese(low, linh, nghin, inner=True)
    return _hundreds(number, linh, inner=inner) if number else []


def _hundreds(number: int, linh: str, *, inner: bool) -> list[str]:
    hundreds, rest = divmod(number, 100)
    if not hundreds and not inner:
        return _below_hundred(rest)
    said = [_DIGITS[hundreds], "trăm"]
    return said + ([linh, _DIGITS[rest]] if 0 < rest < 10 else _below_hundred(rest))


def _below_hundred(number: int) -> list[str]:
    tens, ones = divmod(number, 10)
    if not tens:
        return [_DIGITS[ones]] if ones else []
    said = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return [*said, special.get(ones, _DIGITS[ones])] if ones else said


def _english(number: int) -> list[str]:
    said: list[str] = []
    for name in _THOUSANDS:
        number, group = divmod(number, 1000)
        if group:
            said = [*_english_hundreds(group), *([name] if name else []), *said]
    return said


def _english_hundreds(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    said = [_ONES[hundreds], "hundred"] if hundreds else []
    tens, ones = divmod(rest, 10)
    if rest < 20:
        return said + ([_ONES[rest]] if rest else [])
    return [*said, f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]]


class _Said(NamedTuple):
    """What some words say, the other number that they may say (the same if there is none), and the doubts."""

    value: Fraction
    other: Fraction
    doubts: tuple[str, ...] = ()


def read_words(text: str) -> Read:
    """Read a cell of Vietnamese number words, with or without "Bằng chữ:", "đồng", "chẵn"; "text" when it is none."""
    core = _EVEN.sub("", _LEAD.sub("", unify(text), count=1).rstrip(_CLOSING).lower())
    bare = _CURRENCY.sub("", core)
    words = _known(bare.replace(",", " ").split())
    sign = -1 if words[:1] == ("âm",) else 1
    words = words[1:] if sign < 0 else words
    said = _number(words) if len(words) <= _MOST_WORDS and _KNOWN.issuperset(words) else None
    if said is None:
        return no_number()
    rival = None if said.other == said.value else times(whole(said.other), sign)
    own = bare != core or not _SCALE_WORDS.isdisjoint(words)
    return Read(times(whole(said.value), sign), doubts=tuple(dict.fromkeys(said.doubts)), own_scale=own, rival=rival)


def _known(words: list[str]) -> tuple[str, ...]:
    """The words with their marks. Text without any is read only beside a word of magnitude: "nam" may be a name."""
    if not all(map(str.isascii, words)):
        return tuple(words)
    marked = tuple(_UNMARKED.get(word, word) for word in words)
    return marked if _MAGNITUDES.intersection(marked) else tuple(words)


def _number(words: tuple[str, ...]) -> _Said | None:
    for names, unit in _SCALES:
        places = [place for place, word in enumerate(words) if word in names]
        if places:
            return _scaled(words[: places[-1]], unit, words[places[-1] + 1 :])
    return _with_decimals(words) if "phẩy" in words else _group(words)


def _scaled(left: tuple[str, ...], unit: int, right: tuple[str, ...]) -> _Said | None:
    """`left` times the unit and what follows it: front and tail must both fit below what stands above them."""
    front, tail = _front(left), _tail(right, unit)
    if front is None or tail is None or tail.value >= unit or front.value >= (10**9 if unit == 10**9 else 1000):
        return None
    value, other = front.value * unit + tail.value, front.other * unit + tail.other
    return _Said(value, other, front.doubts + tail.doubts)


def _front(words: tuple[str, ...]) -> _Said | None:
    return _same(Fraction(1, 2)) if words == ("nửa",) else _number(words)


def _with_decimals(words: tuple[str, ...]) -> _Said | None:
    place = words.index("phẩy")
    lead, digits = _group(words[:place]), _decimals(words[place + 1 :])
    if lead is None or not digits:
        return None
    return _same(lead.value + Fraction(int(digits), 10 ** len(digits)))


def _decimals(words: tuple[str, ...]) -> str:
    """The digits after "phẩy": spelt one by one ("không năm") or as a number ("hai mươi lăm"); "" if neither."""
    if words and all(word in _DIGIT_OF for word in words):
        return "".join(str(_DIGIT_OF[word]) for word in words)
    group = _group(words)
    return str(int(group.value)) if group else ""


def _tail(words: tuple[str, ...], unit: int) -> _Said | None:
    """What follows a unit. "một triệu hai" is 1,200,000 in speech and 1,000,002 in a much-copied macro."""
    if not words:
        return _same(Fraction(0))
    if words == ("rưỡi",):
        return _same(Fraction(unit, 2))
    if len(words) == 1 and _DIGIT_OF.get(words[0]):
        digit = _DIGIT_OF[words[0]]
        return _Said(Fraction(unit * digit, 10), Fraction(digit), ("ambiguous",))
    said = None if words == _NOTHING else _number(words)
    if said and unit >= 10**6 and words[1:2] == ("trăm",) and said.value >= 100 and _SCALE_WORDS.isdisjoint(words):
        return _Said(said.value, said.value * unit / 1000, (*said.doubts, "ambiguous"))
    return said


def _group(words: tuple[str, ...]) -> _Said | None:
    """A number below 1,000."""
    if words[1:2] != ("trăm",):
        return _empty_ten(words) or _tens(words)
    digit = _DIGIT_OF.get(words[0])
    rest = words[2:]
    said = _hundred_tail(rest) if rest else _same(Fraction(0))
    if digit is None or said is None:
        return None
    return _Said(100 * digit + said.value, 100 * digit + said.other, said.doubts)


def _hundred_tail(words: tuple[str, ...]) -> _Said | None:
    if words == ("rưỡi",):
        return _same(Fraction(50))
    if len(words) == 1 and _DIGIT_OF.get(words[0]):
        digit = _DIGIT_OF[words[0]]
        return _Said(Fraction(10 * digit), Fraction(digit), ("ambiguous",))
    return None if words == _NOTHING else _empty_ten(words) or _tens(words)


def _empty_ten(words: tuple[str, ...]) -> _Said | None:
    if len(words) != 2 or words[0] not in _EMPTY_TEN or not _DIGIT_OF.get(words[1]):
        return None
    return _same(Fraction(_DIGIT_OF[words[1]]))


def _tens(words: tuple[str, ...]) -> _Said | None:
    """A number below 100, also without "mươi" as in "hai mốt"."""
    if len(words) == 1 and words[0] in _DIGIT_OF:
        return _same(Fraction(_DIGIT_OF[words[0]]))
    if words and words[0] in {"mười", "mươi"}:
        return _after_ten(10, words[1:])
    if len(words) < 2 or not _DIGIT_OF.get(words[0]):
        return None
    tens = 10 * _DIGIT_OF[words[0]]
    if words[1] in _TEN:
        return _after_ten(tens, words[2:])
    return _after_ten(tens, words[1:]) if tens > 10 and words[1] in _AFTER_TEN else None


def _after_ten(tens: int, words: tuple[str, ...]) -> _Said | None:
    """The ones after a ten; "mười năm" and "mười nhăm" for 15 are read and noted, as is "hai mươi năm"."""
    if not words:
        return _same(Fraction(tens))
    if len(words) > 1 or not _DIGIT_OF.get(words[0]):
        return None
    number = Fraction(tens + _DIGIT_OF[words[0]])
    variant = words[0] == "năm" or (tens == 10 and words[0] in _AFTER_TEN - {"lăm"})
    return _Said(number, number, ("variant",) if variant else ())


def _same(value: Fraction) -> _Said:
    return _Said(value, value)
