"""The one door to xlsxwriter: typed cells, checked return codes, text that can never become a formula or a link.

Rows and columns count from 1, as in `CellRef`. What the library refuses is a bug of ours and raises `RefusedError`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from io import BytesIO
from typing import Any
from urllib.parse import quote

import xlsxwriter

from reconcile import __version__
from reconcile.model.places import column_letters
from reconcile.writers.styles import CELL_LINK, CHART_GREYS, Style

MAX_TEXT = 32_767
MAX_LINKS = 65_530
MAX_URL = 2_079
MAX_EXACT = 10**15
MAX_FORMULA = 8_192
MAX_LITERAL = 255
DEFAULT_HEIGHT, LEAST_HEIGHT = 15, 0.75
UNSAFE_IN_PATH = frozenset(' %"#<>[]^`{}')
FORMULA_STARTS = ("=", "+", "-", "@")
PROPERTY = "reconcile"
"""The document property by which our own output is known when it lies among the inputs."""

A4 = 9
MM_PER_INCH = 25.4


class RefusedError(Exception):
    """The library would not write what it was given."""


def quoted(sheet: str) -> str:
    """A sheet's name as a formula or a link needs it."""
    return "'" + sheet.replace("'", "''") + "'"


def cell(row: int, column: int, *, fixed: bool = False) -> str:
    """ "D12", or "$D$12" where it must not move."""
    mark = "$" if fixed else ""
    return f"{mark}{column_letters(column)}{mark}{row}"


