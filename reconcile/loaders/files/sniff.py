"""What a file is, by its content and never by its name: a format that can be read, or the trouble that it is."""

from __future__ import annotations

import codecs

from reconcile.loaders.files.guard import Package, open_package, part
from reconcile.loaders.files.limits import Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = (
    ("EncryptedPackage", "password"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "word_document"),
    ("PowerPoint Document", "presentation"),
)
"""Streams of an OLE file, the deciding one first."""
MAGIC = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
)
MAIN_PARTS = (
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
    (b"ms-excel.template.macroEnabled.main+xml", "xlsx"),
    (b"wordprocessingml", "word_document"),
    (b"presentationml", "presentation"),
)
"""Content types of the main part of an Office package."""
WEB = (b"<html", b"<table", b"<!doctype html")
CONTROLS = frozenset(range(1, 32)) - frozenset(b"\t\n\r\f\x1a")
FEW_ZEROS = 100
"""One zero byte among so many is a fault in a text, which is told by its line; more are no text."""


def sniff(data: bytes, limits: Limits) -> str:
    """The kind of a file that is not empty: xlsx, xls, xlsb, ods, csv, else the code of the trouble that it is.

    Raises ReconcileError for a zip file that fails a guard.
    """
    if data.startswith(OLE):
        return ole_kind(data)
    if data.startswith(b"PK"):
        return package_kind(open_package(data, limits))
    start = data[:1024]
    if b"%PDF" in start:
        return "pdf"
    if start[4:8] == b"ftyp":
        return "picture"
    return next((kind for mark, kind in MAGIC if start.startswith(mark)), None) or text_kind(data)


def ole_kind(data: bytes) -> str:
    """The kind of an OLE file by the names in its directory, whose entries lie 128 bytes apart."""
    return next((kind for name, kind in STREAMS if has_stream(data, name)), "not_a_spreadsheet")


def has_stream(data: bytes, name: str) -> bool:
    """Whether the directory names the stream."""
    wanted = f"{name}\0".encode("utf-16-le")
    at = data.find(wanted)
    while at >= 0 and at % 128:
        at = data.find(wanted, at + 1)
    return at >= 0


def package_kind(package: Package) -> str:
    """The kind of a zip file; raises ReconcileError where its table of contents fails a guard."""
    if "mimetype" in package.parts:
        named = part(package, "mimetype")
        return "ods" if named.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else "word_document"
    if "[content_types].xml" not in package.parts:
        return "archive"
    types = part(package, "[content_types].xml")
    return next((kind for mark, kind in MAIN_PARTS if mark in types), "archive")


def text_kind(data: bytes) -> str:
    """The kind of a file that may be text."""
    start = data[:65536]
    two_bytes = utf16(start)
    if two_bytes:
        start = start.decode(two_bytes, "replace").encode()
    elif start.count(0) > len(start) // FEW_ZEROS:
        return "not_a_spreadsheet"
    if not CONTROLS.isdisjoint(start):
        return "not_a_spreadsheet"
    lower = start[:1024].lower()
    if b"excel.sheet" in lower or b"urn:schemas-microsoft-com:office:spreadsheet" in lower:
        return "excel_2003_xml"
    return "web_page" if any(mark in lower for mark in WEB) else "csv"


def utf16(start: bytes) -> str | None:
    """The name of the encoding where two bytes make a sign, by the mark or by the zero halves of ASCII signs."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    first, second = start[::2].count(0), start[1::2].count(0)
    if max(first, second) * 10 <= len(start) or min(first, second) * FEW_ZEROS > len(start):
        return None
    return "utf-16-be" if first > second else "utf-16-le"
