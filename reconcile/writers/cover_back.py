"""Page 2 of the cover: the sheets with their controls, what could not be checked, the marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reconcile.model.flags import Severity
from reconcile.model.results import NotChecked
from reconcile.model.values import Names
from reconcile.writers import styles
from reconcile.writers.addresses import (
    DUES_COLUMNS,
    LEAD_DETAIL,
    SHEETS,
    Home,
)
from reconcile.writers.cover_parts import (
    INDEX_CELLS,
    LAST,
    MARKS,
    ROW_POINTS,
    SPACE_POINTS,
    Shown,
    across,
    alone,
    either,
    headings,
    in_rates,
)
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, known
from reconcile.writers.render import literal
from reconcile.writers.sheets import checks, lead, points, sources
from reconcile.writers.sheets.checks import live
from reconcile.writers.styles import (
    AMBER,
    BLUE,
    BREAK,
    GROUP_LINES,
    NO_BASIS,
    RED,
    SETTLED,
    Style,
)


def contents(paper: Paper, row: int) -> list[float]:
    """Each sheet with the question that it answers and its own control."""
    paper.sheet.text(row, 1, paper.say("cover_index"), styles.HEADING)
    headings(paper, row + 1, "index", INDEX_CELLS)
    controls: dict[str, Callable[[Paper], Shown]] = {
        "lead": _lead_control, "rates": _rates_control, "dues": _dues_control, "income": _income_control,
        "points": _points_control, "sources": _sources_control, "checks": _checks_control,
    }  # fmt: skip
    for number, key in enumerate(SHEETS[1:], row + 2):
        link = styles.CELL_LINK.but(align="left", size=11)
        across(paper, number, "", link, (1, 3))
        paper.sheet.link_inside(number, 1, paper.addresses.names[key], "A1", paper.addresses.names[key], link)
        across(paper, number, paper.say(f"cover_question_{key}"), styles.CELL, (4, 8))
        formula, said = controls[key](paper)
        style = styles.CELL.but(fill=RED if said.startswith(BREAK) else "")
        paper.sheet.merge_formula(number, 9, number, LAST, f"={formula}", said, style)
    return [ROW_POINTS, ROW_POINTS, *(ROW_POINTS + 1.5,) * (len(SHEETS) - 1), SPACE_POINTS]


def _lead_control(paper: Paper) -> Shown:
    """Each bridge reaches the figure of the detail rows, and no line differs without a point."""
    lines, addresses = paper.result.lead.lines, paper.addresses
    if not lines:
        return alone(paper, "lead")
    rows = (addresses.lead.lines[0], addresses.lead.lines[-1])
    marks = addresses.span("lead", lead.MARK, rows, paper.key)
    numbers = addresses.span("lead", lead.POINT, rows, paper.key)
    conditions = [f'SUMPRODUCT(ISNUMBER(SEARCH({literal(BREAK)},{marks}))*({numbers}=""))=0']
    holds = all({"differs", BREAK}.isdisjoint(line.marks) or addresses.points.keys() & line.flags for line in lines)
    row_of = {line.number: row for line, row in zip(lines, addresses.lead.lines, strict=True)}
    for bridge, start in zip(paper.result.lead.bridges, addresses.lead.bridges, strict=True):
        reached = Home("lead", start + 2 + len(bridge.steps), lead.REPORTED)
        detail = Home("lead", row_of[bridge.line], LEAD_DETAIL)
        conditions.append("=".join(addresses.refer(home, paper.key) for home in (reached, detail)))
        holds = holds and bridge.closes
    return either(paper, "lead", f"AND({','.join(conditions)})", holds=holds)


def _rates_control(paper: Paper) -> Shown:
    all_of_them = len(paper.addresses.groups)
    pairs = [
        (in_rates(name, all_of_them), Home("dues", paper.addresses.dues_total, DUES_COLUMNS[name]))
        for name in ("due", "collected", "outstanding")
    ]
    return either(paper, "rates", _equal(paper, pairs), holds=True)


def _equal(paper: Paper, pairs: Sequence[tuple[Home, Home]]) -> str:
    """Whether the cells of each pair hold the same."""
    return f"AND({','.join('='.join(paper.addresses.refer(home, paper.key) for home in pair) for pair in pairs)})"


def _dues_control(paper: Paper) -> Shown:
    """Over all branches: arrears + due - paid + advance = outstanding."""
    figures, addresses = paper.result.figures, paper.addresses
    if known(figures.get("outstanding.dues")) is None:
        return alone(paper, "dues")
    signs = {"opening": "+", "due": "+", "collected": "-", "advance": "+", "outstanding": "-"}
    rows = [(group.first, group.last) for group in addresses.groups if group.positions]
    terms = [
        f"{sign}SUM({addresses.span('dues', DUES_COLUMNS[name], span, paper.key)})"
        for span in rows
        for name, sign in signs.items()
    ]
    positions = paper.parts.ledger.positions
    holds = sum((p.opening or 0) + (p.due or 0) - p.paid + p.advance - (p.closing or 0) for p in positions) == 0
    formula, said = either(paper, "dues", f"{''.join(terms).removeprefix('+') or '0'}=0", holds=holds)
    if not any(p.opening or p.advance for p in positions):
        return formula, said
    plain, full = paper.say("cover_control_dues"), paper.say("cover_control_dues_full")
    return formula.replace(literal(plain), literal(full)), said.replace(plain, full)


def _income_control(paper: Paper) -> Shown:
    """What A shows of other income and of grants is what C adds up."""
    pairs = []
    for line, row in zip(paper.result.lead.lines, paper.addresses.lead.lines, strict=True):
        if line.detail in {("collected.other",), ("collected.grants",)}:
            home = paper.addresses.figures[line.detail[0]]
            pairs.append((home, Home("lead", row, LEAD_DETAIL)))
    if not pairs:
        return alone(paper, "income")
    return either(paper, "income", _equal(paper, pairs), holds=True)


def _points_control(paper: Paper) -> Shown:
    flags = paper.result.flags
    opened = "+".join(points.count_open(paper.addresses, severity, paper.key) for severity in Severity)
    formula = live(paper, "cover_control_points", {"count": str(len(flags)), "open": f"({opened})"})
    said = paper.say("cover_control_points", count=len(flags), open=sum(flag.is_open for flag in flags))
    return formula, said


def _sources_control(paper: Paper) -> Shown:
    rows = sources.rows_of(paper.result)
    complete = paper.addresses.refer(Home("sources", rows.total, sources.COMPLETE), paper.key)
    rest = paper.addresses.refer(Home("sources", rows.rest, sources.AMOUNT), paper.key)
    condition = f"AND({complete}={literal(SETTLED)},{rest}=0)"
    return either(paper, "sources", condition, holds=paper.result.conservation.complete)


def _checks_control(paper: Paper) -> Shown:
    names = {"tested": checks.TESTED, "held": checks.HELD}
    there = {
        name: paper.addresses.refer(checks.total(paper.result, column), paper.key) for name, column in names.items()
    }
    said = paper.say("cover_control_checks", **checks.counted(paper.result))
    return live(paper, "cover_control_checks", there), said


def not_checked(paper: Paper, row: int) -> list[float]:
    """What had no basis to be checked, one line each."""
    paper.sheet.text(row, 1, paper.say("cover_not_checked"), styles.HEADING)
    lines = [_absent(paper, item) for item in paper.result.not_checked] or [paper.say("cover_not_checked_none")]
    style = Style(wrap=True)
    for number, line in enumerate(lines, row + 1):
        paper.sheet.text(number, 1, NO_BASIS if paper.result.not_checked else "", Style(align="center"))
        across(paper, number, line, style, (2, LAST))
    heights = (row_height([(line, style, paper.width(2, LAST))], ROW_POINTS) for line in lines)
    return [ROW_POINTS, *heights, SPACE_POINTS]


def _absent(paper: Paper, item: NotChecked) -> str:
    """One thing in words; classes by their names."""
    classes = item.values.get("classes")
    if not isinstance(classes, Names):
        return paper.words.say("not_checked", item.key, item.values)
    found = {dues_class.id: dues_class.name for dues_class in paper.parts.charter.classes}
    names = Names(tuple(found.get(name, name) for name in classes.names))
    return paper.words.say("not_checked", item.key, {**item.values, "classes": names})


def legend(paper: Paper, row: int) -> list[float]:
    """Every mark and every colour, which a black-and-white printer keeps apart by the mark."""
    paper.sheet.text(row, 1, paper.say("cover_legend"), styles.HEADING)
    box = Style(align="center", lines=GROUP_LINES)
    fills = {"break": RED, "ask": AMBER}
    for number, (name, sign) in enumerate(MARKS.items(), row + 1):
        paper.sheet.text(number, 1, sign, box.but(fill=fills.get(name, "")))
        across(paper, number, paper.say(f"cover_mark_{name}"), styles.PLAIN, (2, 5))
    for number, severity in enumerate(Severity, row + 1):
        look = box.but(fill=points.FILLS.get(severity, ""), bold=severity == Severity.ERROR)
        paper.sheet.text(number, 6, str(int(severity)), look)
        across(paper, number, paper.say(f"cover_severity_{int(severity)}"), styles.PLAIN, (7, LAST))
    last = row + len(MARKS)
    paper.sheet.blank(last, 6, box.but(fill=BLUE))
    across(paper, last, paper.say("cover_blue"), styles.PLAIN, (7, LAST))
    return [ROW_POINTS, *(ROW_POINTS,) * len(MARKS), SPACE_POINTS]


def promise(paper: Paper, row: int) -> list[float]:
    """The last line: nothing was changed."""
    text = paper.say("cover_promise")
    across(paper, row, text, styles.NOTE)
    return [row_height([(text, styles.NOTE, paper.width(1, LAST))])]
