"""Decisions read back from any workbook that carries flag ids, whatever became of its layout.

The id column is the one whose cells look like ids, the status column the one with most status words of any language;
the others are found by heading, else in written order. The digest beside an id tells whether the row was touched.
"""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from reconcile.audit.identity import letters, row_digest
from reconcile.model.flags import Decision
from reconcile.model.periods import Period
from reconcile.model.places import CellRef
from reconcile.model.sources import Trouble
from reconcile.model.values import Text
from reconcile.review.columns import ID, Line, at, columns, densest, status_words, text, written_day
from reconcile.text.fold import fold

WORKBOOKS = (".xlsx", ".xlsm")
OTHER_WORKBOOKS = (".xls", ".xlsb", ".ods")
INFLATED = 512 * 2**20
"""Bytes that a workbook may inflate to, all parts together."""

UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, SyntaxError, EOFError, RuntimeError,
              BadZipFile, zlib.error)  # fmt: skip
"""What openpyxl and the standard library raise on damaged workbooks."""

MONTH = re.compile(r"(\d{1,2})/(\d{4})")
KINDS = {
    **dict.fromkeys(("hoi phi", "dues"), "dues"),
    **dict.fromkeys(("no cu", "arrears"), "arrears"),
    **dict.fromkeys(("nop truoc", "paid in advance", "advance"), "advance"),
    **dict.fromkeys(("khac", "other"), "other"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one row of a workbook says of a flag.

    decision.status is "" where the cell is blank and "?" where `word` is no status; was: the digest as written, "" if
    it is gone; assigns: whether the sheet has the three columns for money without owner. `merge` gives the last two:
    means: the decision that the row stands for; taken: whether that is in force, or one side of a dispute.
    """

    decision: Decision
    word: str
    was: str
    at: CellRef
    assigns: bool = False
    means: Decision | None = None
    taken: bool = True

    @property
    def touched(self) -> bool:
        """Whether status, reason, who or when differ from what the program wrote; true where its digest is gone."""
        said = self.decision
        return self.was != row_digest(said.flag, said.status, said.reason, said.who, said.when)

    @property
    def content(self) -> str:
        """A digest of everything that the row says."""
        said = self.decision
        assigned = (said.assign_branch, said.assign_period, said.assign_kind)
        return letters("\n".join((said.flag, fold(self.word), said.reason, said.who, said.when, *assigned)), 10)


@dataclass(frozen=True, slots=True)
class Collected:
    """All rows that carry an id, in the order of files; files: the SHA-256 of every workbook as it was read."""

    said: tuple[Said, ...]
    files: Mapping[str, str]
    troubles: tuple[Trouble, ...] = ()


def read_decisions(folder: Path, extra_files: Iterable[Path] = ()) -> Collected:
    """The rows of every workbook on the top level of `folder` and of the extra files; a damaged one is a trouble."""
    said: list[Said] = []
    files: dict[str, str] = {}
    troubles: list[Trouble] = []
    for name, path in _workbooks(folder, extra_files).items():
        try:
            content = path.read_bytes()
            files[name] = sha256(content).hexdigest()
            found = list(_of_workbook(name, content))
            said += [item for item in found if isinstance(item, Said)]
            troubles += [item for item in found if isinstance(item, Trouble)]
        except UNREADABLE:
            troubles.append(Trouble(name, "decisions_unreadable", fatal=False))
    return Collected(tuple(said), files, tuple(troubles))


def _workbooks(folder: Path, extra_files: Iterable[Path]) -> dict[str, Path]:
    """Name → path of the workbooks to read, each once; lock files of Excel and LibreOffice are none."""
    inside = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    found = {path.name: path for path in inside if path.suffix.lower() in WORKBOOKS + OTHER_WORKBOOKS}
    found = {name: path for name, path in found.items() if not name.startswith(("~$", ".~lock", "."))}
    known = {path.resolve() for path in found.values()}
    return found | {path.as_posix(): path for path in extra_files if path.resolve() not in known}


def _of_workbook(name: str, content: bytes) -> Iterator[Said | Trouble]:
    """What the sheets of a workbook say; raises one of UNREADABLE."""
    if name.lower().endswith(OTHER_WORKBOOKS):
        yield Trouble(name, "decisions_format", fatal=False)
        return
    for sheet, lines in _sheets(content):
        yield from _of_sheet(name, sheet, lines)


def _sheets(content: bytes) -> Iterator[tuple[str, list[Line]]]:
    """The values of all worksheets, from A1."""
    from openpyxl import load_workbook

    with ZipFile(BytesIO(content)) as package:
        if sum(part.file_size for part in package.infolist()) > INFLATED:
            raise ValueError("inflates to too much")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of every extension that it does not keep; we only read
        book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
    for sheet in book.worksheets:
        yield sheet.title, list(sheet.iter_rows(values_only=True))


def _of_sheet(file: str, sheet: str, lines: Sequence[Line]) -> Iterator[Said | Trouble]:
    """What the rows of a sheet say; nothing where it has no ids."""
    ids = densest(lines, ID.fullmatch)
    if ids is None:
        return
    rows = [number for number, line in enumerate(lines) if ID.fullmatch(text(at(line, ids)))]
    found = columns(lines, rows, ids)
    if "status" not in found:
        if "digest" in found:
            yield Trouble(file, "decision_column_missing", at=CellRef(file, sheet, rows[0] + 1, ids + 1), fatal=False)
        return
    for number in range(rows[0], len(lines)):
        place = CellRef(file, sheet, number + 1, found["status"] + 1)
        word = text(at(lines[number], found["status"]))
        if number in rows:
            yield _said(lines[number], found, place)
        elif status_words().get(fold(word), "new") != "new":
            yield Trouble(file, "decision_without_id", {"word": Text(word)}, place, fatal=False)


def _said(line: Line, found: Mapping[str, int], place: CellRef) -> Said:
    """A row that carries an id."""
    raw = {role: at(line, column) for role, column in found.items()}
    word = text(raw["status"])
    decision = Decision(
        text(raw["id"]),
        status_words().get(fold(word), "?") if word else "",
        text(raw.get("reason")),
        text(raw.get("who")),
        written_day(raw.get("when")),
        f"{place.source} [{place.sheet}] {place.a1}",
        text(raw.get("assign_branch")),
        written_period(raw.get("assign_period")),
        _kind(text(raw.get("assign_kind"))),
    )
    return Said(decision, word, text(raw.get("digest")), place, assigns="assign_branch" in found)


def written_period(value: object) -> str:
    """A period as its key: "10/2019" → "2019-10", also where Excel made a day of it; anything else as it stands."""
    if isinstance(value, date):
        return Period.month(value.year, value.month).key
    written = text(value)
    parts = MONTH.fullmatch(written)
    return f"{parts[2]}-{int(parts[1]):02}" if parts else written


def _kind(word: str) -> str:
    """The kind of a payment as its key; an unknown word as it stands."""
    return KINDS.get(fold(word), word)
