"""How much room text takes: programs other than Excel do not grow a row for wrapped text, so each row gets its height.

Widths are those of Times New Roman, in thousandths of its size; a screen shows 96 pixels where a point is 1/72 inch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from reconcile.writers.styles import Style

PIXELS_PER_POINT = 96 / 72
LINE_HEIGHT = 1.16
ROW_PADDING = 4
ROW_HEIGHT = 18.0
"""A row of one line, in points."""

PAGE_PIXELS = 1009
SAFE_PERCENT = 94
"""A digit of Times New Roman is wider than the unit of columns: a page takes less than it says."""

ORDINARY = 500
REGULAR = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’·",
    389: "Js",
    408: '"',
    444: "?acez“”",
    480: "^{}",
    494: "◊",
    541: "~",
    549: "√≠",
    556: "FPS",
    564: "+<=>",
    604: "○",
    611: "ELTZ",
    667: "BCR",
    713: "∑",
    722: "ADGHKNOQUVXYw",
    778: "&m",
    833: "%",
    889: "M",
    944: "@W",
    1000: "…",
}
BOLD = {
    220: "|",
    250: " ,.",
    278: "'/\\il",
    333: "!()-:;[]`fjt‘’·",
    389: "Is",
    394: "{}",
    444: "cerz",
    494: "◊",
    520: "~",
    549: "√≠",
    556: '"Sbdhknpqu',
    570: "+<=>^",
    604: "○",
    611: "FP",
    667: "BELTZ",
    713: "∑",
    722: "ACDNRUVXYw",
    778: "GHKOQ",
    833: "&m",
    944: "@M",
    1000: "%W…",
}
"""The characters of each width, where it is not ORDINARY."""

PAGE_POINTS = (210 - 14 - 15) / 25.4 * 72
SAFE_HEIGHT = 0.97
TOGETHER = 5
"""So many rows stand under a group's heading, and before the total, on the same page."""

BARRED_D = {"\u0111": "d", "\u0110": "D"}
HORN, HORN_WIDTH = "\u031b", 45


TABLES = {
    bold: {sign: width for width, signs in widths.items() for sign in signs}
    for bold, widths in ((False, REGULAR), (True, BOLD))
}


def text_pixels(text: str, style: Style) -> float:
    """How wide a line of text is, in pixels."""
    return _thousandths(text, style.bold) * style.size * PIXELS_PER_POINT / 1000


@lru_cache(2**14)
def _thousandths(text: str, bold: bool) -> int:
    """The width in thousandths of the letter size: the words of a book come again and again."""
    table = TABLES[bold]
    return sum(table.get(sign) or _decomposed(sign, table) for sign in text)


def _decomposed(sign: str, table: Mapping[str, int]) -> int:
    """A letter with marks is as wide as the letter, but for a horn; a mark alone takes no room."""
    parts = unicodedata.normalize("NFD", BARRED_D.get(sign, sign))
    letters = [table.get(part, ORDINARY) for part in parts if not unicodedata.combining(part)]
    return sum(letters) + HORN_WIDTH * parts.count(HORN)


def pixels(width: float) -> float:
    """How wide a column of `width` characters is, in pixels."""
    return 7 * width + 5


def line_count(text: str, style: Style, width: float) -> int:
    """How many lines the text takes in `width` characters; it breaks at blanks, behind hyphens and at line ends."""
    room = pixels(width) - 5
    return sum(_lines_of(paragraph, style, room) for paragraph in text.split("\n"))


def _lines_of(paragraph: str, style: Style, room: float) -> int:
    lines, used = 1, 0.0
    for piece in _pieces(paragraph):
        wide, visible = text_pixels(piece, style), text_pixels(piece.rstrip(), style)
        if used and used + visible > room:
            lines, used = lines + 1, 0.0
        lines += int(visible // room) if visible > room else 0
        used = used + wide if wide <= room else wide % room
    return lines


def _pieces(paragraph: str) -> Iterator[str]:
    return (found[0] for found in re.finditer(r"[^\s-]*(?:-|\s+|$)", paragraph) if found[0])


def row_height(cells: Iterable[tuple[str, Style, float]], least: float = ROW_HEIGHT) -> float:
    """The height in points of a row of (text, style, width) cells; `least` is that of a row of single lines."""
    lines = ((line_count(text, style, width), style.size) for text, style, width in cells)
    return max([least, *(count * LINE_HEIGHT * size + ROW_PADDING for count, size in lines if count > 1)])


def print_scale(widths: Sequence[float]) -> int:
    """The scale in percent at which these columns fill one page across."""
    return min(100, int(SAFE_PERCENT * PAGE_PIXELS / sum(map(pixels, widths))))


def page_breaks(
    heights: Sequence[float], heads: Sequence[int], total: int, scale: int, repeated: float
) -> tuple[int, ...]:
    """The rows that end a page. heights: of all rows, in points; heads: rows of group headings; total: its row.

    repeated: points that the header takes on each further page. A group whose heading would stand low on a page goes
    to the next one if all that follows fits there.
    """
    room = PAGE_POINTS * SAFE_HEIGHT * 100 / scale
    barred = _never_ends(heads, total, len(heights))
    ends: list[int] = []
    used = 0.0
    for row, height in enumerate(heights, 1):
        used += height
        if used > room:
            start = ends[-1] if ends else 0
            allowed = [end for end in range(row - 1, start, -1) if end not in barred]
            whole = (end for end in allowed if end + 1 in heads and sum(heights[end:]) < room - repeated)
            ends.append(next(whole, next(iter(allowed), row - 1)))
            used = repeated + sum(heights[ends[-1] : row])
    return tuple(ends)


def _never_ends(heads: Sequence[int], total: int, last: int) -> frozenset[int]:
    """Rows that no page may end with: a heading with few of its rows, and what belongs to the total."""
    below = (
        row for head, following in pairwise([*heads, total]) for row in range(head, min(head + TOGETHER, following - 1))
    )
    return frozenset(below) | frozenset(range(total - TOGETHER, last))
