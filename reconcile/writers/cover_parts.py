"""What both pages of the cover are laid out with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reconcile.writers import styles
from reconcile.writers.addresses import RATES_FIRST_ROW, Home
from reconcile.writers.paper import Paper
from reconcile.writers.render import literal
from reconcile.writers.sheets import rates
from reconcile.writers.styles import (
    ASK,
    ASSUMED,
    BREAK,
    FOOTED,
    NO_BASIS,
    NO_LINE,
    SETTLED,
    THIN,
    Style,
)

WIDTHS = (4.5, *(13,) * 10)
LAST = 11
ROW_POINTS, SPACE_POINTS, SIGNING_POINTS = 16.5, 7.0, 42.0
MOST_LISTED, MOST_JOBS, MOST_TOLD = 8, 5, 2
"""Points named in the verdict, jobs, and points told in full below the verdict."""

LONGEST_LINK = 15
WHO = {"A": "accountant", "B": "treasurer", "C": "board", "D": "treasurer", "G": "accountant", "S": "accountant",
       "L": "treasurer"}  # fmt: skip
"""Who does a job, by the family of its point, where the charter does not say."""

JOB_CELLS = (("number", 1, 1), ("job", 2, 8), ("who", 9, 9), ("amount", 10, 10), ("points", 11, 11))
RESULT_CELLS = (("class", 1, 3), ("due", 4, 5), ("collected", 6, 7), ("outstanding", 8, 8), ("unit", 9, 9),
                ("money", 10, 10), ("member", 11, 11))  # fmt: skip
BASES = ("unit", "money", "member")
INDEX_CELLS = (("sheet", 1, 3), ("question", 4, 8), ("control", 9, 11))
SIGNERS = (("preparer", 1, 3), ("accountant", 4, 6), ("reviewer", 7, 9), ("chairman", 10, 11))
MARKS = {"settled": SETTLED, "footed": FOOTED, "break": BREAK, "ask": ASK, "assumed": ASSUMED, "no_basis": NO_BASIS}

Block = Callable[[Paper, int], list[float]]
Shown = tuple[str, str]
"""An expression and the text that it gives."""

BOX = Style(align="center", bold=True, size=13, lines=(THIN, THIN, NO_LINE, THIN))
BOX_BELOW = Style(align="center", wrap=True, lines=(NO_LINE, THIN, THIN, THIN))


def across(paper: Paper, row: int, text: str, style: Style, columns: tuple[int, int] = (1, LAST)) -> None:
    """Write a text over several columns of a row."""
    paper.sheet.merge(row, columns[0], row, columns[1], text, style)


def headings(paper: Paper, row: int, prefix: str, cells: Sequence[tuple[str, int, int]]) -> None:
    """The header row of an inner table."""
    for name, first, last in cells:
        across(paper, row, paper.say(f"cover_{prefix}_{name}"), styles.HEADER, (first, last))


def either(paper: Paper, key: str, condition: str, *, holds: bool) -> Shown:
    """A control: its words where the condition is met, and where it is not."""
    said, otherwise = paper.say(f"cover_control_{key}"), paper.say(f"cover_control_{key}_not")
    return f"IF({condition},{literal(said)},{literal(otherwise)})", said if holds else otherwise


def alone(paper: Paper, key: str) -> Shown:
    """A control that has nothing to look at."""
    said = paper.say(f"cover_control_{key}_nothing")
    return literal(said), said


def in_rates(measure: str, order: int) -> Home:
    """Where A1 shows a measure of a class; the whole association comes behind the last class."""
    names = [name for name, _ in rates.COLUMNS]
    return Home("rates", RATES_FIRST_ROW + order, rates.GROUP + 1 + names.index(measure))
