"""Where a table begins: rows of headings, read as full paths from the top heading to the lowest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reconcile.loaders.vocabulary import roles_of
from reconcile.model.grid import Area, Grid
from reconcile.text.fold import clean

INDEX_CELL = re.compile(r"^(?:[A-Z]|\(?\d{1,2}\)?|\(?\d{1,2}\)?\s*=.*)$")
"""A cell of the row under the headings that numbers the columns: A, 1, (2), 6=4-5."""


@dataclass(frozen=True, slots=True)
class Header:
    """The rows of headings. paths: column → headings from top to bottom; roles: column → candidate roles."""

    top: int
    bottom: int
    paths: Mapping[int, tuple[str, ...]]
    roles: Mapping[int, tuple[str, ...]]

    @property
    def signature(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """What tells a repeated page header from the header of another table."""
        return tuple(sorted(self.paths.items()))


def find_headers(grid: Grid) -> tuple[Header, ...]:
    """All blocks of headings on a sheet, top to bottom."""
    found: list[Header] = []
    row = 1
    while row <= grid.height:
        if _is_heading_row(grid, row):
            top = row if found and row <= found[-1].bottom + 1 else _upwards(grid, row)
            bottom = _downwards(grid, top, row)
            found.append(_header(grid, top, bottom))
            row = bottom
        row += 1
    return tuple(found)


NAMING = frozenset({"seq", "branch_name", "payer", "item", "funder"})
"""Roles that a table has once: where one comes again, another table stands beside it."""


def side_by_side(header: Header) -> tuple[Header, ...]:
    """The headers of tables that stand next to each other under one row of headings, left to right."""
    blocks: list[dict[int, tuple[str, ...]]] = [{}]
    seen: set[str] = set()
    for column, path in sorted(header.paths.items()):
        naming = set(header.roles[column]) & NAMING
        gap = bool(blocks[-1]) and column - max(blocks[-1]) > 1
        if blocks[-1] and naming and (naming <= seen and (gap or "seq" in naming)):
            blocks.append({})
            seen = set()
        seen |= naming
        blocks[-1][column] = path
    parts = [Header(header.top, header.bottom, b, {c: header.roles[c] for c in b}) for b in blocks]
    named = [part for part in parts if len({r[0] for r in part.roles.values() if r}) >= 2]
    return tuple(parts) if len(named) == len(parts) else (header,)


def is_index_row(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns."""
    texts = [
        str(value) for _, value in grid.filled(row) if isinstance(value, str | int) and not isinstance(value, bool)
    ]
    return len(texts) >= 3 and len(texts) == sum(1 for _ in grid.filled(row)) and all(map(INDEX_CELL.match, texts))


def _texts(grid: Grid, row: int) -> dict[int, str]:
    return {column: clean(value) for column, value in grid.filled(row) if isinstance(value, str)}


def _is_heading_row(grid: Grid, row: int) -> bool:
    """At least two different roles are named, and most of the texts are headings.

    Parents of a two-row header count with their children: "Chứng từ" above "Số", "Ngày" names no role alone.
    """
    if any(not isinstance(v, str) and not (isinstance(v, int) and 1900 < v < 2100) for _, v in grid.filled(row)):
        return False
    texts = _texts(grid, row)
    known = [roles for text in texts.values() if len(text) <= 60 and (roles := roles_of(text))]
    return len({roles[0] for roles in known}) >= 2 and 2 * len(known) >= len(texts)


def _upwards(grid: Grid, row: int) -> int:
    """The first row of the block: parents that are merged over some columns, or merged down into it."""
    while row > 1:
        above = _texts(grid, row - 1)
        if not above or len(above) != sum(1 for _ in grid.filled(row - 1)):
            return row
        into = any(area.top < row <= area.bottom and area.left in above for area in grid.merges)
        spans = [area for area in grid.merges if area.top == row - 1 and area.left in above and area.right > area.left]
        inside = len(above) >= 2 and any(area.right - area.left + 1 < grid.width - 1 for area in spans)
        named = sum(1 for text in above.values() if roles_of(text)) >= 2
        if not (
            into or named or (inside and all(len(text) <= 60 for text in above.values()) and _below(grid, spans, row))
        ):
            return row
        row -= 1
    return row


def _below(grid: Grid, spans: list[Area], row: int) -> bool:
    """Whether two or more cells of the row stand under one merged parent."""
    texts = _texts(grid, row)
    return any(sum(span.left <= column <= span.right for column in texts) >= 2 for span in spans)


def _downwards(grid: Grid, top: int, row: int) -> int:
    """The last row of the block: as far as merges of the block reach down, and children of merged parents."""
    bottom = row
    while bottom < grid.height:
        merged = any(area.top >= top and area.top <= bottom < area.bottom for area in grid.merges)
        texts = _texts(grid, bottom + 1)
        parents = [area for area in grid.merges if top <= area.top <= bottom and area.right > area.left]
        under = texts and all(any(area.left <= column <= area.right for area in parents) for column in texts)
        if not (merged or (under and len(texts) >= 2 and not is_index_row(grid, bottom + 1))):
            return bottom
        bottom += 1
    return bottom


def _header(grid: Grid, top: int, bottom: int) -> Header:
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(1, grid.width + 1):
        path: list[str] = []
        for row in range(top, bottom + 1):
            text = _heading(grid, row, column)
            if text and text not in path[-1:]:
                path.append(text)
        if path:
            paths[column] = tuple(path)
    return Header(top, bottom, paths, {column: _roles(path) for column, path in paths.items()})


def _heading(grid: Grid, row: int, column: int) -> str:
    """The text of a cell, or of the merged area that it belongs to."""
    area = grid.merge_at(row, column)
    value = grid.value(area.top, area.left) if area else grid.value(row, column)
    return clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _roles(path: tuple[str, ...]) -> tuple[str, ...]:
    """Candidate roles of a heading path: of the whole path, else of its lowest heading, else of its highest."""
    for heading in dict.fromkeys((" ".join(path), path[-1], *reversed(path[:-1]))):
        if roles := roles_of(heading):
            return roles
    return ()
