"""Sheet A: each reported figure beside what its own parts and the detail rows give, and the way between them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from reconcile.i18n import formats
from reconcile.i18n.words import Words
from reconcile.model.results import LeadLine, Reconciliation
from reconcile.model.values import Count, Money
from reconcile.writers import styles
from reconcile.writers.addresses import (
    FIRST_ROW,
    Addresses,
    Home,
)
from reconcile.writers.bridge import write_bridge
from reconcile.writers.formula import grouped, term
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, known, open_paper, roman, tinted
from reconcile.writers.render import Workbook, cell
from reconcile.writers.sheets.rates import scope_name
from reconcile.writers.styles import ASK, ASSUMED, BREAK, FOOTED, NO_BASIS, NO_LINE, SETTLED, THIN, Style

WIDTHS = (5, 45, 14.5, 15, 13.5, 14.5, 13.5, 7, 8, 15, 13)
NUMBER, ITEM, REPORTED, FOOTING, FOOTING_GAP, DETAIL, DETAIL_GAP, MARK, POINT, AT, GOES_TO = range(1, 12)
INDEX = ("A", "B", "1", "2", "3=1-2", "4", "5=1-4", "C", "D", "E", "F")
HEADINGS = ("number", "item", "reported", "footing", "footing_gap", "detail", "detail_gap", "mark", "point", "at",
            "goes_to")  # fmt: skip
ROW_POINTS = 17.0
SIGNS = {"footed": FOOTED, "agrees": SETTLED, "differs": BREAK, "explain": ASK, "no_basis": NO_BASIS}
OWN_WORDS = frozenset({"all_receipts", "payers", "rate_unit", "rate_money", "rate_by_unit", "rate_by_money"})
"""Keys of lines that are worded here; all others stand under the report's own words."""

JOINED = {"fraction": "/", "pair": "; "}
"""Kinds of lines that hold two figures, and what stands between them."""

Look = Callable[[Style], Style]


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = open_paper(book, "lead", WIDTHS, addresses, result, words)
    paper.header(FIRST_ROW - 2, [paper.say(f"a_{heading}") for heading in HEADINGS])
    paper.index(FIRST_ROW - 1, INDEX)
    for order, (section, row) in enumerate(addresses.lead.sections.items(), 1):
        _section(paper, row, roman(order), paper.say(f"a_section_{section}"))
    for line, row in zip(result.lead.lines, addresses.lead.lines, strict=True):
        _line(paper, row, line)
    if not result.lead.lines:
        _nothing(paper)
    last = _words(paper)
    for bridge, row in zip(result.lead.bridges, addresses.lead.bridges, strict=True):
        last = write_bridge(paper, row, bridge)
    paper.sheet.freeze(FIRST_ROW - 1, ITEM)
    paper.finish(last)


def _section(paper: Paper, row: int, number: str, title: str) -> None:
    paper.sheet.text(row, NUMBER, number, styles.group(styles.CENTRED))
    paper.sheet.text(row, ITEM, title, styles.group(styles.CELL))
    for column in range(REPORTED, GOES_TO + 1):
        paper.sheet.blank(row, column, styles.group(styles.CELL).but(lines=(THIN, NO_LINE, THIN, NO_LINE)))
    paper.sheet.blank(row, GOES_TO, styles.group(styles.CELL).but(lines=(THIN, THIN, THIN, NO_LINE)))


def _nothing(paper: Paper) -> None:
    """No report was handed in: one line says so."""
    paper.sheet.merge(FIRST_ROW, NUMBER, FIRST_ROW, GOES_TO, paper.say("a_nothing"), styles.CELL.but(italic=True))
    paper.sheet.height(FIRST_ROW, ROW_POINTS)


