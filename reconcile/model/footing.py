"""What the arithmetic of any sheet says, whatever the sheet is about."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reconcile.model.claims import Ground
from reconcile.model.flags import Explanation
from reconcile.model.places import CellRef


@dataclass(frozen=True, slots=True)
class Untied:
    """One figure that does not tie; stated and expected in the unit of the sheet.

    kind: sum (of `parts`), text (a number that SUM skips), formula (its stored value is not what it gives).
    at: the figure to be corrected; total: the sum that shows it; across: how many lines across the same sum was judged
    in, held: in how many it ties. strength in decades (audit.md 2.9); noted: whatever the strength, at most a note.
    """

    kind: str
    at: CellRef
    total: CellRef
    label: str
    heading: str
    stated: int | Fraction
    expected: int | Fraction
    parts: tuple[CellRef, ...]
    across: int
    held: int
    ground: Ground
    strength: float
    noted: bool
    also: tuple[CellRef, ...]
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Footed:
    """All sheets footed and cross-footed.

    tested: sums that were judged, each in each line across, and formulas worked out again; texts: numbers kept as text
    that were looked at.
    """

    untied: tuple[Untied, ...] = ()
    tested: int = 0
    texts: int = 0
