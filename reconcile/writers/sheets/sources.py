"""Sheet Z1: every file and worksheet that was read, what became of each row and of each đồng, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reconcile import __version__
from reconcile.i18n import formats
from reconcile.i18n.words import Words
from reconcile.model.ledger import Figure
from reconcile.model.results import Reconciliation, SheetRows
from reconcile.model.sources import FileRead, Trouble
from reconcile.writers import styles
from reconcile.writers.addresses import DUES_COLUMNS, FIRST_ROW, Addresses, Home
from reconcile.writers.formula import term
from reconcile.writers.measure import row_height
from reconcile.writers.paper import Paper, open_paper, roman, tinted
from reconcile.writers.render import Workbook, cell, literal
from reconcile.writers.styles import BREAK, SETTLED, Style

WIDTHS = (34, 20, 26, 16, 10, 11, 11, 10, 8, 26)
FILE, SHEET, KIND, SHA, READ, DETAIL, STRUCTURE, EXCLUDED, COMPLETE, NOTE = range(1, 11)
INDEX = ("A", "B", "C", "D", "1", "2", "3", "4", "1=2+3+4", "E")
HEADINGS = ("file", "sheet", "kind", "sha", "read", "detail", "structure", "excluded", "complete", "note")
COUNTS = (READ, DETAIL, STRUCTURE, EXCLUDED)
ROW_POINTS = 16.5
SHA_SHOWN = 12
SHA_STYLE = styles.CENTRED.but(font="Courier New", size=10)
NAME_STYLE = styles.CELL_LINK.but(align="left")
FINE = styles.CELL.but(size=9.5)
AMOUNT = KIND
"""The column of the amounts in the table of đồng."""


class Rows(NamedTuple):
    """Where the blocks of the sheet stand: the total of the rows, the headings below it, and the rest of the đồng."""

    total: int
    excluded: int
    money: int
    rest: int


class Part(NamedTuple):
    """A part of the money that was read: its words, where it stands in the workbook, and its amount in đồng."""

    words: str
    formula: str
    amount: int


def rows_of(result: Reconciliation) -> Rows:
    """Where the blocks stand."""
    kept = result.conservation
    total = FIRST_ROW + len(kept.sheets)
    excluded = total + 2
    money = excluded + 3 + max(kept.rows_excluded, 1)
    further = sum(bool(amount) for amount in (kept.later, kept.other_period))
    return Rows(total, excluded, money, money + 6 + further)


def lay_out(book: Workbook, addresses: Addresses, result: Reconciliation, words: Words) -> None:
    """Write the sheet."""
    paper = open_paper(book, "sources", WIDTHS, addresses, result, words)
    rows = rows_of(result)
    paper.header(FIRST_ROW - 2, [paper.say(f"z1_{heading}") for heading in HEADINGS])
    paper.index(FIRST_ROW - 1, INDEX)
    files = {file.source.name: file for file in result.world.files}
    seen: set[str] = set()
    for row, sheet in enumerate(result.conservation.sheets, FIRST_ROW):
        _sheet_row(paper, row, sheet, files.get(sheet.source), first=sheet.source not in seen)
        seen.add(sheet.source)
    _total_row(paper, rows.total, len(seen))
    _excluded(paper, rows.excluded)
    _money(paper, rows)
    last = _not_read(paper, rows.rest + 2)
    charter = paper.parts.charter
    version = paper.say(
        "z1_version",
        version=__version__,
        charter=charter.file,
        sha=charter.sha256[:SHA_SHOWN],
        history=result.history[:SHA_SHOWN] or "–",
    )
    paper.sheet.text(last + 2, FILE, version, styles.WORDS.but(size=10))
    paper.finish(last + 2)


def _sheet_row(paper: Paper, row: int, rows: SheetRows, file: FileRead | None, *, first: bool) -> None:
    """One worksheet; file and digest stand in the first row of the file only where they change."""
    sheet = paper.sheet
    kind, note = paper.say(f"z1_kind_{rows.kind}"), "; ".join(_notes(paper, rows, file if first else None))
    sheet.link_outside(row, FILE, paper.addresses.path(rows.source), "", rows.source, NAME_STYLE)
    sheet.text(row, SHEET, rows.sheet, styles.CELL)
    sheet.text(row, KIND, kind, styles.CELL)
    sheet.text(row, SHA, file.source.sha256[:SHA_SHOWN] if file else "", SHA_STYLE)
    counts = (rows.read, rows.detail, rows.structure, len(rows.excluded))
    for column, count in zip(COUNTS, counts, strict=True):
        sheet.number(row, column, count, styles.COUNT)
    _complete(paper, row, styles.CENTRED, holds=rows.read == sum(counts[1:]))
    sheet.text(row, NOTE, note, FINE)
    texts = ((rows.sheet, styles.CELL, SHEET), (kind, styles.CELL, KIND), (note, FINE, NOTE))
    sheet.height(row, row_height([(text, style, WIDTHS[column - 1]) for text, style, column in texts], ROW_POINTS))


def _complete(paper: Paper, row: int, style: Style, *, holds: bool) -> None:
    """Whether each row that was read is accounted for."""
    read, *others = (cell(row, column) for column in COUNTS)
    formula = f"=IF({read}={'+'.join(others)},{literal(SETTLED)},{literal(BREAK)})"
    mark = SETTLED if holds else BREAK
    paper.sheet.formula(row, COMPLETE, formula, mark, tinted(style, mark))


def _notes(paper: Paper, rows: SheetRows, file: FileRead | None) -> Iterator[str]:
    """What the reader should know of a worksheet, and what was wrong with the file."""
    if rows.statements:
        yield paper.say("z1_statements", count=rows.statements)
    if rows.tables > 1:
        yield paper.say("z1_tables", count=rows.tables)
    if rows.hidden_rows:
        yield paper.say("z1_hidden_rows", count=rows.hidden_rows)
    if rows.scale != 1:
        yield paper.say("z1_scale", scale=rows.scale)
    if file:
        yield from (told(trouble, paper.words).split("\n")[0].rstrip(".") for trouble in file.troubles)


def told(trouble: Trouble, words: Words) -> str:
    """What is wrong with a file: one sentence, and on a second line what to do."""
    place = {"at": trouble.at} if trouble.at else {}
    return words.say("troubles", trouble.code, {"file": trouble.file, **trouble.values, **place})


def _total_row(paper: Paper, row: int, files: int) -> None:
    kept = paper.result.conservation
    for column in range(FILE, NOTE + 1):
        paper.sheet.blank(row, column, styles.total(styles.CELL))
    paper.sheet.text(row, FILE, paper.say("z1_total", count=files), styles.total(styles.CELL))
    sums = (kept.rows_read, kept.rows_detail, kept.rows_structure, kept.rows_excluded)
    for column, count in zip(COUNTS, sums, strict=True):
        span = f"{cell(FIRST_ROW, column)}:{cell(row - 1, column)}"
        paper.sheet.formula(row, column, f"=SUM({span})", count, styles.total(styles.COUNT))
    _complete(paper, row, styles.total(styles.CENTRED), holds=sums[0] == sum(sums[1:]))
    paper.sheet.height(row, ROW_POINTS)


def _excluded(paper: Paper, row: int) -> None:
    """Rows whose amount enters no sum: where they stand, what they show, why."""
    sheet = paper.sheet
    sheet.text(row, FILE, paper.say("z1_excluded_rows"), styles.HEADING)
    _spread(paper, row + 1, [paper.say(f"z1_{name}") for name in ("file", "cell", "shows", "amount", "reason")],
            [styles.HEADER] * 5)  # fmt: skip
    lines = [(rows, item) for rows in paper.result.conservation.sheets for item in rows.excluded]
    for number, (rows, (at, why, amount, label)) in enumerate(lines, row + 2):
        shown = paper.say("common_quoted", text=label) if label else ""
        texts = [rows.source, "", shown, "", paper.say(f"z1_excluded_{why}")]
        _spread(paper, number, texts, [styles.CELL, styles.CELL_LINK, styles.CELL, styles.MONEY, styles.CELL])
        paper.source(number, SHEET, [at], NAME_STYLE)
        if amount is not None:
            sheet.number(number, READ - 1, amount, styles.MONEY)
    if not lines:
        _across(paper, row + 2, paper.say("z1_nothing_excluded"))


SPREAD = ((FILE, FILE), (SHEET, SHEET), (KIND, KIND), (SHA, SHA), (READ, NOTE))
"""First and last column of each cell of the excluded rows."""


def _spread(paper: Paper, row: int, texts: Sequence[str], looks: Sequence[Style]) -> None:
    """A row of the table of excluded rows, high enough for its words."""
    cells = []
    for (first, last), text, style in zip(SPREAD, texts, looks, strict=True):
        paper.sheet.merge(row, first, row, last, text, style)
        cells.append((text, style, paper.width(first, last)))
    paper.sheet.height(row, row_height(cells, ROW_POINTS))


def _across(paper: Paper, row: int, text: str) -> None:
    paper.sheet.merge(row, FILE, row, NOTE, text, styles.CELL.but(italic=True))
    paper.sheet.height(row, ROW_POINTS)


def _money(paper: Paper, rows: Rows) -> None:
    """Each đồng of the detail rows has an owner, or stands among the undetermined; the rest is 0."""
    sheet, read = paper.sheet, paper.result.conservation.money_read
    sheet.text(rows.money, FILE, paper.say("z1_money"), styles.HEADING)
    top = rows.money + 1
    sheet.merge(top, FILE, top, SHEET, paper.say("z1_money_read"), styles.CELL)
    sheet.number(top, AMOUNT, read, styles.MONEY)
    parts = _parts(paper)
    for row, part in enumerate(parts, top + 1):
        sheet.merge(row, FILE, row, SHEET, f"  {part.words}", styles.CELL)
        if part.formula:
            sheet.formula(row, AMOUNT, f"={part.formula}", part.amount, styles.MONEY)
        else:
            sheet.number(row, AMOUNT, part.amount, styles.MONEY)
    _rest(paper, rows, read - sum(part.amount for part in parts))
    for row in range(top, rows.rest + 1):
        sheet.height(row, ROW_POINTS)


def _rest(paper: Paper, rows: Rows, rest: int) -> None:
    sheet, row = paper.sheet, rows.rest
    sheet.merge(row, FILE, row, SHEET, paper.say("z1_money_rest"), styles.total(styles.CELL))
    formula = f"={cell(rows.money + 1, AMOUNT)}-SUM({cell(rows.money + 2, AMOUNT)}:{cell(row - 1, AMOUNT)})"
    sheet.formula(row, AMOUNT, formula, rest, styles.total(styles.DIFFERENCE))
    complete, lost = paper.say("z1_money_complete"), paper.say("z1_money_lost")
    shown = lost if rest else complete
    verdict = f"=IF({cell(row, AMOUNT)}=0,{literal(complete)},{literal(lost)})"
    sheet.formula(row, AMOUNT + 1, verdict, shown, tinted(styles.total(styles.CENTRED), shown))


def _parts(paper: Paper) -> list[Part]:
    """Where the money went; what came later or belongs to another year has no sheet of its own."""
    kept, addresses = paper.result.conservation, paper.addresses
    groups = [Home("dues", group.row, DUES_COLUMNS["collected"]) for group in addresses.groups]
    numbers = ", ".join(f"B.{roman(order)}" for order in range(1, len(groups) + 1))
    undetermined = f"B.{roman(len(groups) + 1)}"
    dues = "+".join(addresses.refer(home, paper.key) for home in groups)
    return [
        Part(paper.say("z1_money_dues", groups=numbers), dues, kept.dues),
        Part(paper.say("z1_money_other"), _figure(paper, "collected.other", kept.other), kept.other),
        Part(paper.say("z1_money_grants"), _figure(paper, "collected.grants", kept.grants), kept.grants),
        *_without_sheet(paper),
        Part(paper.say("z1_money_parked", group=undetermined), _figure(paper, "collected.parked", kept.parked),
             kept.parked),
    ]  # fmt: skip


def _without_sheet(paper: Paper) -> Iterator[Part]:
    kept = paper.result.conservation
    if kept.later:
        yield Part(paper.say("z1_money_later", day=formats.day(paper.parts.ledger.as_of)), "", kept.later)
    if kept.other_period:
        yield Part(paper.say("z1_money_other_period"), "", kept.other_period)


def _figure(paper: Paper, name: str, amount: int) -> str:
    """The figure's cell, where it is what was counted here; a total that cannot be computed is words there."""
    figure: Figure | None = paper.result.figures.get(name)
    if figure is None or figure.value != amount:
        return ""
    return term(name, paper.result, paper.addresses, paper.key)