def _line(paper: Paper, row: int, line: LeadLine) -> None:
    look = styles.total if line.role == "total" else _as_is
    sheet = paper.sheet
    label = _label(paper, line)
    if line.number is None:
        sheet.blank(row, NUMBER, look(styles.CENTRED))
    else:
        sheet.number(row, NUMBER, line.number, look(styles.CENTRED))
    sheet.text(row, ITEM, label, look(styles.CELL))
    _reported(paper, row, line, look)
    _footing(paper, row, line, look)
    _detail(paper, row, line, look)
    marks = [SIGNS.get(mark, mark) for mark in line.marks]
    sheet.text(row, MARK, " ".join(marks), tinted(look(styles.CENTRED), marks))
    paper.points(row, POINT, line.flags, look(styles.CELL_LINK))
    paper.source(row, AT, [line.at] if line.at else [], look(styles.CELL_LINK))
    _goes_to(paper, row, line, look(styles.CELL_LINK))
    shown = paper.words.show(line.reported) if line.reported else ""
    texts = [(label, look(styles.CELL), WIDTHS[ITEM - 1]), (shown, look(styles.CELL), WIDTHS[REPORTED - 1])]
    sheet.height(row, row_height(texts, ROW_POINTS))


def _as_is(style: Style) -> Style:
    return style


def _label(paper: Paper, line: LeadLine) -> str:
    """The report's own words, with the lines that it adds and, where one figure is tested twice, with the base."""
    label = line.label
    if line.key in OWN_WORDS:
        scope = line.detail[0].rsplit(".", 1)[-1] if line.detail else ""
        label = paper.say(f"a_line_{line.key}", label=label, scope=scope_name(paper, scope))
    if line.role == "total":
        label = label.upper()
    if line.parts:
        label = paper.say("a_sum_of", label=label, parts="+".join(map(str, line.parts)))
    return f"{label} {ASSUMED}" if line.assumed else label


def _reported(paper: Paper, row: int, line: LeadLine, look: Look) -> None:
    match line.reported:
        case Money(number) | Count(number):
            paper.sheet.number(row, REPORTED, number, look(styles.MONEY))
        case None:
            paper.sheet.text(row, REPORTED, paper.say("common_not_stated"), look(styles.TEXT_IN_NUMBERS))
        case value:
            paper.sheet.text(row, REPORTED, paper.words.show(value), look(styles.TEXT_IN_NUMBERS))


def _footing(paper: Paper, row: int, line: LeadLine, look: Look) -> None:
    """The reported parts added up, and the difference; of a rate of money, reported money over the receivable."""
    quotient = _reported_rate(paper, line)
    if quotient:
        paper.sheet.formula(row, FOOTING, *quotient, look(styles.RATE))
    elif line.footing is None:
        paper.sheet.blank(row, FOOTING, look(styles.MONEY))
    elif formula := _added_parts(paper, line):
        paper.sheet.formula(row, FOOTING, formula, line.footing, look(styles.MONEY))
    else:
        paper.sheet.number(row, FOOTING, line.footing, look(styles.MONEY))
    _gap(paper, row, line, (FOOTING, FOOTING_GAP), None if quotient else line.footing, look)


def _added_parts(paper: Paper, line: LeadLine) -> str:
    """The sum over the parts as they are reported, else as they add up themselves, whichever gives the footing."""
    rows = dict(zip(paper.addresses.lead.lines, paper.result.lead.lines, strict=True))
    found = [(row, part) for row, part in rows.items() if part.number in line.parts]
    as_reported = [(cell(row, REPORTED), _money(part)) for row, part in found]
    as_added = [
        (cell(row, FOOTING), part.footing) if part.footing is not None else (cell(row, REPORTED), _money(part))
        for row, part in found
    ]
    for terms in (as_reported, as_added):
        amounts = [amount for _, amount in terms]
        if None not in amounts and sum(amount or 0 for amount in amounts) == line.footing:
            return "=" + "+".join(address for address, _ in terms)
    return ""


def _money(line: LeadLine) -> int | None:
    return line.reported.amount if isinstance(line.reported, Money) else None


def _reported_rate(paper: Paper, line: LeadLine) -> tuple[str, Fraction] | None:
    """What a rate by money is by the reported figure: formula and value."""
    base, _, scope = line.detail[0].rpartition(".") if line.detail else ("", "", "")
    due = paper.result.figures.get(f"due.{scope}")
    if line.kind != "rate" or base != "rate.money" or due is None or not due.value:
        return None
    for row, other in zip(paper.addresses.lead.lines, paper.result.lead.lines, strict=True):
        amount = _money(other)
        if other.detail == (f"collected.{scope}",) and amount is not None:
            below = term(due.name, paper.result, paper.addresses, paper.key)
            return f"={cell(row, REPORTED)}/{below}", Fraction(amount, due.value)
    return None


