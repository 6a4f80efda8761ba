"""L102: a cell that a figure is read from holds an error (#REF!) or a formula that was never calculated."""

from __future__ import annotations

from reconcile.model.flags import Code, Findings, Flag, Severity
from reconcile.model.grid import CellError, NotCalculated
from reconcile.model.results import World
from reconcile.model.table import Table
from reconcile.model.values import Term, Text

CODE = Code(
    "L102",
    matter="reading",
    severity=Severity.EVIDENCE,
    says={"shown": Text, "kind": Term, "label": Text},
    weighs=(),
    job="correct_cell",
)


def findings(world: World) -> Findings:
    """Every cell of every sheet with a table; such a cell is unknown, never blank and never 0."""
    flags = []
    for table in world.tables:
        for line in table.lines:
            for column, value in table.grid.filled(line.row):
                if isinstance(value, CellError | NotCalculated):
                    flags.append(_flag(table, line.row, column, value))
    cells = {(table.grid.source, table.grid.sheet): table.grid.scan.non_empty for table in world.tables}
    return Findings(sum(cells.values()), tuple(flags))


def _flag(table: Table, row: int, column: int, value: CellError | NotCalculated) -> Flag:
    label = table.by_row[row].label
    error = isinstance(value, CellError)
    heading = next((found.heading for found in table.columns if found.index == column), "")
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        f"{table.kind}/{label}",
        table.period,
        table.grid.ref(row, column),
        part=heading,
        values={
            "shown": Text(value.code if isinstance(value, CellError) else "=" + value.formula.lstrip("=")),
            "kind": Term("cell_error" if error else "not_calculated"),
            "label": Text(label),
        },
        job=CODE.job,
    )
