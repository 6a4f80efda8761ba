"""`flags.json` (schema `reconcile.flags/1`, shipped as flags.schema.json) and `collection-rates.csv`.

Values are written by type: money and counts as integers, a ratio as its two numbers, an interval by its ends, a cell by
file, sheet and address. Words of our own are the English keys in every language; sentences are in the one asked for.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from fractions import Fraction
from io import StringIO

from reconcile import __version__
from reconcile.i18n import flags as said
from reconcile.i18n.formats import percent
from reconcile.i18n.words import Field, Words
from reconcile.model.charter import Authority
from reconcile.model.flags import Evidence, Explanation, Flag
from reconcile.model.grid import Grid
from reconcile.model.ledger import Figure, Position
from reconcile.model.places import CellRef, Place
from reconcile.model.results import Conservation, Reconciliation, SheetRows
from reconcile.model.sources import FileRead, Trouble
from reconcile.model.values import (
    Cells,
    Count,
    Day,
    Fractional,
    Interval,
    Money,
    Names,
    Number,
    Plain,
    Ratio,
    Term,
    Text,
    Unknown,
    Value,
    Written,
)

SCHEMA = "reconcile.flags/1"
CSV_COLUMNS = ("period", "as_of", "class", "base", "numerator", "denominator", "percent", "rate_status")
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for a formula at the start of a text."""

Json = Mapping[str, object]


