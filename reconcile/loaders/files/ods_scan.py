"""The independent count of an OpenDocument spreadsheet: one strict pass over its content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import cache
from itertools import product
from xml.parsers import expat

from reconcile.loaders.files.contents import Fonts
from reconcile.loaders.files.grids import Counted
from reconcile.loaders.files.legacy import coding_of
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.markup import new_parser
from reconcile.loaders.files.truth import Place, Truth
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Area
from reconcile.model.values import Count

Attributes = Mapping[str, str]
CELLS = frozenset({"table-cell", "covered-table-cell"})
ASIDE = frozenset({"annotation", "shapes", "tracked-changes", "frame", "custom-shape", "caption", "forms", "dde-links"})
"""Elements whose texts and tables are no cells of the sheet."""
SPANS = frozenset({"number-columns-spanned", "number-rows-spanned"})
TELLING = frozenset({"formula", "time-value"})
"""Attributes of cells of which the fast reader does not tell everything."""
HIDDEN = frozenset({"collapse", "filter"})
ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!)|Err:[0-9]+")
"""What a formula shows instead of a result; older programs store 0 under it."""
DURATION = re.compile(r"(-?)PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,]([0-9]+))?S")
PIECE = re.compile(r""""[^"]*"|\[[^\]]*\]|;|~""")


@dataclass(slots=True)
class Open:
    """The cell that is being read. texts: its paragraphs."""

    attributes: Attributes
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Pass:
    """Where the pass stands; rows and columns count from 1, `row` and `column` name the next ones.

    hidden_styles: names of the styles of hidden sheets; legacy_styles: fonts of a legacy coding by style; fonts: of
    the texts of each sheet; hidden: first and last row of each hidden stretch; aside:
    depth inside what is no cell.
    """

    limits: Limits
    sheets: list[Counted] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)
    legacy_styles: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, dict[Place, str]] = field(default_factory=dict)
    style: str = ""
    truth: Truth = field(default_factory=Truth)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    row: int = 1
    rows: int = 1
    column: int = 1
    cell: Open | None = None
    paragraph: bool = False
    aside: int = 0

    def start(self, name: str, qualified: dict[str, str]) -> None:
        """Take a start tag."""
        short = bare(name)
        if self.aside or short in ASIDE or (short == "table" and self.cell):
            self.aside += 1
            return
        if short == "p":
            self.paragraph = self.cell is not None
            if self.cell:
                self.cell.texts.append("")
            return
        attributes = {bare(key): value for key, value in qualified.items()}
        if short in CELLS:
            self.cell = Open(attributes)
        elif short == "table-row":
            self.rows, self.column = repeated(attributes, "number-rows-repeated"), 1
            if attributes.get("visibility") in HIDDEN:
                self.hidden.append((self.row, self.row + self.rows - 1))
        else:
            self.start_other(short, attributes)

    def start_other(self, short: str, attributes: Attributes) -> None:
        """Take a start tag that stands in few places."""
        if short == "style":
            self.style = attributes.get("name", "")
        elif short == "table-properties" and attributes.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif short == "text-properties" and coding_of(attributes.get("font-name", "")):
            self.legacy_styles[self.style] = attributes["font-name"]
        elif short == "table":
            hidden = attributes.get("style-name") in self.hidden_styles
            self.truth, self.hidden, self.row, self.column = Truth(merges=()), [], 1, 1
            self.sheets.append(Counted(attributes.get("name", ""), hidden, self.truth))
        elif short == "table-column":
            last = self.column + repeated(attributes, "number-columns-repeated") - 1
            if attributes.get("visibility") in HIDDEN:
                self.truth.hidden_columns += ((self.column, last),)
            self.column = last + 1

    def text(self, content: str) -> None:
        """Take text; only that of a paragraph of a cell counts."""
        if self.paragraph and self.cell and not self.aside:
            self.cell.texts[-1] += content

    def end(self, name: str) -> None:
        """Take an end tag."""
        if self.aside:
            self.aside -= 1
            return
        short = bare(name)
        if short == "p":
            self.paragraph = False
        elif short in CELLS and self.cell:
            self.add(self.cell)
            self.cell = None
        elif short == "table-row":
            self.row += self.rows
        elif short == "table":
            height = self.truth.height
            self.truth.hidden_rows.update(row for a, b in self.hidden for row in range(a, min(b, height) + 1))

    def add(self, cell: Open) -> None:
        """Note a cell as often as it stands; raises ReconcileError where there are more than can be read."""
        attributes = cell.attributes
        columns = repeated(attributes, "number-columns-repeated")
        if not SPANS.isdisjoint(attributes):
            self.add_merge(attributes)
        shows = self.shows(cell)
        if (shows or cell.texts) and self.truth.non_empty + self.rows * columns > self.limits.max_cells:
            raise ReconcileError.of("too_many_cells", values={"limit": Count(self.limits.max_cells)})
        self.truth.non_empty += shows * self.rows * columns
        if shows or "value-type" in attributes:
            self.truth.height = max(self.truth.height, self.row + self.rows - 1)
            self.truth.width = max(self.truth.width, self.column + columns - 1)
        if (shows or cell.texts) and self.tells_more(attributes):
            self.note(cell, columns)
        self.column += columns

    def tells_more(self, attributes: Attributes) -> bool:
        """Whether the fast reader may not tell everything of a cell."""
        if not TELLING.isdisjoint(attributes) or attributes.get("extended") == "error":
            return True
        return attributes.get("style-name") in self.legacy_styles

    def shows(self, cell: Open) -> bool:
        """Whether the cell shows something, an error or a missing result included."""
        kind = cell.attributes.get("value-type")
        if kind is None:
            return is_pending(cell) or bool(shown(cell).strip())
        return kind != "string" or bool(shown(cell).strip()) or is_error(cell)

    def note(self, cell: Open, columns: int) -> None:
        """Note what the fast reader does not tell of a cell, at each place where it stands."""
        truth, attributes = self.truth, cell.attributes
        formula = formula_text(attributes.get("formula", ""))
        font = self.legacy_styles.get(attributes.get("style-name", ""))
        for at in product(range(self.row, self.row + self.rows), range(self.column, self.column + columns)):
            if formula:
                truth.formulas[at] = formula
            if font:
                self.fonts.setdefault(self.sheets[-1].name, {})[at] = font
            if is_error(cell):
                truth.errors[at] = "".join(cell.texts).strip() or "#N/A"
            elif is_pending(cell):
                truth.pending[at] = formula
            elif time_value := attributes.get("time-value"):
                truth.times[at] = duration(time_value)

    def add_merge(self, attributes: Attributes) -> None:
        """Note a merged area."""
        height, width = repeated(attributes, "number-rows-spanned"), repeated(attributes, "number-columns-spanned")
        if height * width > 1:
            area = Area(self.row, self.column, self.row + height - 1, self.column + width - 1)
            self.truth.merges = (*(self.truth.merges or ()), area)


