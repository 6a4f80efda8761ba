"""Sheet Z2: the rates with their authority, and every check with how often it was made and how it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from reconcile.i18n import formats
from reconcile.i18n.words import Field, Words
from reconcile.model.charter import Charter, DuesClass, Rate
from reconcile.model.periods import Period
from reconcile.model.results import Check, Reconciliation
from reconcile.model.values import Money
from reconcile.writers import styles
from reconcile.writers.addresses import FIRST_ROW, Addresses, Home, parts
from reconcile.writers.formula import grouped
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, open_paper
from reconcile.writers.render import Workbook, cell, literal
from reconcile.writers.sheets.points import document, runs
from reconcile.writers.styles import AMBER, NO_BASIS

WIDTHS = (30, 24, 15, 16, 20, 42, 14, 10, 16)
CLASS, BASIS, AMOUNT, DUE_ON, VALID, AUTHORITY, STATUS, LINE, RECEIVABLE = range(1, 10)
RATE_HEADINGS = ("class", "basis", "amount", "due_on", "valid", "authority", "status", "line", "receivable")
CHECK, TESTED, HELD, BROKEN, UNDECIDABLE, HOW, HOW_END, POINTS = 1, 2, 3, 4, 5, 6, 8, 9
COUNTS = (TESTED, HELD, BROKEN, UNDECIDABLE)
CHECK_HEADINGS = ("check", "tested", "held", "broken", "undecidable", "how", "points")
ROW_POINTS = 17.0
COUNT = styles.COUNT.but(shrink=False)
FINE = styles.CELL.but(size=10)


def total_row(result: Reconciliation) -> int:
    """The row of the sums over all checks."""
    return _first_check(result) + len(result.checks)


def total(result: Reconciliation, column: int) -> Home:
    """The cell that holds one of these sums."""
    return Home("checks", total_row(result), column)


def counted(result: Reconciliation) -> dict[str, int]:
    """How many tests were made, and how many hold."""
    return {"tested": sum(check.tested for check in result.checks), "held": sum(check.held for check in result.checks)}


def _first_check(result: Reconciliation) -> int:
    charter, ledger, _ = parts(result)
    return FIRST_ROW + len(_rates(charter, ledger.period)) + 4


def live(paper: Paper, key: str, numbers: Mapping[str, str], **texts: str) -> str:
    """A sentence of the catalog as an expression, its fields being expressions; with a `count`, in its two forms."""
    separator = formats.SEPARATORS[paper.words.lang][0]
    given = {**{name: grouped(number, separator) for name, number in numbers.items()}, **texts}
    signs = {name: chr(0xE000 + place) for place, name in enumerate(given)}
    fields = {signs[name]: field for name, field in given.items()}
    many = _joined(paper.say(key, **signs), fields)
    if "count" not in numbers:
        return many
    singular: dict[str, Field] = {**signs, "count": 1}
    return f"IF({numbers['count']}=1,{_joined(paper.say(key, **singular), fields)},{many})"


def _joined(text: str, fields: Mapping[str, str]) -> str:
    pieces = [piece for piece in re.split("([\ue000-\uf8ff])", text) if piece]
    return "&".join(fields.get(piece) or literal(piece) for piece in pieces)


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = open_paper(book, "checks", WIDTHS, addresses, result, words)
    charter = paper.parts.charter
    paper.sheet.text(FIRST_ROW - 2, CLASS, paper.say("z2_rates", file=charter.file), styles.HEADING)
    paper.header(FIRST_ROW - 1, [paper.say(f"z2_{heading}") for heading in RATE_HEADINGS], ROW_POINTS)
    rates = _rates(charter, paper.parts.ledger.period)
    for row, (dues_class, rate) in enumerate(rates, FIRST_ROW):
        _rate_row(paper, row, dues_class, rate)
    _receivable(paper, FIRST_ROW + len(rates))
    first = _first_check(result)
    _check_head(paper, first - 2)
    for row, check in enumerate(result.checks, first):
        _check_row(paper, row, check)
    _sums(paper, first, total_row(result))
    paper.sheet.text(total_row(result) + 1, CHECK, paper.say("z2_note"), styles.NOTE.but(wrap=False))
    paper.finish(total_row(result) + 1)


def _rates(charter: Charter, period: Period) -> list[tuple[DuesClass, Rate | None]]:
    """Each class with the rates in force on any day of the period; a class without one is listed all the same."""
    found: list[tuple[DuesClass, Rate | None]] = []
    for dues_class in charter.classes:
        rates = [rate for rate in charter.rates if rate.class_id == dues_class.id and _in_force(rate, period)]
        found += [(dues_class, rate) for rate in rates] or [(dues_class, None)]
    return found


def _in_force(rate: Rate, period: Period) -> bool:
    return rate.valid_from <= period.end and (rate.valid_to is None or rate.valid_to >= period.start)


def _rate_row(paper: Paper, row: int, dues_class: DuesClass, rate: Rate | None) -> None:
    sheet, period = paper.sheet, paper.parts.ledger.period
    sheet.text(row, CLASS, dues_class.name, styles.CELL)
    if rate is None:
        _no_rate(paper, row)
    else:
        unit = dues_class.unit or paper.say("z2_unit")
        sheet.text(row, BASIS, paper.say(f"z2_basis_{rate.basis}_{rate.per}", unit=unit), styles.CELL)
        sheet.number(row, AMOUNT, rate.amount, styles.MONEY)
        sheet.text(row, DUE_ON, ", ".join(map(formats.day, _due_days(rate, period))), styles.CENTRED)
        sheet.text(row, VALID, _valid(paper, rate), styles.CENTRED)
        assumed = rate.authority.assumed
        style = styles.CENTRED.but(fill=AMBER if assumed else "")
        sheet.text(row, STATUS, paper.say("z2_assumed" if assumed else "z2_confirmed"), style)
        sheet.number(row, LINE, rate.at.line, styles.CENTRED)
    authority = _authority(paper, rate)
    sheet.text(row, AUTHORITY, authority, FINE)
    if rate and rate == paper.parts.charter.rate(dues_class.id, period):
        paper.figure(row, RECEIVABLE, f"due.{dues_class.id}", styles.MONEY)
    else:
        sheet.blank(row, RECEIVABLE, styles.MONEY)
    cells = [(dues_class.name, styles.CELL, WIDTHS[0]), (authority, FINE, WIDTHS[AUTHORITY - 1])]
    sheet.height(row, row_height(cells, 21))


def _no_rate(paper: Paper, row: int) -> None:
    for column in (BASIS, AMOUNT, DUE_ON, VALID, LINE):
        paper.sheet.blank(row, column, styles.CENTRED)
    paper.sheet.text(row, STATUS, paper.say("z2_no_rate_status"), styles.CENTRED.but(fill=AMBER))


def _due_days(rate: Rate, period: Period) -> Iterator[date]:
    """The due days of the fiscal year that the period begins in."""
    for month, day in rate.due:
        in_first_year = (month, day) >= (period.start.month, period.start.day)
        yield date(period.start.year + (not in_first_year), month, day)


def _valid(paper: Paper, rate: Rate) -> str:
    first = formats.day(rate.valid_from)
    if rate.valid_to is None:
        return paper.say("z2_valid_from", day=first)
    return paper.say("z2_valid_between", day=first, last=formats.day(rate.valid_to))


def _authority(paper: Paper, rate: Rate | None) -> str:
    """The document of a rate, what an assumed one is inferred from, or that there is none."""
    if rate is None:
        return paper.say("z2_no_rate", file=paper.parts.charter.file)
    if rate.authority.assumed:
        return paper.say("z2_no_document", note=rate.authority.note.rstrip("."))
    return document(paper, rate.authority)


def _receivable(paper: Paper, row: int) -> None:
    for column in range(CLASS, RECEIVABLE):
        paper.sheet.blank(row, column, styles.total(styles.CELL))
    paper.sheet.text(row, CLASS, paper.say("z2_total"), styles.total(styles.CELL))
    paper.figure(row, RECEIVABLE, "due.dues", styles.total(styles.MONEY))
    paper.sheet.height(row, ROW_POINTS)


def _check_head(paper: Paper, row: int) -> None:
    paper.sheet.text(row, CHECK, paper.say("z2_checks"), styles.HEADING)
    for column, heading in zip((CHECK, *COUNTS, HOW, POINTS), CHECK_HEADINGS, strict=True):
        last = HOW_END if column == HOW else column
        paper.sheet.merge(row + 1, column, row + 1, last, paper.say(f"z2_{heading}"), styles.HEADER)
    paper.sheet.height(row + 1, ROW_POINTS)


def _check_row(paper: Paper, row: int, check: Check) -> None:
    """One check. That it found nothing is told by its count; that it had nothing to test, by a mark."""
    sheet = paper.sheet
    title, how = paper.words.say(check.code, "title"), _how(paper, check.code)
    sheet.text(row, CHECK, title, styles.CELL)
    if check.tested:
        counts = (check.tested, check.held, check.broken, check.undecidable)
        for column, count in zip(COUNTS, counts, strict=True):
            sheet.number(row, column, count, COUNT)
    else:
        sheet.number(row, TESTED, 0, COUNT.but(number="0_)"))
        sheet.text(row, HELD, NO_BASIS, styles.TEXT_IN_NUMBERS)
        for column in (BROKEN, UNDECIDABLE):
            sheet.blank(row, column, COUNT)
    sheet.merge(row, HOW, row, HOW_END, how, FINE)
    _points(paper, row, check)
    cells = [(title, styles.CELL, WIDTHS[0]), (how, FINE, paper.width(HOW, HOW_END))]
    sheet.height(row, row_height(cells, ROW_POINTS))


def _how(paper: Paper, code: str) -> str:
    """How a check is made, with the difference that the charter allows it."""
    charter, _, _ = parts(paper.result)
    how, allowed = paper.words.say(code, "why"), charter.tolerance.get(code, 0)
    return paper.say("z2_allowed", how=how, amount=Money(allowed)) if allowed else how


def _points(paper: Paper, row: int, check: Check) -> None:
    """The numbers of the points that the check raised, linked to the first."""
    addresses = paper.addresses
    first = [addresses.points[flag.id] for flag in paper.result.flags if flag.point in check.points]
    if first:
        shown = runs(check.points)
        paper.sheet.link_inside(row, POINTS, addresses.names["points"], f"A{min(first)}", shown)
    else:
        paper.sheet.blank(row, POINTS, styles.CENTRED)


def _sums(paper: Paper, first: int, row: int) -> None:
    """All checks together: held, broken and undecidable are as many as were tested."""
    sheet, checks = paper.sheet, paper.result.checks
    sheet.text(row, CHECK, paper.say("z2_sum"), styles.total(styles.CELL))
    totals = [sum(getattr(check, name) for check in checks) for name in ("tested", "held", "broken", "undecidable")]
    for column, count in zip(COUNTS, totals, strict=True):
        span = f"{cell(first, column)}:{cell(max(row - 1, first), column)}"
        sheet.formula(row, column, f"=SUM({span})", count, styles.total(COUNT))
    tested, held, broken, undecidable = (cell(row, column) for column in COUNTS)
    number = str(len(paper.result.flags))
    adds_up = live(paper, "z2_adds_up", {"broken": broken}, points=number)
    formula = f"=IF({tested}={held}+{broken}+{undecidable},{adds_up},{literal(paper.say('z2_adds_up_not'))})"
    agrees = totals[0] == sum(totals[1:])
    shown = paper.say("z2_adds_up", broken=totals[2], points=number) if agrees else paper.say("z2_adds_up_not")
    sheet.merge_formula(row, HOW, row, HOW_END, formula, shown, styles.total(FINE).but(bold=False))
    sheet.blank(row, POINTS, styles.total(styles.CENTRED))
    sheet.height(row, ROW_POINTS)
