"""The role of every row of a table, by its label, its ordinal and what stands in its columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reconcile.loaders.layout.headers import is_index_row
from reconcile.loaders.vocabulary import begins, is_total
from reconcile.model.grid import Grid
from reconcile.model.periods import Period
from reconcile.model.table import TOTALS, Column, Line, Role
from reconcile.text.dates import years_in
from reconcile.text.fold import clean, fold

LABELS = ("branch_name", "item", "payer", "funder", "project")
"""Roles of columns that name what a row is about, first choice first."""

NOT_NUMBERS = frozenset(
    {
        "seq",
        "branch_code",
        "branch_name",
        "class",
        "contact",
        "pay_date",
        "receipt_no",
        "method",
        "year",
        "note",
        "valid_from",
        "valid_to",
        "aliases",
        "region",
        "payer",
        "item",
        "measure_unit",
        "funder",
        "project",
        "agreement",
        "span",
        "people",
        "exempt",
        "months",
    }
)
"""Roles whose cells are no amounts and no counts."""

SECTION = re.compile(r"^([IVX]{1,5}|[A-H])[.):\s-]")
ORDINAL = re.compile(r"^\(?(\d+(?:\.\d+)*|[IVX]{1,5}|[A-Za-z])\)?[.):]?$")
PLACE_AND_DATE = re.compile(
    r"^[a-z .]{0,30}(?:,\s*)?(?:ngay\b.{0,12}\bthang\b.{0,12}\bnam\b.{0,10}"
    r"|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(?:19|20)\d\d\.?)$"
)
"""The folded line above the signatures: "ha noi, ngay 31 thang 01 nam 2020", "hanoi, 31 january 2020"."""


@dataclass(frozen=True, slots=True)
class Body:
    """What the rows of a table are read with."""

    grid: Grid
    columns: tuple[Column, ...]
    period: Period | None

    @property
    def label_column(self) -> int | None:
        """The column that names the rows."""
        by_role = {column.role: column.index for column in reversed(self.columns)}
        return next((by_role[role] for role in LABELS if role in by_role), None)

    @property
    def ordinal_column(self) -> int | None:
        """The column of STT."""
        return next((column.index for column in self.columns if column.role == "seq"), None)

    @property
    def numeric(self) -> frozenset[int]:
        """Columns that hold amounts or counts."""
        return frozenset(column.index for column in self.columns if column.role not in NOT_NUMBERS)


def title_lines(grid: Grid, first: int, last: int, *, unit: Mapping[int, int]) -> Iterator[Line]:
    """The rows above a table: its unit line and its titles."""
    for row in range(first, last + 1):
        texts = [clean(str(value)) for _, value in grid.filled(row)]
        if texts:
            yield Line(row, Role.UNIT if row in unit else Role.TITLE, " | ".join(texts))


def title_start(grid: Grid, above: int, top: int) -> int:
    """The first row of the title block of a table whose headings begin at `top`, below another table.

    Rows of one or two texts, without numbers, that are no total, words, note or signature; one blank row may stand
    between them and the headings.
    """
    start = top
    for row in range(top - 1, above, -1):
        cells = [value for _, value in grid.filled(row)]
        if not cells:
            if start < top:
                break
            continue
        texts = [clean(value) for value in cells if isinstance(value, str)]
        ends = any(begins(text, name) for text in texts for name in ("words", "note", "signature", "running", "carry"))
        if len(texts) < len(cells) or len(texts) > 2 or ends or any(map(is_total, texts)):
            break
        start = row
    return start


def body_lines(body: Body, first: int, last: int, headings: Collection[int] = ()) -> tuple[Line, ...]:
    """The rows below the headings, up to the next table or the end of the sheet; headings: rows of page headers."""
    lines: list[Line] = []
    group: int | None = None
    closed = False
    for row in range(first, last + 1):
        if not any(True for _ in body.grid.filled(row)):
            continue
        line = _line(body, row)
        if row in headings:
            line = replace(line, role=Role.HEADER)
        elif closed:
            line = replace(line, role=Role.SIGNATURE)
        elif line.role is Role.INDEX and lines and lines[-1].role is not Role.HEADER:
            line = replace(line, role=Role.LEAF, group=group)
        elif line.role is Role.GROUP:
            group = row
        elif line.role in {Role.LEAF, Role.SUBTOTAL, Role.TOTAL}:
            line = replace(line, group=group)
        closed = closed or line.role is Role.SIGNATURE
        lines.append(line)
    return tuple(_after_the_last_total(_parts_of_which(_headings_without_leaves(body, lines))))


def _after_the_last_total(lines: Iterable[Line]) -> Iterator[Line]:
    """In a numbered list, rows without a number below the last total ("Số tiền mặt", …) are no leaves."""
    found = list(lines)
    numbered = [index for index, line in enumerate(found) if line.role is Role.LEAF and line.ordinal[:1].isdigit()]
    totals = [index for index, line in enumerate(found) if line.role in TOTALS]
    end = max(totals, default=len(found))
    for index, line in enumerate(found):
        below = bool(numbered) and index > end > max(numbered, default=0) and line.role is Role.LEAF
        yield replace(line, role=Role.BELOW) if below and not line.ordinal else line


def _headings_without_leaves(body: Body, lines: list[Line]) -> Iterator[Line]:
    """A heading that no leaf follows is a leaf where it shows a figure ("I | Hội phí | 9.000.000"), else a note."""
    next_role: Role | None = None
    followed_by: list[Role | None] = []
    for line in reversed(lines):
        followed_by.append(next_role)
        next_role = line.role if line.role in {Role.LEAF, Role.GROUP} else next_role
    for line, below in zip(lines, reversed(followed_by), strict=True):
        if line.role is not Role.GROUP or below is Role.LEAF:
            yield line
        elif any(body.grid.value(line.row, column) is not None for column in body.numeric):
            yield replace(line, role=Role.LEAF, group=None)
        else:
            yield line if below is Role.GROUP else replace(line, role=Role.NOTE)


def _parts_of_which(lines: Iterable[Line]) -> Iterator[Line]:
    """Rows that go on with "Trong đó", by their dash, up to the next numbered row."""
    inside = False
    for line in lines:
        inside = line.role is Role.OF_WHICH or (inside and not line.ordinal and line.label.startswith(("-", "+", "–")))
        yield replace(line, role=Role.OF_WHICH) if inside else line


def _line(body: Body, row: int) -> Line:
    texts = {column: clean(value) for column, value in body.grid.filled(row) if isinstance(value, str)}
    ordinal = _ordinal(body, row)
    label = _label(body, texts)
    return Line(row, _role(body, row, label, ordinal, texts), label, ordinal=ordinal)


def _ordinal(body: Body, row: int) -> str:
    value = body.grid.value(row, body.ordinal_column) if body.ordinal_column else None
    text = clean(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text if ORDINAL.match(text) else ""


def _label(body: Body, texts: Mapping[int, str]) -> str:
    """The text of the label column; for a row merged from the left (a total, a heading), its first text."""
    column = body.label_column
    if column is not None and column in texts:
        return texts[column]
    words = [text for _, text in sorted(texts.items()) if not ORDINAL.match(text)]
    return words[0] if words else ""


def _role(body: Body, row: int, label: str, ordinal: str, texts: Mapping[int, str]) -> Role:
    if is_index_row(body.grid, row):
        return Role.INDEX
    first = next((text for _, text in sorted(texts.items()) if not ORDINAL.match(text)), "")
    figures = [column for column in body.numeric if body.grid.value(row, column) is not None]
    if label and (ordinal[:1].isdigit() or (figures and label.isascii() and _receipted(body, row))):
        return Role.OTHER_PERIOD if _other_period(body, label) else Role.LEAF
    amounts = any(not isinstance(body.grid.value(row, column), str) for column in figures)
    if not amounts and (begins(first, "signature") or PLACE_AND_DATE.match(fold(first))):
        return Role.SIGNATURE
    for name, role in (
        ("words", Role.WORDS),
        ("carry", Role.CARRY),
        ("balance", Role.BALANCE),
        ("running", Role.RUNNING),
        ("of_which", Role.OF_WHICH),
    ):
        if begins(first, name) or begins(label, name):
            return role
    if _other_period(body, label):
        return Role.OTHER_PERIOD
    if is_total(first) or is_total(label):
        return Role.TOTAL if figures else Role.NOTE
    return _leaf_or_heading(body, row, label, ordinal, figures)


def _receipted(body: Body, row: int) -> bool:
    """Whether the row bears a day or a receipt number of its own: then its name is one, whatever it begins with."""
    cells = (body.grid.value(row, c.index) for c in body.columns if c.role in {"pay_date", "receipt_no"})
    return any(not isinstance(value, str) or any(map(str.isdigit, value)) for value in cells if value is not None)


def _leaf_or_heading(body: Body, row: int, label: str, ordinal: str, figures: list[int]) -> Role:
    """A leaf names something and has a number, a date or an ordinal; a heading names a group of leaves."""
    if begins(label, "note") and not ordinal:
        return Role.NOTE
    numbered = bool(ordinal) and ordinal[0].isdigit()
    if not label:
        return Role.LEAF if figures else Role.NOTE
    if SECTION.match(f"{ordinal} ") or (not numbered and SECTION.match(label)):
        return Role.GROUP
    if figures or numbered:
        return Role.LEAF
    others = [column for column, _ in body.grid.filled(row) if column not in {body.ordinal_column, body.label_column}]
    if others and body.label_column and body.grid.value(row, body.label_column) is not None:
        return Role.LEAF
    area = body.grid.merge_at(row, body.label_column or 1)
    if sum(1 for _ in body.grid.filled(row)) > 1:
        return Role.NOTE
    if area is None and body.ordinal_column is None and body.grid.value(row, body.label_column or 1) is not None:
        return Role.LEAF
    return Role.GROUP if area is not None or len(label) <= 60 else Role.NOTE


def _other_period(body: Body, label: str) -> bool:
    """A row of plans for a year that is not the table's: its amounts are no receipts of this period."""
    years = years_in(label)
    if not years or body.period is None:
        return False
    return begins(label, "plan") and not any(year in body.period.years for year in years)
