"""What claims to be computed from what, and whether it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from reconcile.model.places import CellRef
from reconcile.model.sources import NO_VALUES
from reconcile.model.topics import Operand, Statement
from reconcile.model.values import Interval, Value


class Ground(Enum):
    """Why a claim is one, strongest first. Only the last two cap the severity of a break."""

    FORMULA = "formula"
    INDEX_ROW = "index_row"
    MEANING = "meaning"
    CHARTER = "charter"
    LABEL = "label"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a claim could be true.

    op: sum (of terms × signs), same (as the one term), product, ratio (first ÷ second), count.
    name: a key of `i18n/terms.toml`.
    """

    name: str
    op: str
    terms: tuple[Operand, ...]
    signs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """`result` says that it equals one of the `readings`. strength is in decades, for label and numbers only."""

    code: str
    result: Statement
    readings: tuple[Reading, ...]
    ground: Ground
    strength: float = 0.0
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)


class Outcome(Enum):
    """Holds if any reading holds; undecidable if none does and a term of one is unknown."""

    HOLDS = "holds"
    BREAKS = "breaks"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a claim came out. `expected` is what the reading gives; `residual` = stated − expected."""

    claim: Claim
    outcome: Outcome
    reading: Reading | None = None
    expected: int | Fraction | Interval | None = None
    residual: int | Fraction | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a table claims of itself: in `column`, the total row equals the sum of `rows`."""

    source: str
    sheet: str
    column: int
    row: int
    rows: tuple[int, ...]
    ground: Ground
    gain: float
    rivals: int = 0
    excused: tuple[tuple[int, str], ...] = ()

    def ref(self, row: int) -> CellRef:
        """The address of a row in its column."""
        return CellRef(self.source, self.sheet, row, self.column)
