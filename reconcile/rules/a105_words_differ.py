"""A105: an amount in words is none of the amounts in figures above it."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.model.claims import Claim, Ground, Reading
from reconcile.model.flags import Code, Severity
from reconcile.model.results import World
from reconcile.model.table import TOTALS
from reconcile.model.topics import Statement
from reconcile.model.values import Term, Text

CODE = Code(
    "A105",
    matter="figure",
    severity=Severity.ERROR,
    says={"label": Text, "written": Text, "direction": Term},
    weighs=("stated", "expected"),
)


def claims(world: World) -> Iterator[Claim]:
    """Each "Bằng chữ" against the amounts of the last total above it; which column it means is not said."""
    for words in world.statements.all:
        table = world.table_at(words.at)
        if words.role != "words" or table is None:
            continue
        rows = [line.row for line in table.of(*TOTALS) if line.row < words.at.row]
        above = [
            statement
            for row in rows[-1:]
            for column in table.columns
            for statement in world.statements.by_cell.get(table.grid.ref(row, column.index), ())
        ]
        if above:
            yield Claim(
                CODE.id, words, tuple(_same(statement) for statement in _money_last_first(above)), Ground.MEANING
            )


def _same(statement: Statement) -> Reading:
    return Reading("same", "same", (statement,))


def _money_last_first(above: list[Statement]) -> list[Statement]:
    """Amounts of money before counts, the rightmost first: that is what is usually spelt out."""
    counts = {"members", "units"}
    return sorted(above, key=lambda statement: (statement.topic.measure in counts, -statement.at.column))
