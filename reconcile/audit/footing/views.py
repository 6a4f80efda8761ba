"""A sheet seen as lines (its rows, or its columns) with what their labels say; the other direction is "across"."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from reconcile.audit.footing.figures import MOST_DECIMALS, Figures, Mask, Whole
from reconcile.text.fold import unify

LABELS = 2**14
"""Texts that are remembered."""

NONE, SOFT, HARD = 0, 1, 2
"""How strongly a line claims to be the sum of others."""

WORD = re.compile(r"[^\W_]+|%")
ORDINAL = re.compile(
    r"\(?(?:(?P<roman>[IVX]{1,5})|(?P<upper>[A-Z])|(?P<lower>[^\W\d_])|(?P<dash>[-+*•–])|(?P<number>\d+(?:\.\d+)*))\s*[.)]?\s*\)?"
)
NUMBERED = re.compile(r"(?P<mark>(?:[IVX]{1,5}|[^\W\d_]|\d+(?:\.\d+)*)[.)]|\d+(?:\.\d+)+|[-+*•–](?=\s))\s*(?=\S)")
INDEX = re.compile(r"[A-Z]|\(?\d{1,2}\)?|\(?\d{1,2}\)?\s*=\s*[\d()+\-*/x%:\s]+")
MOST_COLUMNS = 60
NAMELESS = 6
"""At most one row in so many may bear no label for that to be telling."""
LONGEST_HEADING = 6
"""So many cells above the first number of a column are its heading."""

RANKS = {"upper": 0, "roman": 1, "number": 2, "lower": 8, "dash": 9}


@dataclass(frozen=True)
class View:
    """Lines × across. claim: NONE, SOFT, HARD; skip: lines that are no parts and no totals; share: lines and lines
    across whose figures add up to nothing; level and order: place of a line in the outline, -1 where it has none.
    """

    by_rows: bool
    value: Whole
    known: Mask
    hidden: Mask
    labels: tuple[str, ...]
    claim: tuple[int, ...]
    signed: tuple[bool, ...]
    skip: Mask
    share: Mask
    share_across: Mask
    level: tuple[int, ...]
    order: tuple[int, ...]
    partial: tuple[bool, ...]
    unit: Whole
    """Per line across: what the last decimal that is shown there weighs."""
    grain: Whole
    """Per cell: what the last decimal of its own figure weighs."""
    typed: Mask
    """Numbers that are kept as text."""

    def cell(self, line: int, across: int) -> tuple[int, int]:
        """Row and column, from 0."""
        return (line, across) if self.by_rows else (across, line)

    @property
    def lines(self) -> int:
        """How many there are."""
        return len(self.labels)


@cache
def _phrases(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """First word → the phrases of a list that begin with it."""
    with Path(__file__).with_name("words.toml").open("rb") as file:
        phrases = [tuple(WORD.findall(unify(phrase).lower())) for phrase in tomllib.load(file)[name]]
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


@lru_cache(LABELS)
def words_of(label: str) -> tuple[str, ...]:
    """The words of a label in lower case, with their marks."""
    return tuple(WORD.findall(unify(label).lower()))


@lru_cache(LABELS)
def says(label: str, name: str, *, first: bool = False) -> bool:
    """Whether a phrase of the list stands in the label, or at its begin."""
    words, phrases = words_of(label), _phrases(name)
    return any(
        words[at : at + len(phrase)] == phrase
        for at in range(min(1, len(words)) if first else len(words))
        for phrase in phrases.get(words[at], ())
    )


@lru_cache(LABELS)
def is_share(label: str) -> bool:
    """Whether percentages, prices or averages stand there: said at the begin or the end, or by a percent sign."""
    words = words_of(label)
    ends = any(words[-len(phrase) :] == phrase for group in _phrases("share").values() for phrase in group)
    return "%" in words or ends or says(label, "share", first=True)


@lru_cache(LABELS)
def claim_of(label: str) -> int:
    """HARD where a total is named at the begin or the end, SOFT where it stands inside or the label names a result."""
    label = NUMBERED.sub("", label.strip(), count=1)
    words = words_of(label)
    if not words or len(words) > 14 or says(label, "not_total", first=True):
        return NONE
    if says(label, "total", first=True) or words[-1] in {"total", "totals", "gesamt", "insgesamt"}:
        return HARD
    return SOFT if says(label, "total") or says(label, "result", first=True) else NONE


def views_of(figures: Figures) -> tuple[View, View]:
    """The sheet by rows and by columns."""
    height, width = figures.value.shape
    ordinals = _ordinal_column(figures)
    numbering = np.array([_numbers_columns(figures, row) for row in range(height)], np.bool_)
    years = np.array([_years(figures.value[row], figures.known[row], figures.unit) for row in range(height)], np.bool_)
    skip_rows = numbering | years
    skip_columns = np.zeros(width, np.bool_)
    for column in range(width):
        own = figures.known[:, column] & ~skip_rows
        values = figures.value[:, column]
        skip_columns[column] = (
            column == ordinals or _counts_up(values, own, figures.unit) or _footnotes(values, own, figures.unit)
        )
    known = figures.known & ~skip_rows[:, None] & ~skip_columns[None, :]
    row_labels = [_row_label(figures, known, row) for row in range(height)]
    first = [_first_text(figures, row) for row in range(height)]
    headings = [_heading(figures, known, column) for column in range(width)]
    share_rows = np.array([is_share(text) and claim_of(text) == NONE for text in first], np.bool_)
    share_columns = np.array([is_share(text) for text in headings], np.bool_)
    marks = [_mark(figures, row, ordinals) for row in range(height)]
    level, order = _outline(marks)
    rows = View(
        True, figures.value, known, figures.hidden, tuple(row_labels),
        _claims(first, row_labels, figures, known),
        tuple(says(text, "result") for text in row_labels),
        skip_rows | ~(known | _inside(figures.hidden, known)).any(axis=1), share_rows, share_columns, level, order,
        tuple(says(text, "of_which") for text in row_labels), _units(figures, known, 0), _grain(figures), figures.typed,
    )  # fmt: skip
    columns = View(
        False, figures.value.T, known.T, figures.hidden.T, tuple(headings), tuple(map(claim_of, headings)),
        tuple(says(text, "result") for text in headings),
        skip_columns | ~known.any(axis=0), share_columns, share_rows, (-1,) * width, (-1,) * width,
        tuple(says(text, "of_which") for text in headings), _units(figures, known, 1), _grain(figures).T,
        figures.typed.T,
    )  # fmt: skip
    return rows, columns


def _inside(hidden: Mask, known: Mask) -> Mask:
    """Cells that may stand for a figure, between figures of their own column: "10.000.000 - PT 015" among amounts."""
    above = np.logical_or.accumulate(known, axis=0)
    below = np.logical_or.accumulate(known[::-1], axis=0)[::-1]
    found: Mask = hidden & above & below
    return found


def _claims(first: Sequence[str], labels: Sequence[str], figures: Figures, known: Mask) -> tuple[int, ...]:
    """What the labels claim; in a table of labelled rows a row of figures alone is a total that nobody named."""
    claims = [max(claim_of(text), claim_of(label)) for text, label in zip(first, labels, strict=True)]
    filled = [row for row in range(len(labels)) if known[row].any()]
    bare = [row for row in filled if not any(figures.words[row])]
    if filled and len(bare) <= max(1, len(filled) // NAMELESS):
        for row in bare:
            claims[row] = max(claims[row], HARD)
    return tuple(claims)


def _units(figures: Figures, known: Mask, axis: int) -> Whole:
    """What the finest decimal of each line across weighs."""
    places = np.where(known, figures.decimals, 0).max(axis=axis, initial=0).astype(np.int64)
    whole = len(str(figures.unit)) - 1
    return np.array([10 ** max(0, whole - int(place)) for place in places], np.int64)


def _grain(figures: Figures) -> Whole:
    whole = len(str(figures.unit)) - 1
    weights = np.array([10 ** max(0, whole - places) for places in range(MOST_DECIMALS + 1)], np.int64)
    return weights[figures.decimals]


def _years(values: Whole, known: Mask, unit: int) -> bool:
    """A heading of years: at least two, rising or falling."""
    found = values[known]
    if len(found) < 2 or (found % unit).any():
        return False
    years = found // unit
    steps = np.diff(years)
    return bool(((years >= 1900) & (years <= 2100)).all() and ((steps > 0).all() or (steps < 0).all()))


def _numbers_columns(figures: Figures, row: int) -> bool:
    """The row under the headings that numbers the columns: 1 2 3 4, or A B 1=2+3 2 3."""
    texts = [text for text in figures.words[row] if text]
    if not all(INDEX.fullmatch(text.strip()) for text in texts):
        return False
    values = figures.value[row][figures.known[row]]
    if (values % figures.unit).any():
        return False
    numbers = values // figures.unit
    rising = bool((np.diff(numbers) > 0).all() and (numbers > 0).all() and (numbers <= MOST_COLUMNS).all())
    signed = any("=" in text for text in texts)
    close = signed or len(numbers) < 2 or float((np.diff(numbers) == 1).mean()) >= 0.7
    return rising and close and len(texts) + len(numbers) >= 3 and (signed or len(numbers) >= 2)


def _footnotes(values: Whole, known: Mask, unit: int) -> bool:
    """A column that only holds marks such as (1), (2), which were typed as numbers below nought."""
    found = values[known]
    return bool(
        len(found)
        and ((found < 0) & (found >= -20 * unit) & (found % unit == 0)).all()
        and len(set(found)) == len(found)
    )


def _counts_up(values: Whole, known: Mask, unit: int) -> bool:
    """An ordinal, code or year column: whole numbers in steps of one."""
    found = values[known]
    if len(found) < 4 or (found % unit).any():
        return False
    steps = np.diff(found // unit)
    return bool((steps == 1).mean() >= 0.8) or bool(
        (steps == 0).mean() < 0.5 and ((found // unit >= 1900) & (found // unit <= 2100)).all()
    )


def _ordinal_column(figures: Figures) -> int:
    """The first column where most cells are ordinals (1, I, A, 1.1, a, -); -1 where there is none."""
    height, width = figures.value.shape
    for column in range(min(width - 1, 3)):
        rows = [row for row in range(height) if figures.known[row, column + 1 :].any()]
        marks = [mark for row in rows if (mark := _cell_mark(figures, row, column))]
        filled = sum(bool(figures.known[row, column] or figures.words[row][column]) for row in rows)
        numbers = [int(mark[1]) for mark in marks if mark[0] == "number" and mark[1].isdigit()]
        rising = sum(later == one + 1 for one, later in itertools.pairwise(numbers))
        if len(marks) >= 3 and len(marks) >= 0.6 * filled and (not numbers or rising >= 0.5 * (len(numbers) - 1)):
            return column
    return -1


def _cell_mark(figures: Figures, row: int, column: int) -> tuple[str, str] | None:
    """The kind and text of the ordinal in a cell."""
    if figures.known[row, column]:
        number = figures.exact(int(figures.value[row, column]))
        return ("number", str(number)) if isinstance(number, int) and 0 < number < 1000 else None
    text = figures.words[row][column].strip()
    found = ORDINAL.fullmatch(text) if text else None
    return next(((kind, mark) for kind, mark in found.groupdict().items() if mark), None) if found else None


def _mark(figures: Figures, row: int, column: int) -> tuple[str, str] | None:
    """The ordinal of a row: in its own column, else at the begin of its first text ("1.1. Thu nội địa")."""
    if column >= 0:
        return _cell_mark(figures, row, column)
    found = NUMBERED.match(_first_text(figures, row).strip())
    kinds = ORDINAL.fullmatch(found["mark"].strip()) if found else None
    return next(((kind, mark) for kind, mark in kinds.groupdict().items() if mark), None) if kinds else None


def _outline(marks: Sequence[tuple[str, str] | None]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The level and the number of each row: A before I before 1 before 1.1 before a before "-"."""
    levels, orders = [], []
    letters = [mark[1] for mark in marks if mark and mark[0] in {"upper", "roman"} and len(mark[1]) == 1]
    alphabet = "A" in letters or "B" in letters
    romans = any(mark and mark[0] == "roman" and len(mark[1]) > 1 for mark in marks)
    for mark in marks:
        if mark is None:
            levels.append(-1)
            orders.append(-1)
            continue
        kind, text = mark
        if kind == "roman" and len(text) == 1 and alphabet and not romans:
            kind = "upper"
        if kind == "number":
            parts = text.split(".")
            levels.append(RANKS[kind] + len(parts) - 1)
            orders.append(int(parts[-1]))
        else:
            levels.append(RANKS[kind])
            orders.append(_letter(kind, text))
    return tuple(levels), tuple(orders)


ROMAN = {"I": 1, "V": 5, "X": 10}


def _letter(kind: str, text: str) -> int:
    if kind == "roman":
        values = [ROMAN[sign] for sign in text]
        return sum(-one if one < later else one for one, later in zip(values, [*values[1:], 0], strict=True))
    return ord(text[0].lower()) - 96 if kind in {"upper", "lower"} else -1


def _first_text(figures: Figures, row: int) -> str:
    return next((text for text in figures.words[row] if text and not ORDINAL.fullmatch(text.strip())), "")


def _row_label(figures: Figures, known: Mask, row: int) -> str:
    """What stands to the left of the first number of a row."""
    numbers = np.flatnonzero(known[row])
    end = int(numbers[0]) if len(numbers) else len(figures.words[row])
    return " ".join(text for text in figures.words[row][:end] if text and not ORDINAL.fullmatch(text.strip()))


def _heading(figures: Figures, known: Mask, column: int) -> str:
    """The texts above the first number of a column, the nearest six."""
    numbers = np.flatnonzero(known[:, column])
    end = int(numbers[0]) if len(numbers) else 0
    texts = [figures.words[row][column] for row in range(end) if figures.words[row][column]]
    return " ".join(texts[-LONGEST_HEADING:])
