from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from reconcile.i18n import words
from reconcile.model.flags import Decision, Evidence, Resolved
from reconcile.model.places import CellRef, LineRef
from reconcile.model.results import Reconciliation
from reconcile.model.sources import Trouble
from reconcile.model.values import Cells, Interval, Names, Ratio, Term, Text, Unknown, Value, Written
from reconcile.writers import data
from reconcile.writers.data import flags_json, rates_csv, value_json
from tests.sample import sample

SCHEMA = json.loads((Path(data.__file__).parent / "flags.schema.json").read_bytes())
REAL = words.catalog


class AnyKey(dict[str, words.Template]):
    """A catalog that has a sentence for every key."""

    def __missing__(self, key: str) -> str:
        return f"[{key}]"


def stub(area: str) -> Mapping[str, Mapping[str, words.Template]]:
    """The real catalog of the area as far as it goes, and some sentence for every other key."""
    try:
        real = REAL(area)
    except FileNotFoundError:
        real = {}
    return {lang: AnyKey(real.get(lang, {})) for lang in words.LANGUAGES}


@pytest.fixture(autouse=True)
def _catalogs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "catalog", stub)


def parsed(result: Reconciliation, lang: str = "vi") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(flags_json(result, lang))
    Draft202012Validator(SCHEMA).validate(document)
    return document


def bare() -> Reconciliation:
    """The sample without what depends on catalogs that others write."""
    flags = tuple(replace(flag, code="Z999", explanations=()) for flag in sample().flags)
    world = replace(sample().world, files=tuple(replace(file, troubles=()) for file in sample().world.files))
    return replace(sample(), flags=flags, world=world, troubles=())


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_the_sample_is_valid_and_the_same_bytes_twice(lang: str) -> None:
    assert parsed(bare(), lang)["language"] == lang
    assert flags_json(bare(), lang) == flags_json(bare(), lang)


def test_the_schema_refuses_what_it_does_not_name() -> None:
    document = parsed(bare())
    document["flags"][0]["note"] = "x"
    assert not Draft202012Validator(SCHEMA).is_valid(document)


def test_a_flag_says_where_how_much_and_what_was_decided() -> None:
    result = bare()
    decision = Decision(result.flags[0].id, "accepted", "theo biên bản", "Ban Kiểm tra", "2020-02-03", "a.xlsx")
    flag = replace(
        result.flags[0],
        decision=decision,
        evidence=(
            Evidence(CellRef("a.xlsx", "S", 8, 4), Ratio(62, 63)),
            Evidence(LineRef("rules.toml", 12), Text("x")),
        ),
    )
    first = parsed(replace(result, flags=(flag,)))["flags"][0]
    assert first["at"] == {"file": "tong-hop-2019.xlsx", "sheet": "Tổng hợp", "cell": "D12"}
    assert (first["stated"], first["expected"], first["difference"]) == (101_250_000, 111_250_000, -10_000_000)
    assert first["expected_after_others"] == 110_250_000
    assert first["severity"] == "error"
    assert first["decision"] == {"status": "accepted", "reason": "theo biên bản", "who": "Ban Kiểm tra",
                                 "when": "2020-02-03"}  # fmt: skip
    assert first["evidence"][0]["value"] == {"numerator": 62, "denominator": 63, "text": "98.41%"}
    assert first["evidence"][1]["line"] == 12


def test_without_charter_what_needs_one_is_null_or_empty() -> None:
    result = bare()
    world = replace(result.world, charter=None, period=None, as_of=None, ledger=None, roll=None, books=None)
    flags = tuple(replace(flag, point="", decision=None) for flag in result.flags)
    document = parsed(replace(result, world=world, figures={}, flags=flags))
    assert [document[name] for name in ("association", "period", "as_of")] == [None, None, None]
    assert document["positions"] == []
    assert document["figures"] == {}
    assert {flag["point"] for flag in document["flags"]} == {None}


def test_resolved_points_and_checks_are_listed() -> None:
    gone = Resolved("A-GP7SF-NJ2YT", "03", "figure|x|2019|", "2019-2", date(2020, 3, 1))
    document = parsed(replace(bare(), resolved=(gone,)))
    assert document["resolved"] == [{"id": gone.id, "point": "03", "key": gone.key, "run": "2019-2"}]
    checked = document["verdicts"]
    assert checked["checked"] == checked["hold"] + checked["break"] + checked["undecidable"] > 0


def test_a_trouble_is_told_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"vi": {"odd": "{file} ô {at}: {word}"}, "en": {"odd": "{file} cell {at}: {word}"}}
    monkeypatch.setattr(words, "catalog", lambda area: said if area == "troubles" else stub(area))
    trouble = Trouble("a.xlsx", "odd", {"word": Text("=1+1")}, CellRef("a.xlsx", "S", 2, 1))
    assert parsed(replace(bare(), troubles=(trouble,)), "en")["troubles"][0]["text"] == "a.xlsx cell A2: =1+1"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Written("hơn 98 %", Interval(Fraction(49, 50), None, lo_open=True)),
         {"lo": {"numerator": 49, "denominator": 50}, "hi": None, "text": "hơn 98 %"}),
        (Written("63 đơn vị", 63), {"lo": 63, "hi": 63, "text": "63 đơn vị"}),
        (Written("?", Unknown("text")), {"lo": None, "hi": None, "text": "?"}),
        (Cells((CellRef("a", "S", 1, 27),)), [{"file": "a", "sheet": "S", "cell": "AA1"}]),
        (Names(("a", "b")), ["a", "b"]),
        (Term("short"), "short"),
        (Ratio(1, 0), {"numerator": 1, "denominator": 0, "text": "–"}),
    ],
)  # fmt: skip
def test_values_are_written_by_type(value: Value, expected: object) -> None:
    assert value_json(value) == expected
    assert Draft202012Validator(SCHEMA["$defs"]["value"] | {"$defs": SCHEMA["$defs"]}).is_valid(expected)


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_rates_have_one_line_for_each_class_and_base() -> None:
    rows = rows_of(rates_csv(sample(), "vi"))
    assert [(row["class"], row["base"]) for row in rows] == [
        (scope, base) for scope in ("tvcc", "specialised", "dues") for base in ("unit", "money", "member")
    ]
    first, dues = rows[0], rows[7]
    assert first == {
        "period": "2019", "as_of": "2020-01-31", "class": "tvcc", "base": "unit", "numerator": "62",
        "denominator": "63", "percent": "98,41", "rate_status": "assumed",
    }  # fmt: skip
    assert (dues["numerator"], dues["denominator"], dues["percent"]) == ("100250000", "104250000", "96,16")
    assert rows_of(rates_csv(sample(), "en"))[0]["percent"] == "98.41"


def test_a_rate_that_cannot_be_computed_is_blank_and_not_zero() -> None:
    result = sample()
    figure = replace(result.figures["rate.member.tvcc"], numerator=None, denominator=None)
    row = rows_of(rates_csv(replace(result, figures={**result.figures, "rate.member.tvcc": figure}), "vi"))[2]
    assert (row["numerator"], row["denominator"], row["percent"]) == ("", "", "")


@pytest.mark.parametrize("text", ["=1+1", " =1", "\t@SUM(A1)", "+1", "-1", "＝1", "=HYPERLINK(x)"])
def test_text_in_the_csv_is_never_a_formula(text: str) -> None:
    assert data._safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["tvcc", -5, 0, "a=b"])
def test_other_values_stay_as_they_are(value: str | int) -> None:
    assert data._safe(value) == value