def literal(text: str) -> str:
    """Words inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def clean(text: str) -> str:
    """Text that a worksheet can hold: characters that no reader shows are named, line ends are one character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = "".join(f"‹U+{ord(sign):04X}›" if _is_unseen(sign) else sign for sign in text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"


def _is_unseen(sign: str) -> bool:
    unseen = unicodedata.category(sign) in {"Cc", "Cf", "Cs"} or ord(sign) & 0xFFFE == 0xFFFE
    return unseen and sign not in "\n\t"


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet prints: A4, margins 20, 10, 14, 15 mm. Without `scale` it fits one page across.

    repeat: first and last row printed on each page; area: last row and last column printed; breaks: rows that end a
    page (seen only under `scale`); pages_down: 0 = as many as it takes.
    """

    area: tuple[int, int]
    page_words: str
    repeat: tuple[int, int] | None = None
    scale: int | None = None
    breaks: tuple[int, ...] = ()
    pages_down: int = 0
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars: addresses of its name, of the groups below the axis and of the values, as formulas."""

    name: str
    groups: str
    values: str


class Workbook:
    """A workbook in memory. The same calls give the same bytes: `as_of` stands for the day of its making."""

    def __init__(self, title: str, association: str, as_of: date) -> None:
        self._file = BytesIO()
        self._looks: dict[tuple[Style, bool], Any] = {}
        options = {
            "in_memory": True,
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": Style().font, "font_size": Style().size},
        }
        self.raw = xlsxwriter.Workbook(self._file, options)
        created = datetime.combine(as_of, time())
        self.raw.set_properties({"title": title, "company": association, "created": created})
        if self.raw.set_custom_property(PROPERTY, __version__, "text"):
            raise RefusedError(PROPERTY)

    def sheet(self, name: str) -> Sheet:
        """A new worksheet behind those that are there, without gridlines."""
        raw = self.raw.add_worksheet(name)
        raw.hide_gridlines(2)
        return Sheet(name, raw, self)

    def look(self, style: Style, *, literal: bool = False) -> Any:
        """The library's object for a style; `literal` keeps a text that begins like a formula a text when edited."""
        if (style, literal) not in self._looks:
            properties = style.properties() | ({"quote_prefix": True} if literal else {})
            self._looks[style, literal] = self.raw.add_format(properties)
        return self._looks[style, literal]

    def bytes(self) -> bytes:
        """The finished file; nothing can be written afterwards."""
        self.raw.close()
        return self._file.getvalue()


class Sheet:
    """One worksheet. Every method that writes takes row and column first."""

    def __init__(self, name: str, raw: Any, book: Workbook) -> None:
        self.name = name
        self._raw = raw
        self._book = book
        self._links = 0

    def text(self, row: int, column: int, text: str, style: Style) -> None:
        """Words, whatever they begin with."""
        shown = clean(text)
        look = self._book.look(style, literal=shown[:1] in FORMULA_STARTS)
        if shown:
            self._check(self._raw.write_string(row - 1, column - 1, shown, look), row, column)
        else:
            self.blank(row, column, style)

    def blank(self, row: int, column: int, style: Style) -> None:
        """Nothing but the look."""
        self._check(self._raw.write_blank(row - 1, column - 1, None, self._book.look(style)), row, column)

    def number(self, row: int, column: int, number: int | Fraction, style: Style) -> None:
        """A number: đồng, a count or a share. A whole one that a spreadsheet cannot hold exactly is written as text."""
        if isinstance(number, int) and abs(number) >= MAX_EXACT:
            self.text(row, column, str(number), style)
            return
        self._check(self._raw.write_number(row - 1, column - 1, number, self._book.look(style)), row, column)

    def date(self, row: int, column: int, day: date, style: Style) -> None:
        """A calendar day."""
        at_midnight = datetime.combine(day, time())
        self._check(self._raw.write_datetime(row - 1, column - 1, at_midnight, self._book.look(style)), row, column)

    def formula(self, row: int, column: int, formula: str, value: int | Fraction | str, style: Style) -> None:
        """A live formula ("=A1+A2") with its value, which readers show that do not calculate.

        One that is longer than Excel opens is written as its value alone.
        """
        if len(formula) > MAX_FORMULA and isinstance(value, str):
            self.text(row, column, value, style)
            return
        if len(formula) > MAX_FORMULA and not isinstance(value, str):
            self.number(row, column, value, style)
            return
        if any(len(literal) > MAX_LITERAL for literal in formula.split('"')[1::2]):
            raise RefusedError(self.name, cell(row, column), "literal too long")
        known = value.numerator / value.denominator if isinstance(value, Fraction) else value
        look = self._book.look(style)
        self._check(self._raw.write_formula(row - 1, column - 1, formula, look, known), row, column)

    def link_inside(self, row: int, column: int, sheet: str, target: str, shown: str, style: Style = CELL_LINK) -> None:
        """A link to a cell ("D12") of a sheet of this workbook; past the limits of the format, only its text."""
        self._link(row, column, f"internal:{quoted(sheet)}!{target}", shown, style)

    def link_outside(self, row: int, column: int, path: str, anchor: str, shown: str, style: Style = CELL_LINK) -> None:
        """A link to a file, by its path from the workbook's folder, and to a place in it ("'Sheet'!D12" or nothing)."""
        target = "".join(quote(sign) if sign in UNSAFE_IN_PATH else sign for sign in path)
        self._link(row, column, f"external:{target}#{anchor}" if anchor else f"external:{target}", shown, style)

    def _link(self, row: int, column: int, url: str, shown: str, style: Style) -> None:
        if self._links >= MAX_LINKS or len(url) > MAX_URL:
            self.text(row, column, shown, style.but(underline=False, colour=""))
            return
        self._links += 1
        code = self._raw.write_url(row - 1, column - 1, url, self._book.look(style), clean(shown))
        self._check(code, row, column)

    def merge(self, row: int, column: int, to_row: int, to_column: int, text: str, style: Style) -> None:
        """Words over several cells; of one cell, just words."""
        if (row, column) != (to_row, to_column):
            code = self._raw.merge_range(row - 1, column - 1, to_row - 1, to_column - 1, "", self._book.look(style))
            self._check(code, row, column)
        self.text(row, column, text, style)

    def merge_formula(
        self, row: int, column: int, to_row: int, to_column: int, formula: str, value: int | str, style: Style
    ) -> None:
        """A formula over several cells."""
        self.merge(row, column, to_row, to_column, "", style)
        self.formula(row, column, formula, value, style)

    def widths(self, widths: Sequence[float]) -> None:
        """Widths of the columns from the first on, in characters."""
        for index, width in enumerate(widths):
            self._check(self._raw.set_column(index, index, width), 1, index + 1)

    def height(self, row: int, points: float) -> None:
        """The height of a row in points; the library would leave its default out, and others then guess."""
        self._check(self._raw.set_row(row - 1, points + LEAST_HEIGHT if points == DEFAULT_HEIGHT else points), row, 1)

    def choose(self, row: int, column: int, to_row: int, to_column: int, source: Sequence[str] | str) -> None:
        """Drop-down lists: of words (255 characters in all) or of a range ("='B'!$B$8:$B$70")."""
        options = {"validate": "list", "source": source if isinstance(source, str) else list(source)}
        code = self._raw.data_validation(row - 1, column - 1, to_row - 1, to_column - 1, options)
        self._check(code, row, column)

    def highlight(self, row: int, column: int, to_row: int, to_column: int, formula: str, fill: str) -> None:
        """A fill that follows a formula; it overrides the fill of the style."""
        options = {"type": "formula", "criteria": formula, "format": self._book.look(Style(fill=fill))}
        code = self._raw.conditional_format(row - 1, column - 1, to_row - 1, to_column - 1, options)
        self._check(code, row, column)

    def freeze(self, row: int, column: int = 0) -> None:
        """Keep this many rows and columns in sight."""
        self._raw.freeze_panes(row, column)

    def filter(self, row: int, column: int, to_row: int, to_column: int) -> None:
        """Arrows to filter by, on the first row of the area."""
        self._raw.autofilter(row - 1, column - 1, to_row - 1, to_column - 1)

    def page(self, page: Page) -> None:
        """Set the sheet up for print."""
        raw = self._raw
        raw.set_paper(A4)
        if page.landscape:
            raw.set_landscape()
        raw.set_margins(*(mm / MM_PER_INCH for mm in (20, 10, 14, 15)))
        raw.center_horizontally()
        name = self.name.replace("&", "&&")
        look = '&"Times New Roman,Regular"&9'
        raw.set_footer(f"&C{look} {name}&R{look} {page.page_words}", {"margin": 7 / MM_PER_INCH})
        self._check(raw.print_area(0, 0, page.area[0] - 1, page.area[1] - 1), *page.area)
        if page.repeat:
            raw.repeat_rows(page.repeat[0] - 1, page.repeat[1] - 1)
        if page.scale:
            raw.set_print_scale(page.scale)
            raw.set_h_pagebreaks(list(page.breaks))
        else:
            raw.fit_to_pages(1, page.pages_down)

    def column_chart(
        self, row: int, column: int, title: str, series: Sequence[Series], size: tuple[int, int], *, labels: bool = True
    ) -> None:
        """Bars of shares from 0 to 100 %, labels inside them; its corner is the cell; size in pixels."""
        chart = self._book.raw.add_chart({"type": "column"})
        for index, bars in enumerate(series):
            chart.add_series(_bars(bars, CHART_GREYS[index], dark=index == 0, labels=labels))
        chart.set_title({"name": title, "overlay": False, "name_font": _font(12, bold=True)})
        axis = {"min": 0, "max": 1, "major_unit": 0.2, "num_format": "0%", "num_font": _font(10)}
        chart.set_y_axis(axis | {"major_gridlines": {"visible": True, "line": {"color": CHART_GREYS[2]}}})
        chart.set_x_axis({"num_font": _font(10)})
        chart.set_legend({"position": "bottom", "font": _font(10)})
        chart.set_chartarea({"border": {"color": CHART_GREYS[2]}})
        chart.set_size({"width": size[0], "height": size[1]})
        self._check(self._raw.insert_chart(row - 1, column - 1, chart, {"object_position": 2}), row, column)

    def _check(self, code: int | None, row: int, column: int) -> None:
        if code:
            raise RefusedError(self.name, cell(row, column), code)


def _bars(series: Series, grey: str, *, dark: bool, labels: bool) -> dict[str, Any]:
    font = _font(10) | {"color": "#FFFFFF" if dark else "#000000"}
    return {
        "name": series.name,
        "categories": series.groups,
        "values": series.values,
        "fill": {"color": grey},
        "border": {"color": CHART_GREYS[0], "width": 0.5},
        "gap": 35,
        "data_labels": {"value": labels, "position": "inside_end", "font": font, "num_format": "0.00%"},
    }


def _font(size: float, *, bold: bool = False) -> dict[str, Any]:
    return {"name": Style().font, "size": size, "bold": bold}
