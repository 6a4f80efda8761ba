"""Shares: "62/63 đơn vị" and "98,41 %", which are neither money nor dates."""

from __future__ import annotations

import re
from fractions import Fraction

from reconcile.model.values import Number
from reconcile.text.fold import fold, unify
from reconcile.text.hedges import hedged, last_place, split_hedge

_SHARE = re.compile(
    r"\(?(?:đạt\s+)?(?P<part>[0-9]+)\s*/\s*(?P<whole>[0-9]+)(?P<rest>(?:\s+[^\W\d_].*)?)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:don vi|hoi vien|chi hoi|lien chi hoi|hv|dv|nguoi|tinh|thu vien|to chuc|hoi|units?|members?|branches)(?!\w)"
)
_YEARS = range(1900, 2101)
_PERCENT = re.compile(
    r"(?P<sign>-?)\s*(?P<lead>[0-9]{1,4})(?:[.,](?P<decimals>[0-9]{1,6}))?\s*%\s*[).]*(?:\s+[^\W\d_].*)?", re.IGNORECASE
)
_BEFORE_PERCENT = re.compile(
    r"\(?\s*(?:(?:đạt|tỷ lệ|tỉ lệ|dat|ty le|ti le|a?\s*rate|of)(?!\w)\s*:?\s*)*", re.IGNORECASE
)


def read_share(text: str, *, counted: bool = False) -> tuple[int, int] | None:
    """The two numbers of "62/63 đơn vị"; None for dates, months ("3/2019"), years and all other texts.

    A pair that could be a day and a month is a share only beside what is counted: "5/10 đơn vị", or where the column
    says so (`counted`).
    """
    found = _SHARE.fullmatch(unify(text).rstrip(" .)"))
    if found is None:
        return None
    part, total = int(found["part"]), int(found["whole"])
    if total == 0 or total in _YEARS or part in _YEARS:
        return None
    day_and_month = 1 <= part <= 31 and total <= 12
    if day_and_month and not counted and not _COUNTED.match(fold(found["rest"])):
        return None
    return part, total


def read_percent(text: str) -> Number | None:
    """The percentage of a cell as the interval that its digits or its hedge mean, in percent; None without a "%".

    "98,41 %" is [98.405, 98.415), "hơn 98 %" lies between 98 and 99, "hơn 90 %" between 90 and 100.
    """
    kind, rest = split_hedge(_BEFORE_PERCENT.sub("", unify(text), count=1))
    found = _PERCENT.fullmatch(rest)
    if found is None:
        return None
    decimals = found["decimals"] or ""
    number = Fraction(f"{found['sign']}{found['lead']}.{decimals or 0}")
    written = Fraction(1, 10 ** len(decimals))
    place = last_place(number) if kind and not decimals else written
    return hedged(kind or "about", number, place, near=True)
