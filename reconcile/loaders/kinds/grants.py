"""Grants: who gave, for what, over which years, how much was approved, received and spent."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.loaders.kinds.cells import period, text, whole
from reconcile.model.books import GrantRow
from reconcile.model.periods import Period
from reconcile.model.table import Role, Table
from reconcile.text.dates import read_period
from reconcile.text.fold import slug


def grant_rows(table: Table, default: Period) -> Iterator[GrantRow]:
    """Every leaf of a list of grants, in đồng; unknown is None, never 0.

    A list without a column of money received counts the approved sums; a blank in that column is unknown.
    """
    money = "received" if "received" in table.by_role else "approved"
    for line in table.of(Role.LEAF):
        funder, project = text(table, line.row, "funder"), text(table, line.row, "project")
        agreement = text(table, line.row, "agreement")
        yield GrantRow(
            table=table.name,
            row=line.row,
            funder=funder,
            project=project,
            agreement=agreement,
            covers=period(table, line.row, "span") or read_period(project),
            approved=whole(table, line.row, "approved"),
            received=whole(table, line.row, money),
            spent=whole(table, line.row, "spent"),
            booked=period(table, line.row, "year") or table.period or default,
            atom=f"grant/{slug(funder)}",
            note=text(table, line.row, "note"),
            at=table.cell(line.row, money),
            key=slug(agreement or project),
        )
