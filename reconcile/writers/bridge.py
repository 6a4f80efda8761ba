"""Under sheet A: the way from a reported total to the figure of the detail rows, one step for each point."""

from __future__ import annotations

from fractions import Fraction

from reconcile.model.places import column_letters
from reconcile.model.results import Bridge, BridgeStep
from reconcile.model.values import Cells, Money
from reconcile.writers import styles
from reconcile.writers.addresses import LEAD_DETAIL, POINT_DIFFERENCE, Home
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, known, tinted
from reconcile.writers.render import cell, literal
from reconcile.writers.styles import BREAK

ITEM, AMOUNT, POINT, NOTE, NOTE_END = 2, 3, 4, 5, 7
ROW_POINTS = 17.0


def write_bridge(paper: Paper, row: int, bridge: Bridge) -> int:
    """From the reported to the recomputed figure of one line, step by step; the last row."""
    sheet = paper.sheet
    lines = zip(paper.addresses.lead.lines, paper.result.lead.lines, strict=True)
    line_row, line = next((found, line) for found, line in lines if line.number == bridge.line)
    sheet.text(row, 1, paper.say("a_bridge", line=bridge.line), styles.HEADING)
    start = paper.say("a_bridge_start", at=line.at) if line.at else paper.say("a_reported")
    _bridge_row(paper, row + 1, start, "")
    sheet.formula(row + 1, AMOUNT, f"={cell(line_row, AMOUNT)}", bridge.start, styles.MONEY)
    for step_row, step in enumerate(bridge.steps, row + 2):
        _step(paper, step_row, step)
    last = row + 2 + len(bridge.steps)
    detail = known(paper.result.figures.get(line.detail[0])) if line.detail else bridge.end
    _bridge_end(paper, last, (row + 1, line_row), bridge, detail)
    return last


def _bridge_row(paper: Paper, row: int, text: str, note: str) -> None:
    paper.sheet.blank(row, 1, styles.CENTRED)
    paper.sheet.text(row, ITEM, text, styles.CELL)
    paper.sheet.blank(row, POINT, styles.CELL_LINK)
    paper.sheet.merge(row, NOTE, row, NOTE_END, note, styles.CELL.but(italic=True, size=10))
    texts = [(text, styles.CELL, paper.widths[ITEM - 1]), (note, styles.CELL, paper.width(NOTE, NOTE_END))]
    paper.sheet.height(row, row_height(texts, ROW_POINTS))


def _step(paper: Paper, row: int, step: BridgeStep) -> None:
    """One step: its amount is the difference of its point, turned round."""
    cells = step.values.get("cells")
    named = "_cells" if isinstance(cells, Cells) and cells.cells else ""
    text = paper.words.say("workbook", f"a_step_{step.key}{named}", step.values)
    _bridge_row(paper, row, text, paper.say(f"a_next_{step.key}"))
    flag = paper.addresses.flags.get(step.flag or "")
    whole = flag and isinstance(flag.stated, Money) and isinstance(flag.expected, Money)
    if flag and whole and flag.difference == -step.amount:
        difference = Home("points", paper.addresses.points[flag.id], POINT_DIFFERENCE)
        formula = f"=-{paper.addresses.refer(difference, paper.key)}"
        paper.sheet.formula(row, AMOUNT, formula, step.amount, styles.MONEY)
    else:
        paper.sheet.number(row, AMOUNT, step.amount, styles.MONEY)
    if flag:
        paper.points(row, POINT, [flag.id])


def _bridge_end(paper: Paper, row: int, rows: tuple[int, int], bridge: Bridge, detail: int | Fraction | None) -> None:
    """The sum of the steps, and whether it is what the detail rows give."""
    first, line_row = rows
    paper.sheet.blank(row, 1, styles.total(styles.CENTRED))
    paper.sheet.text(row, ITEM, paper.say("a_bridge_end"), styles.total(styles.CELL))
    letter = column_letters(AMOUNT)
    reached = bridge.start + sum(step.amount for step in bridge.steps)
    paper.sheet.formula(row, AMOUNT, f"=SUM({letter}{first}:{letter}{row - 1})", reached, styles.total(styles.MONEY))
    agrees, differs = (paper.say(f"a_bridge_{end}", line=bridge.line) for end in ("agrees", "differs"))
    formula = f"=IF({cell(row, AMOUNT)}={cell(line_row, LEAD_DETAIL)},{literal(agrees)},{literal(differs)})"
    style = tinted(styles.total(styles.CENTRED).but(bold=False), "" if reached == detail else BREAK)
    shown = agrees if reached == detail else differs
    paper.sheet.merge_formula(row, POINT, row, NOTE_END, formula, shown, style)
    paper.sheet.height(row, ROW_POINTS)
