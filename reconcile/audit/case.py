"""One broken sum laid out for the causes: what is shown, what comes out, and every part with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reconcile.model.claims import Verdict
from reconcile.model.grid import Cell
from reconcile.model.places import CellRef
from reconcile.model.results import World
from reconcile.model.table import Table
from reconcile.model.topics import Operand, Span, Statement


@dataclass(frozen=True, slots=True)
class Part:
    """One addend: its cell, its number in đồng or as a count, the label of its row."""

    at: CellRef
    number: int
    label: str
    statement: Statement | None = None


@dataclass(frozen=True)
class Case:
    """A broken claim whose numbers are whole. residual = shown − computed."""

    world: World
    verdict: Verdict

    @property
    def result(self) -> Statement:
        """The figure that is shown."""
        return self.verdict.claim.result

    @property
    def shown(self) -> int:
        """Its number."""
        return self.result.value if isinstance(self.result.value, int) else 0

    @property
    def residual(self) -> int:
        """shown − computed."""
        return self.verdict.residual if isinstance(self.verdict.residual, int) else 0

    @property
    def computed(self) -> int:
        """What the parts give."""
        return self.shown - self.residual

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The addends of the reading, cells without a number left out."""
        terms = self.verdict.reading.terms if self.verdict.reading else ()
        return tuple(part for term in terms for part in self._parts(term))

    def _parts(self, term: Operand) -> Iterator[Part]:
        if isinstance(term, Statement) and isinstance(term.value, int):
            yield Part(term.at, term.value, term.label, term)
        elif isinstance(term, Span):
            for cell in term.cells:
                table = self.world.table_at(cell)
                number = table.numbers.get((cell.row, cell.column)) if table else None
                if table and isinstance(number, int):
                    yield Part(cell, number, table.by_row[cell.row].label)

    @property
    def table(self) -> Table | None:
        """The table that the figure stands in."""
        return self.world.table_at(self.result.at)

    def raw(self, cell: CellRef) -> Cell:
        """What a cell holds, as the file has it."""
        table = self.world.table_at(cell)
        return table.grid.value(cell.row, cell.column) if table else None
