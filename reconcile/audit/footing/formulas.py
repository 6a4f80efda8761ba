"""Formulas recomputed: sums and plain arithmetic of cells, exactly; anything else is left alone and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reconcile.audit.footing.equations import Cell
from reconcile.audit.footing.figures import Figures

TOKEN = re.compile(
    r"\s*(?:(?P<call>SUM|SUBTOTAL)\s*\(|(?P<range>\$?[A-Z]{1,3}\$?\d+\s*:\s*\$?[A-Z]{1,3}\$?\d+)|(?P<cell>\$?[A-Z]{1,3}\$?\d+)"
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<sign>[-+*/(),;]))", re.IGNORECASE,
)  # fmt: skip
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)", re.IGNORECASE)
MOST_CELLS = 200_000


class NotPlainError(Exception):
    """The formula is more than sums and arithmetic of known cells of its own sheet."""


@dataclass(frozen=True)
class Formula:
    """One formula that could be recomputed; ranges: the cells of each range that it sums."""

    at: Cell
    value: Fraction
    ranges: tuple[tuple[Cell, Cell], ...]
    cells: tuple[Cell, ...]
    constants: tuple[Fraction, ...]


def formulas_of(figures: Figures) -> Iterator[Formula]:
    """Every formula of the sheet that is plain arithmetic of its cells as they stand."""
    for (row, column), text in figures.grid.formulas.items():
        if text and row <= figures.value.shape[0] and column <= figures.value.shape[1]:
            try:
                yield _Reader(figures, text, (row - 1, column - 1)).formula()
            except (NotPlainError, ZeroDivisionError):
                continue


class _Reader:
    """A recursive reading of `SUM(B3:B9)+B12*2`."""

    def __init__(self, figures: Figures, text: str, at: Cell) -> None:
        self.figures, self.at = figures, at
        self.tokens = list(_tokens(text.lstrip("=")))
        self.place = 0
        self.ranges: list[tuple[Cell, Cell]] = []
        self.cells: list[Cell] = []
        self.constants: list[Fraction] = []

    def formula(self) -> Formula:
        value = self._sum()
        if self.place < len(self.tokens):
            raise NotPlainError
        return Formula(self.at, value, tuple(self.ranges), tuple(self.cells), tuple(self.constants))

    def _peek(self) -> tuple[str, str]:
        return self.tokens[self.place] if self.place < len(self.tokens) else ("end", "")

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        self.place += 1
        return token

    def _sum(self) -> Fraction:
        value = self._product()
        while self._peek()[1] in {"+", "-"}:
            value = value + self._product() if self._take()[1] == "+" else value - self._product()
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while self._peek()[1] in {"*", "/"}:
            value = value * self._factor() if self._take()[1] == "*" else value / self._factor()
        return value

    def _factor(self) -> Fraction:
        kind, text = self._take()
        if kind == "number":
            self.constants.append(Fraction(text))
            return Fraction(text)
        if kind == "cell":
            return self._cell(address(text))
        if kind == "call":
            return self._call()
        if text in {"-", "+"}:
            return -self._factor() if text == "-" else self._factor()
        if text == "(":
            value = self._sum()
            if self._take()[1] != ")":
                raise NotPlainError
            return value
        raise NotPlainError

    def _call(self) -> Fraction:
        if self.tokens[self.place - 1][1].upper() == "SUBTOTAL":
            raise NotPlainError
        value = Fraction(0)
        while True:
            if self._peek()[0] == "range":
                value += self._range(self._take()[1])
            else:
                value += self._sum()
            mark = self._take()[1]
            if mark == ")":
                return value
            if mark not in {",", ";"}:
                raise NotPlainError

    def _range(self, text: str) -> Fraction:
        first, last = (address(part) for part in text.split(":"))
        (top, bottom), (left, right) = sorted((first[0], last[0])), sorted((first[1], last[1]))
        height, width = self.figures.value.shape
        if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            raise NotPlainError
        self.ranges.append(((top, left), (bottom, right)))
        value = Fraction(0)
        for row in range(top, min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
                value += self._summed((row, column))
        return value

    def _summed(self, cell: Cell) -> Fraction:
        """SUM skips blanks and numbers kept as text; words may be an amount, and leave the sum unknown."""
        figures = self.figures
        if figures.hidden[cell] or figures.words[cell[0]][cell[1]]:
            raise NotPlainError
        self.cells.append(cell)
        if not figures.known[cell] or figures.typed[cell]:
            return Fraction(0)
        return Fraction(int(figures.value[cell]), figures.unit)

    def _cell(self, cell: Cell) -> Fraction:
        height, width = self.figures.value.shape
        if cell[0] >= height or cell[1] >= width:
            return Fraction(0)
        if self.figures.hidden[cell] or self.figures.words[cell[0]][cell[1]]:
            raise NotPlainError
        self.cells.append(cell)
        return Fraction(int(self.figures.value[cell]), self.figures.unit) if self.figures.known[cell] else Fraction(0)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None:
            if text[place:].strip():
                raise NotPlainError
            return
        place = found.end()
        yield next((kind, value) for kind, value in found.groupdict().items() if value)


def address(text: str) -> Cell:
    """Row and column of "$B$12", from 0."""
    found = ADDRESS.fullmatch(text.strip())
    if found is None:
        raise NotPlainError
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
