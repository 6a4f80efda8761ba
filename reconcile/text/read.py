"""What a written number was read as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from reconcile.model.values import Interval, Number, Unknown


@dataclass(frozen=True, slots=True)
class Read:
    """One cell of text as a number.

    note: the rest of the cell ("CK 15/3"). own_scale: the text names its unit, so that of the column does not apply.
    nil: a dash, which says "none" where a blank says nothing. rival: the other reading of an ambiguous text.
    doubts: ambiguous, colloquial ("1 triệu 2"), counted ("5 năm"), sum ("500+500"), rate ("/tháng"), approximate,
    fraction_of_dong, leading_zero, variant ("mười năm" for 15), bad_grouping and foreign (both with an unknown value).
    """

    value: Number
    note: str = ""
    doubts: tuple[str, ...] = ()
    own_scale: bool = False
    nil: bool = False
    rival: Number | None = None

    @property
    def unreadable(self) -> bool:
        """Whether the text gave no number."""
        return isinstance(self.value, Unknown)

    def with_doubt(self, *doubts: str) -> Read:
        """The same reading with more doubts, each once."""
        return replace(self, doubts=tuple(dict.fromkeys(self.doubts + doubts)))


def no_number(*doubts: str) -> Read:
    """The reading of a text that is no number."""
    return Read(Unknown("text"), doubts=doubts)


def whole(number: int | Fraction) -> int | Fraction:
    """An int where the number is one."""
    return int(number) if number == int(number) else number


def times(value: Number, factor: int) -> Number:
    """A number multiplied by a factor; of an interval both ends, which a negative factor swaps."""
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, Interval):
        return whole(value * factor)
    lo, hi = (None if end is None else end * factor for end in (value.lo, value.hi))
    if factor < 0:
        return Interval(hi, lo, value.hi_open, value.lo_open)
    return Interval(lo, hi, value.lo_open, value.hi_open)
