"""Which column of a worksheet holds what a reviewer wrote, told by what its cells look like and by its heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache

from reconcile.i18n.words import LANGUAGES, catalog
from reconcile.text.fold import fold

ID = re.compile(r"[A-Z](-[0-9A-HJKMNP-TV-Z]{5}){2,}")
DIGEST = re.compile(r"[0-9A-HJKMNP-TV-Z]{10}")
DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
HEADINGS = {
    "status": re.compile(r"(tinh trang|status)\b"),
    "reason": re.compile(r"(ly do|ket luan|reason|conclusion)\b"),
    "who": re.compile(r"(nguoi soat|reviewer|who)\b"),
    "when": re.compile(r"(ngay|date|when)\b"),
    "assign_branch": re.compile(r"(ghi thu cho|assign)"),
    "assign_period": re.compile(r"(ky|period)$"),
    "assign_kind": re.compile(r"(loai|kind)$"),
}
"""Folded headings, in either language."""

IN_ORDER = ("reason", "who", "when")
ABOVE = 4
"""How many rows over the first id a heading may stand."""

Line = Sequence[object]


def columns(lines: Sequence[Line], rows: Sequence[int], ids: int) -> dict[str, int]:
    """The column of each role that can be told: id, digest, status, reason, who, when, assign_*."""
    marked = [lines[row] for row in rows]
    headings = _headings(lines, rows[0])
    columns = {"id": ids}
    digest = densest(marked, DIGEST.fullmatch)
    if digest is not None:
        columns["digest"] = digest
    status = densest(marked, lambda word: fold(word) in status_words())
    if status is None:
        status = next((column for column, words in headings.items() if HEADINGS["status"].match(words)), None)
    if status is None:
        return columns
    columns["status"] = status
    right_first = sorted(headings, key=lambda column: (column < status, column))
    for role, pattern in HEADINGS.items():
        free = (column for column in right_first if column not in columns.values() and pattern.match(headings[column]))
        if role not in columns and (column := next(free, None)) is not None:
            columns[role] = column
    return columns | _in_order(columns, headings, max(map(len, marked)))


def _in_order(columns: Mapping[str, int], headings: Mapping[int, str], width: int) -> dict[str, int]:
    """Reason, who and when that no heading names: the next columns right of the status that are not taken.

    A column without a heading beside columns that have one was put there by a reviewer, and is passed over.
    """
    free = [
        column
        for column in range(columns["status"] + 1, width)
        if column not in columns.values() and (column in headings or not headings)
    ]
    return dict(zip((role for role in IN_ORDER if role not in columns), free, strict=False))


def _headings(lines: Sequence[Line], first: int) -> dict[int, str]:
    """Column → folded heading: the lowest text over the first id that a role knows, else the lowest of some length."""
    headings: dict[int, str] = {}
    for line in lines[max(first - ABOVE, 0) : first]:
        for column, value in enumerate(line):
            heading = fold(text(value))
            if len(heading) > 1 and not any(pattern.match(headings.get(column, "")) for pattern in HEADINGS.values()):
                headings[column] = heading
    return headings


def densest(lines: Sequence[Line], looks: Callable[[str], object]) -> int | None:
    """The column with most cells that look so; the last one of several; None where no cell does."""
    counts = Counter(
        column for line in lines for column, value in enumerate(line) if isinstance(value, str) and looks(value.strip())
    )
    return max(counts, key=lambda column: (counts[column], column), default=None)


@cache
def status_words() -> Mapping[str, str]:
    """Folded status word of any language → its key in `flags.json`."""
    prefix = "status_"
    return {
        fold(str(word)): name.removeprefix(prefix)
        for lang in LANGUAGES
        for name, word in catalog("terms")[lang].items()
        if name.startswith(prefix)
    }


def written_day(value: object) -> str:
    """A day as a reviewer wrote it, in ISO form where it is one (day before month), else as it stands."""
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    written = text(value)
    parts = DAY.fullmatch(written)
    if not parts:
        return written
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])).isoformat()
    except ValueError:
        return written


def at(line: Line, column: int) -> object:
    """The value of a column; None beyond the end."""
    return line[column] if column < len(line) else None


def text(value: object) -> str:
    """What a cell shows, without blanks around it; a whole number without its decimals."""
    if value is None:
        return ""
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
