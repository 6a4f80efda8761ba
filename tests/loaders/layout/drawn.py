"""Sheets drawn as text: a row to a line, cells separated by "|", whole numbers as numbers, the rest as text."""

from __future__ import annotations

from reconcile.model.grid import Area, Cell, Grid, Scan


def cell(text: str) -> Cell:
    """What a drawn cell holds."""
    text = text.strip()
    if not text:
        return None
    return int(text.replace(",", "")) if text.replace(",", "").lstrip("-").isdigit() else text.strip('"')


def grid(drawing: str, *, sheet: str = "S", source: str = "a.xlsx", merges: tuple[Area, ...] = ()) -> Grid:
    """The worksheet of a drawing; its first line is row 1."""
    lines = drawing.strip("\n").split("\n")
    cells = tuple(tuple(cell(part) for part in line.split("|")) if line.strip() else () for line in lines)
    filled = sum(value is not None for line in cells for value in line)
    return Grid(source, sheet, cells, merges=merges, scan=Scan(filled))
