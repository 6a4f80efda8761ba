"""One .xlsx or .xlsm workbook: guarded, counted by the scan, read by the fast reader, and both must agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reconcile.loaders.files.blanks import blank_strings
from reconcile.loaders.files.blocks import Odd
from reconcile.loaders.files.clean import readable
from reconcile.loaders.files.contents import Contents, Fonts
from reconcile.loaders.files.grids import Counted, read_grids, settled, too_wide
from reconcile.loaders.files.guard import Package, check_sizes, open_package, pieces
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.markup import canonical
from reconcile.loaders.files.package import SheetPart, Workbook, is_own_output, modified, read_workbook
from reconcile.loaders.files.scan import exact_borders, scan
from reconcile.loaders.files.truth import Truth
from reconcile.loaders.files.xlsx_fonts import legacy_fonts, legacy_styles
from reconcile.model.errors import ReconcileError
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Text

KNOWN_ERRORS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
"""The fast reader gives a whole sheet up for one error value that is younger, as #SPILL!."""
ERROR_CODE = re.compile(rb'( t="e"[^>]*>(?:(?!</c>).)*?<v>)[^<]+(?=</v>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Draft:
    """A package on its way to the fast reader. replaced: the parts that were rewritten, by name."""

    package: Package
    replaced: dict[str, bytes] = field(default_factory=dict)

    def pieces(self, name: str) -> Iterable[bytes]:
        """A part as it will be read."""
        return [self.replaced[name]] if name in self.replaced else pieces(self.package, name)

    def rewrite(self, name: str) -> None:
        """Write a part as Excel would; raises ReconcileError where it is malformed."""
        self.replaced[name] = b"".join(canonical(pieces(self.package, name)))


def read(data: bytes, limits: Limits) -> Contents:
    """All worksheets; a bad sheet among good ones is a trouble. Raises ReconcileError where none can be used."""
    package = open_package(data, limits)
    check_sizes(package)
    if is_own_output(package):
        return Contents(modified=modified(package), own_output=True)
    book, draft = read_workbook(package), Draft(package)
    notes = list(check_styles(book, package))
    truths, bad = count_sheets(book, draft)
    if sum(truth.non_empty for truth in truths.values()) > limits.max_cells:
        raise ReconcileError.of("too_many_cells", values={"limit": Count(limits.max_cells)})
    sheets = [counted(sheet, truth) for sheet, truth in truths.items()]
    grids, unread = read_grids(readable(package, book.parts, draft.replaced), sheets)
    found = settled(grids, bad + unread, modified=modified(package), fonts=lambda: fonts(book, draft))
    return replace(found, troubles=(*notes, *found.troubles))


def counted(sheet: SheetPart, truth: Truth) -> Counted:
    """A sheet with what the scan found in it."""
    return Counted(sheet.name, sheet.hidden, truth, ("shared_formulas",) if truth.shared else ())


def fonts(book: Workbook, draft: Draft) -> Fonts:
    """The legacy fonts of all texts by sheet."""
    if book.styles is None or book.styles not in draft.package.parts:
        return {}
    styles = legacy_styles(draft.pieces(book.styles))
    return {sheet.name: legacy_fonts(draft.pieces(sheet.part), styles) for sheet in book.sheets if styles}


def check_styles(book: Workbook, package: Package) -> Iterator[Trouble]:
    """Whether dates can be told from numbers; raises ReconcileError where a guard of the styles fails."""
    if book.styles is None:
        return
    if book.styles not in package.parts:
        yield Trouble("", "styles_missing", fatal=False)
        return
    for _ in pieces(package, book.styles):
        pass


def count_sheets(book: Workbook, draft: Draft) -> tuple[dict[SheetPart, Truth], list[Trouble]]:
    """The truth scan of every sheet, and a trouble for each that is malformed or reaches too far."""
    blank = count_strings(book.strings, draft)
    truths: dict[SheetPart, Truth] = {}
    bad: list[Trouble] = []
    for sheet in book.sheets:
        try:
            truth = count_sheet(sheet.part, draft, blank)
            height, width = borders(sheet.part, truth, draft)
        except Odd:
            bad.append(Trouble("", "sheet_unreadable", {"sheet": Text(sheet.name)}))
            continue
        if height * width > draft.package.limits.max_grid_cells:
            bad.append(too_wide(sheet.name, height, width))
        else:
            truths[sheet] = truth
    return truths, bad


def count_strings(name: str | None, draft: Draft) -> frozenset[int]:
    """The numbers of the blank shared strings; raises ReconcileError where their part is malformed."""
    if name is None:
        return frozenset()
    size = draft.package.parts[name].file_size
    try:
        return blank_strings(draft.pieces(name), size)
    except Odd:
        pass
    try:
        draft.rewrite(name)
        return blank_strings(draft.pieces(name), size)
    except Odd as error:
        raise ReconcileError.of("damaged_workbook") from error


def count_sheet(name: str, draft: Draft, blank: frozenset[int]) -> Truth:
    """The truth scan of one sheet, rewritten where its markup is odd; raises Odd where it is malformed."""
    try:
        truth = scan(draft.pieces(name), blank)
    except Odd:
        draft.rewrite(name)
        truth = scan(draft.pieces(name), blank)
    if not KNOWN_ERRORS.issuperset(truth.errors.values()):
        draft.replaced[name] = ERROR_CODE.sub(rb"\1#N/A", b"".join(draft.pieces(name)))
    return truth


def borders(name: str, truth: Truth, draft: Draft) -> tuple[int, int]:
    """Height and width that the fast reader will ask memory for: it builds every cell of the rectangle."""
    if truth.height * truth.width <= draft.package.limits.max_grid_cells:
        return truth.height, truth.width
    return exact_borders(draft.pieces(name))
