from __future__ import annotations

import io
import struct
import zipfile

import pytest

from reconcile.loaders.files.limits import Limits
from tests.loaders.files.odd_packages import MAIN, book, parts, read, refusal, row, sheet, zipped

GOOD = sheet(row(1, '<c r="A1"><v>1</v></c>'))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def ole(stream: str) -> bytes:
    """An OLE file as far as its directory."""
    return OLE + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(512)


def with_types(content_type: str) -> bytes:
    return zipped({"[Content_Types].xml": f'<Types><Override ContentType="{content_type}"/></Types>', "a.xml": "<a/>"})


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("empty_file", b""),
        ("password", ole("EncryptedPackage")),
        ("damaged_workbook", ole("Workbook")),
        ("damaged_workbook", ole("Book")),
        ("word_document", ole("WordDocument")),
        ("not_a_spreadsheet", ole("Contents")),
        ("part_missing", with_types("application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
        ("word_document", with_types(DOCX)),
        ("presentation", with_types(DOCX.replace("wordprocessingml.document", "presentationml.presentation"))),
        ("part_missing", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})),
        ("archive", zipped({"a.xlsx": b"x", "b.xlsx": b"y"})),
        ("archive", b"\x1f\x8b\x08\0\0\0"),
        ("web_page", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("web_page", b"\xef\xbb\xbf<!DOCTYPE html><table>"),
        ("excel_2003_xml", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
        ("pdf", b"%PDF-1.4 ..."),
        ("picture", b"\xff\xd8\xff\xe0 JFIF"),
        ("picture", b"\x89PNG\r\n\x1a\n"),
        ("no_columns", "Kính gửi Hội Thư viện\nChi hội xin báo cáo\n".encode()),
        ("no_columns", b" \n\n"),
        ("not_a_spreadsheet", b"\x00\x01\x02\x03 and so on"),
    ],
)
def test_the_content_tells_what_a_file_is(code: str, data: bytes) -> None:
    assert refusal(data) == code


def test_a_file_cut_short_anywhere_is_refused() -> None:
    data = book(GOOD)
    assert {refusal(data[:size]) for size in range(30, len(data) - 1, 61)} == {"damaged_zip"}


def test_a_changed_byte_inside_a_part_is_noticed() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in parts(GOOD).items():
            archive.writestr(name, text)
    data = target.getvalue()
    assert refusal(data.replace(b"<v>1</v>", b"<v>9</v>")) == "damaged_zip"


def test_two_members_of_one_name_are_refused() -> None:
    content = parts(GOOD) | {"XL\\Worksheets/sheet1.xml": GOOD}
    assert refusal(zipped(content)) == "duplicate_parts"


def test_an_encrypted_member_and_an_unusual_packing_are_refused() -> None:
    data = bytearray(book(GOOD))
    at = data.index(b"PK\x01\x02")
    flagged = data[: at + 8] + struct.pack("<H", 1) + data[at + 10 :]
    assert refusal(bytes(flagged)) == "password_kind"
    packed = data[: at + 10] + struct.pack("<H", 12) + data[at + 12 :]
    assert refusal(bytes(packed)) == "unusual_packing"


def test_a_missing_part_is_named() -> None:
    content = parts(GOOD)
    del content["xl/worksheets/sheet1.xml"]
    assert refusal(zipped(content)) == "part_missing"
    assert refusal(book()) == "no_sheets"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "_rels/.rels"])
def test_a_document_type_is_refused_in_every_part_and_encoding(name: str, encoding: str) -> None:
    content = parts(GOOD, strings="<si><t>a</t></si>")
    content[name] = ('<!DOCTYPE x [<!ENTITY a "b">]>' + str(content[name])).encode(encoding)
    assert refusal(zipped(content)) == "document_type"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refusal(book(sheet(" " * (40 << 20)))) == "bomb"


def test_a_part_that_unpacks_to_more_than_it_declares_is_refused() -> None:
    data = book(sheet(row(1, '<c r="A1"><v>1</v></c>') + " " * 5000))
    true_size = struct.pack("<I", len(sheet(row(1, '<c r="A1"><v>1</v></c>') + " " * 5000)))
    assert refusal(data.replace(true_size, struct.pack("<I", 300))) == "damaged_zip"


def test_sizes_and_numbers_over_the_limits_are_refused() -> None:
    filled = sheet(row(1, "".join(f'<c r="A{at}"><v>1</v></c>' for at in range(3))))
    assert refusal(book(filled), Limits(max_cells=2)) == "too_many_cells"
    assert refusal(book(GOOD), Limits(max_parts=3)) == "too_many_parts"
    noise = "".join(f"<!--{at}-->" for at in range(200_000))
    assert refusal(book(sheet(noise)), Limits(max_part_mb=1)) == "too_big_unpacked"


def test_an_endless_attribute_is_refused() -> None:
    assert refusal(book(sheet(f'<row r="1" x="{"y" * (2 << 20)}"/>'))) == "damaged_workbook"


def test_overlapping_members_are_refused() -> None:
    content = parts(GOOD)
    data = zipped(content)
    at = data.rindex(b"PK\x01\x02")
    twin = data[: at + 42] + struct.pack("<I", data.index(b"PK\x03\x04") + 1) + data[at + 46 :]
    assert refusal(twin) == "damaged_zip"


def test_malformed_workbook_parts_are_refused() -> None:
    assert refusal(book(GOOD, more={"xl/workbook.xml": f'<workbook xmlns="{MAIN}">'})) == "damaged_workbook"
    assert refusal(book(GOOD, strings="<si><t>a</si>")) == "damaged_workbook"


def test_when_every_sheet_is_bad_the_file_is_refused_for_the_first_reason() -> None:
    twice = sheet(row(1, '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'))
    assert refusal(book(twice, sheet("<row"))) == "sheet_unreadable"
    assert refusal(book(twice)) == "counts_differ"


def test_our_own_output_is_told_by_its_stamp_and_the_date_of_a_document_by_its_properties() -> None:
    custom = '<Properties><property name="reconcile"><x/></property></Properties>'
    core = '<c:p xmlns:c="c" xmlns:d="d"><d:modified> 2020-01-31T08:00:00Z </d:modified></c:p>'
    assert read(book(GOOD, more={"docProps/custom.xml": custom})).own_output
    assert read(book(GOOD, more={"docProps/core.xml": core})).modified == "2020-01-31T08:00:00Z"
