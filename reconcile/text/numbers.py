"""A cell of text as a number: the money grammar, its approximations, and what is no number at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from reconcile.model.values import Interval, Unknown
from reconcile.text.amounts import Amount, BadGroupingError, read_amount
from reconcile.text.fold import unify
from reconcile.text.hedges import hedged, last_place, split_hedge
from reconcile.text.read import Read, no_number, times, whole
from reconcile.text.words import read_words

_NIL = re.compile(r"-+")
_NOT_ADDITIVE = {"x", "X", "×"}
_EVEN = re.compile(r"\s*(?:(?:chẵn|chan|y)(?!\w))?[\s.]*(?:/[\s.]*)?(?=$|\()", re.IGNORECASE)
_FOREIGN = re.compile(r"\s*(?:[$€£¥]|(?:usd|eur|euros?|đô|đô la|do la|gbp|jpy|aud|sgd|cny)(?!\w))", re.IGNORECASE)
_NOTE = re.compile(
    r"\s*(?:-\s*(?=[^\W\d_])|-\s+|[;:,]\s*(?=[\w(])|(?=[(\[²³¹*])|(?<=\s)(?=\w)(?!x ?[0-9]))(?P<note>.+)"
)
_DAY = re.compile(r"[0-9]{1,2}(?:/[0-9]|[.-][0-9]{1,2}[.-][0-9])")
_IN_BRACKETS = re.compile(r"\((?P<inside>[^()]*)\)")
_NEGATIVE = re.compile(r"\((?P<inside>[^()]+)\)\s*(?P<currency>đồng|đ|vnđ|vnd)?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?P<mark>\(?[0-9]{1,2}\))\s+(?=[0-9])")
_FROM = re.compile(r"(?:từ|from)\s+", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|đến|tới|to(?=\s))\s*", re.IGNORECASE)
_FLOOR_AFTER = {"trở lên": "floor", "or more": "floor", "trở xuống": "cap", "or less": "cap"}
_LOOSE = " ([*²³¹"
_LARGE = 1000
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def read_number(text: str, *, scale: int = 1, bare: bool = True) -> Read:
    """Read a whole cell; `scale` is the unit of its column, in đồng, and gives way to a unit in the text.

    Without `bare` a number needs a unit, a currency or a word of magnitude beside it. A blank is Unknown("blank"), an
    "x" Unknown("not_additive"), a dash a nil 0, and what is no number Unknown("text").
    """
    typed = unify(text)
    if not typed:
        return Read(Unknown("blank"))
    if typed in _NOT_ADDITIVE:
        return Read(Unknown("not_additive"))
    if _NIL.fullmatch(typed):
        return Read(0, nil=True)
    try:
        amount = read_amount(typed)
        read = _plain(amount, scale, 1) if amount and not amount.rest and not amount.rate else _cell(typed, scale)
    except BadGroupingError:
        return no_number("bad_grouping")
    return read if bare or read.own_scale else no_number(*(read.doubts if read.unreadable else ()))


def _cell(text: str, scale: int) -> Read:
    readers: tuple[Callable[[str, int], Read | None], ...] = (
        _after_footnote, _negative_in_brackets, _range, _sum, _hedged, _exact,
    )  # fmt: skip
    return next((read for reader in readers if (read := reader(text, scale)) is not None), no_number())


def _exact(text: str, scale: int) -> Read | None:
    """One amount with its note, or number words with a unit: "ba" alone is more often a word than a sum."""
    amount = read_amount(text)
    if amount is not None:
        return _noted(amount, scale)
    words = read_words(text)
    return words if words.own_scale and not words.unreadable else None


def _noted(amount: Amount, scale: int) -> Read:
    rest = _after_even(amount.rest)
    if _FOREIGN.match(rest):
        return no_number("foreign")
    if _NIL.fullmatch(rest.strip()):
        return _plain(amount, scale, -1) if amount.value >= 0 else no_number()
    read = _plain(amount, scale, 1)
    if not rest.strip():
        return replace(read, note=amount.rate)
    sure = amount.own_scale or amount.grouped or abs(amount.value) >= _LARGE
    note = _note(rest, sure=sure)
    if note is None:
        return no_number()
    inside = _IN_BRACKETS.fullmatch(note)
    read = replace(read, note=f"{amount.rate} {inside['inside'] if inside else note}".strip())
    return read if sure or not note[0].isalpha() else read.with_doubt("counted")


def _note(rest: str, *, sure: bool) -> str | None:
    """The note after an amount; None if the amount is but a part of something else: a date, a list, a document number.

    A note may open with a day, not with a second number or a factor ("x 5"). Right after a small number without a unit
    a dash or a comma makes no note of what follows.
    """
    found = _NOTE.fullmatch(rest)
    if found is None or not (sure or rest[0] in _LOOSE):
        return None
    note = found["note"]
    return None if note[0].isdecimal() and not (sure and _DAY.match(note)) else note


def _after_even(rest: str) -> str:
    """The text after "chẵn" and the closing "./."."""
    found = _EVEN.match(rest)
    return rest[found.end() :] if found else rest


def _plain(amount: Amount, scale: int, sign: int) -> Read:
    factor = sign * (1 if amount.own_scale else scale)
    value = times(amount.value, factor)
    rival = None if amount.rival is None else times(amount.rival, factor)
    broken = isinstance(value, Fraction) and value.denominator > 1
    doubts = amount.doubts + (("fraction_of_dong",) if broken else ())
    return Read(value, doubts=doubts, own_scale=amount.own_scale, rival=rival)


def _after_footnote(text: str, scale: int) -> Read | None:
    """In "(1) 419.278.223" the mark is a note, never a part of the number."""
    found = _FOOTNOTE.match(text)
    read = _exact(text[found.end() :], scale) if found else None
    if found is None or read is None or read.unreadable:
        return None
    return replace(read, note=f"{found['mark']} {read.note}".strip())


def _negative_in_brackets(text: str, scale: int) -> Read | None:
    """A number in brackets is negative; "(2)" may as well be the mark of a footnote."""
    found = _NEGATIVE.fullmatch(text)
    if found is None:
        return None
    amount = read_amount(f"{found['inside']} {found['currency'] or ''}".strip())
    if amount is None or amount.value < 0 or _after_even(amount.rest):
        return no_number()
    read = _plain(amount, scale, -1)
    return read.with_doubt("ambiguous") if not amount.own_scale and amount.value < 100 else read


def _range(text: str, scale: int) -> Read | None:
    """An interval "từ 2 đến 3", "100-150", "10-12 triệu": both ends belong to it. Two years are a period."""
    start = _FROM.match(text)
    low = read_amount(text[start.end() :] if start else text)
    to = _TO.match(low.rest) if low else None
    high = read_amount(low.rest[to.end() :]) if low and to else None
    if low is None or high is None:
        return None
    if high.own_scale and not low.own_scale:
        low = replace(low, value=low.value * high.unit, own_scale=True)
    first, last = _plain(low, scale, 1).value, _noted(high, scale)
    if isinstance(last.value, Interval | Unknown) or isinstance(first, Interval | Unknown) or first >= last.value:
        return None
    if not high.own_scale and not low.grouped and _FIRST_YEAR <= low.value < high.value <= _LAST_YEAR:
        return None
    return replace(last.with_doubt(*low.doubts), value=Interval(Fraction(first), Fraction(last.value)), rival=None)


def _sum(text: str, scale: int) -> Read | None:
    """The sum of "500+500", unless it is a period ("2019+2020")."""
    pieces = [piece.strip() for piece in text.split("+")]
    if len(pieces) < 2 or not all(pieces):
        return None
    reads = [_exact(piece, scale) or no_number() for piece in pieces]
    numbers = [read.value for read in reads if isinstance(read.value, int | Fraction) and not read.note]
    if len(numbers) < len(pieces) or len({read.own_scale for read in reads}) > 1:
        return None
    if all(piece.isdecimal() and _FIRST_YEAR <= int(piece) <= _LAST_YEAR for piece in pieces):
        return None
    doubts = [doubt for read in reads for doubt in read.doubts]
    return Read(whole(sum(numbers, Fraction(0))), own_scale=reads[0].own_scale).with_doubt(*doubts, "sum")


def _hedged(text: str, scale: int) -> Read | None:
    kind, after = split_hedge(text)
    read = _exact(after, scale)
    if read is None or isinstance(read.value, Unknown | Interval):
        return None
    kind = kind or _FLOOR_AFTER.get(read.note.lower(), "")
    if not kind:
        return None
    number = Fraction(read.value)
    interval = hedged(kind, number, last_place(number))
    return replace(read.with_doubt("approximate") if kind == "about" else read, value=interval, rival=None)
