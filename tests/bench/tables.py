"""Seeded clean tables with known sums, and seeded errors in them: what the arithmetic audit is measured on.

A table is lines × columns of whole numbers with the sums that hold in it; nothing here knows how the audit works.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reconcile.model.grid import Cell, Grid
from tests.bench.branches import member_names

MOST_LINES, MOST_TRIES = 120, 20

At = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True)
class Sum:
    """A cell that is the sum of others."""

    total: At
    parts: tuple[At, ...]


@dataclass(frozen=True)
class Made:
    """A sheet with the sums of its truth. changed: cells that an error touched; kind: the error, or "clean"."""

    cells: tuple[tuple[Cell, ...], ...]
    sums: tuple[Sum, ...]
    kind: str = "clean"
    changed: tuple[At, ...] = ()
    formulas: Mapping[At, str] = field(default_factory=dict)

    @property
    def grid(self) -> Grid:
        """As a worksheet."""
        return Grid("bang.xlsx", "Bảng", self.cells, formulas=dict(self.formulas))

    def number(self, at: At) -> int:
        """What a sum would take from the cell: text and blanks add nothing."""
        value = self.cells[at[0] - 1][at[1] - 1]
        return value if isinstance(value, int) else 0

    @property
    def broken(self) -> tuple[Sum, ...]:
        """The sums that no longer hold."""
        return tuple(s for s in self.sums if self.number(s.total) != sum(map(self.number, s.parts)))

    def put(self, changes: Mapping[At, Cell], kind: str, **more: object) -> Made:
        """The sheet with some cells changed."""
        cells = tuple(
            tuple(changes.get((row, column), value) for column, value in enumerate(line, 1))
            for row, line in enumerate(self.cells, 1)
        )
        return replace(self, cells=cells, kind=kind, changed=tuple(changes), **more)  # type: ignore[arg-type]


class Builder:
    """Lines of a table under construction."""

    def __init__(self, title: str, headings: Sequence[str]) -> None:
        self.lines: list[list[Cell]] = [[title], [], list(headings)]
        self.sums: list[Sum] = []

    def add(self, *cells: Cell) -> int:
        """One more line; its row."""
        self.lines.append(list(cells))
        return len(self.lines)

    def total(self, row: int, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Make a line the sum of others."""
        for column in columns:
            parts = tuple((part, column) for part in rows)
            self.lines[row - 1][column - 1] = sum(self.value(at) for at in parts)
            self.sums.append(Sum((row, column), parts))

    def across(self, row: int, total: int, columns: Sequence[int]) -> None:
        """Make a column of a line the sum of its others."""
        self.lines[row - 1][total - 1] = sum(self.value((row, column)) for column in columns)
        self.sums.append(Sum((row, total), tuple((row, column) for column in columns)))

    def value(self, at: At) -> int:
        """A number already there."""
        value = self.lines[at[0] - 1][at[1] - 1]
        return value if isinstance(value, int) else 0

    def made(self) -> Made:
        """The table, every line as wide as the widest."""
        width = max(map(len, self.lines))
        return Made(tuple((*line, *[None] * (width - len(line))) for line in self.lines), tuple(self.sums))


def outline(dice: random.Random, names: Sequence[str]) -> Made:
    """A Vietnamese budget: the total on top, regions I, II, …, units numbered through; a column sums the others."""
    built = Builder("DỰ TOÁN THU, CHI", ["STT", "Đơn vị", "Tổng thu", "Hội phí", "Quảng cáo", "Tài trợ"])
    money = [4, 5, 6]
    top = built.add(None, "TỔNG SỐ", *[0] * 4)
    heads, number = [], 0
    for region in range(dice.randint(2, 5)):
        head = built.add(["I", "II", "III", "IV", "V"][region], f"Khu vực {region + 1}", *[0] * 4)
        rows = []
        for _ in range(dice.randint(3, 12)):
            number += 1
            rows.append(built.add(number, names[number], 0, *[dice.randint(1_000, 900_000) for _ in money]))
        built.total(head, rows, money)
        heads.append((head, rows))
    built.total(top, [head for head, _ in heads], money)
    for row in [top, *(row for head, rows in heads for row in (head, *rows))]:
        built.across(row, 3, money)
    return built.made()


