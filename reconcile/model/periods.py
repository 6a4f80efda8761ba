"""A stretch of calendar days that money is for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """All days from `start` to `end`, both included."""

    start: date
    end: date

    @classmethod
    def year(cls, year: int, starts: tuple[int, int] = (1, 1)) -> Period:
        """The fiscal year that starts in calendar year `year` on (month, day)."""
        month, day = starts
        start = date(year, month, day)
        return cls(start, date.fromordinal(date(year + 1, month, day).toordinal() - 1))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """One calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def of_key(cls, key: str) -> Period | None:
        """The period of a normal form; None for any other text."""
        try:
            if ".." in key:
                first, _, last = key.partition("..")
                return cls(date.fromisoformat(first), date.fromisoformat(last))
            year, _, part = key.partition("-")
            if part.startswith("Q"):
                month = 3 * int(part[1:])
                return cls(cls.month(int(year), month - 2).start, cls.month(int(year), month).end)
            return cls.month(int(year), int(part)) if part else cls.year(int(year))
        except ValueError:
            return None

    @property
    def key(self) -> str:
        """The period in one normal form: "2019", "2019-10", "2019-Q1", else "2019-07-01..2020-06-30"."""
        first, last = self.start, self.end
        if first.year == last.year and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            months = last.month - first.month + 1
            if months == 12:
                return f"{first.year}"
            if months == 1:
                return f"{first.year}-{first.month:02}"
            if months == 3 and first.month % 3 == 1:
                return f"{first.year}-Q{(first.month + 2) // 3}"
        return f"{first.isoformat()}..{last.isoformat()}"

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that it touches."""
        return tuple(range(self.start.year, self.end.year + 1))

    def holds(self, day: date) -> bool:
        """Whether the day belongs to it."""
        return self.start <= day <= self.end

    def covers(self, other: Period) -> bool:
        """Whether every day of `other` belongs to it."""
        return self.start <= other.start and other.end <= self.end
