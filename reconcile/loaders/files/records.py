"""A text table cut into records, each with the line of the file on which it begins."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import dropwhile

from reconcile.loaders.files.addresses import LAST_COLUMN, LAST_ROW
from reconcile.loaders.files.limits import MIB
from reconcile.model.errors import ReconcileError
from reconcile.model.values import Count

DELIMITERS = (";", "\t", ",", "|")
"""In the order in which a doubt is decided: Excel writes the first one where Vietnamese is set."""
DECLARED = re.compile(r'"?sep=([;\t,|])"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)
LONGEST = MIB
"""Signs of one record."""
SAMPLE = MIB // 16
"""Signs by which the delimiter is chosen."""


@dataclass(frozen=True, slots=True)
class Record:
    """The fields of one record; `line` counts from 1."""

    line: int
    fields: list[str]


@dataclass(slots=True)
class Lines:
    """The physical lines of a text, counted while they are read. length: signs since the last record began."""

    text: str
    number: int = 0
    length: int = 0
    first: int = 1

    def __iter__(self) -> Iterator[str]:
        # Other signs that Python takes for the end of a line stay inside their field.
        for line in io.StringIO(self.text, newline=""):
            self.number += 1
            self.length += len(line)
            if self.length > LONGEST:
                raise ReconcileError.of("record_too_long", values={"line": Count(self.first)})
            if self.number > LAST_ROW:
                raise ReconcileError.of("too_many_lines", values={"limit": Count(LAST_ROW)})
            yield line

    def next_record(self) -> int:
        """The line on which the record that was just read began; what follows is the next one."""
        begun, self.first, self.length = self.first, self.number + 1, 0
        return begun


def records(text: str, delimiter: str, *, after: int = 0) -> Iterator[Record]:
    """The records with anything in them, of a text that begins `after` so many lines of the file.

    Raises ReconcileError for a quote left open and for what is endless.
    """
    lines = Lines(text, number=after, first=after + 1)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise ReconcileError.of("quote_open", values={"line": Count(lines.first)}) from error
        if fields is None:
            return
        line = lines.next_record()
        if len(fields) > LAST_COLUMN:
            raise ReconcileError.of("too_many_fields", values={"line": Count(line), "limit": Count(LAST_COLUMN)})
        if any(field.strip() for field in fields):
            yield Record(line, fields)


def table(text: str) -> list[Record]:
    """The records, cut by the delimiter that the file declares or shows; raises ReconcileError where it has none."""
    declared = DECLARED.match(text)
    if declared:
        return list(records(text[declared.end() :], declared[1], after=1))
    return list(records(text, delimiter_of(text)))


def delimiter_of(text: str) -> str:
    """The delimiter by which most records have one width; raises ReconcileError where none makes columns."""
    fitting = {delimiter: usual_width(sample(text, delimiter))[1] for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=fitting.__getitem__)
    if fitting[best] < 2:
        raise ReconcileError.of("no_columns")
    return best


def sample(text: str, delimiter: str) -> list[Record]:
    """The first records, as far as they can be cut by that delimiter."""
    found: list[Record] = []
    with suppress(ReconcileError):
        found += records(text[:SAMPLE], delimiter)
    return found


def usual_width(found: Iterable[Record]) -> tuple[int, int]:
    """The width above 1 that most records have, and how many; (0, 0) where there is none."""
    widths = Counter(len(record.fields) for record in found if len(record.fields) > 1)
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def ragged(found: list[Record]) -> list[int]:
    """The lines from the head of the table on whose number of fields is not the usual one; lone words do not count."""
    width, _ = usual_width(found)
    begun = dropwhile(lambda record: len(record.fields) != width, found)
    return [record.line for record in begun if len(record.fields) not in {1, width}]
