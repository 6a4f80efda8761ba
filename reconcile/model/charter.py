"""The charter as values: classes of branches, what each owes, and on whose authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from reconcile.model.periods import Period
from reconcile.model.places import LineRef


@dataclass(frozen=True, slots=True)
class Authority:
    """What a rate rests on. status: confirmed (document, number and date are given) or assumed (a note is given)."""

    status: str
    document: str = ""
    number: str = ""
    date: date | None = None
    article: str = ""
    note: str = ""

    @property
    def assumed(self) -> bool:
        """Whether no document stands behind it."""
        return self.status == "assumed"


@dataclass(frozen=True, slots=True)
class DuesClass:
    """A class of branches that owe by one rule. names: the first is printed, the second where room is short."""

    id: str
    names: tuple[str, ...]
    unit: str = ""

    @property
    def name(self) -> str:
        """The name in full."""
        return self.names[0]

    @property
    def short(self) -> str:
        """The name where room is short."""
        return self.names[1] if len(self.names) > 1 else self.names[0]


@dataclass(frozen=True, slots=True)
class Rate:
    """What a class owes: `amount` đồng by `basis` (a file of ledger/bases) for each `per` (year).

    due: (month, day) inside the fiscal year, several are equal instalments; grace in days.
    """

    class_id: str
    basis: str
    amount: int
    per: str
    due: tuple[tuple[int, int], ...]
    valid_from: date
    valid_to: date | None
    authority: Authority
    at: LineRef
    grace: int = 0

    def valid_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class SourceHint:
    """What a person said about the columns of a file: heading → role."""

    file: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Charter:
    """The whole of rules.toml."""

    file: str
    association: str
    fiscal_year_starts: tuple[int, int]
    classes: tuple[DuesClass, ...]
    rates: tuple[Rate, ...]
    sources: tuple[SourceHint, ...] = ()
    language: str = "vi"
    severities: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    who: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    tolerance: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    limits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    sha256: str = ""

    def allows(self, code: str, difference: int | Fraction) -> bool:
        """Whether a rule may find so much between a stated and a computed figure; 0 is always allowed."""
        most = self.tolerance.get(code, 0)
        return -most <= difference <= most

    def fiscal_year(self, year: int) -> Period:
        """The fiscal year that starts in `year`."""
        return Period.year(year, self.fiscal_year_starts)

    def year_of(self, day: date) -> Period:
        """The fiscal year that a day belongs to."""
        year = self.fiscal_year(day.year)
        return year if year.holds(day) else self.fiscal_year(day.year - 1)

    def rate(self, class_id: str, period: Period) -> Rate | None:
        """The rate in force at the start of a period, else the first one that comes into force inside it."""
        rates = [rate for rate in self.rates if rate.class_id == class_id]
        starting = [rate for rate in rates if rate.valid_on(period.start)]
        inside = sorted((rate for rate in rates if period.holds(rate.valid_from)), key=lambda rate: rate.valid_from)
        return next(iter(starting or inside), None)

    def dues_class(self, class_id: str) -> DuesClass | None:
        """The class of that id."""
        return next((found for found in self.classes if found.id == class_id), None)
