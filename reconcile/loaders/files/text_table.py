"""One .csv or .tsv file: decoded, cut into records by physical line, every field a text at the line of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.grids import trimmed
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.records import Record, ragged, table
from reconcile.model.errors import ReconcileError
from reconcile.model.grid import Cell, Grid, Scan
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Names, Text, Value
from reconcile.text.encodings import Candidate, Decoded, Doubt, decode

CODINGS: Mapping[str, str] = {"tcvn3": "TCVN3", "vni": "VNI", "cp1258": "Windows-1258", "cp1252": "Windows-1252"}
"""Codings that are chosen by the words of a file, because nothing in it tells."""
SHOWN = 10
"""Numbers of lines that one sentence shows."""
LONGEST_QUOTE = 40


def read(data: bytes, limits: Limits) -> Contents:
    """The one table of the file; raises ReconcileError where it cannot be decoded or is none."""
    decoded = decode(data)
    if decoded.text is None:
        raise ReconcileError(undecoded(decoded))
    found = table(decoded.text)
    cells, filled = placed(found)
    if filled > limits.max_cells:
        raise ReconcileError.of("too_many_cells", values={"limit": Count(limits.max_cells)})
    grid = Grid(source="", sheet="", cells=cells, scan=Scan(filled), not_checked=("second_reader",))
    return Contents((grid,), (*notes(decoded), *told(ragged(found))))


def placed(found: list[Record]) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """The fields at the lines on which their records begin, and how many are not blank."""
    rows: list[tuple[Cell, ...]] = [()] * (found[-1].line if found else 0)
    for record in found:
        row: list[Cell] = [plain(field) for field in record.fields]
        rows[record.line - 1] = tuple(trimmed(row))
    return tuple(rows), sum(len(row) - row.count(None) for row in rows)


def plain(field: str) -> str | None:
    """The text of a field; blank is None."""
    return field.strip().replace("\r\n", "\n").replace("\r", "\n") or None


def undecoded(decoded: Decoded) -> Trouble:
    """Why a file has no text that is beyond doubt."""
    doubt = next(iter(decoded.doubts), Doubt("undecided"))
    if doubt.code == "undecided":
        return Trouble("", "text_undecided", {"readings": Text("; ".join(map(quoted, decoded.candidates)))})
    return Trouble("", f"text_{doubt.code}", values_of(doubt))


def quoted(candidate: Candidate) -> str:
    """One reading of a file, by its first line that tells."""
    line = next(iter(candidate.lines), "")
    short = line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"
    return f"{CODINGS.get(candidate.coding, candidate.coding)} “{short}”"


def values_of(doubt: Doubt) -> dict[str, Value]:
    """What a doubt is about, as far as it is known."""
    values: dict[str, Value] = {"words": Names(doubt.words)} if doubt.words else {}
    if doubt.line is not None:
        values["line"] = Count(doubt.line)
    return values


def notes(decoded: Decoded) -> Iterator[Trouble]:
    """What was chosen or put right while decoding."""
    if decoded.coding in CODINGS:
        coding = Text(CODINGS[decoded.coding])
        yield Trouble("", "text_coding", {"coding": coding, "words": Names(decoded.telling)}, fatal=False)
    for doubt in decoded.doubts:
        yield Trouble("", f"text_{doubt.code}", values_of(doubt), fatal=False)


def told(lines: list[int]) -> Iterator[Trouble]:
    """A note about the lines that have more or fewer fields than the others."""
    if lines:
        shown = ", ".join([*map(str, lines[:SHOWN]), *(["…"] if len(lines) > SHOWN else [])])
        yield Trouble("", "ragged", {"count": Count(len(lines)), "lines": Text(shown)}, fatal=False)
