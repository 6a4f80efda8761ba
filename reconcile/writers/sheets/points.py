"""Sheet D: one row for each point, with its causes and next step, and the blue columns that a reviewer writes in.

The last three columns, outside the print, are the way back: id, digest of the row as written, and whether it is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from reconcile.audit.identity import row_digest
from reconcile.i18n import flags as told
from reconcile.i18n import formats
from reconcile.i18n.words import Words
from reconcile.model.charter import Authority
from reconcile.model.flags import CLOSED_STATUSES, OPEN_STATUSES, Decision, Flag, Resolved, Severity
from reconcile.model.places import LineRef
from reconcile.model.results import Reconciliation
from reconcile.model.values import Count, Money, Ratio, Value
from reconcile.writers import styles
from reconcile.writers.addresses import DUES_COLUMNS, FIRST_ROW, POINT_DIFFERENCE, Addresses
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, open_paper, span_key
from reconcile.writers.render import Page, Workbook, cell, clean, literal
from reconcile.writers.styles import AMBER, BLUE, FAINT, RED, Style

WIDTHS = (4, 12.5, 30, 10.5, 10.5, 10.5, 10.5, 35, 16, 5.5, 10.5, 17, 8.5, 9)
NUMBER, SEVERITY, WHAT, REPORTED, RECOMPUTED, DIFFERENCE, STAKE, CAUSES, AUTHORITY, SOURCE = range(1, 11)
STATUS, REASON, WHO, WHEN = range(11, 15)
INDEX = ("A", "B", "C", "1", "2", "3=1-2", "4", "D", "E", "F", "G", "H", "I", "K")
HEADINGS = ("number", "severity", "what", "reported", "recomputed", "difference", "stake", "causes", "authority",
            "source", "status", "reason", "who", "when")  # fmt: skip
ASSIGN_WIDTHS, ASSIGN_INDEX = (14, 7.5, 8.5), ("L", "M", "N")
ASSIGN_HEADINGS = ("assign_branch", "assign_period", "assign_kind")
PARKED = "C102"
"""The code of money without an owner."""

KINDS = ("dues", "arrears", "advance", "other")
TRACE_WIDTHS = (9, 8, 6)
TRACE_HEADINGS = ("id", "digest", "open")
FILLS = {Severity.ERROR: RED, Severity.BREACH: RED, Severity.EVIDENCE: AMBER, Severity.EXPLAIN: AMBER}
STATUSES = (*OPEN_STATUSES, *CLOSED_STATUSES)
NEW = Decision("", "new")

TOP = styles.CELL.but(valign="top")
SMALL = TOP.but(size=10)
FINE = TOP.but(size=9.5)
WORDS_AS_NUMBER = styles.TEXT_IN_NUMBERS.but(valign="top", size=10)
FIGURE = styles.MONEY.but(number="#,##0_);-#,##0_)")
"""A stated 0 is a figure here, not the dash of a column that is mostly empty."""

Worded = tuple[int, str, Style]
"""Column, text and style of a cell whose text takes part in the height of its row."""

TRACE = Style(size=8, colour=FAINT, valign="top", shrink=True)


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    assigns = _assigns(result.flags)
    widths = WIDTHS + (ASSIGN_WIDTHS if assigns else ())
    paper = open_paper(book, "points", widths, addresses, result, words)
    paper.sheet.widths((*widths, *TRACE_WIDTHS))
    period = paper.parts.ledger.period
    paper.sheet.text(3, 1, paper.say(span_key("d_subtitle", period), period=period), styles.SUBTITLE)
    _header(paper, assigns=assigns)
    for flag in result.flags:
        _row(paper, addresses.points[flag.id], flag, assigns=assigns)
    last = FIRST_ROW + max(len(result.flags), 1) - 1
    if result.flags:
        _choices(paper, last, assigns=assigns)
        paper.sheet.filter(FIRST_ROW - 1, NUMBER, last, len(widths))
    else:
        paper.sheet.merge(FIRST_ROW, NUMBER, FIRST_ROW, len(widths), paper.say("d_nothing"), TOP.but(italic=True))
    paper.paragraph(last + 2, (NUMBER, len(widths)), "   ".join(_foot(paper)), styles.NOTE)
    paper.sheet.freeze(FIRST_ROW - 1, WHAT)
    paper.sheet.page(Page((last + 2, len(widths)), paper.say("common_page"), (FIRST_ROW - 2, FIRST_ROW - 1)))


def is_open(addresses: Addresses, row: int, here: str) -> str:
    """The cell that is 1 while the point of that row is open."""
    return addresses.prefix("points", here) + cell(row, _open_column(addresses.flags.values()), fixed=True)


def count_open(addresses: Addresses, severity: Severity, here: str) -> str:
    """How many points of a severity are open, as an expression."""
    rows = (FIRST_ROW, FIRST_ROW + max(len(addresses.points), 1) - 1)
    levels = addresses.span("points", SEVERITY, rows, here, fixed=True)
    states = addresses.span("points", _open_column(addresses.flags.values()), rows, here, fixed=True)
    return f"COUNTIFS({levels},{literal(f'{int(severity)}*')},{states},1)"


def runs(points: Sequence[str]) -> str:
    """Numbers of points as people cite them: "01, 03 - 07"."""
    groups: list[list[str]] = []
    for point in sorted(set(points), key=lambda point: (len(point), point)):
        follows = groups and groups[-1][-1].isdecimal() and point.isdecimal() and int(groups[-1][-1]) + 1 == int(point)
        if follows:
            groups[-1].append(point)
        else:
            groups.append([point])
    return ", ".join(_run(group) for group in groups)


def _run(group: Sequence[str]) -> str:
    return f"{group[0]} - {group[-1]}" if len(group) > 2 else ", ".join(group)


def _assigns(flags: Iterable[Flag]) -> bool:
    return any(flag.code == PARKED for flag in flags)


def _open_column(flags: Iterable[Flag]) -> int:
    """The last of the columns outside the print."""
    return WHEN + len(ASSIGN_WIDTHS) * _assigns(flags) + len(TRACE_WIDTHS)


def _header(paper: Paper, *, assigns: bool) -> None:
    paper.header(FIRST_ROW - 2, [paper.say(f"d_{name}") for name in HEADINGS + (ASSIGN_HEADINGS if assigns else ())])
    paper.index(FIRST_ROW - 1, INDEX + (ASSIGN_INDEX if assigns else ()))
    for column, name in enumerate(TRACE_HEADINGS, len(paper.widths) + 1):
        paper.sheet.text(FIRST_ROW - 2, column, paper.say(f"d_{name}"), TRACE.but(wrap=True, shrink=False))


def _row(paper: Paper, row: int, flag: Flag, *, assigns: bool) -> None:
    """One point; its row is high enough for all of its words."""
    severity = paper.say(
        "d_severity_cell", digit=int(flag.severity), severity=paper.words.term(f"severity_{flag.severity.name.lower()}")
    )
    what = told.what(flag, paper.words)
    causes, authority = "\n".join(_causes(paper, flag)), "\n".join((_authority(paper, flag), told.where(flag)))
    grave = SMALL.but(fill=FILLS.get(flag.severity, ""), bold=flag.severity == Severity.ERROR)
    paper.sheet.text(row, NUMBER, flag.point, TOP.but(align="center", bold=flag.life == "new"))
    paper.sheet.text(row, SEVERITY, severity, grave)
    paper.sheet.text(row, WHAT, what, TOP)
    _amounts(paper, row, flag)
    paper.sheet.text(row, CAUSES, causes, SMALL)
    paper.sheet.text(row, AUTHORITY, authority, FINE)
    _source(paper, row, flag)
    written = _reviewed(paper, row, flag.decision or NEW)
    if assigns:
        written += _assigned(paper, row, flag.decision or NEW)
    _trace(paper, row, flag)
    texts = [(SEVERITY, severity, grave), (WHAT, what, TOP), (CAUSES, causes, SMALL), (AUTHORITY, authority, FINE)]
    cells = [(text, style, paper.widths[column - 1]) for column, text, style in (*texts, *written)]
    paper.sheet.height(row, row_height(cells))


def _causes(paper: Paper, flag: Flag) -> Iterator[str]:
    """That it was opened again, the likely causes, and the next step."""
    if flag.life == "reopened":
        yield paper.say(f"d_reopened_{flag.why or 'returned'}")
    yield from told.causes(flag, paper.words)
    yield paper.say("d_next", remedy=told.remedy(flag, paper.words))


def _authority(paper: Paper, flag: Flag) -> str:
    """The document that the point rests on; without one, the check that raised it."""
    authority = flag.authority
    if authority is None:
        return paper.words.say(flag.code, "title")
    return paper.say("d_assumed") if authority.assumed else document(paper, authority)


def document(paper: Paper, authority: Authority) -> str:
    """A decision as it is cited: its name, number, day and article."""
    key = "d_document_article" if authority.article else "d_document"
    day = formats.day(authority.date) if authority.date else ""
    return paper.say(key, document=authority.document, number=authority.number, day=day, article=authority.article)


def _amounts(paper: Paper, row: int, flag: Flag) -> None:
    """Reported, recomputed, their difference, and the money at stake; blank where there is no figure."""
    _value(paper, row, REPORTED, flag.stated)
    _value(paper, row, RECOMPUTED, flag.expected)
    gap = _number(flag.stated), _number(flag.expected)
    if gap[0] is None or gap[1] is None:
        paper.sheet.blank(row, POINT_DIFFERENCE, _amount(styles.DIFFERENCE))
    else:
        formula = f"={cell(row, REPORTED)}-{cell(row, RECOMPUTED)}"
        paper.sheet.formula(row, POINT_DIFFERENCE, formula, gap[0] - gap[1], _amount(styles.DIFFERENCE))
    _value(paper, row, STAKE, Money(flag.at_stake) if flag.at_stake else None)


def _value(paper: Paper, row: int, column: int, value: Value | None) -> None:
    match value:
        case None:
            paper.sheet.blank(row, column, _amount(styles.MONEY))
        case Money(number) | Count(number):
            paper.sheet.number(row, column, number, _amount(FIGURE))
        case Ratio(top, bottom) if bottom:
            paper.sheet.number(row, column, Fraction(top, bottom), _amount(styles.RATE))
        case _:
            paper.sheet.text(row, column, paper.words.show(value), WORDS_AS_NUMBER)


def _number(value: Value | None) -> int | None:
    match value:
        case Money(number) | Count(number):
            return number
        case _:
            return None


def _amount(style: Style) -> Style:
    return style.but(valign="top", size=10)


def _source(paper: Paper, row: int, flag: Flag) -> None:
    """A link to the cell that the point stands at; the line of the charter."""
    style = styles.CELL_LINK.but(valign="top")
    if isinstance(flag.at, LineRef):
        line = paper.say("d_line", line=str(flag.at.line))
        paper.sheet.text(row, SOURCE, line, style.but(underline=False, colour=""))
    else:
        paper.source(row, SOURCE, [flag.at], style)


def _reviewed(paper: Paper, row: int, decision: Decision) -> list[Worded]:
    """What the reviewer wrote, where he wrote it."""
    day = _day(decision.when)
    status = paper.words.term(f"status_{decision.status}")
    written = _blue(paper, row, STATUS, (status, decision.reason, decision.who, "" if day else decision.when))
    if day:
        paper.sheet.date(row, WHEN, day, styles.DATE.but(fill=BLUE, size=10, valign="top"))
    return written


def _blue(paper: Paper, row: int, first: int, texts: Sequence[str]) -> list[Worded]:
    """Cells for the reviewer, from a column on."""
    written = [(column, text, SMALL.but(fill=BLUE)) for column, text in enumerate(texts, first)]
    for column, text, style in written:
        paper.sheet.text(row, column, text, style)
    return written


def _day(text: str) -> date | None:
    """A day in ISO form; None for anything else that a reviewer wrote."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _assigned(paper: Paper, row: int, decision: Decision) -> list[Worded]:
    """The owner that the reviewer gave to money without one."""
    kind = decision.assign_kind
    named = paper.say(f"d_kind_{kind}") if kind in KINDS else kind
    return _blue(paper, row, WHEN + 1, (decision.assign_branch, decision.assign_period, named))


