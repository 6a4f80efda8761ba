from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from reconcile.i18n.words import LANGUAGES
from reconcile.loaders.files.read import SUFFIXES
from reconcile.loaders.vocabulary import kinds
from reconcile.model.grid import Area
from reconcile.model.results import Reconciliation
from reconcile.model.sources import FileRead, Source, Trouble
from reconcile.model.table import Role
from reconcile.model.values import Text
from reconcile.pipeline.examine import examine
from reconcile.pipeline.reading import read
from reconcile.writers import inspection
from reconcile.writers.inspection import a1, format_of, inspection_json
from tests.support import SHEETS

FOLDER = Path(inspection.__file__).parent
SCHEMA = json.loads((FOLDER / "inspect.schema.json").read_bytes())
FLAGS = Resource.from_contents(json.loads((FOLDER / "flags.schema.json").read_bytes()))
VALID = Draft202012Validator(SCHEMA, registry=Registry().with_resource("flags.schema.json", FLAGS))
FILES = sorted(path.name for path in SHEETS.glob("*.xlsx"))


@cache
def files() -> Mapping[str, FileRead]:
    return {file.source.name: file for file in read([SHEETS])}


@cache
def result(name: str) -> Reconciliation:
    return examine([files()[name]]).result


def document(name: str, lang: str = "en") -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(inspection_json(result(name), lang))
    VALID.validate(parsed)
    return parsed


def only_table(name: str) -> Mapping[str, Any]:
    (sheet,) = document(name)["sheets"]
    (table,) = sheet["tables"]
    found: Mapping[str, Any] = table
    return found


def test_the_schema_is_itself_valid_and_knows_every_format_kind_and_role() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    defs = SCHEMA["$defs"]
    assert SCHEMA["properties"]["format"]["enum"] == [*SUFFIXES, None]
    assert set(defs["table"]["properties"]["kind"]["enum"]) == {kind.name for kind in kinds()} | {"unknown"}
    assert defs["row"]["properties"]["role"]["enum"] == [role.value for role in Role]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_every_example_is_valid_and_the_same_bytes_twice(name: str, lang: str) -> None:
    assert document(name, lang)["status"] == "read"
    assert inspection_json(result(name), lang) == inspection_json(result(name), lang)


def test_the_schema_refuses_what_it_does_not_name() -> None:
    parsed = document(FILES[0])
    parsed["sheets"][0]["tables"][0]["rows"][0]["note"] = "x"
    assert not VALID.is_valid(parsed)


@pytest.mark.parametrize("name", FILES)
def test_every_row_and_every_cell_is_accounted_for(name: str) -> None:
    for sheet, kept in zip(document(name)["sheets"], result(name).conservation.sheets, strict=True):
        assert sheet["cells_accounted"] == sheet["non_empty_cells"]
        assert len({row["row"] for table in sheet["tables"] for row in table["rows"]}) == kept.read


def test_a_table_says_where_and_what_it_is() -> None:
    table = only_table("hoi-phi-tvcc-2019.xlsx")
    assert (table["range"], table["kind"], table["period"], table["unit"]) == ("A7:H80", "dues", "2019", 1)
    assert table["header_rows"] == [7, 8]
    assert table["columns"][4] == {"column": "E", "heading": "Hội phí năm 2019 / Đã nộp", "role": "paid", "unit": 1}
    assert [column["unit"] for column in table["columns"]] == [None, None, None, 1, 1, None, None, None]


def test_a_total_names_the_cells_that_it_sums_and_no_other_row_does() -> None:
    rows = {row["row"]: row for row in only_table("hoi-phi-tvcc-2019.xlsx")["rows"]}
    assert rows[73]["covers"] == [f"{column}{row}" for column in "CDE" for row in range(10, 73)]
    assert [number for number, row in rows.items() if row["covers"]] == [73]
    summary = {row["label"]: row["covers"] for row in only_table("tong-hop-2019.xlsx")["rows"] if row["covers"]}
    assert summary["Tổng cộng số tiền thu được"] == ["D8", "D9", "D11"]


def test_a_row_that_enters_no_sum_has_its_reason() -> None:
    (sheet,) = document("hoi-phi-tvcc-2019.xlsx")["sheets"]
    assert sheet["excluded"] == [{"row": 76, "reason": "running"}]


def test_flags_are_those_of_flags_json_without_a_point() -> None:
    flags = document("tong-hop-2019.xlsx")["flags"]
    assert [(flag["code"], flag["at"]["cell"], flag["point"]) for flag in flags] == [("A101", "D12", None)]


@pytest.mark.parametrize(
    ("name", "right", "status", "kind"),
    [
        ("a.xlsx", None, "read", "xlsx"),
        ("A.XLSM", None, "read", "xlsx"),
        ("a.csv", None, "read", "csv"),
        ("a.xls", ".xlsx", "read", "xlsx"),
        ("noname", ".ods", "read", "ods"),
        ("~$a.xlsx", None, "skipped", None),
    ],
)
def test_the_format_is_that_of_the_content(name: str, right: str | None, status: str, kind: str | None) -> None:
    values = {"extension": Text(""), "right": Text(right or "")}
    notes = (Trouble(name, "wrong_extension", values, fatal=False),) if right else ()
    assert format_of(FileRead(Source(name, ""), status, troubles=notes)) == kind


@pytest.mark.parametrize(("area", "shown"), [(Area(8, 4, 72, 4), "D8:D72"), (Area(8, 4, 8, 4), "D8")])
def test_a_rectangle_is_shown_as_excel_shows_it(area: Area, shown: str) -> None:
    assert a1(area) == shown
