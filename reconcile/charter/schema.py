"""What rules.toml may hold: one class for each table of the file. An unknown key is an error everywhere.

Three errors are our own: `choice`, `month_day` and `empty`; `problems` turns them and pydantic's into codes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass as plain_dataclass
from datetime import date
from typing import Annotated, TypedDict, TypeVar, cast

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StrictInt,
    StrictStr,
    TypeAdapter,
    ValidationInfo,
)
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from reconcile.text.fold import clean

T = TypeVar("T")
FORBID = ConfigDict(extra="forbid")


@plain_dataclass(frozen=True, slots=True)
class Known:
    """What a charter may refer to: the rate shapes, the rules, and those among them that compare a stated figure."""

    bases: Collection[str]
    codes: Collection[str]
    comparing: Collection[str]


class Context(TypedDict):
    """What a validation is given: what is known, and the classes that the file declares."""

    known: Known
    classes: Collection[str]


def one_of(*choices: str) -> AfterValidator:
    """A text that must be one of a fixed list."""
    return AfterValidator(lambda found: _chosen(found, choices))


def _basis(found: str, info: ValidationInfo) -> str:
    return _chosen(found, _known(info).bases)


def _declared_class(found: str, info: ValidationInfo) -> str:
    # Without any class the missing [class] table is told, once.
    classes = cast(Context, info.context)["classes"]
    return _chosen(found, classes) if classes else found


def _chosen(found: str, choices: Collection[str]) -> str:
    if found not in choices:
        raise PydanticCustomError("choice", "not one of the choices", {"choices": tuple(choices)})
    return found


def _filled(found: T) -> T:
    # Not min_length: pydantic counts only the elements without errors, and would call a list of wrong ones empty.
    if not found:
        raise PydanticCustomError("empty", "empty")
    return found


def _rule_code(found: str, info: ValidationInfo) -> str:
    return _chosen(found, _known(info).codes)


def _comparing(found: str, info: ValidationInfo) -> str:
    return _chosen(found, _known(info).comparing)


def _known(info: ValidationInfo) -> Known:
    return cast(Context, info.context)["known"]


def month_day(found: object) -> tuple[int, int]:
    """ "12-31" → (12, 31); it must be a day of every year, so 02-29 is none."""
    match = re.fullmatch(r"(\d\d)-(\d\d)", found) if isinstance(found, str) else None
    month, day = map(int, match.groups()) if match else (0, 0)
    try:
        date(2001, month, day)
    except ValueError:
        raise PydanticCustomError("month_day", "not a month and day") from None
    return month, day


Line = Annotated[StrictStr, AfterValidator(clean)]
Filled = Annotated[Line, AfterValidator(_filled)]
RuleCode = Annotated[StrictStr, AfterValidator(_rule_code)]
ComparingCode = Annotated[StrictStr, AfterValidator(_comparing)]
Family = Annotated[StrictStr, one_of(*"ABCDGLS")]
Word = Annotated[StrictStr, one_of("zero", "thousand")]
Limit = Annotated[StrictStr, one_of("max_file_mb")]
Severity = Annotated[StrictStr, one_of("error", "breach", "evidence", "explain", "note")]
Positive = Annotated[StrictInt, Field(ge=1)]
NotNegative = Annotated[StrictInt, Field(ge=0)]
Day = Annotated[date, Field(strict=True)]
MonthDay = Annotated[tuple[int, int], PlainValidator(month_day)]


@dataclass(frozen=True, config=FORBID)
class AssociationTable:
    """[association]"""

    name: Filled
    fiscal_year_starts: MonthDay
    language: Annotated[StrictStr, one_of("vi", "en")] = "vi"


@dataclass(frozen=True, config=FORBID)
class ClassTable:
    """[class.<id>]"""

    names: Annotated[tuple[Filled, ...], AfterValidator(_filled)]
    unit: Line = ""


@dataclass(frozen=True, config=FORBID)
class AuthorityTable:
    """`authority` of a rate; what its status demands is checked in `conflicts`."""

    status: Annotated[StrictStr, one_of("confirmed", "assumed")]
    document: Line = ""
    number: Line = ""
    date: Day | None = None
    article: Line = ""
    note: Line = ""


@dataclass(frozen=True, config=FORBID)
class RateTable:
    """[[rate]]; amount in đồng, grace in days."""

    class_: Annotated[StrictStr, Field(alias="class"), AfterValidator(_declared_class)]
    basis: Annotated[StrictStr, AfterValidator(_basis)]
    amount: Positive
    per: Annotated[StrictStr, one_of("year")]
    due: Annotated[tuple[MonthDay, ...], AfterValidator(_filled)]
    valid_from: Day
    authority: AuthorityTable
    valid_to: Day | None = None
    grace: NotNegative = 0


@dataclass(frozen=True, config=FORBID)
class SourceTable:
    """[[source]]; columns: heading → role."""

    file: Filled
    columns: dict[Filled, Filled]


@dataclass(frozen=True, config=FORBID)
class CharterTable:
    """The whole file; `severity` and `tolerance` (đồng) go by the code of a rule, `who` by its family."""

    association: AssociationTable
    class_: Annotated[dict[Filled, ClassTable], Field(alias="class"), AfterValidator(_filled)]
    rate: Annotated[tuple[RateTable, ...], AfterValidator(_filled)]
    source: tuple[SourceTable, ...] = ()
    severity: dict[RuleCode, Severity] = Field(default_factory=dict)
    tolerance: dict[ComparingCode, NotNegative] = Field(default_factory=dict)
    who: dict[Family, Filled] = Field(default_factory=dict)
    words: dict[Word, Filled] = Field(default_factory=dict)
    limits: dict[Limit, Positive] = Field(default_factory=dict)


def validated(data: Mapping[str, object], context: Context) -> CharterTable:
    """The file as typed tables; raises pydantic's ValidationError with every error of form."""
    return TypeAdapter(CharterTable).validate_python(data, context=dict(context))
