"""The same list sent twice: a corrected file takes the place of the older one, and that is said."""

from __future__ import annotations

import pytest

from reconcile.model.grid import Grid
from reconcile.model.sources import FileRead, Source
from reconcile.pipeline.reading import understand_all
from tests.loaders.layout.drawn import grid

LIST = """
DANH SÁCH NỘP HỘI PHÍ NĂM 2019
{day}
STT | Đơn vị | Đã nộp | Ngày nộp | Số phiếu thu
1 | An Phú | {first} | 04/03/2019 | PT 01
2 | Bình Tân | 200,000 | 05/03/2019 | PT 02
3 | Củ Chi | 300,000 | 06/03/2019 | PT 03
"""


def sheet(name: str, day: str = "", first: str = "100,000", drawing: str = LIST) -> Grid:
    return grid(drawing.format(day=day, first=first), source=name)


def file(one: Grid, modified: str | None = None) -> FileRead:
    return FileRead(Source(one.source, one.source, modified=modified), "read", (one,))


def states(*files: FileRead) -> dict[str, tuple[str, str | None, list[str]]]:
    read = understand_all(files).files
    return {f.source.name: (f.source.state, f.source.by, [t.code for t in f.troubles]) for f in read}


def test_the_later_date_in_the_sheet_counts() -> None:
    older = file(sheet("b.xlsx", "(Tính đến ngày 30/06/2019)"))
    newer = file(sheet("a.xlsx", "(Tính đến ngày 31/12/2019)", "150,000"))
    assert states(older, newer) == {
        "b.xlsx": ("superseded", "a.xlsx", ["superseded_date"]),
        "a.xlsx": ("active", None, []),
    }


def test_else_the_document_that_was_saved_later() -> None:
    older = file(sheet("b.xlsx"), "2019-07-01T08:00:00Z")
    newer = file(sheet("a.xlsx", first="150,000"), "2019-09-01T08:00:00Z")
    assert states(older, newer)["b.xlsx"] == ("superseded", "a.xlsx", ["superseded_modified"])


def test_where_nothing_tells_the_first_by_name_counts_and_the_difference_is_said() -> None:
    ((_, trouble),) = [
        (f.source.name, t)
        for f in understand_all([file(sheet("a.xlsx")), file(sheet("b.xlsx", first="150,000"))]).files
        for t in f.troubles
    ]
    assert (trouble.file, trouble.code) == ("b.xlsx", "superseded_unknown")
    assert str(trouble.values["stake"]) == "Money(amount=50000)"


@pytest.mark.parametrize(
    "other",
    [
        LIST.replace("NĂM 2019", "NĂM 2018"),
        LIST.replace("3 | Củ Chi", "3 | Gò Vấp"),
        LIST.replace("PT 0", "PT 1").replace("/03/2019", "/09/2019"),
        LIST.replace("DANH SÁCH NỘP HỘI PHÍ", "DANH SÁCH HỘI VIÊN").replace("Đã nộp", "Số hội viên"),
    ],
    ids=["another year", "another branch", "a second instalment", "another kind"],
)
def test_other_lists_are_both_counted(other: str) -> None:
    one, two = file(sheet("a.xlsx")), file(sheet("b.xlsx", drawing=other))
    assert {state for state, _, _ in states(one, two).values()} == {"active"}
