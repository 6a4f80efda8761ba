"""L103: a table whose headings do not tell what it is; nothing of it was used.

It needs the charter only because arithmetic alone can do without the meaning of a table.
"""

from __future__ import annotations

from reconcile.model.flags import Code, Findings, Flag, Severity
from reconcile.model.results import World
from reconcile.model.table import Table
from reconcile.model.values import Names, Text

CODE = Code(
    "L103",
    matter="table",
    severity=Severity.EXPLAIN,
    says={"headings": Names, "title": Text},
    weighs=(),
    needs=frozenset({"charter"}),
    job="name_columns",
)


def findings(world: World) -> Findings:
    """Every table that was found."""
    unknown = [table for table in world.tables if table.kind == "unknown"]
    return Findings(len(world.tables), tuple(_flag(table) for table in unknown))


def _flag(table: Table) -> Flag:
    headings = tuple(column.heading for column in table.columns)
    return Flag(
        CODE.id,
        CODE.matter,
        CODE.severity,
        "table/" + "/".join(headings),
        table.period,
        table.grid.ref(table.area.top, table.area.left),
        values={"headings": Names(headings), "title": Text(table.title)},
        job=CODE.job,
    )
