"""The case files `tests/rules/<rule>.md`: prose, small sheets as a person sees them, and the flags that must come out.

A `##` heading begins a case. A fenced block is a worksheet: "file [sheet]", then one line for each filled row,
"row | A | B | …"; a row may be marked "5 hidden", and "merged A1:D1" lines end the block. A cell is a number
(1,000,000), a day (31/12/2019), a text in quotes where it would read as one of these, an error (#REF!), a formula
without a result (=SUM(C4:C5)), or text. A block that begins with "rules.toml" is the charter of the case; a block
"file refused" is a file that could not be read. The lines "As of:", "Others: any", "Broken: <reason>" and
"Flags: none" or "Flags:" with a list say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from reconcile import pipeline
from reconcile.i18n.formats import decimal
from reconcile.model.charter import Charter
from reconcile.model.flags import Flag
from reconcile.model.grid import Area, Cell, CellError, Grid, NotCalculated, Scan
from reconcile.model.periods import Period
from reconcile.model.places import CellRef, Place
from reconcile.model.results import Reconciliation
from reconcile.model.sources import FileRead, Source
from reconcile.model.values import Cells, Count, Day, Fractional, Money, Names, Plain, Ratio, Term, Text, Value, Written
from reconcile.pipeline.charter import charter_of
from reconcile.pipeline.examine import examine
from reconcile.rules import codes
from tests.support import nothing_remembered

HERE = Path(__file__).parent
DEFAULT = """\
[association]
name = "Hội Thư viện Việt Nam"
fiscal_year_starts = "01-01"

[class.tvcc]
names = ["Hệ thống TVCC", "TVCC", "Thư viện công cộng"]
[class.specialised]
names = ["Chi hội, liên chi hội chuyên ngành", "Chuyên ngành"]
unit = "chi hội"

[[rate]]
class = "tvcc"
basis = "per_unit"
amount = 1_000_000
per = "year"
due = ["12-31"]
valid_from = 2019-01-01
authority = { status = "confirmed", document = "Nghị quyết Ban Chấp hành", number = "05/NQ-BCH", date = 2018-12-20 }

[[rate]]
class = "specialised"
basis = "per_unit"
amount = 150_000
per = "year"
due = ["12-31"]
valid_from = 2019-01-01
authority = { status = "confirmed", document = "Nghị quyết Ban Chấp hành", number = "05/NQ-BCH", date = 2018-12-20 }
"""
"""The charter of a case that brings none. Its rates rest on a document, so that C101 speaks in its own cases only."""

FENCE = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETTING = re.compile(r"^(As of|Others|Broken|Flags):[ ]*(.*)$", re.MULTILINE)
NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
DAY = re.compile(r"\d\d/\d\d/\d{4}")


@dataclass(frozen=True, slots=True)
class Case:
    """One case. sheets: the worksheet blocks as written; others: whether flags of other codes are listed too."""

    code: str
    title: str
    sheets: tuple[str, ...]
    charter: str
    as_of: date | None
    expected: tuple[str, ...]
    others: bool
    broken: str

    @property
    def fires(self) -> bool:
        """Whether the code under test is expected."""
        return any(line.startswith(self.code) for line in self.expected)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@cache
def all_cases() -> tuple[Case, ...]:
    """The cases of every file, in the order of the codes."""
    return tuple(case for path in sorted(HERE.glob("*.md")) for case in cases_of(path))


def cases_of(path: Path) -> Iterator[Case]:
    """The cases of one file; the code is the first part of its name."""
    for section in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        yield _case(path.stem[:4].upper(), section)


def _case(code: str, section: str) -> Case:
    title, _, body = section.partition("\n")
    blocks = FENCE.findall(body)
    said = {name: text.strip() for name, text in SETTING.findall(FENCE.sub("", body))}
    if "Flags" not in said:
        raise ValueError(f"{code} {title}: no flags are said")
    charters = [block.partition("\n")[2] for block in blocks if block.startswith("rules.toml")]
    return Case(
        code,
        title.strip(),
        tuple(block for block in blocks if not block.startswith("rules.toml")),
        charters[0] if charters else DEFAULT,
        _day(said["As of"]) if "As of" in said else None,
        tuple(line[2:].strip() for line in body.partition("\nFlags:")[2].splitlines() if line.startswith("- ")),
        said.get("Others") != "any",
        said.get("Broken", ""),
    )


def files_of(case: Case) -> tuple[FileRead, ...]:
    """The files as the loaders would hand them over, in the order of the blocks."""
    refused = [block.strip().removesuffix(" refused") for block in case.sheets if _refused(block)]
    grids = [grid_of(block) for block in case.sheets if not _refused(block)]
    unread = (FileRead(Source(name, sha256(name.encode()).hexdigest()), "refused") for name in refused)
    return *unread, *(
        FileRead(
            Source(name, sha256(name.encode()).hexdigest()),
            "read",
            tuple(grid for grid in grids if grid.source == name),
        )
        for name in dict.fromkeys(grid.source for grid in grids)
    )


def _refused(block: str) -> bool:
    return block.strip().endswith(" refused")


def grid_of(block: str) -> Grid:
    """A worksheet block as a grid; raises ValueError where a line is neither a row nor a merge."""
    head, *lines = block.splitlines()
    place = re.fullmatch(r"(\S.*) \[(.+)\]", head)
    if place is None:
        raise ValueError(head)
    rows: dict[int, tuple[Cell, ...]] = {}
    hidden, merges = set(), []
    for line in lines:
        if line.startswith("merged "):
            merges.append(_area(line.removeprefix("merged ")))
            continue
        mark, *cells = line.split("|")
        number, *marks = mark.split()
        if int(number) <= max(rows, default=0) or marks not in ([], ["hidden"]):
            raise ValueError(line)
        rows[int(number)] = tuple(cell_of(cell.strip()) for cell in cells)
        if marks:
            hidden.add(int(number))
    values = [cell for row in rows.values() for cell in row if cell is not None]
    return Grid(
        source=place[1],
        sheet=place[2],
        cells=tuple(rows.get(row, ()) for row in range(1, max(rows) + 1)),
        merges=tuple(merges),
        hidden_rows=frozenset(hidden),
        scan=Scan(
            len(values),
            sum(isinstance(value, CellError) for value in values),
            sum(isinstance(value, NotCalculated) for value in values),
        ),
    )


def cell_of(text: str) -> Cell:
    """What a cell of a block stands for; nothing is a blank."""
    if not text:
        return None
    if text[0] == text[-1] == '"':
        return text[1:-1]
    if NUMBER.fullmatch(text):
        number = Fraction(text.replace(",", ""))
        return int(number) if number.denominator == 1 else number
    if DAY.fullmatch(text):
        return _day(text)
    if text.startswith("="):
        return NotCalculated(text[1:])
    return CellError(text) if re.fullmatch(r"#[A-Z/0]+[!?]?", text) else text


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a cell knows no time zone


def _area(text: str) -> Area:
    """ "A1:D2" as an area; one letter for each column is enough here."""
    (left, top), (right, bottom) = ((ord(end[0]) - 64, int(end[1:])) for end in text.split(":"))
    return Area(top, left, bottom, right)


@cache
def charter_from(text: str) -> Charter:
    """The charter of a case."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "rules.toml")
        path.write_text(text, encoding="utf-8")
        return charter_of(path)


