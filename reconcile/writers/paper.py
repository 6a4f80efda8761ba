"""What the sheets A to Z2 share: their head and foot, and cells that refer to a point, a source or a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reconcile.i18n import formats
from reconcile.i18n.words import Field, Words
from reconcile.model.ledger import Figure
from reconcile.model.periods import Period
from reconcile.model.places import CellRef, LineRef, Place
from reconcile.model.results import Reconciliation
from reconcile.text.words import in_words
from reconcile.writers import styles
from reconcile.writers.addresses import Addresses, Home, Parts, parts
from reconcile.writers.formula import recipe, term
from reconcile.writers.measure import row_height
from reconcile.writers.render import Page, Sheet, Workbook
from reconcile.writers.styles import AMBER, ASK, BREAK, RED, Style

HEAD_HEIGHTS = (16.5, 21.0, 16.5, 16.5)
"""The four rows above a table, in points."""

WORDS_HEIGHT = 18.0

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Paper:
    """A worksheet and what it is written from. key: of the sheet, as in `Addresses.names`."""

    sheet: Sheet
    key: str
    widths: tuple[float, ...]
    addresses: Addresses
    result: Reconciliation
    words: Words

    def say(self, key: str, **fields: Field) -> str:
        """A sentence of the workbook's catalog."""
        return self.words.say("workbook", key, fields)

    @property
    def parts(self) -> Parts:
        """Charter, ledger and books of the run."""
        return parts(self.result)

    def width(self, first: int, last: int) -> float:
        """The width of merged columns, in characters: those between give the padding that a single one keeps."""
        return sum(self.widths[first - 1 : last]) + (last - first) * 5 / 7

    def index(self, row: int, texts: Sequence[str]) -> None:
        """The row "A B 1 2 3=1-2" that documents the formulas."""
        for column, text in enumerate(texts, 1):
            self.sheet.text(row, column, text, styles.INDEX)

    def header(self, row: int, texts: Sequence[str], least: float = 30) -> None:
        """The headings of the columns, in a row high enough for all of them."""
        for column, text in enumerate(texts, 1):
            self.sheet.text(row, column, text, styles.HEADER)
        cells = [(text, styles.HEADER, width) for text, width in zip(texts, self.widths, strict=True)]
        self.sheet.height(row, row_height(cells, least))

    def paragraph(self, row: int, columns: tuple[int, int], text: str, style: Style) -> None:
        """Wrapped words over merged columns, in a row high enough for them."""
        first, last = columns
        self.sheet.merge(row, first, row, last, text, style.but(wrap=True))
        self.sheet.height(row, row_height([(text, style, self.width(first, last))]))

    def points(self, row: int, column: int, flags: Sequence[str], style: Style = styles.CELL_LINK) -> None:
        """The numbers of points, linked to the first of them in D; nothing where there is none."""
        known = [flag for flag in flags if flag in self.addresses.points]
        if not known:
            self.sheet.blank(row, column, style)
            return
        numbers = ", ".join(self.addresses.flags[flag].point for flag in known)
        target = f"A{self.addresses.points[known[0]]}"
        self.sheet.link_inside(row, column, self.addresses.names["points"], target, numbers, style)

    def source(self, row: int, column: int, places: Sequence[Place], style: Style = styles.CELL_LINK) -> None:
        """The first of some places in the inputs, as a link that opens the file there; "…" if there are more."""
        more = "…" if len(places) > 1 else ""
        match next(iter(places), None):
            case CellRef() as ref:
                path, anchor = self.addresses.path(ref.source), self.addresses.anchor(ref)
                self.sheet.link_outside(row, column, path, anchor, ref.a1 + more, style)
            case LineRef(_, line):
                self.sheet.text(row, column, f"{line}{more}", style.but(underline=False, colour=""))
            case None:
                self.sheet.blank(row, column, style)

    def figure(self, row: int, column: int, name: str, style: Style, unknown: str = "common_cannot") -> None:
        """A figure: its recipe where this cell is its home, else a reference; words where it cannot be computed."""
        value = known(self.result.figures.get(name))
        if value is None:
            self.sheet.text(row, column, self.say(unknown), _like(styles.UNKNOWN, style))
            return
        here = Home(self.key, row, column)
        at_home = self.addresses.figures.get(name) == here
        write = recipe if at_home else term
        self.sheet.formula(row, column, "=" + write(name, self.result, self.addresses, self.key), value, style)

    def in_words(self, amount: int) -> str:
        """An amount as it is written out under a total, in the charter's words for 0 in the tens and for 1,000."""
        words = in_words(amount, self.words.lang, **self.parts.charter.words)
        return self.say("common_round_amount" if amount % 1000 == 0 else "common_amount", words=words)

    def words_below(self, row: int, text: str) -> None:
        """An amount in words, under a total."""
        self.sheet.text(row, 1, text, styles.WORDS)
        self.sheet.height(row, WORDS_HEIGHT)

    def finish(self, last_row: int, *, pages_down: int = 0) -> None:
        """Set up for print on one page across."""
        self.sheet.page(Page((last_row, len(self.widths)), self.say("common_page"), pages_down=pages_down))


def open_paper(
    book: Workbook, key: str, widths: Sequence[float], addresses: Addresses, result: Reconciliation, words: Words
) -> Paper:
    """A new sheet with its widths and the four rows of its head, whose words are `<key>_title`."""
    sheet = book.sheet(addresses.names[key])
    paper = Paper(sheet, key, tuple(widths), addresses, result, words)
    charter, ledger, _ = parts(result)
    last = len(widths)
    sheet.widths(widths)
    sheet.text(1, 1, charter.association.upper(), styles.ASSOCIATION)
    sheet.link_inside(1, last, addresses.names["cover"], "A1", paper.say("common_to_cover"), styles.LINK)
    sheet.merge(2, 1, 2, last, paper.say(f"common_title_{key}"), styles.TITLE)
    for row, height in enumerate(HEAD_HEIGHTS, 1):
        sheet.height(row, height)
    as_of = formats.day(ledger.as_of)
    sheet.merge(3, 1, 3, last, paper.say(span_key("common_as_of", ledger.period), period=ledger.period, day=as_of),
                styles.SUBTITLE)  # fmt: skip
    if key != "sources":
        sheet.text(4, last, paper.say("common_unit"), styles.UNIT)
    return paper


def span_key(key: str, period: Period) -> str:
    """`<key>_year` for a whole year ("năm 2019"), `<key>_period` for any other stretch of days."""
    return f"{key}_year" if len(period.key) == 4 else f"{key}_period"


def known(figure: Figure | None) -> int | Fraction | None:
    """What a figure is worth: a whole number, or a share; None where it cannot be computed."""
    if figure is None or figure.value is not None or not figure.denominator or figure.numerator is None:
        return figure.value if figure else None
    return Fraction(figure.numerator, figure.denominator)


def roman(number: int) -> str:
    """1 → "I", 9 → "IX"; up to 39."""
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def tinted(style: Style, marks: Sequence[str]) -> Style:
    """The fill that the marks ask for: amber for a question, red for what does not tie."""
    if ASK in marks:
        return style.but(fill=AMBER)
    return style.but(fill=RED) if BREAK in marks else style


def _like(style: Style, row: Style) -> Style:
    return style.but(fill=row.fill, lines=row.lines)