def listing(dice: random.Random, names: Sequence[str]) -> Made:
    """One list with its total below, one to four columns."""
    columns = dice.randint(1, 4)
    built = Builder("DANH SÁCH THU", ["STT", "Tên", *[f"Khoản {place + 1}" for place in range(columns)]])
    rows = [
        built.add(place, names[place], *[dice.randint(100, 99_999) * 10 + dice.randint(0, 9) for _ in range(columns)])
        for place in range(1, dice.randint(6, 40))
    ]
    built.total(built.add(None, "Tổng cộng", *[0] * columns), rows, range(3, 3 + columns))
    return built.made()


def groups(dice: random.Random, names: Sequence[str]) -> Made:
    """Groups with their subtotals below and a grand total of the subtotals, in English, two or three columns."""
    columns = dice.randint(2, 3)
    built = Builder("Statement of income", ["Item", *["2018", "2019", "Budget"][:columns]])
    subtotals, used = [], 0
    for group in range(dice.randint(2, 4)):
        built.add(f"Section {group + 1}")
        rows = []
        for _ in range(dice.randint(3, 9)):
            used += 1
            rows.append(built.add(names[used], *[dice.randint(10_000, 9_999_999) for _ in range(columns)]))
        subtotals.append(built.add("Subtotal", *[0] * columns))
        built.total(subtotals[-1], rows, range(2, 2 + columns))
    built.total(built.add("Grand total", *[0] * columns), subtotals, range(2, 2 + columns))
    return built.made()


def months(dice: random.Random, names: Sequence[str]) -> Made:
    """Months as columns with a total across and below."""
    built = Builder("Receipts by month", ["Club", *[f"M{month}" for month in range(1, 13)], "Total"])
    rows = [
        built.add(names[place], *[dice.randint(50, 50_000) for _ in range(12)], 0)
        for place in range(dice.randint(5, 20))
    ]
    for row in rows:
        built.across(row, 14, range(2, 14))
    last = built.add("Total", *[0] * 13)
    built.total(last, rows, range(2, 15))
    return built.made()


def flat(dice: random.Random, names: Sequence[str]) -> Made:
    """Dues that are all alike, paid by most."""
    rate = dice.choice([150_000, 500_000, 1_000_000])
    built = Builder("HỘI PHÍ NĂM 2019", ["STT", "Đơn vị", "Phải nộp", "Đã nộp"])
    rows = [
        built.add(place, names[place], rate, rate if dice.random() < 0.9 else 0)
        for place in range(1, dice.randint(12, 63))
    ]
    built.total(built.add(None, "Cộng", 0, 0), rows, [3, 4])
    return built.made()


LAYOUTS: tuple[Callable[[random.Random, Sequence[str]], Made], ...] = (outline, listing, groups, months, flat)


def clean(seed: int) -> Made:
    """The clean table of a seed; every second one with formulas in its totals."""
    dice = random.Random(seed)
    names = member_names(MOST_LINES, dice)
    made = LAYOUTS[seed % len(LAYOUTS)](dice, names)
    return replace(made, formulas=dict(map(_formula, made.sums))) if dice.random() < 0.5 else made


def _formula(one: Sum) -> tuple[At, str]:
    return one.total, "+".join(address(part) for part in one.parts)


def address(at: At) -> str:
    """ "C7"."""
    return f"{chr(64 + at[1])}{at[0]}"


def leaf_of(made: Made, dice: random.Random) -> tuple[Sum, At]:
    """A sum and one of its parts that is no sum itself."""
    totals = {one.total for one in made.sums}
    pairs = [(one, part) for one in made.sums for part in one.parts if part not in totals and made.number(part) > 100]
    return dice.choice(pairs)


def typed(edit: Callable[[int, random.Random], int]) -> Callable[[Made, random.Random], Made | None]:
    """An error of typing in one leaf, None where no leaf allows it; the totals stay as they were, and are typed."""

    def change(made: Made, dice: random.Random) -> Made | None:
        for _ in range(MOST_TRIES):
            _, at = leaf_of(made, dice)
            value = made.number(at)
            wrong = edit(value, dice)
            if wrong != value:
                return made.put({at: wrong}, edit.__name__, formulas={})
        return None

    return change


def transposed(value: int, dice: random.Random) -> int:
    """Two neighbouring digits swapped; with equal digits another pair is taken."""
    digits = list(str(value))
    pairs = enumerate(pairwise(digits))
    places = [place for place, (one, other) in pairs if one != other and (place or other != "0")]
    if not places:
        return value
    place = dice.choice(places)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return int("".join(digits))


