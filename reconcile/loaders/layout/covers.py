"""Which rows a total may sum, by layout alone: the natural blocks above it. `audit/relate` confirms or replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reconcile.loaders.vocabulary import begins
from reconcile.model.table import TOTALS, Line, Role

SEVERAL_GROUPS = re.compile(r"\b(?:[IVX]+|[A-H])(?:\s*\+\s*(?:[IVX]+|[A-H]))+\b")
"""A label that names the groups it adds: "(I+II)", "A + B"."""


def covered(lines: Sequence[Line], *, by_section: bool) -> Mapping[int, tuple[int, ...]]:
    """(total row) → leaf rows that its label and place propose.

    A plain "Cộng" sums the leaves since the last total of its group; a grand one ("Tổng cộng", "Toàn Hội") the whole
    table, or in a summary its section; a group heading that shows amounts sums the leaves below it.
    """
    found: dict[int, tuple[int, ...]] = {}
    for index, line in enumerate(lines):
        if line.role is Role.GROUP:
            found[line.row] = tuple(other.row for other in lines if other.role is Role.LEAF and other.group == line.row)
        elif line.role in TOTALS:
            above = lines[:index]
            grand = begins(line.label, "grand") or SEVERAL_GROUPS.search(line.label)
            found[line.row] = _grand(line, above, by_section=by_section) if grand else _block(line, above)
    return {row: rows for row, rows in found.items() if rows}


def _group(line: Line, above: Sequence[Line]) -> tuple[int, ...]:
    return tuple(other.row for other in above if other.role is Role.LEAF and other.group == line.group)


def _block(line: Line, above: Sequence[Line]) -> tuple[int, ...]:
    """Leaves of the same group since the last total; all of the group where there is none since."""
    rows: list[int] = []
    for other in reversed(above):
        if other.role in TOTALS and rows:
            break
        if other.role is Role.LEAF and other.group == line.group:
            rows.append(other.row)
    return tuple(reversed(rows))


def _grand(line: Line, above: Sequence[Line], *, by_section: bool) -> tuple[int, ...]:
    """In a summary a section has its own grand total; the last one sums all where each section has been totalled."""
    leaves = tuple(other.row for other in above if other.role is Role.LEAF)
    groups = {other.group for other in above if other.role is Role.LEAF}
    totalled = {other.group for other in above if other.role in TOTALS}
    if by_section and not (len(groups) > 1 and groups <= totalled):
        return _group(line, above)
    return leaves
