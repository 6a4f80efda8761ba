"""Dates and periods as people type them, day before month always. Nothing here knows today's date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from reconcile.model.periods import Period
from reconcile.text.fold import fold

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_ENGLISH_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9])"
_YEARS = range(1900, 2100)
_CENTURY_TURNS = 70

# In folded text, so that "năm" and "nam" read alike. A year of two digits or as "2'024" stands in numeric dates only.
_NUMERIC = re.compile(
    r"(?<![0-9/.-])(?P<d>[0-9]{1,2}) ?(?P<mark>[/.-]) ?(?P<m>[0-9]{1,2}) ?(?P=mark) ?"
    r"(?P<y>[0-9]{4}|[0-9]'[0-9]{3}|[0-9]{2})(?![0-9]|[/.-][0-9])"
)
_LONG = re.compile(rf"(?<![0-9])(?P<d>[0-9]{{1,2}}) thang (?P<m>[0-9]{{1,2}}),? nam (?P<y>{_YEAR})")
_ISO = re.compile(rf"(?<![0-9/.-])(?P<y>{_YEAR})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})(?![0-9])")
_DAY_NAME = re.compile(rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)? {_ENGLISH_MONTH},? (?P<y>{_YEAR})")
_NAME_DAY = re.compile(rf"(?<!\w){_ENGLISH_MONTH} (?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y>{_YEAR})")
_DATES = (_NUMERIC, _LONG, _ISO, _DAY_NAME, _NAME_DAY)
_SHORT = re.compile(r"(?P<d>[0-9]{1,2})(?: ?[/.] ?| thang )(?P<m>[0-9]{1,2})")
_BEFORE = re.compile(r"[\s(\[]*(?:[^\W\d_][^,0-9]{0,40}, )?(?:ngay|date:?)?\s*")
_HOUR = re.compile(r"[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_CLOSING = " .)]"

_AS_OF = re.compile(r"(?:tinh den|so lieu den|as of|as at)(?: het)?(?: ngay)?:? *(?P<rest>.*)")
_TO = r" ?(?:-|den(?: het)?(?: ngay)?|to|till) ?"
_DAY_RANGE = re.compile(
    r"(?<![0-9/.-])(?P<d1>[0-9]{1,2})(?:[/.-](?P<m1>[0-9]{1,2})(?:[/.-](?P<y1>[0-9]{4}|[0-9]{2}))?)?"
    rf"{_TO}(?P<d2>[0-9]{{1,2}})[/.-](?P<m2>[0-9]{{1,2}})[/.-](?P<y2>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"
)
_MONTH_YEAR = rf"(?: ?[/.-] ?| nam |,? )(?P<y>{_YEAR})"
_MONTH_RANGE = re.compile(
    rf"(?<!\w)(?:thang ?|t)(?P<m1>[0-9]{{1,2}})(?:[/.-](?P<y1>{_YEAR}))?{_TO}"
    rf"(?:thang ?|t)?(?P<m2>[0-9]{{1,2}}){_MONTH_YEAR}"
)
_HALF = re.compile(
    rf"(?<!\w)(?:6|06|sau) thang (?P<half>dau|cuoi) nam (?P<y>{_YEAR})|(?<!\w)h(?P<h>[12])[ /-](?P<hy>{_YEAR})"
)
_QUARTER = re.compile(rf"(?<!\w)(?:quy |quy|quarter |q)(?P<q>i{{1,3}}|iv|[1-4]){_MONTH_YEAR}")
_MONTH = re.compile(rf"(?<!\w)(?:thang ?|month |t)(?P<m>[0-9]{{1,2}}){_MONTH_YEAR}")
_NAMED_MONTH = re.compile(rf"(?<!\w){_ENGLISH_MONTH},? (?P<y>{_YEAR})")
_BARE_MONTH = re.compile(rf"(?P<m>[0-9]{{1,2}}) ?[/-] ?(?P<y>{_YEAR})")
_YEAR_RANGE = re.compile(rf"(?<![0-9/.-])(?P<y1>{_YEAR}) ?(?:-|\+|/|den(?: nam)?|to) ?(?P<y2>{_YEAR})(?![/.-]?[0-9])")
_NAMED_YEAR = re.compile(rf"(?<!\w)(?:nam|nien do|year|fy|hoi phi|phi|hp|no) ?(?P<y>{_YEAR})(?![-/+.,]?[0-9])")
_BARE_YEAR = re.compile(rf"[\s(]*(?P<y>{_YEAR})[\s).]*")
_ANY_YEAR = re.compile(rf"(?<![0-9])(?P<y>{_YEAR})(?![.,][0-9]| ?(?:d|dong|vnd)(?!\w))")


def read_date(text: str, *, year: int | None = None) -> date | None:
    """The one day that a cell gives, with its place or hour or not; `year` completes "15/3". None if it is no date."""
    folded = fold(text)
    before = _BEFORE.match(folded)
    core = _HOUR.sub("", folded[before.end() if before else 0 :].rstrip(_CLOSING))
    for pattern in _DATES:
        if found := pattern.fullmatch(core):
            return _day(found)
    short = _SHORT.fullmatch(core) if year is not None else None
    return _build(str(year), short["m"], short["d"]) if short else None


def read_as_of(text: str) -> date | None:
    """The day of "(Tính đến ngày 31/01/2020)"; of a month or a year its last day."""
    found = _AS_OF.search(fold(text))
    if found is None:
        return None
    rest = found["rest"]
    for pattern in _DATES:
        if day := pattern.match(rest):
            return _day(day)
    period = read_period(re.split(r"[),;]", rest, maxsplit=1)[0])
    return period.end if period else None


@lru_cache(2**12)
def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, each once, in order; "2000 đồng" is none."""
    return tuple(dict.fromkeys(int(found["y"]) for found in _ANY_YEAR.finditer(fold(text))))


