"""rules.toml as a `Charter`, or everything that is wrong with it at once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from reconcile.charter.conflicts import conflicts
from reconcile.charter.positions import KeyPath, line_of, positions
from reconcile.charter.problems import Problem, problems_of, shown_path
from reconcile.charter.schema import CharterTable, Known, RateTable, validated
from reconcile.charter.syntax import why_no_toml
from reconcile.model.charter import Authority, Charter, DuesClass, Rate, SourceHint
from reconcile.model.errors import ReconcileError
from reconcile.model.places import LineRef
from reconcile.model.sources import NO_VALUES, Trouble
from reconcile.model.values import Text, Value

Lines = Mapping[KeyPath, int]


def read_charter(path: Path, known: Known) -> Charter:
    """The charter of a file, which may refer to the rate shapes and rules that are known.

    Raises ReconcileError with every problem of the file, in the order of its lines.
    """
    content = _bytes(path)
    text = _decoded(content, path.name)
    data = _parsed(text, path.name)
    lines = positions(text)
    table, found = _checked(data, known)
    if table is None or found:
        raise ReconcileError(*_troubles(found, path.name, lines))
    return _charter(table, path.name, lines, sha256(content).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise ReconcileError.of("charter_missing", path.name, {"path": Text(path.as_posix())}) from None
    except OSError:
        raise ReconcileError.of("charter_not_opened", path.name, {"path": Text(path.as_posix())}) from None


def _decoded(content: bytes, file: str) -> str:
    """The text without the mark that Notepad sets before it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as failed:
        line = content.count(b"\n", 0, failed.start) + 1
        raise _error(file, "charter_unreadable", line) from None


def _parsed(text: str, file: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as failed:
        raise _error(file, *why_no_toml(text, failed)) from None


def _error(file: str, code: str, line: int, values: Mapping[str, Value] = NO_VALUES) -> ReconcileError:
    return ReconcileError(Trouble(file, code, values, LineRef(file, line)))


def _checked(data: Mapping[str, object], known: Known) -> tuple[CharterTable | None, list[Problem]]:
    """The typed tables where the form is right, and all that is wrong with form and content."""
    classes = data.get("class")
    between = list(conflicts(data))
    try:
        table = validated(data, {"known": known, "classes": list(classes) if isinstance(classes, dict) else []})
    except ValidationError as failed:
        return None, [*problems_of(failed), *between]
    return table, between


def _troubles(found: Iterable[Problem], file: str, lines: Lines) -> list[Trouble]:
    placed = sorted(((line_of(problem.path, lines), problem) for problem in found), key=lambda pair: pair[0])
    return [
        Trouble(file, problem.code, {"key": Text(shown_path(problem.path)), **problem.values}, LineRef(file, line))
        for line, problem in placed
    ]


def _charter(table: CharterTable, file: str, lines: Lines, digest: str) -> Charter:
    return Charter(
        file=file,
        association=table.association.name,
        fiscal_year_starts=table.association.fiscal_year_starts,
        classes=tuple(DuesClass(key, found.names, found.unit) for key, found in table.class_.items()),
        rates=tuple(
            _rate(rate, LineRef(file, line_of(("rate", place), lines))) for place, rate in enumerate(table.rate)
        ),
        sources=tuple(SourceHint(hint.file, MappingProxyType(hint.columns)) for hint in table.source),
        language=table.association.language,
        severities=MappingProxyType(table.severity),
        who=MappingProxyType(table.who),
        tolerance=MappingProxyType(table.tolerance),
        words=MappingProxyType(table.words),
        limits=MappingProxyType(table.limits),
        sha256=digest,
    )


def _rate(rate: RateTable, at: LineRef) -> Rate:
    return Rate(
        class_id=rate.class_,
        basis=rate.basis,
        amount=rate.amount,
        per=rate.per,
        due=rate.due,
        valid_from=rate.valid_from,
        valid_to=rate.valid_to,
        authority=Authority(**asdict(rate.authority)),
        at=at,
        grace=rate.grace,
    )
