"""From errors of form, as pydantic finds them, to codes that `i18n/troubles.toml` words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from reconcile.charter import schema
from reconcile.charter.positions import KeyPath
from reconcile.model.sources import NO_VALUES
from reconcile.model.values import Count, Names, Text, Value

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

EXAMPLES = {
    "int_type": "1_000_000",
    "string_type": '"…"',
    "tuple_type": '["…"]',
    "dict_type": "{ … }",
    "dataclass_type": "{ … }",
    "date_type": "2019-12-31",
    "month_day": '"12-31"',
}
"""What a value of the right kind looks like in the file."""
TABLES = {
    "association": schema.AssociationTable,
    "class": schema.ClassTable,
    "rate": schema.RateTable,
    "source": schema.SourceTable,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one key; `meant` is the key that a misspelt one stands for."""

    code: str
    path: KeyPath
    values: Mapping[str, Value] = field(default_factory=lambda: NO_VALUES)
    meant: KeyPath = ()


def problems_of(failed: ValidationError) -> Iterator[Problem]:
    """Every error of form; a key that is missing because it is misspelt is told once, as misspelt."""
    found = [_problem(error) for error in failed.errors(include_url=False)]
    meant = {problem.meant for problem in found}
    return (problem for problem in found if problem.code != "charter_missing_key" or problem.path not in meant)


def shown_path(path: KeyPath) -> str:
    """The path as people count: ("rate", 1, "amount") → "rate[2].amount"; a key that is no bare key in quotes."""
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part + 1}]"
        else:
            bare = re.fullmatch(r"[A-Za-z0-9_-]+", part)
            shown += ("." if shown else "") + (part if bare else f'"{part}"')
    return shown


def nearest(written: str, choices: tuple[str, ...]) -> str | None:
    """The choice that is spelt most alike, if any is."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(written.lower(), choices, 1)), None)


def _problem(error: ErrorDetails) -> Problem:
    of_key = error["loc"][-1] == "[key]"
    path = error["loc"][:-1] if of_key else error["loc"]
    found = Text(str(path[-1] if of_key else error["input"]))
    written = Text(_as_written(error["input"]))
    context = error.get("ctx", {})
    match error["type"]:
        case "unexpected_keyword_argument":
            return _unknown_key(path)
        case "missing":
            return Problem("charter_missing_key", path)
        case "choice":
            code = "charter_unknown_class" if path[-1] == "class" else "charter_bad_choice"
            return Problem(code, path, {"found": found, "choices": Names(context["choices"])})
        case "date_type" | "month_day" as kind:
            return Problem("charter_bad_date", path, {"found": written, "example": Text(EXAMPLES[kind])})
        case "greater_than_equal":
            return Problem("charter_not_positive", path, {"found": found, "least": Count(context["ge"])})
        case "empty":
            return Problem("charter_empty", path)
        case kind:
            example = f"[[{path[0]}]]" if path in {("rate",), ("source",)} else EXAMPLES[kind]
            return Problem("charter_wrong_type", path, {"found": written, "example": Text(example)})


def _unknown_key(path: KeyPath) -> Problem:
    *parent, key = path
    table = schema.CharterTable if not parent else TABLES[str(parent[0])]
    if "authority" in parent[2:]:
        table = schema.AuthorityTable
    choices = tuple(known.name.rstrip("_") for known in fields(table))
    near = nearest(str(key), choices)
    if near is None:
        return Problem("charter_unknown_key_choices", path, {"choices": Names(choices)})
    return Problem("charter_unknown_key", path, {"nearest": Text(near)}, (*parent, near))


def _as_written(found: object) -> str:
    """A value as the file has it; what holds others is only hinted at."""
    match found:
        case str():
            return f'"{found}"'
        case bool():
            return "true" if found else "false"
        case Mapping():
            return "{ … }"
        case list():
            return "[ … ]"
        case _:
            return str(found)