@lru_cache(2**12)
def read_period(text: str) -> Period | None:
    """The period that a cell or a title names, the narrowest kind first; None if it names none or two of a kind.

    Days, as that of a letter or of "tính đến", are no periods. "2019+2020" is two years, never a sum.
    """
    folded = fold(text)
    ranges = _periods(_RANGES, folded)
    if ranges:
        return _only(ranges)
    for pattern in _DATES:
        folded = pattern.sub(" ", folded)
    for kinds in (_PARTS_OF_YEARS, _YEAR_SPANS, _SINGLE_YEARS):
        if periods := _periods(kinds, folded):
            return _only(periods)
    return next((build(found) for pattern, build in _WHOLE if (found := pattern.fullmatch(folded.strip(" ().")))), None)


def _year(digits: str) -> int:
    year = int(digits.replace("'", ""))
    return year if len(digits) > 2 else year + (2000 if year < _CENTURY_TURNS else 1900)


def _build(year: str, month: str, day: str) -> date | None:
    try:
        built = date(_year(year), int(month), int(day))
    except ValueError:
        return None
    return built if built.year in _YEARS else None


def _day(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    month = groups.get("m") or str(_MONTHS[groups["name"][:3]])
    return _build(groups["y"], month, groups["d"])


def _span(start: date | None, end: date | None) -> Period | None:
    return Period(start, end) if start and end and start <= end else None


def _month(year: int, month: int) -> Period | None:
    return Period.month(year, month) if 1 <= month <= 12 else None


def _months(start: Period | None, end: Period | None) -> Period | None:
    return _span(start.start, end.end) if start and end else None


def _day_range(found: re.Match[str]) -> Period | None:
    """A range whose start may leave out what its end says: "21-22/6/2019", "15/11 đến 17/11/2019"."""
    end = _build(found["y2"], found["m2"], found["d2"])
    return _span(_build(found["y1"] or found["y2"], found["m1"] or found["m2"], found["d1"]), end)


def _month_range(found: re.Match[str]) -> Period | None:
    first, last = int(found["y1"] or found["y"]), int(found["y"])
    return _months(_month(first, int(found["m1"])), _month(last, int(found["m2"])))


def _half(found: re.Match[str]) -> Period | None:
    year = int(found["y"] or found["hy"])
    first = 1 if found["half"] == "dau" or found["h"] == "1" else 7
    return _months(_month(year, first), _month(year, first + 5))


def _quarter(found: re.Match[str]) -> Period | None:
    year, last = int(found["y"]), 3 * _QUARTERS[found["q"]]
    return _months(_month(year, last - 2), _month(year, last))


def _one_month(found: re.Match[str]) -> Period | None:
    return _month(int(found["y"]), int(found["m"]))


def _named_month(found: re.Match[str]) -> Period | None:
    return _month(int(found["y"]), _MONTHS[found["name"][:3]])


def _year_range(found: re.Match[str]) -> Period | None:
    return _months(Period.year(int(found["y1"])), Period.year(int(found["y2"])))


def _one_year(found: re.Match[str]) -> Period | None:
    return Period.year(int(found["y"]))


_Kinds = tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...]
_RANGES: _Kinds = ((_DAY_RANGE, _day_range), (_MONTH_RANGE, _month_range))
_PARTS_OF_YEARS: _Kinds = ((_HALF, _half), (_QUARTER, _quarter), (_MONTH, _one_month), (_NAMED_MONTH, _named_month))
_YEAR_SPANS: _Kinds = ((_YEAR_RANGE, _year_range),)
_SINGLE_YEARS: _Kinds = ((_NAMED_YEAR, _one_year),)
_WHOLE: _Kinds = ((_BARE_MONTH, _one_month), (_BARE_YEAR, _one_year))


def _periods(kinds: _Kinds, text: str) -> set[Period | None]:
    return set(_built(kinds, text))


def _built(kinds: _Kinds, text: str) -> Iterator[Period | None]:
    for pattern, build in kinds:
        yield from map(build, pattern.finditer(text))


def _only(periods: set[Period | None]) -> Period | None:
    return next(iter(periods)) if len(periods) == 1 else None


_AS_OF_PHRASE = re.compile(r"\(?\s*(?:tính đến|số liệu đến|as of|as at)[^)]*\)?", re.IGNORECASE)
_NUMBER_OF_DOCUMENT = re.compile(r"^(?:số|no)\b.{0,3}[:.]", re.IGNORECASE)
_YEAR_PHRASE = re.compile(r"\b(?:năm\s+)?(?:19|20)\d\d\b", re.IGNORECASE)


_WHOLE_DATE = re.compile(
    r"(?:ngày\s+)?(?<![\d/.-])\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}",
    re.IGNORECASE,
)


def without_as_of(text: str) -> str:
    """The text without single days ("(tính đến ngày …)", the date of a covering letter), whose year is not that of
    the figures; empty for "Số: 12/2019/…".
    """
    return "" if _NUMBER_OF_DOCUMENT.match(text) else _WHOLE_DATE.sub(" ", _AS_OF_PHRASE.sub(" ", text))


def without_year(text: str) -> str:
    """The text without "năm 2019", "2019"."""
    return _YEAR_PHRASE.sub(" ", text)
