"""Numbers as they can be known, and the typed values that a flag carries.

Money is an integer of the minor unit (đồng). A figure that is not known is `Unknown`, never 0; "hơn 98 %" is an
`Interval`. Flags hold values of the second group and never words: the translator formats by type.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reconcile.model.periods import Period
from reconcile.model.places import CellRef, LineRef


@dataclass(frozen=True, slots=True)
class Interval:
    """Every number between `lo` and `hi`; a missing end is unbounded; `open` ends do not belong to it."""

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    def __contains__(self, number: int | Fraction) -> bool:
        above = self.lo is None or number > self.lo or (number == self.lo and not self.lo_open)
        below = self.hi is None or number < self.hi or (number == self.hi and not self.hi_open)
        return above and below


@dataclass(frozen=True, slots=True)
class Unknown:
    """A figure that the sheet does not give: `reason` is blank, text, cell_error, not_calculated, not_additive."""

    reason: str


Number = int | Fraction | Interval | Unknown


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of đồng."""

    amount: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things."""

    number: int


@dataclass(frozen=True, slots=True)
class Plain:
    """A figure of a sheet whose unit is not known, whole or with decimals, printed with all of them."""

    number: int | Fraction


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share, kept as its two whole numbers; printed as a percentage rounded half up to two places."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Fractional:
    """The bare fraction 62/63, printed as such."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Written:
    """A number as somebody wrote it ("hơn 98 %"), with what it means."""

    text: str
    means: Number


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    day: date


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the sheet or of the roll, printed as they stand. They enter neither id nor state."""

    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names or of things that print as text, in order."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of our own that each language says its own way: a key of `i18n/terms.toml`."""

    key: str


@dataclass(frozen=True, slots=True)
class Cells:
    """Several places, printed as "D8, D9"."""

    cells: tuple[CellRef, ...]


Value = (
    Money
    | Count
    | Plain
    | Ratio
    | Fractional
    | Written
    | Day
    | Text
    | Names
    | Term
    | Period
    | CellRef
    | LineRef
    | Cells
)