@cache
def bare(name: str) -> str:
    """A name without its prefix; the second, extended type of a value is "extended"."""
    return "extended" if name == "calcext:value-type" else name.rpartition(":")[2]


def repeated(attributes: Attributes, name: str) -> int:
    """How often something stands; raises ReconcileError for what is no number of times."""
    if name not in attributes:
        return 1
    try:
        times = int(attributes[name])
    except ValueError as error:
        raise ReconcileError.of("damaged_workbook") from error
    if times < 1:
        raise ReconcileError.of("damaged_workbook")
    return times


def shown(cell: Open) -> str:
    """The text of a cell of type text."""
    return cell.attributes.get("string-value") or "\n".join(cell.texts)


def is_error(cell: Open) -> bool:
    """Whether the cell shows an error instead of a value."""
    if cell.attributes.get("extended") == "error":
        return True
    return "formula" in cell.attributes and bool(ERROR.fullmatch("".join(cell.texts).strip()))


def is_pending(cell: Open) -> bool:
    """Whether the cell is a formula without a result; an empty paragraph is the result ""."""
    return "formula" in cell.attributes and "value-type" not in cell.attributes and not cell.texts


def duration(written: str) -> time | timedelta:
    """A time of day or a longer time; raises ReconcileError for what is neither."""
    found = DURATION.fullmatch(written)
    if not found:
        raise ReconcileError.of("damaged_workbook")
    hours, minutes, seconds = int(found[2]), int(found[3]), int(found[4])
    micro = int((found[5] or "0").ljust(6, "0")[:6])
    if not found[1] and hours < 24 and minutes < 60 and seconds < 60:
        return time(hours, minutes, seconds, micro)
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micro)
    return -span if found[1] else span


def formula_text(written: str) -> str:
    """ "of:=SUM([.C2:.C9];[$'T 1'.A1])" → "SUM(C2:C9,'T 1'!A1)"."""
    return PIECE.sub(lambda piece: as_in_excel(piece[0]), written.partition("=")[2])


def as_in_excel(piece: str) -> str:
    """A quoted text, a separator or a reference as Excel writes it."""
    if piece in {";", "~"}:
        return ","
    if piece.startswith('"'):
        return piece
    parts = [part.rpartition(".") for part in piece[1:-1].split(":")]
    sheet = parts[0][0].removeprefix("$")
    return (f"{sheet}!" if sheet else "") + ":".join(cell for _, _, cell in parts)


def scan(pieces: Iterable[bytes], limits: Limits) -> tuple[list[Counted], Fonts]:
    """The sheets of the content part in order, and the legacy fonts of their texts.

    Raises ReconcileError where the part is malformed or holds too much.
    """
    found = Pass(limits)
    # Resolving prefixes takes as long as all the rest of parsing, and every program writes the usual ones.
    parser = new_parser(namespaces=False)
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ReconcileError.of("damaged_workbook") from error
    return found.sheets, found.fonts