@cache
def outcome(case: Case) -> Reconciliation:
    """The whole run over the sheets of a case, without a past."""
    return reconciled(case, files_of(case))


def reconciled(case: Case, files: tuple[FileRead, ...]) -> Reconciliation:
    """The run over files, with charter and as-of date of a case; codes of the sheets alone are those of `check`."""
    if "footing" in codes()[case.code].needs:
        return examine(files).result
    request = pipeline.Request(charter_from(case.charter), as_of=case.as_of)
    return pipeline.reconcile(files, request, nothing_remembered())


def lines_of(case: Case, flags: Sequence[Flag]) -> tuple[str, ...]:
    """The flags as a case lists them: those of its code in full, the others by code and place."""
    return tuple(_line(flag, case.code) for flag in flags if case.others or flag.code == case.code)


def _line(flag: Flag, code: str) -> str:
    head = f"{flag.code} {place(flag.at)}"
    return "; ".join([head, *_facts(flag)]) if flag.code == code else head


def _facts(flag: Flag) -> Iterator[str]:
    """What a flag says besides its place; the values that its words use are those that weigh."""
    code = codes()[flag.code]
    said = {"stated": flag.stated, "expected": flag.expected, "after others": flag.expected_after_others}
    said |= {name: flag.values[name] for name in code.weighs if name in flag.values}
    yield from (f"{name.replace('_', ' ')} {shown(value)}" for name, value in said.items() if value is not None)
    if flag.difference is not None:
        yield f"difference {flag.difference:,}"
    if flag.severity != code.severity:
        yield f"severity {flag.severity.name.lower()}"
    if flag.also:
        yield f"also {', '.join(map(place, flag.also))}"
    for explanation in flag.explanations[:1]:
        alike = f" ({explanation.rivals + 1} alike)" if explanation.rivals else ""
        yield " ".join(["cause", explanation.kind, *map(place, explanation.cells)]) + alike


def place(at: Place) -> str:
    """ "[TVCC] D7", or "rules.toml:12"."""
    return f"[{at.sheet}] {at.a1}" if isinstance(at, CellRef) else f"{at.file}:{at.line}"


def shown(value: Value) -> str:
    """A value of a flag as plain as it can be, the same in every language."""
    match value:
        case Money(number) | Count(number):
            return f"{number:,}"
        case Plain(plain):
            return decimal(Fraction(plain), "en")
        case Ratio(top, bottom) | Fractional(top, bottom):
            return f"{top:,}/{bottom:,}"
        case Day(day):
            return f"{day:%d/%m/%Y}"
        case Written(text, _) | Text(text):
            return f'"{text}"'
        case Term(key):
            return key
        case Names(words):
            return ", ".join(words)
        case Cells(cells):
            return ", ".join(map(place, cells))
        case Period():
            return value.key
        case _:
            return place(value)
