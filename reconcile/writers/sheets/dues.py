"""Sheet B: what each branch owes and paid, by class, with the money whose payer is not known as the last group."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from reconcile.i18n import formats
from reconcile.i18n.words import Words
from reconcile.model.charter import Rate
from reconcile.model.flags import Flag
from reconcile.model.ledger import Parked, Position
from reconcile.model.results import Reconciliation
from reconcile.model.values import Money
from reconcile.writers import styles
from reconcile.writers.addresses import DUES_COLUMNS, FIRST_ROW, Addresses, Group
from reconcile.writers.dues_foot import write_foot
from reconcile.writers.flagged import Flagged, mark_of
from reconcile.writers.measure import page_breaks, print_scale, row_height
from reconcile.writers.paper import HEAD_HEIGHTS, Paper, open_paper, roman, span_key, tinted
from reconcile.writers.render import Page, Workbook, cell
from reconcile.writers.styles import ASK, ASSUMED, BREAK, NO_LINE, THIN, Style

WIDTHS = (4, 41, 6, 6.5, 11, 11.5, 11.5, 11, 10, 8, 10.5, 7, 12.5, 6, 6.5)
(
    NUMBER,
    NAME,
    UNITS,
    MEMBERS,
    OPENING,
    DUE,
    PAID,
    OUTSTANDING,
    ADVANCE,
    RATE,
    LAST_PAID,
    OVERDUE,
    STATE,
    POINT,
    SOURCE,
) = range(1, 16)
INDEX = ("A", "B", "1", "2", "3", "4", "5", "6=3+4-5+7", "7", "8=5/(3+4)", "C", "9", "D", "E", "F")
HEADINGS = ("number", "name", "units", "members", "opening", "due", "paid", "outstanding", "advance", "rate",
            "last_paid", "overdue", "state", "point", "source")  # fmt: skip
ROW_POINTS = 14.25
HEAD_POINTS = 33.0
STATED = frozenset({"members", "opening"})
Look = Callable[[Style], Style]


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = open_paper(book, "dues", WIDTHS, addresses, result, words)
    points = Flagged.of(result.flags)
    _header(paper)
    heights = dict(enumerate((*HEAD_HEIGHTS, HEAD_POINTS, ROW_POINTS), 1))
    for order, group in enumerate(addresses.groups, 1):
        _group_row(paper, group, order)
        for number, position in enumerate(group.positions, 1):
            row = group.row + number
            heights[row] = _position_row(paper, row, number, position, points.about(position))
    heights |= _parked_rows(paper, points)
    _total_row(paper)
    last = write_foot(paper, points)
    _print(paper, [heights.get(row, ROW_POINTS) for row in range(1, last + 1)])


def _header(paper: Paper) -> None:
    period = paper.parts.ledger.period
    due = paper.say(span_key("b_due", period), period=period)
    texts = [due if heading == "due" else paper.say(f"b_{heading}") for heading in HEADINGS]
    paper.header(FIRST_ROW - 2, texts, HEAD_POINTS)
    paper.index(FIRST_ROW - 1, INDEX)


def _group_row(paper: Paper, group: Group, order: int) -> None:
    found = paper.parts.charter.dues_class(group.class_id)
    _subtotal(paper, group.row, roman(order), found.name if found else group.class_id, group.class_id, styles.group)
    text = _rate_words(paper, group) if group.positions else paper.say("b_no_branch")
    _aside(paper, group.row, text, styles.group)


def _subtotal(paper: Paper, row: int, number: str, name: str, scope: str, look: Look) -> None:
    """The figures of a group or of all; unknown where nobody stated it, not computed where a rate lacks."""
    paper.sheet.text(row, NUMBER, number, look(styles.CENTRED))
    paper.sheet.text(row, NAME, name, look(styles.CELL))
    for measure, column in DUES_COLUMNS.items():
        unknown = "common_unknown" if measure in STATED else "common_cannot"
        paper.figure(row, column, f"{measure}.{scope}", look(styles.MONEY), unknown)
    _rate(paper, row, scope, look(styles.SHORT_RATE))


def _rate(paper: Paper, row: int, scope: str, style: Style) -> None:
    """Collected over what was to be collected; blank where nothing was."""
    values = [paper.result.figures[f"{measure}.{scope}"].value for measure in ("collected", "opening", "due")]
    _share(paper, row, values[0], values[1], values[2], style)


def _share(paper: Paper, row: int, paid: int | None, opening: int | None, due: int | None, style: Style) -> None:
    base = (opening or 0) + (due or 0)
    if paid is None or due is None or base <= 0:
        paper.sheet.blank(row, RATE, style)
        return
    below = f"({cell(row, OPENING)}+{cell(row, DUE)})" if opening is not None else cell(row, DUE)
    paper.sheet.formula(row, RATE, f"={cell(row, PAID)}/{below}", Fraction(paid, base), style)


def _rate_words(paper: Paper, group: Group) -> str:
    """The rate of a class and its due days, marked where no document stands behind it."""
    rate = group.positions[0].rate
    if rate is None:
        return paper.say("b_no_rate")
    found = paper.parts.charter.dues_class(group.class_id)
    return paper.say(
        f"b_rate_{rate.basis}",
        mark=f"{ASSUMED} " if rate.authority.assumed else "",
        amount=Money(rate.amount),
        unit=found.unit if found and found.unit else paper.say("b_unit"),
        days=_due_days(group.positions[0], rate),
    )


def _due_days(position: Position, rate: Rate) -> str:
    """31/12/2019; of instalments only day and month."""
    if len(rate.due) == 1 and position.due_on:
        return formats.day(position.due_on)
    return ", ".join(f"{day:02}/{month:02}" for month, day in rate.due)


def _aside(paper: Paper, row: int, text: str, look: Look) -> None:
    """Words to the right of a subtotal: they run over the empty cells behind them."""
    style = look(styles.CELL.but(wrap=False)).but(bold=False, italic=bool(text), size=9.5)
    paper.sheet.text(row, LAST_PAID, text, style.but(lines=(THIN, NO_LINE, THIN, THIN)))
    for column in range(LAST_PAID + 1, SOURCE):
        paper.sheet.blank(row, column, style.but(lines=(THIN, NO_LINE, THIN, NO_LINE)))
    paper.sheet.blank(row, SOURCE, style.but(lines=(THIN, THIN, THIN, NO_LINE)))


def _position_row(paper: Paper, row: int, number: int, position: Position, flags: Sequence[Flag]) -> float:
    """One branch; the height of its row in points."""
    sheet, branch = paper.sheet, position.branch
    mark = mark_of(position, flags)
    sheet.number(row, NUMBER, number, styles.CENTRED)
    sheet.text(row, NAME, branch.name, styles.CELL)
    sheet.number(row, UNITS, branch.units, styles.COUNT)
    _amount(paper, row, MEMBERS, branch.members, "common_unknown")
    _amount(paper, row, OPENING, position.opening, "common_unknown")
    _amount(paper, row, DUE, position.due, "common_cannot")
    sheet.number(row, PAID, position.paid, styles.MONEY)
    _outstanding(paper, row, position, tinted(styles.MONEY, BREAK if position.closing and mark == BREAK else ""))
    sheet.number(row, ADVANCE, position.advance, styles.MONEY)
    _share(paper, row, position.paid, position.opening, position.due, styles.SHORT_RATE)
    _last_paid(paper, row, position, flags)
    _overdue(paper, row, position)
    state = paper.say("b_state_cell", mark=mark, state=paper.say(f"b_state_{position.status}")).strip()
    sheet.text(row, STATE, state, tinted(styles.CELL, mark))
    paper.points(row, POINT, [flag.id for flag in flags])
    paper.source(row, SOURCE, position.cells)
    height = row_height(
        [(branch.name, styles.CELL, WIDTHS[NAME - 1]), (state, styles.CELL, WIDTHS[STATE - 1])], ROW_POINTS
    )
    sheet.height(row, height)
    return height


def _amount(paper: Paper, row: int, column: int, amount: int | None, unknown: str) -> None:
    if amount is None:
        paper.sheet.text(row, column, paper.say(unknown), styles.UNKNOWN)
    else:
        paper.sheet.number(row, column, amount, styles.MONEY)


def _outstanding(paper: Paper, row: int, position: Position, style: Style) -> None:
    if position.closing is None:
        paper.sheet.text(row, OUTSTANDING, paper.say("common_cannot"), styles.UNKNOWN)
        return
    arrears = "" if position.opening is None else f"{cell(row, OPENING)}+"
    formula = f"={arrears}{cell(row, DUE)}-{cell(row, PAID)}+{cell(row, ADVANCE)}"
    paper.sheet.formula(row, OUTSTANDING, formula, position.closing, style)


def _last_paid(paper: Paper, row: int, position: Position, flags: Sequence[Flag]) -> None:
    """The day of the last payment, tinted where a point is about it."""
    days = {payment.date_at for payment in position.payments}
    asks = bool(flags) and (position.undated or any(flag.at in days for flag in flags))
    style = tinted(styles.DATE, ASK if asks else "")
    if position.undated:
        paper.sheet.text(row, LAST_PAID, paper.say("common_not_stated"), style)
    elif position.last_paid:
        paper.sheet.date(row, LAST_PAID, position.last_paid, style)
    else:
        paper.sheet.blank(row, LAST_PAID, style)


def _overdue(paper: Paper, row: int, position: Position) -> None:
    if position.overdue_days is None:
        paper.sheet.blank(row, OVERDUE, styles.CENTRED)
    else:
        paper.sheet.number(row, OVERDUE, position.overdue_days, styles.CENTRED)


def _parked_rows(paper: Paper, points: Flagged) -> Mapping[int, float]:
    """Group III: names that are not on the roll, with their money; the heights of the rows in points."""
    parked, top = paper.parts.ledger.parked, paper.addresses.parked
    number = roman(len(paper.addresses.groups) + 1)
    paper.sheet.text(top, NUMBER, number, styles.group(styles.CENTRED))
    paper.sheet.text(top, NAME, paper.say("b_parked"), styles.group(styles.CELL))
    for column in (*DUES_COLUMNS.values(), RATE):
        paper.sheet.blank(top, column, styles.group(styles.MONEY))
    paper.figure(top, PAID, "collected.parked", styles.group(styles.MONEY))
    _aside(paper, top, "" if parked else paper.say("b_nothing_parked"), styles.group)
    return {
        top + number: _parked_row(paper, top + number, number, found, points) for number, found in enumerate(parked, 1)
    }


def _parked_row(paper: Paper, row: int, number: int, parked: Parked, points: Flagged) -> float:
    sheet, payment = paper.sheet, parked.payment
    for column in range(UNITS, SOURCE):
        sheet.blank(row, column, styles.CELL)
    sheet.number(row, NUMBER, number, styles.CENTRED)
    sheet.text(row, NAME, payment.shown_name, styles.CELL)
    sheet.number(row, PAID, payment.amount, styles.MONEY)
    if payment.paid_on:
        sheet.date(row, LAST_PAID, payment.paid_on, styles.DATE)
    else:
        sheet.text(row, LAST_PAID, paper.say("common_not_stated"), tinted(styles.DATE, ASK))
    state = paper.say("b_state_cell", mark=ASK, state=paper.say("b_state_parked"))
    sheet.text(row, STATE, state, tinted(styles.CELL, ASK))
    paper.points(row, POINT, [flag.id for flag in points.at([payment.at, payment.date_at, payment.receipt_at])])
    paper.source(row, SOURCE, [payment.at])
    texts = ((payment.shown_name, WIDTHS[NAME - 1]), (state, WIDTHS[STATE - 1]))
    height = row_height([(text, styles.CELL, width) for text, width in texts], ROW_POINTS)
    sheet.height(row, height)
    return height


def _total_row(paper: Paper) -> None:
    row = paper.addresses.dues_total
    groups = "+".join(roman(order) for order in range(1, len(paper.addresses.groups) + 2))
    _subtotal(paper, row, "", paper.say("b_total", groups=groups), "dues", styles.total)
    for column in range(LAST_PAID, SOURCE + 1):
        paper.sheet.blank(row, column, styles.total(styles.CELL))


def _print(paper: Paper, heights: Sequence[float]) -> None:
    """Header and names stay in sight and on each page; groups break where they read best."""
    addresses, sheet = paper.addresses, paper.sheet
    sheet.freeze(FIRST_ROW - 1, NAME)
    sheet.filter(FIRST_ROW - 1, NUMBER, addresses.dues_total - 1, SOURCE)
    scale = print_scale(WIDTHS)
    heads = [*(group.row for group in addresses.groups), addresses.parked]
    breaks = page_breaks(heights, heads, addresses.dues_total, scale, HEAD_POINTS + ROW_POINTS)
    repeat = (FIRST_ROW - 2, FIRST_ROW - 1)
    sheet.page(Page((len(heights), SOURCE), paper.say("common_page"), repeat, scale, breaks))
