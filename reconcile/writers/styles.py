"""The house style: every look that a cell of the workbook can have, as values that combine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

RED = "#F9DEDC"
AMBER = "#FFF2CC"
BLUE = "#E8F1FA"
GREY = "#F2F2F2"
HEAD_GREY = "#E3E3E3"
LINE_GREY = "#7F7F7F"
LINK_BLUE = "#1F4E9E"
FAINT = "#595959"
CHART_GREYS = ("#404040", "#8C8C8C", "#D0D0D0")

MONEY_FORMAT = '#,##0_);-#,##0_);"–"_)'
DIFFERENCE_FORMAT = "+#,##0_);-#,##0_);0_)"
COUNT_FORMAT = '#,##0_);-#,##0_);"–"_)'
RATE_FORMAT = "0.00%_)"
SHORT_RATE_FORMAT = "0.0%_)"
DATE_FORMAT = "dd/mm/yyyy"
TEXT_IN_NUMBERS_FORMAT = "@_)"

SETTLED, FOOTED, BREAK, ASK, ASSUMED, NO_BASIS = "√", "∑", "≠", "?", "◊", "○"
"""The tick marks, one beside each coloured cell; Times New Roman holds them all."""

NO_LINE, THIN, DOUBLE, HAIR = 0, 1, 6, 7
"""Kinds of lines, as the file format numbers them."""

ROW_LINES = (HAIR, THIN, HAIR, THIN)
GROUP_LINES = (THIN, THIN, THIN, THIN)
TOTAL_LINES = (THIN, THIN, DOUBLE, THIN)
"""Lines of a cell: top, right, bottom, left."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one cell looks. size in points; lines: top, right, bottom, left; fill and colour as "#RRGGBB"."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    size: float = 11
    font: str = "Times New Roman"
    colour: str = ""
    fill: str = ""
    align: str = "left"
    valign: str = "vcenter"
    wrap: bool = False
    shrink: bool = False
    number: str = ""
    lines: tuple[int, int, int, int] | None = None

    def but(self, **changes: Any) -> Style:
        """The same look with some properties changed."""
        return replace(self, **changes)

    def properties(self) -> dict[str, str | float | bool]:
        """The look in the words of the file format's library."""
        top, right, bottom, left = self.lines or (NO_LINE,) * 4
        wanted: dict[str, str | float | bool] = {
            "font_name": self.font,
            "font_size": self.size,
            "bold": self.bold,
            "italic": self.italic,
            "underline": int(self.underline),
            "font_color": self.colour,
            "bg_color": self.fill,
            "align": self.align,
            "valign": self.valign,
            "text_wrap": self.wrap,
            "shrink": self.shrink,
            "num_format": self.number,
            "top": top,
            "right": right,
            "bottom": bottom,
            "left": left,
        }
        line_colours = {f"{side}_color": LINE_GREY for side in ("top", "right", "bottom", "left")}
        return {name: value for name, value in (wanted | (line_colours if self.lines else {})).items() if value}


PLAIN = Style()
ASSOCIATION = Style(bold=True)
TITLE = Style(bold=True, size=14, align="center")
SUBTITLE = Style(italic=True, align="center")
UNIT = Style(italic=True, align="right")
HEADING = Style(bold=True)
LINK = Style(underline=True, size=10, colour=LINK_BLUE, align="right")
WORDS = Style(italic=True)
NOTE = Style(italic=True, size=10, wrap=True, valign="top")
SIGNATURE = Style(bold=True, align="center")
SIGNATURE_HINT = Style(italic=True, size=10, align="center")

HEADER = Style(bold=True, size=10.5, align="center", wrap=True, fill=HEAD_GREY, lines=GROUP_LINES)
INDEX = Style(italic=True, size=9, align="center", colour=FAINT, lines=GROUP_LINES)

CELL = Style(wrap=True, lines=ROW_LINES)
CENTRED = CELL.but(align="center")
MONEY = Style(align="right", shrink=True, number=MONEY_FORMAT, lines=ROW_LINES)
DIFFERENCE = MONEY.but(number=DIFFERENCE_FORMAT)
COUNT = MONEY.but(number=COUNT_FORMAT)
RATE = MONEY.but(number=RATE_FORMAT)
SHORT_RATE = MONEY.but(number=SHORT_RATE_FORMAT)
DATE = Style(align="center", number=DATE_FORMAT, lines=ROW_LINES)
TEXT_IN_NUMBERS = Style(align="right", wrap=True, number=TEXT_IN_NUMBERS_FORMAT, lines=ROW_LINES)
UNKNOWN = TEXT_IN_NUMBERS.but(wrap=False, shrink=True, italic=True, size=10, colour=FAINT)
CELL_LINK = Style(underline=True, size=10, colour=LINK_BLUE, align="center", lines=ROW_LINES)


def group(style: Style) -> Style:
    """The look of a cell in a subtotal or group row."""
    return style.but(bold=True, fill=GREY, lines=GROUP_LINES)


def total(style: Style) -> Style:
    """The look of a cell in a total row."""
    return style.but(bold=True, fill=GREY, lines=TOTAL_LINES)