def _gap(paper: Paper, row: int, line: LeadLine, columns: tuple[int, int], other: object, look: Look) -> None:
    """Reported less what stands in the first of two columns, in the second; blank where one is not known."""
    against, column = columns
    reported = line.reported.number if isinstance(line.reported, Count) else _money(line)
    if reported is None or not isinstance(other, int):
        paper.sheet.blank(row, column, look(styles.DIFFERENCE))
        return
    gap = reported - other
    style = tinted(look(styles.DIFFERENCE), BREAK if gap and "differs" in line.marks else "")
    paper.sheet.formula(row, column, f"={cell(row, REPORTED)}-{cell(row, against)}", gap, style)


def _detail(paper: Paper, row: int, line: LeadLine, look: Look) -> None:
    values = [known(paper.result.figures.get(name)) for name in line.detail]
    if not values:
        paper.sheet.blank(row, DETAIL, look(styles.MONEY))
    elif line.kind in JOINED and None in values:
        paper.sheet.text(row, DETAIL, paper.say("common_cannot"), look(styles.UNKNOWN))
    elif line.kind in JOINED:
        _joined(paper, row, line, look(styles.TEXT_IN_NUMBERS))
    else:
        paper.figure(row, DETAIL, line.detail[0], look(styles.RATE if line.kind == "rate" else styles.MONEY))
    comparable = values[0] if len(values) == 1 and line.kind in {"money", "count"} else None
    _gap(paper, row, line, (DETAIL, DETAIL_GAP), comparable, look)


def _joined(paper: Paper, row: int, line: LeadLine, style: Style) -> None:
    """Two figures in one cell: "62/63", "338; 5.892"."""
    lang = paper.words.lang
    cells = [term(name, paper.result, paper.addresses, paper.key) for name in line.detail]
    values = [paper.result.figures[name].value or 0 for name in line.detail]
    if line.kind == "pair":
        cells = [
            grouped(address, formats.SEPARATORS[lang][0], value) for address, value in zip(cells, values, strict=True)
        ]
    shown = [str(value) if line.kind == "fraction" else formats.whole(value, lang) for value in values]
    separator = JOINED[line.kind]
    paper.sheet.formula(row, DETAIL, "=" + f'&"{separator}"&'.join(cells), separator.join(shown), style)


def _goes_to(paper: Paper, row: int, line: LeadLine, style: Style) -> None:
    """The link to the detail: a group of B, a part of C, A1, or the bridge below."""
    target = _target(paper, line)
    if target is None:
        paper.sheet.blank(row, GOES_TO, style)
        return
    sheet, to_row, shown = target
    paper.sheet.link_inside(row, GOES_TO, paper.addresses.names[sheet], cell(to_row, 1), shown, style)


def _target(paper: Paper, line: LeadLine) -> tuple[str, int, str] | None:
    """Sheet, row and short name of the place that a line's figure comes from."""
    addresses = paper.addresses
    bridges = zip(paper.result.lead.bridges, addresses.lead.bridges, strict=True)
    bridge = next((row for bridge, row in bridges if bridge.line == line.number), None)
    if bridge:
        return "lead", bridge, paper.say("a_below")
    name = line.detail[0] if line.detail else ""
    kind = {"collected.other": "collected.other", "collected.grant": "collected.grants"}.get(name.split("/")[0], name)
    home = addresses.figures.get(kind)
    match home:
        case Home("dues", row, _):
            rows = [group.row for group in addresses.groups]
            return "dues", row, f"B.{roman(rows.index(row) + 1)}" if row in rows else "B"
        case Home("rates", row, _):
            return "rates", row, "A1"
        case Home("income", row, _):
            return "income", row, "C.1" if row == addresses.income.income_total else "C.2"
    return None


def _words(paper: Paper) -> int:
    """The recomputed total in words; the last row."""
    row = paper.addresses.lead.words
    totals = [line for line in paper.result.lead.lines if line.role == "total" and line.reported and line.detail]
    line = next((line for line in totals if line.detail == ("collected.income",)), next(iter(totals), None))
    value = known(paper.result.figures.get(line.detail[0])) if line else None
    if line and isinstance(value, int):
        text = paper.say("a_in_words", label=line.label, line=line.number or 0, words=paper.in_words(value))
        paper.words_below(row, text)
    return row
