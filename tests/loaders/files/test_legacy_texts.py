from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest
from openpyxl.styles import Font

from reconcile.loaders.files import legacy, xlsx
from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.legacy import in_unicode
from reconcile.model.grid import Grid
from reconcile.model.values import Count, Text
from tests.loaders.files.odd_packages import read

TCVN3 = (
    "§¬n vÞ",
    "Th­ viÖn tØnh An Giang",
    "Bµ RÞa - Vòng Tµu",
    "Quèc gia ViÖt Nam",
    "Héi phÝ ®· nép",
    "Sè tiÒn ®ång",
    "Ng­êi lËp b¶ng",
    "KÕ to¸n tr­ëng",
    "tr­êng §¹i häc CÇn Th¬",
    "§µ N½ng",
)
UNICODE = ("Đơn vị", "Thư viện tỉnh An Giang", "Bà Rịa - Vũng Tàu")


def workbook(cells: Sequence[tuple[str, str]]) -> bytes:
    """A workbook of one column: texts with their fonts."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number, (text, font) in enumerate(cells, 1):
        page.cell(number, 2, text).font = Font(name=font)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def texts(found: Contents) -> tuple[object, ...]:
    return tuple(line[1] for line in found.grids[0].cells)


def notes(found: Contents) -> list[tuple[str, object, object]]:
    return [(one.code, one.values["coding"], one.values["cells"]) for one in found.troubles]


def test_cells_are_turned_by_their_font_and_the_others_stay() -> None:
    found = read(
        workbook([("Th­ viÖn", ".VnTime"), ("Đã nộp", "Arial"), ("thö vieän", "VNI-Times"), ("hµ néi", ".VnArialH")])
    )
    assert texts(found) == ("Thư viện", "Đã nộp", "thư viện", "HÀ NỘI")
    assert notes(found) == [("legacy_text", Text("TCVN3"), Count(2)), ("legacy_text", Text("VNI"), Count(1))]


def test_a_workbook_without_legacy_fonts_is_turned_as_one_when_its_words_leave_no_doubt() -> None:
    found = read(workbook([(text, "Arial") for text in TCVN3]))
    assert texts(found)[:3] == UNICODE
    assert notes(found) == [("legacy_text", Text("TCVN3"), Count(len(TCVN3)))]


def test_a_workbook_with_any_vietnamese_in_unicode_is_never_turned_as_one() -> None:
    found = read(workbook([*((text, "Arial") for text in TCVN3), ("Đã nộp", "Arial")]))
    assert texts(found) == (*TCVN3, "Đã nộp")
    assert not found.troubles


def test_a_few_words_without_a_legacy_font_are_left_alone() -> None:
    found = read(workbook([("Th­ viÖn", "Arial"), ("café", "Arial")]))
    assert texts(found) == ("Th­ viÖn", "café")


def test_new_text_in_an_old_template_stays() -> None:
    found = read(workbook([("Đã nộp đủ", ".VnTime"), ("Th­ viÖn", ".VnTime")]))
    assert texts(found) == ("Đã nộp đủ", "Thư viện")


@pytest.mark.parametrize("text", ["Tổng cộng", "àáâãèéêìíòóôõùúý", "An Giang", "m², 30°, ± 5"])
def test_ordinary_texts_cost_no_look_at_the_fonts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "legacy_styles", lambda _: pytest.fail("the styles were read"))
    assert texts(read(workbook([(text, ".VnTime")]))) == (text,)


def test_every_legacy_letter_that_vietnamese_lacks_makes_the_fonts_be_asked() -> None:
    assert all(legacy.FOREIGN.search(text) for text in TCVN3)
    assert not legacy.FOREIGN.search("".join(UNICODE))


def test_contents_without_texts_stay_the_same_object() -> None:
    found = Contents((Grid("", "S", ((1, None),)),))
    assert in_unicode(found) is found
