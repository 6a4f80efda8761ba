"""The second, independent count of a sheet: a lean pass over its bytes, of which one pattern costs one search.

It looks only at markup written as Excel writes it and proves that by counting: every cell starts `<c r="`, every
formula found is every formula there. Anything else raises `Odd`; the caller then has the sheet rewritten
(`markup.canonical`) and scanned again. Never "mostly".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from reconcile.loaders.files.addresses import LAST_COLUMN, LAST_ROW, column_number
from reconcile.loaders.files.blanks import is_blank, is_blank_item
from reconcile.loaders.files.blocks import LONGEST_BLOCK, Odd, blocks_of, trust
from reconcile.loaders.files.markup import elements, place
from reconcile.loaders.files.truth import Truth

CELL = rb'<c r="([A-Z]+[0-9]+)"'
ROWS = re.compile(rb'<row r="([0-9]+)"')
HIDDEN_ROW = re.compile(rb'<row r="([0-9]+)"[^>]* hidden="(?:1|true)"')
WIDE = re.compile(rb'<c r="([A-Z]{2,})[0-9]')
FILLED = re.compile(CELL + rb"[^>]*(?<!/)>")
MAYBE_BLANK = re.compile(rb"v>[\s&_\x80-\xff]")
BLANK_VALUE = re.compile(rb"<v(?: [^>]*)?>((?:[\s\x80-\xff]|&#?\w+;|_x[0-9A-Fa-f]{4}_)+)</v>")
INLINE = re.compile(rb"<is(?:/>|>(.*?)</is>)", re.DOTALL)
SHARED_STRING = re.compile(rb' t="s"[^>]*>\s*<v>([0-9]+)</v>')
ERROR = re.compile(CELL + rb'[^>]* t="e"[^>]*>(?:(?!</c>).)*?<v>([^<]+)</v>', re.DOTALL)
FORMULA = re.compile(
    CELL + rb"(?P<cell>[^>]*)>\s*<f[^>]*?(?:/>|>(?P<text>[^<]*)</f>)"
    rb"\s*(?P<value>(?:<v(?: [^>]*?)?(?:/>|>(?P<result>[^<]*)</v>))?)"
)


def scan(pieces: Iterable[bytes], blank: frozenset[int]) -> Truth:
    """Count one sheet part, given the numbers of the blank shared strings; raises Odd, or ReconcileError of a guard."""
    blocks = sheet_blocks(pieces)
    truth = Truth(hidden_columns=hidden_columns(next(blocks)))
    for block in blocks:
        trust(block, b"c", b"row")
        truth.non_empty += filled_cells(block, blank)
        find_borders(block, truth)
        find_errors(block, truth)
        find_formulas(block, truth)
    truth.non_empty += len(truth.pending)
    return truth


def sheet_blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The head up to the cells, then the cells in blocks of whole rows; raises Odd where they cannot be cut."""
    source = iter(pieces)
    head = b""
    for piece in source:
        head += piece
        if b"<sheetData" in head or len(head) > LONGEST_BLOCK:
            break
    before, found, rest = head.partition(b"<sheetData")
    if b"<worksheet" not in before or b"<!" in before or not found:
        raise Odd
    yield before
    yield from blocks_of(chain([rest], source), b"</row>", b"</sheetData>")


def hidden_columns(head: bytes) -> tuple[tuple[int, int], ...]:
    """First and last column of each hidden range; raises Odd for a range without borders."""
    columns = [one.attributes for one in elements([head], whole=False) if one.name == "col"]
    try:
        return tuple((int(at["min"]), int(at["max"])) for at in columns if at.get("hidden") in {"1", "true"})
    except (KeyError, ValueError) as error:
        raise Odd from error


def filled_cells(block: bytes, blank: frozenset[int]) -> int:
    """How many cells hold a value that shows something."""
    values = block.count(b"</v>") - block.count(b"></v>")
    if MAYBE_BLANK.search(block):
        values -= sum(is_blank(found[1]) for found in BLANK_VALUE.finditer(block))
    if blank and b' t="s"' in block:
        values -= sum(int(found[1]) in blank for found in SHARED_STRING.finditer(block))
    if b"<is" in block:
        values += sum(not is_blank_item(found[1] or b"") for found in INLINE.finditer(block))
    return values


def find_errors(block: bytes, truth: Truth) -> None:
    """Add the error cells; an error without its code is none (a formula without a result tells of itself)."""
    if b' t="e"' in block:
        for address, code in ERROR.findall(block):
            truth.errors[address_of(address)] = html.unescape(code.decode())


def find_formulas(block: bytes, truth: Truth) -> None:
    """Add formula texts and formulas without a result; raises Odd unless every formula there was found."""
    if b"<f" not in block:
        return
    expected = sum(block.count(start) for start in (b"<f>", b"<f ", b"<f/>"))
    found = 0
    for match in FORMULA.finditer(block):
        found += 1
        address, text = address_of(match[1]), html.unescape((match["text"] or b"").decode())
        if text:
            truth.formulas[address] = text
        else:
            truth.shared += 1
        if lacks_result(match):
            truth.pending[address] = text
    if found != expected:
        raise Odd


def lacks_result(formula: re.Match[bytes]) -> bool:
    """Whether the file holds no result; an empty one of type text is the result ""."""
    if b' t="str"' in formula["cell"]:
        return not formula["value"]
    return is_blank(formula["result"] or b"")


def find_borders(block: bytes, truth: Truth) -> None:
    """Widen the rectangle and add the hidden rows; raises Odd for rows and columns that no sheet has."""
    truth.height = max(truth.height, *map(int, ROWS.findall(block)), 0)
    truth.width = max(truth.width, *(column_number(letters.decode()) for letters in set(WIDE.findall(block))), 26)
    if truth.height > LAST_ROW or truth.width > LAST_COLUMN:
        raise Odd
    if b' hidden="' in block:
        truth.hidden_rows.update(map(int, HIDDEN_ROW.findall(block)))


def exact_borders(pieces: Iterable[bytes]) -> tuple[int, int]:
    """Height and width by the filled cells alone, for a sheet whose formatted but empty cells reach far."""
    height = width = 0
    blocks = sheet_blocks(pieces)
    next(blocks)
    for block in blocks:
        for address in FILLED.findall(block):
            row, column = address_of(address)
            height, width = max(height, row), max(width, column)
    return height, width


def address_of(address: bytes) -> tuple[int, int]:
    """Row and column; raises Odd for what is no address of a sheet."""
    return place(address.decode())