def flags_json(result: Reconciliation, lang: str) -> bytes:
    """The whole result for other programs; from `check` the parts that need a charter are null or empty."""
    words, world = Words(lang), result.world
    counts = result.checks
    document = {
        "schema": SCHEMA,
        "program": f"reconcile {__version__}",
        "association": world.charter.association if world.charter else None,
        "period": world.period.key if world.period else None,
        "as_of": world.as_of.isoformat() if world.as_of else None,
        "language": lang,
        "inputs": [_input(file, result.conservation, words) for file in world.files],
        "conservation": _conservation(result.conservation),
        "verdicts": {
            "checked": sum(check.tested for check in counts),
            "hold": sum(check.held for check in counts),
            "break": sum(check.broken for check in counts),
            "undecidable": sum(check.undecidable for check in counts),
        },
        "checks": [{"code": check.code, "tested": check.tested, "held": check.held} for check in counts],
        "figures": {name: _figure(figure) for name, figure in sorted(result.figures.items())},
        "positions": [_position(position) for position in (world.ledger.positions if world.ledger else ())],
        "flags": [_flag(flag, words) for flag in result.flags],
        "resolved": [{"id": one.id, "point": one.point, "key": one.key, "run": one.run} for one in result.resolved],
        "troubles": [
            {"file": trouble.file, "code": trouble.code, "text": _told(trouble, words)} for trouble in result.troubles
        ],
        "not_applied": [{"code": code, "needs": list(needs)} for code, needs in result.not_applied],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode(errors="backslashreplace") + b"\n"


def value_json(value: Value) -> object:
    """A typed value as JSON."""
    match value:
        case Money(number) | Count(number):
            return number
        case Plain(plain):
            return _exact(plain)
        case Ratio(top, bottom):
            return {"numerator": top, "denominator": bottom, "text": percent(top, bottom, "en")}
        case Fractional(top, bottom):
            return {"numerator": top, "denominator": bottom, "text": f"{top}/{bottom}"}
        case Written(text, means):
            return {**_ends(means), "text": text}
        case Day(day):
            return day.isoformat()
        case Text(text) | Term(text):
            return text
        case Names(names):
            return list(names)
        case Cells(cells):
            return [_place(cell) for cell in cells]
        case _:
            return value.key if not isinstance(value, Place) else _place(value)


def _ends(number: Number) -> Json:
    """The two ends between which a number as written lies; a missing end is unbounded or unknown."""
    match number:
        case Interval(low, high):
            return {"lo": _exact(low), "hi": _exact(high)}
        case Unknown():
            return {"lo": None, "hi": None}
        case _:
            return {"lo": _exact(number), "hi": _exact(number)}


def _exact(number: int | Fraction | None) -> object:
    """A number without loss: an integer, or its numerator and denominator."""
    if number is None or number.denominator == 1:
        return None if number is None else int(number)
    return {"numerator": number.numerator, "denominator": number.denominator}


def _place(place: Place) -> dict[str, object]:
    """A cell, or a line of the charter."""
    if isinstance(place, CellRef):
        return {"file": place.source, "sheet": place.sheet, "cell": place.a1}
    return {"file": place.file, "line": place.line}


def _told(trouble: Trouble, words: Words) -> str:
    """A trouble in one sentence, which may use its file and its place."""
    fields: dict[str, Field] = {"file": trouble.file, **trouble.values}
    lines = words.say("troubles", trouble.code, fields | ({"at": trouble.at} if trouble.at else {}))
    return " ".join(lines.split("\n"))


def _input(file: FileRead, conservation: Conservation, words: Words) -> Json:
    """One input file: what it is, what became of it, and what became of the rows of its sheets."""
    source = file.source
    rows = {sheet.sheet: sheet for sheet in conservation.sheets if sheet.source == source.name}
    return {
        "file": source.name,
        "sha256": source.sha256,
        "state": source.state,
        "status": file.status,
        "message": " ".join(_told(trouble, words) for trouble in file.troubles) or None,
        "sheets": [_sheet(grid, rows.get(grid.sheet)) for grid in file.grids],
        "not_checked": sorted({reason for grid in file.grids for reason in grid.not_checked}),
    }


def _sheet(grid: Grid, rows: SheetRows | None) -> Json:
    """One worksheet; one of whose rows nothing is known was not understood."""
    return {
        "name": grid.sheet,
        "tables": rows.tables if rows else 0,
        "non_empty_cells": grid.scan.non_empty,
        "cells_accounted": rows.cells_accounted if rows else 0,
        "rows_read": rows.read if rows else 0,
        "rows_excluded": [{"row": at.row, "reason": why} for at, why, _, _ in (rows.excluded if rows else ())],
    }


def _conservation(kept: Conservation) -> Json:
    """Rows and đồng, read against accounted for."""
    rows = {"read": kept.rows_read, "detail": kept.rows_detail, "structure": kept.rows_structure}
    money = {"read": kept.money_read, "allocated": kept.allocated, "parked": kept.parked}
    return {
        "rows": {**rows, "excluded": kept.rows_excluded},
        "money": {**money, "claimed_only": kept.claimed_only},
    }


def _figure(figure: Figure) -> Json:
    """A number outside the detail rows."""
    return {
        "value": figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "base": figure.base or None,
        "cells": [_place(cell) for cell in figure.cells],
    }


def _position(position: Position) -> Json:
    """What one branch owes and paid in one period of its rate."""
    branch = position.branch
    who = {"branch": branch.slug, "name": branch.name, "class": branch.class_id, "period": position.period.key}
    money = {name: getattr(position, name) for name in ("opening", "due", "paid", "exempt", "advance", "closing")}
    return {**who, "units": branch.units, "members": branch.members, **money, "status": position.status}


def _flag(flag: Flag, words: Words) -> Json:
    """One point, with the sentences that explain it."""
    return {
        "id": flag.id,
        "point": flag.point or None,
        "key": flag.key,
        "state": flag.state,
        "code": flag.code,
        "matter": flag.matter,
        "severity": flag.severity.name.lower(),
        "status": flag.life,
        "subject": flag.subject,
        "period": flag.period.key if flag.period else None,
        "at": _place(flag.at),
        "stated": _optional(flag.stated),
        "expected": _optional(flag.expected),
        "difference": flag.difference,
        "expected_after_others": _optional(flag.expected_after_others),
        "at_stake": flag.at_stake,
        "evidence": [_evidence(item) for item in flag.evidence],
        "also": [_place(place) for place in flag.also],
        "covers": list(flag.covers),
        "values": _values(flag.values),
        "explanations": [_explanation(one, flag, words) for one in flag.explanations],
        "authority": _authority(flag.authority),
        "decision": _decision(flag),
        "title": words.say(flag.code, "title", said.fields(flag)),
        "text": said.what(flag, words),
        "remedy": said.remedy(flag, words),
    }


def _optional(value: Value | None) -> object:
    """A value that may be missing."""
    return None if value is None else value_json(value)


def _values(values: Mapping[str, Value]) -> Json:
    """Named values, by name."""
    return {name: value_json(value) for name, value in sorted(values.items())}


def _evidence(item: Evidence) -> Json:
    """A cell that speaks to the matter."""
    return {**_place(item.at), "value": value_json(item.value)}


def _explanation(explanation: Explanation, flag: Flag, words: Words) -> Json:
    """One way in which it may have come about."""
    return {
        "kind": explanation.kind,
        "cells": [_place(place) for place in explanation.cells],
        "values": _values(explanation.values),
        "residual": explanation.residual,
        "rivals": explanation.rivals,
        "text": said.cause(explanation, flag, words),
    }


def _authority(authority: Authority | None) -> Json | None:
    """What a rate rests on."""
    if authority is None:
        return None
    return {**asdict(authority), "date": authority.date.isoformat() if authority.date else None}


def _decision(flag: Flag) -> Json | None:
    """The reviewer's word."""
    decision = flag.decision
    if decision is None:
        return None
    return {"status": decision.status, "reason": decision.reason, "who": decision.who, "when": decision.when}


def rates_csv(result: Reconciliation, lang: str) -> bytes:
    """The collection rates, one line per class (and `dues`, the whole) and base; of nothing due there is no percent."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows(map(_safe, line) for line in _rates(result, lang))
    return b"\xef\xbb\xbf" + text.getvalue().encode(errors="backslashreplace")


def _rates(result: Reconciliation, lang: str) -> Iterator[tuple[str | int | None, ...]]:
    """The lines, in the order of the charter's classes, the whole last."""
    world = result.world
    period, as_of = world.period.key if world.period else "", world.as_of.isoformat() if world.as_of else ""
    for scope in [*(found.id for found in (world.charter.classes if world.charter else ())), "dues"]:
        for base in ("unit", "money", "member"):
            figure = result.figures.get(f"rate.{base}.{scope}")
            if figure:
                top, bottom = figure.numerator, figure.denominator
                known = percent(top, bottom, lang).rstrip("%") if top is not None and bottom else ""
                yield period, as_of, scope, base, top, bottom, known, _rate_status(result, scope)


def _rate_status(result: Reconciliation, scope: str) -> str:
    """confirmed or assumed; the whole is as weak as its weakest rate; "" where there is none."""
    charter, period = result.world.charter, result.world.period
    if charter is None or period is None:
        return ""
    scopes = [scope] if scope != "dues" else [found.id for found in charter.classes]
    rates = [rate for rate in (charter.rate(one, period) for one in scopes) if rate]
    return "assumed" if any(rate.authority.assumed for rate in rates) else "confirmed" if rates else ""


def _safe(value: str | int | None) -> str | int:
    """A text that no spreadsheet takes for a formula; numbers as they are, unknown as blank."""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \t\r\n\xa0").startswith(FORMULA_STARTS) else value
    return "" if value is None else value
