"""The roll out of its tables: who is a branch, in which class, since when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reconcile.loaders.kinds.cells import day, text, whole
from reconcile.model.roll import Branch, Roll
from reconcile.model.table import Line, Role, Table
from reconcile.text.fold import slug

ClassOf = Callable[[str], str | None]


def roll_of(tables: Sequence[Table], class_of: ClassOf) -> Roll:
    """All branches in the order of the sheets; without a roll table the dues lists stand in for it.

    A slug is the code column, else the folded name. Equal slugs of a roll are kept apart by a number behind them; a
    branch that several dues lists name is one.
    """
    rolls = [table for table in tables if table.kind == "roll"] or [table for table in tables if table.kind == "dues"]
    branches: list[Branch] = []
    seen: dict[str, int] = {}
    kept = bool(rolls) and rolls[0].kind == "roll"
    for table in rolls:
        for branch in _branches(table, class_of):
            if not kept and branch.slug in seen:
                continue
            seen[branch.slug] = seen.get(branch.slug, 0) + 1
            count = seen[branch.slug]
            branches.append(branch if count == 1 else replace(branch, slug=f"{branch.slug}-{count}"))
    return Roll(tuple(branches))


def _branches(table: Table, class_of: ClassOf) -> Iterator[Branch]:
    titled = class_of(table.title)
    for line in table.of(Role.LEAF):
        name = text(table, line.row, "branch_name")
        if not name:
            continue
        units = whole(table, line.row, "units")
        yield Branch(
            slug=slug(text(table, line.row, "branch_code")) or slug(name),
            name=name,
            class_id=class_of_row(table, line, class_of) or titled or "",
            units=1 if units is None else units,
            members=whole(table, line.row, "members"),
            opening=whole(table, line.row, "opening"),
            aliases=tuple(part.strip() for part in text(table, line.row, "aliases").split(";") if part.strip()),
            valid_from=day(table, line.row, "valid_from"),
            valid_to=day(table, line.row, "valid_to"),
            at=table.cell(line.row, "branch_name"),
        )


def class_of_row(table: Table, line: Line, class_of: ClassOf) -> str | None:
    """The class that a row's own column says, else the heading of its group."""
    if said := class_of(text(table, line.row, "class")):
        return said
    return class_of(table.by_row[line.group].label) if line.group else None