def _trace(paper: Paper, row: int, flag: Flag) -> None:
    """The way back: id, digest of what stands in the blue columns, and a formula that follows the reviewer."""
    first = len(paper.widths) + 1
    said = flag.decision or NEW
    paper.sheet.text(row, first, flag.id, TRACE)
    digest = row_digest(flag.id, said.status, *(clean(text) for text in (said.reason, said.who, said.when)))
    paper.sheet.text(row, first + 1, digest, TRACE)
    closed = ",".join(f"{cell(row, STATUS)}={literal(paper.words.term(f'status_{name}'))}" for name in CLOSED_STATUSES)
    formula = f'=IF(AND(OR({closed}),{cell(row, REASON)}<>""),0,1)'
    paper.sheet.formula(row, first + 2, formula, int(flag.is_open), TRACE.but(align="center"))


def _choices(paper: Paper, last: int, *, assigns: bool) -> None:
    """The drop-down lists of the blue columns."""
    statuses = [paper.words.term(f"status_{name}") for name in STATUSES]
    paper.sheet.choose(FIRST_ROW, STATUS, last, STATUS, statuses)
    groups = [group for group in paper.addresses.groups if group.positions]
    if not assigns:
        return
    if groups:
        names = DUES_COLUMNS["units"] - 1, (groups[0].first, groups[-1].last)
        span = paper.addresses.span("dues", *names, paper.key, fixed=True)
        paper.sheet.choose(FIRST_ROW, WHEN + 1, last, WHEN + 1, f"={span}")
    year = paper.parts.ledger.period.start.year
    paper.sheet.choose(FIRST_ROW, WHEN + 2, last, WHEN + 2, [str(year + step) for step in (-1, 0, 1)])
    paper.sheet.choose(FIRST_ROW, WHEN + 3, last, WHEN + 3, [paper.say(f"d_kind_{kind}") for kind in KINDS])


def _foot(paper: Paper) -> Iterator[str]:
    """What came from the last period, what the data has resolved, and where the conclusion is signed."""
    period = paper.parts.ledger.period
    before = [flag.point for flag in paper.result.flags if flag.period and flag.period.end < period.start]
    yield paper.say("d_carried", points=runs(before)) if before else paper.say("d_carried_none")
    gone = [_resolved(paper, point) for point in paper.result.resolved]
    yield paper.say("d_resolved", points=", ".join(gone)) if gone else paper.say("d_resolved_none")
    if any(flag.life == "new" for flag in paper.result.flags):
        yield paper.say("d_bold")
    yield paper.say("d_signed")


def _resolved(paper: Paper, gone: Resolved) -> str:
    if gone.when is None:
        return paper.say("d_resolved_point_undated", point=gone.point, run=gone.run)
    return paper.say("d_resolved_point", point=gone.point, day=formats.day(gone.when), run=gone.run)
