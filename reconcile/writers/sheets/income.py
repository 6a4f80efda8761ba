"""Sheet C: money that is no dues (C.1), and grants with their even share by year (C.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reconcile.i18n import formats
from reconcile.i18n.words import Words
from reconcile.ledger.figures import remaining, shares
from reconcile.model.books import GrantRow, IncomeRow
from reconcile.model.flags import Flag, Severity
from reconcile.model.places import CellRef
from reconcile.model.results import LeadLine, Reconciliation
from reconcile.writers import styles
from reconcile.writers.addresses import (
    FIRST_ROW,
    GRANT_COLUMNS,
    GRANT_OTHER_SHARE,
    GRANT_SHARE,
    INCOME_AMOUNT,
    Addresses,
    other_years,
)
from reconcile.writers.flagged import Flagged
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, open_paper, tinted
from reconcile.writers.render import Workbook, cell
from reconcile.writers.styles import ASK, FOOTED, NO_BASIS, SETTLED, Style

WIDTHS = (5, 34, 36, *(13,) * 7, 6, 7, 9)
NUMBER, PAYER, PURPOSE, PERIOD = range(1, 5)
PAID_ON, RECEIPT, NOTE, NOTE_END, MARK, POINT, SOURCE = 5, 6, 7, 10, 11, 12, 13
APPROVED, RECEIVED, SPENT, REMAINING = GRANT_COLUMNS.values()
INDEX = ("A", "B", "C", "D", "1", "2", "3", "4=2-3", "5", "6=2-5", "E", "F", "G")
INCOME_HEADINGS = ("payer", "for", "amount", "paid_on", "receipt")
GRANT_HEADINGS = ("number", "funder", "purpose", "period", "approved", "received", "spent", "remaining")
TAIL_HEADINGS = ("mark", "point", "source")
ROW_POINTS = 18.0
TOTAL_POINTS = 21.0
HEAD_POINTS = 30.0

Look = Callable[[Style], Style]


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = open_paper(book, "income", WIDTHS, addresses, result, words)
    flagged = Flagged.of(result.flags)
    _income_header(paper)
    incomes, grants = paper.parts.books.income.rows, paper.parts.books.grants.rows
    for number, income in enumerate(incomes, 1):
        _income_row(paper, FIRST_ROW + number - 1, number, income, flagged)
    if not incomes:
        _nothing(paper, FIRST_ROW)
    _income_total(paper)
    _grants_header(paper)
    for number, (grant, row) in enumerate(zip(grants, addresses.income.grants, strict=True), 1):
        _grant_row(paper, row, number, grant, flagged)
    if not grants:
        _nothing(paper, addresses.income.grants_total - 1)
    _grants_total(paper)
    paper.finish(_notes(paper))


def _income_header(paper: Paper) -> None:
    sheet, row = paper.sheet, FIRST_ROW - 1
    sheet.text(row - 1, NUMBER, paper.say("c_income"), styles.HEADING)
    sheet.text(row, NUMBER, paper.say("c_number"), styles.HEADER)
    for column, key in enumerate(INCOME_HEADINGS, PAYER):
        sheet.text(row, column, paper.say(f"c_{key}"), styles.HEADER)
    sheet.merge(row, NOTE, row, NOTE_END, paper.say("c_note"), styles.HEADER)
    for column, key in enumerate(TAIL_HEADINGS, MARK):
        sheet.text(row, column, paper.say(f"c_{key}"), styles.HEADER)
    sheet.height(row, HEAD_POINTS)


def _nothing(paper: Paper, row: int) -> None:
    paper.sheet.merge(row, NUMBER, row, SOURCE, paper.say("c_nothing"), styles.CELL.but(italic=True, align="center"))


def _income_row(paper: Paper, row: int, number: int, income: IncomeRow, flagged: Flagged) -> None:
    sheet, flags = paper.sheet, flagged.on_row(income.at)
    sheet.number(row, NUMBER, number, styles.CENTRED)
    sheet.text(row, PAYER, income.payer, styles.CELL)
    sheet.text(row, PURPOSE, income.item, styles.CELL)
    _amount(paper, row, INCOME_AMOUNT, income.amount, styles.MONEY)
    if income.paid_on:
        sheet.date(row, PAID_ON, income.paid_on, styles.DATE)
    else:
        sheet.text(row, PAID_ON, paper.say("common_not_stated"), styles.DATE)
    sheet.text(row, RECEIPT, income.receipt, styles.CENTRED)
    sheet.merge(row, NOTE, row, NOTE_END, income.note, styles.CELL)
    _tail(paper, row, (SETTLED,) if income.amount is not None else (NO_BASIS,), flags, [income.at], _as_is)
    texts = ((income.payer, PAYER), (income.item, PURPOSE), (income.receipt, RECEIPT))
    cells = [(text, styles.CELL, WIDTHS[column - 1]) for text, column in texts]
    sheet.height(row, row_height([*cells, (income.note, styles.CELL, paper.width(NOTE, NOTE_END))], ROW_POINTS))


def _amount(paper: Paper, row: int, column: int, amount: int | None, style: Style, unknown: str = "unknown") -> None:
    if amount is None:
        text = styles.UNKNOWN.but(fill=style.fill, lines=style.lines)
        paper.sheet.text(row, column, paper.say(f"common_{unknown}"), text)
    else:
        paper.sheet.number(row, column, amount, style)


def _tail(
    paper: Paper, row: int, marks: Sequence[str], flags: Sequence[Flag], places: Sequence[CellRef], look: Look
) -> None:
    """The last three columns: marks, points, source."""
    if any(flag.severity < Severity.NOTE for flag in flags):
        marks = (*marks, ASK)
    paper.sheet.text(row, MARK, " ".join(marks), tinted(look(styles.CENTRED), marks))
    paper.points(row, POINT, [flag.id for flag in flags], look(styles.CELL_LINK))
    paper.source(row, SOURCE, places, look(styles.CELL_LINK))


def _as_is(style: Style) -> Style:
    return style


def _income_total(paper: Paper) -> None:
    """The sum of other income, where the report states it, and whether the report's own total leaves it out."""
    sheet, row = paper.sheet, paper.addresses.income.income_total
    for column in (NUMBER, PURPOSE, PAID_ON, RECEIPT):
        sheet.blank(row, column, styles.total(styles.CELL))
    sheet.text(row, PAYER, paper.say("c_income_total"), styles.total(styles.CELL))
    paper.figure(row, INCOME_AMOUNT, "collected.other", styles.total(styles.MONEY), "common_unknown")
    lines = _stating(paper, "collected.other")
    left_out = [flag for flag in paper.result.flags if _leaves_out(flag, lines)]
    labels = [flag.values["label"] for flag in left_out if "label" in flag.values]
    note = paper.say("c_left_out", label=labels[0]) if labels else ""
    sheet.merge(row, NOTE, row, NOTE_END, note, styles.total(styles.NOTE.but(valign="vcenter")).but(bold=False))
    places = [line.at for line in lines if line.at]
    sheet.text(row, MARK, FOOTED, styles.total(styles.CENTRED))
    paper.points(row, POINT, [flag.id for flag in left_out], styles.total(styles.CELL_LINK))
    paper.source(row, SOURCE, places[:1], styles.total(styles.CELL_LINK))
    sheet.height(row, row_height([(note, styles.NOTE, paper.width(NOTE, NOTE_END))], TOTAL_POINTS))
    amount = paper.result.figures["collected.other"].value
    if amount:
        paper.words_below(row + 1, paper.say("c_in_words", words=paper.in_words(amount)))


