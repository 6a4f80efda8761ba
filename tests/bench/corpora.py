"""The seeded corpora: a folder each, with `sheets/` and the charter that fits them.

Run as a process of its own (`python -m tests.bench.corpora FOLDER NAME SIZE`), so that its memory is not the bench's.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from tests.bench.branches import branch_workbook, member_names
from tests.bench.lists import payments, roll, year_of_months

SEED = 2019
OF_THE_ASSOCIATION = 63
ENOUGH = 20_000
"""Names at hand; no corpus needs more."""

CHARTER = """[association]
name = "Hội Thư viện Việt Nam"
fiscal_year_starts = "01-01"

[class.specialised]
names = ["Chuyên ngành"]
unit = "chi hội"

[[rate]]
class = "specialised"
basis = "per_unit"
amount = 150_000
per = "year"
due = ["12-31"]
valid_from = 2019-01-01
authority = { status = "assumed", note = "bench" }
"""

Units = Mapping[str, int]
"""Branch → the units that it pays for: what the roll says."""
Maker = Callable[[Path, int, Iterator[str], random.Random], Units]


def human(sheets: Path, size: int, names: Iterator[str], dice: random.Random) -> Units:
    """One branch workbook as people make it; size: its members."""
    members = list(islice(names, size))
    branch_workbook(sheets / "chi-hoi.xlsx", members, dice, wrong=True)
    return dict.fromkeys(members, 1)


def months(sheets: Path, size: int, names: Iterator[str], dice: random.Random) -> Units:
    """Branches × 12 months; size: branches."""
    branches = list(islice(names, size))
    year_of_months(sheets / "hoi-phi-thang.xlsx", branches, dice)
    return dict.fromkeys(branches, 1)


def receipts(sheets: Path, size: int, names: Iterator[str], dice: random.Random) -> Units:
    """A receipts book of 10 columns; size: payments."""
    return payments(sheets / "so-thu.xlsx", size, list(islice(names, OF_THE_ASSOCIATION)), dice)


def formulas(sheets: Path, size: int, names: Iterator[str], dice: random.Random) -> Units:
    """The same with a formula in each row, hidden rows and merges."""
    return payments(sheets / "so-thu.xlsx", size, list(islice(names, OF_THE_ASSOCIATION)), dice, formulas=True)


def many(sheets: Path, size: int, names: Iterator[str], dice: random.Random) -> Units:
    """Messy workbooks of 12 to 23 members; size: workbooks."""
    everybody = []
    for number in range(1, size + 1):
        members = list(islice(names, dice.randint(12, 23)))
        branch_workbook(sheets / f"chi-hoi-{number:03}.xlsx", members, dice, wrong=dice.random() < 0.25)
        everybody += members
    return dict.fromkeys(everybody, 1)


def month(sheets: Path, size: int, names: Iterator[str], dice: random.Random) -> Units:
    """What a month brings: a receipts book, the year of months, 63 branch workbooks; size: payments."""
    paid = receipts(sheets, size, names, dice)
    return {
        **paid,
        **months(sheets, OF_THE_ASSOCIATION, names, dice),
        **many(sheets, OF_THE_ASSOCIATION, names, dice),
    }


MAKERS: Mapping[str, Maker] = {
    "H": human,
    "S": months,
    "M": receipts,
    "L": receipts,
    "LF": formulas,
    "MANY": many,
    "JOB": month,
}
ALONE = frozenset({"H", "MANY"})
"""Corpora without a roll: their own lists stand in for it."""
SIZES: Mapping[str, int] = {
    "H": 60,
    "S": OF_THE_ASSOCIATION,
    "M": 50_000,
    "L": 1_000_000,
    "LF": 100_000,
    "MANY": 500,
    "JOB": 50_000,
}
QUICK: Mapping[str, int] = {
    "H": 60,
    "S": OF_THE_ASSOCIATION,
    "M": 5_000,
    "L": 50_000,
    "LF": 10_000,
    "MANY": 50,
    "JOB": 5_000,
}
"""A tenth of the sizes and less: the command works; its ratios are mostly start-up."""


def make(folder: Path, name: str, size: int) -> None:
    """Write one corpus; the same seed gives the same cells."""
    sheets, dice = folder / "sheets", random.Random(SEED)
    sheets.mkdir(parents=True)
    units = MAKERS[name](sheets, size, iter(member_names(ENOUGH, dice)), dice)
    if name not in ALONE:
        roll(sheets / "danh-sach.xlsx", units)
    (folder / "rules.toml").write_text(CHARTER, "utf-8")


if __name__ == "__main__":
    make(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
