"""Values as people read them: 1.234.567 and 98,41% in Vietnamese, 1,234,567 and 98.41% in English; days dd/mm/yyyy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from reconcile.model.periods import Period
from reconcile.model.places import CellRef, LineRef
from reconcile.model.values import Cells, Count, Day, Fractional, Money, Names, Plain, Ratio, Term, Text, Value, Written

SEPARATORS = {"vi": (".", ","), "en": (",", ".")}
"""Of thousands and of decimals, by language."""


def whole(number: int, lang: str) -> str:
    """A whole number with separators; the minus sign is U+002D, as spreadsheets write it."""
    return f"{number:,}".replace(",", SEPARATORS[lang][0])


def half_up(number: Fraction, places: int) -> Fraction:
    """The one rounding function: half away from zero, to `places` decimals."""
    scaled = abs(number) * 10**places
    rounded = Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**places)
    return rounded if number >= 0 else -rounded


def decimal(number: Fraction, lang: str) -> str:
    """A number with all its decimals: "1.234,5"; at most nine of them."""
    shown = half_up(number, 9)
    units, rest = divmod(abs(shown), 1)
    digits = f"{int(rest * 10**9):09}".rstrip("0")
    sign = "-" if shown < 0 else ""
    return f"{sign}{whole(int(units), lang)}" + (f"{SEPARATORS[lang][1]}{digits}" if digits else "")


def percent(numerator: int, denominator: int, lang: str, places: int = 2) -> str:
    """ "98,41%"; a share of nothing is "–"."""
    if denominator == 0:
        return "–"
    digits = int(half_up(Fraction(100 * numerator, denominator), places) * 10**places)
    sign = "-" if digits < 0 else ""
    units, rest = divmod(abs(digits), 10**places)
    return f"{sign}{whole(units, lang)}{SEPARATORS[lang][1]}{rest:0{places}}%" if places else f"{sign}{units}%"


def day(when: date) -> str:
    """31/01/2020 in both languages."""
    return f"{when:%d/%m/%Y}"


def period(span: Period) -> str:
    """ "2019", "10/2019", "2019-2020", else "01/07/2019 - 30/06/2020"."""
    key = span.key
    if len(key) == 4:
        return key
    if len(key) == 7 and key[5] != "Q":
        return f"{key[5:]}/{key[:4]}"
    whole_years = (span.start.month, span.start.day, span.end.month, span.end.day) == (1, 1, 12, 31)
    if whole_years:
        return f"{span.start.year}-{span.end.year}"
    return f"{day(span.start)} - {day(span.end)}"


def shown(value: Value, lang: str, term: Callable[[str], str]) -> str:
    """A typed value in words of a language; `term` looks a `Term` up."""
    match value:
        case Money(number) | Count(number) | Plain(number):
            return decimal(Fraction(number), lang)
        case Ratio(top, bottom):
            return percent(top, bottom, lang)
        case Fractional(top, bottom):
            return f"{top}/{bottom}"
        case Written(text, _) | Text(text):
            return text
        case Day(when):
            return day(when)
        case Names(names):
            return ", ".join(names)
        case Term(key):
            return term(key)
        case Period():
            return period(value)
        case CellRef():
            return value.a1
        case LineRef():
            return str(value.line)
        case Cells(cells):
            return ", ".join(cell.a1 for cell in cells)