def _stating(paper: Paper, name: str) -> list[LeadLine]:
    """The lines of the report that state a figure, or one kind of it."""
    return [line for line in paper.result.lead.lines if any(found.split("/")[0] == name for found in line.detail)]


def _leaves_out(flag: Flag, lines: Sequence[LeadLine]) -> bool:
    """Whether a point says that a total leaves one of the lines out."""
    cells = {line.at for line in lines if line.at}
    return any(
        explanation.kind == "omits" and cells.intersection((*explanation.cells, explanation.values.get("cell")))
        for explanation in flag.explanations[:1]
    )


def _grants_header(paper: Paper) -> None:
    sheet, head = paper.sheet, paper.addresses.income.grants_head
    sheet.text(head, NUMBER, paper.say("c_grants"), styles.HEADING)
    years = paper.addresses.income.years
    other = paper.say("c_share", year=str(years[0])) if len(years) == 1 else paper.say("c_share_others")
    texts = [
        *(paper.say(f"c_{key}") for key in GRANT_HEADINGS),
        paper.say("c_share", year=str(_year(paper))),
        other,
        *(paper.say(f"c_{key}") for key in TAIL_HEADINGS),
    ]
    paper.header(head + 1, texts, HEAD_POINTS)
    paper.index(head + 2, INDEX)


def _year(paper: Paper) -> int:
    return paper.parts.ledger.period.start.year


