"""A sheet as arrays of exact whole numbers: every value times one power of ten, so that sums need no floats."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reconcile.model.grid import CellError, Grid, NotCalculated

Whole: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

MOST_DECIMALS = 9
ROOM = 2**61
"""Sums of a whole sheet must stay below this."""

NUMERIC = re.compile(r"(?P<minus>-|\(|−)?\s*[$€£]?\s*(?P<digits>\d[\d.,' ]*)\s*(?P<end>\)|-)?", re.IGNORECASE)
FOOTNOTE = re.compile(r"\(\d{1,2}\)")
TEXT_FORMATS = (".csv", ".tsv", ".tab", ".txt")
"""Formats that hold nothing but text."""

NIL = frozenset({"-", "–", "—", "nil", "--", "- -"})
OPEN = re.compile(r"(?:\([a-z]\)|n\.?a\.?|x|\.\.+|…|\?|#n/a|s|na|\(x\)|k\.?a\.?)", re.IGNORECASE)
"""Texts that stand for a figure that is not told."""


class Marks:
    """How a sheet writes numbers as text: which sign is the decimal mark, by the vote of all of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        votes = {".": 0, ",": 0}
        for text in texts:
            for mark in votes:
                votes[mark] += _is_decimal(text, mark) - _groups(text, mark)
        self.decimal = max(votes, key=lambda mark: votes[mark]) if votes["."] != votes[","] else ""

    def number(self, text: str) -> Fraction | None:
        """The number of a text that is nothing else; None where it is no number or could be two."""
        found = NUMERIC.fullmatch(text)
        if found is None or (found["minus"] == "(") != (found["end"] == ")"):
            return None
        digits = found["digits"].replace(" ", "").replace("'", "").rstrip(".,")
        marks = [mark for mark in ".," if mark in digits]
        decimal = next((mark for mark in marks if _is_decimal(digits, mark)), "")
        if not decimal and len(marks) == 1 and not _groups(digits, marks[0]):
            if not self.decimal:
                decimal = ""
            elif self.decimal == marks[0]:
                decimal = marks[0]
        for mark in marks:
            if mark != decimal:
                digits = digits.replace(mark, "")
        number = Fraction(digits.replace(decimal, ".") if decimal else digits)
        return -number if found["minus"] or found["end"] == "-" else number


def _is_decimal(text: str, mark: str) -> bool:
    """Whether the sign can only be a decimal mark: once, with the other before it, or no three digits behind it."""
    if text.count(mark) != 1:
        return False
    before, after = text.split(mark)
    other = "," if mark == "." else "."
    digits = "".join(filter(str.isdigit, after))
    if other in after:
        return False
    whole = "".join(filter(str.isdigit, before))
    return other in before or len(digits) != 3 or len(whole) > 3 or whole in {"", "0"}


def _groups(text: str, mark: str) -> bool:
    """Whether the sign can only part thousands."""
    return text.count(mark) > 1


@dataclass(frozen=True)
class Figures:
    """One worksheet, rows × columns counted from 0; `unit` is what 1 is written as.

    known: a number stands there; hidden: something that is no number but may stand for one; typed: a number as text;
    decimals: the places that its number needs; slack: how far a cell may be from its exact value (0, or 1 where a
    value had more places than the unit keeps).
    """

    grid: Grid
    value: Whole
    known: Mask
    hidden: Mask
    typed: Mask
    decimals: NDArray[np.int8]
    words: tuple[tuple[str, ...], ...]
    unit: int
    slack: int

    def exact(self, number: int) -> int | Fraction:
        """A whole number of these arrays as what the sheet would show."""
        found = Fraction(number, self.unit)
        return int(found) if found.denominator == 1 else found


class _Draft:
    """The cells of a sheet, sorted into numbers, what may stand for one, and words."""

    def __init__(self, grid: Grid) -> None:
        texts = (cell for row in grid.cells for cell in row if isinstance(cell, str))
        self.marks = Marks(text for text in texts if NUMERIC.fullmatch(text.strip()))
        self.only_text = grid.source.lower().endswith(TEXT_FORMATS)
        self.numbers: dict[tuple[int, int], Fraction] = {}
        height, width = grid.height, grid.width
        self.hidden, self.typed = np.zeros((height, width), np.bool_), np.zeros((height, width), np.bool_)
        self.words = [[""] * width for _ in range(height)]
        for r, row in enumerate(grid.cells):
            for c, cell in enumerate(row):
                if isinstance(cell, str):
                    self._text((r, c), cell.strip())
                elif isinstance(cell, int | Fraction) and not isinstance(cell, bool):
                    self.numbers[r, c] = Fraction(cell)
                elif isinstance(cell, CellError | NotCalculated):
                    self.hidden[r, c] = True
        for area in grid.merges:
            if (area.top - 1, area.left - 1) in self.numbers:
                self.hidden[area.top - 1 : area.bottom, area.left - 1 : area.right] = True
                self.hidden[area.top - 1, area.left - 1] = False

    def _text(self, at: tuple[int, int], text: str) -> None:
        """A number that is nothing else, what stands for one, a nil, or words."""
        number = None if FOOTNOTE.fullmatch(text) else self.marks.number(text)
        if number is not None:
            self.numbers[at], self.typed[at] = number, not self.only_text
            return
        stands = bool(OPEN.fullmatch(text))
        self.hidden[at] = stands or any(map(str.isdigit, text))
        if not stands and text not in NIL:
            self.words[at[0]][at[1]] = text


def figures_of(grid: Grid) -> Figures:
    """The numbers of a sheet; text is a number only where it is nothing else."""
    draft = _Draft(grid)
    numbers, shape = draft.numbers, (grid.height, grid.width)
    decimals = np.zeros(shape, np.int8)
    for at, number in numbers.items():
        decimals[at] = _places(number)
    unit, slack = _unit(numbers.values(), int(decimals.max(initial=0)), sum(shape))
    value, known = np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
    for at, number in numbers.items():
        scaled = round(number * unit)
        if abs(scaled) * sum(shape) > ROOM:
            draft.hidden[at] = True
        else:
            value[at], known[at] = scaled, True
    words = tuple(map(tuple, draft.words))
    return Figures(grid, value, known, draft.hidden, draft.typed, decimals, words, unit, slack)


def _places(number: Fraction) -> int:
    """How many decimals a number shows, at most `MOST_DECIMALS`."""
    rest = number.denominator
    for places in range(MOST_DECIMALS):
        if 10**places % rest == 0:
            return places
    return MOST_DECIMALS


def _unit(numbers: Collection[Fraction], places: int, cells: int) -> tuple[int, int]:
    """The power of ten that all values are multiplied by, and whether some are rounded by it."""
    largest = max(map(abs, numbers), default=Fraction(0))
    kept = places
    while kept > 0 and largest * 10**kept * cells > ROOM:
        kept -= 1
    return 10**kept, int(kept < places or places == MOST_DECIMALS)