def one_digit(value: int, dice: random.Random) -> int:
    """One digit replaced."""
    digits = list(str(value))
    place = dice.randrange(len(digits))
    digits[place] = dice.choice([digit for digit in "123456789" if digit != digits[place]])
    return int("".join(digits))


def digit_lost(value: int, dice: random.Random) -> int:
    """One digit left out."""
    digits = str(value)
    place = dice.randrange(1, len(digits))
    return int(digits[:place] + digits[place + 1 :])


def digit_added(value: int, dice: random.Random) -> int:
    """One digit too many."""
    digits = str(value)
    place = dice.randrange(1, len(digits) + 1)
    return int(digits[:place] + str(dice.randint(0, 9)) + digits[place:])


def sign(value: int, _dice: random.Random) -> int:
    """The other sign."""
    return -value


def unit(value: int, _dice: random.Random) -> int:
    """A thousand times too large."""
    return value * 1_000


def stale(value: int, dice: random.Random) -> int:
    """Another amount, of the same size."""
    return max(1, round(value * dice.uniform(0.6, 1.5)))


def text_number(made: Made, dice: random.Random) -> Made:
    """A leaf as text."""
    _, at = leaf_of(made, dice)
    return made.put({at: str(made.number(at))}, "text_number", formulas={})


def range_short(made: Made, dice: random.Random) -> Made:
    """A total that leaves its first or last line out, and all that follows from it as it was."""
    long = [one for one in made.sums if len(one.parts) > 2 and made.number(one.parts[0]) and made.number(one.parts[-1])]
    one = dice.choice(long)
    missing = dice.choice([one.parts[0], one.parts[-1]])
    return made.put({one.total: made.number(one.total) - made.number(missing)}, "range_short", formulas={})


def counts_twice(made: Made, dice: random.Random) -> Made:
    """A total that adds one of its lines twice."""
    one = dice.choice([one for one in made.sums if len(one.parts) > 1 and any(map(made.number, one.parts))])
    twice = dice.choice([part for part in one.parts if made.number(part)])
    return made.put({one.total: made.number(one.total) + made.number(twice)}, "counts_twice", formulas={})


def cached_differs(made: Made, dice: random.Random) -> Made:
    """Formulas whose values in the file are those before a leaf was changed."""
    one, at = leaf_of(made, dice)
    changed = made.put({at: made.number(at) + dice.randint(1, 999)}, "cached_differs")
    return replace(changed, formulas={one.total: dict([_formula(one)])[one.total]}, changed=(one.total, at))


ERRORS: Mapping[str, Callable[[Made, random.Random], Made | None]] = {
    **{edit.__name__: typed(edit) for edit in (transposed, one_digit, digit_lost, digit_added, sign, unit, stale)},
    "text_number": text_number,
    "range_short": range_short,
    "counts_twice": counts_twice,
    "cached_differs": cached_differs,
}
"""Kind of error → what makes it; the kind is that of the explanation that is right."""


def renamed(made: Made, _dice: random.Random) -> Made:
    """Notes above the table and blank lines below it: nothing that adds up has changed."""
    note: tuple[Cell, ...] = ("Ghi chú: số liệu minh họa", *[None] * (len(made.cells[0]) - 1))
    empty: tuple[Cell, ...] = (None,) * len(made.cells[0])
    moved = tuple(
        Sum((one.total[0] + 2, one.total[1]), tuple((row + 2, column) for row, column in one.parts))
        for one in made.sums
    )
    return replace(made, cells=(note, empty, *made.cells, empty), sums=moved, formulas={}, kind="note")


def scaled(made: Made, _dice: random.Random) -> Made:
    """Every amount a hundred times as large."""
    numbers = {at for one in made.sums for at in (one.total, *one.parts)}
    return replace(made.put({at: made.number(at) * 100 for at in numbers}, "scaled", formulas={}), changed=())


DECOYS: Mapping[str, Callable[[Made, random.Random], Made]] = {"note": renamed, "scaled": scaled}


def restoring(made: Made) -> set[At]:
    """The cells of which one change alone makes every sum hold again."""
    wanted: set[tuple[At, int]] = set()
    for one in made.broken:
        gap = made.number(one.total) - sum(map(made.number, one.parts))
        wanted |= {(one.total, -gap), *((part, gap) for part in one.parts)}
    return {at for at, delta in wanted if not made.put({at: made.number(at) + delta}, made.kind).broken}
