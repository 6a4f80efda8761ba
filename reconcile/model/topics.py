"""What a figure is about, and the figures that somebody wrote."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.values import Number, Unknown


@dataclass(frozen=True, slots=True)
class Topic:
    """A measure over a set of atoms in a period.

    measure: collected, due, outstanding, opening, advance, units, members, rate, approved, spent, remaining, …
    scope atoms: dues/<class>, other/<slug>, grant/<slug>, branch/<slug>; `?<folded label>` is not understood and makes
    every topic that holds it comparable to nothing by meaning.
    """

    measure: str
    scope: frozenset[str]
    period: Period | None

    @property
    def known(self) -> bool:
        """Whether it may be compared by meaning."""
        return bool(self.scope) and not any(atom.startswith("?") for atom in self.scope)

    @property
    def families(self) -> frozenset[str]:
        """The families of its atoms: dues, other, grant, branch, `?`."""
        return frozenset(atom.split("/")[0] if not atom.startswith("?") else "?" for atom in self.scope)


@dataclass(frozen=True, slots=True)
class Section:
    """The place of a figure: the kind of its document, the families of its section, the section's own words."""

    kind: str
    families: frozenset[str]
    label: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that somebody wrote. role: leaf, total, words, charter.

    unit: of a rate that names its base, base:unit, base:money or base:member.
    """

    topic: Topic
    value: Number
    cells: tuple[CellRef, ...]
    role: str
    label: str
    place: Section
    unit: str = ""
    text: str = ""

    @property
    def at(self) -> CellRef:
        """The cell that it stands in."""
        return self.cells[0]

    @property
    def quantity(self) -> Topic | CellRef:
        """What is one and the same however often it is repeated: the topic where it is known, else the cell."""
        return self.topic if self.topic.known else self.cells[0]


@dataclass(frozen=True, slots=True)
class Span:
    """Cells of one column, summed (or counted) where they stand, never one object a cell."""

    topic: Topic
    column: str
    cells: tuple[CellRef, ...]
    total: int
    unknown: tuple[CellRef, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that no sheet states and no repair may touch: a charter rate, a count over the roll; unknown if open."""

    topic: Topic
    value: int | Unknown
    name: str


Operand = Statement | Span | Constant