def _grant_row(paper: Paper, row: int, number: int, grant: GrantRow, flagged: Flagged) -> None:
    sheet, flags = paper.sheet, flagged.on_row(grant.at)
    sheet.number(row, NUMBER, number, styles.CENTRED)
    sheet.text(row, PAYER, grant.funder, styles.CELL)
    sheet.text(row, PURPOSE, grant.project, styles.CELL)
    sheet.text(row, PERIOD, formats.period(grant.covers or grant.booked), styles.CENTRED)
    _amount(paper, row, APPROVED, grant.approved, styles.MONEY)
    _amount(paper, row, RECEIVED, grant.received, styles.MONEY)
    _amount(paper, row, SPENT, grant.spent, styles.MONEY)
    _less(paper, row, REMAINING, (RECEIVED, SPENT), remaining(grant), styles.MONEY)
    _shares(paper, row, grant, tinted(styles.MONEY, ASK if flags and len(shares(grant)) > 1 else ""))
    _tail(paper, row, (SETTLED,) if grant.received is not None else (NO_BASIS,), flags, [grant.at], _as_is)
    texts = [(grant.funder, styles.CELL, WIDTHS[PAYER - 1]), (grant.project, styles.CELL, WIDTHS[PURPOSE - 1])]
    sheet.height(row, row_height(texts, ROW_POINTS + 4))


def _less(paper: Paper, row: int, column: int, terms: tuple[int, int], value: int | None, style: Style) -> None:
    """One column less another; words where it cannot be computed."""
    if value is None:
        _amount(paper, row, column, None, style, "cannot")
    else:
        first, second = (cell(row, term) for term in terms)
        paper.sheet.formula(row, column, f"={first}-{second}", value, style)


def _shares(paper: Paper, row: int, grant: GrantRow, style: Style) -> None:
    """This year's even share and the rest; of several other years, one line each below."""
    by_year, year = shares(grant), _year(paper)
    known = bool(by_year)
    share = by_year.get(year, 0) if known else None
    rest = sum(by_year.values()) - (share or 0) if known else None
    _amount(paper, row, GRANT_SHARE, share, style, "cannot")
    _less(paper, row, GRANT_OTHER_SHARE, (RECEIVED, GRANT_SHARE), rest, style)
    others = other_years(grant, year)
    for below, other in enumerate(others if len(others) > 1 else (), row + 1):
        for column in range(NUMBER, SOURCE + 1):
            paper.sheet.blank(below, column, styles.CELL)
        paper.sheet.text(below, PERIOD, str(other), styles.CENTRED.but(italic=True))
        _amount(paper, below, GRANT_OTHER_SHARE, by_year.get(other), styles.MONEY.but(italic=True), "cannot")
        paper.sheet.height(below, ROW_POINTS)


def _grants_total(paper: Paper) -> None:
    sheet, rows, figures = paper.sheet, paper.addresses.income, paper.result.figures
    row, look = rows.grants_total, styles.total
    for column in (NUMBER, PURPOSE, PERIOD, GRANT_SHARE, GRANT_OTHER_SHARE):
        sheet.blank(row, column, look(styles.CELL))
    sheet.text(row, PAYER, paper.say("c_grants_total"), look(styles.CELL))
    for measure, column in GRANT_COLUMNS.items():
        unknown = "common_cannot" if measure == "remaining" else "common_unknown"
        paper.figure(row, column, f"{measure}.grants", look(styles.MONEY), unknown)
    collected, share = figures["collected.grants"].value, figures.get(f"share.{_year(paper)}.grants")
    if share:
        paper.figure(row, GRANT_SHARE, share.name, look(styles.MONEY))
        rest = None if collected is None or share.value is None else collected - share.value
        _less(paper, row, GRANT_OTHER_SHARE, (RECEIVED, GRANT_SHARE), rest, look(styles.MONEY))
    places = [line.at for line in _stating(paper, "collected.grants") if line.at]
    _tail(paper, row, (FOOTED,), (), places[:1], look)
    sheet.height(row, TOTAL_POINTS)
    if collected:
        paper.words_below(row + 1, paper.say("c_grants_in_words", words=paper.in_words(collected)))


def _notes(paper: Paper) -> int:
    """What "unknown" means and how a grant is shared out; the last row."""
    row = paper.addresses.income.grants_total + 2
    grants = paper.parts.books.grants.rows
    keys = {
        "c_note_unknown": any(None in {grant.approved, grant.received, grant.spent} for grant in grants),
        "c_note_share": any(len(shares(grant)) > 1 for grant in grants),
    }
    text = " ".join(paper.say(key) for key, applies in keys.items() if applies)
    paper.paragraph(row, (NUMBER, SOURCE), text, styles.NOTE)
    return row