def _not_read(paper: Paper, row: int) -> int:
    """The files of the folder that gave nothing, each with its reason; the last row."""
    left = [file for file in paper.result.world.files if file.status != "read" or file.source.state != "active"]
    if not left:
        paper.sheet.text(row, FILE, paper.say("z1_all_read"), styles.WORDS)
        return row
    paper.sheet.text(row, FILE, paper.say("z1_not_read"), styles.HEADING)
    for number, file in enumerate(left, row + 1):
        reason = " ".join(_reasons(paper, file))
        paper.sheet.text(number, FILE, file.source.name, styles.CELL)
        paper.sheet.merge(number, SHEET, number, NOTE, reason, styles.CELL)
        texts = [(file.source.name, WIDTHS[0]), (reason, paper.width(SHEET, NOTE))]
        paper.sheet.height(number, row_height([(text, styles.CELL, width) for text, width in texts], ROW_POINTS))
    return row + len(left)


def _reasons(paper: Paper, file: FileRead) -> Iterator[str]:
    """Why a file was not used."""
    if file.troubles:
        yield from (told(trouble, paper.words).replace("\n", " ") for trouble in file.troubles)
    elif file.source.by:
        yield paper.say("z1_superseded", other=file.source.by)
    else:
        yield paper.say("z1_skipped")
