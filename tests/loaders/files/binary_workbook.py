"""Binary workbooks (.xlsb) made by hand, record by record, after [MS-XLSB]."""

from __future__ import annotations

import struct

from tests.loaders.files.odd_packages import DOCUMENT, PACKAGE, zipped

SHEET_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"


def record(kind: int, body: bytes = b"") -> bytes:
    """One record: its kind and its size in groups of seven bits, then its body."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sizes = len(body), bytearray()
    while size >= 128:
        sizes.append(size & 0x7F | 0x80)
        size >>= 7
    return head + bytes(sizes) + bytes([size]) + body


def wide(text: str) -> bytes:
    """A text with its length."""
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def row(number: int, *cells: bytes, hidden: bool = False) -> bytes:
    """A row with its cells, which are laid into columns A, B, …"""
    head = struct.pack("<IIHBBBI", number - 1, 0, 300, 0, 0x10 if hidden else 0, 0, 0)
    placed = [
        record(cell[0], struct.pack("<II", column, cell[1]) + cell[2:]) for column, cell in enumerate(cells) if cell
    ]
    return record(0, head) + b"".join(placed)


def blank() -> bytes:
    """A cell, as all below: its kind, its style and its value."""
    return b"\1\0"


def small(number: int, style: int = 0) -> bytes:
    """A whole number in four bytes, as Excel stores most of them."""
    return bytes([2, style]) + struct.pack("<i", number << 2 | 2)


def error(code: int) -> bytes:
    return bytes([3, 0, code])


def truth(*, value: bool) -> bytes:
    return bytes([4, 0, value])


def real(number: float, style: int = 0) -> bytes:
    return bytes([5, style]) + struct.pack("<d", number)


def text(content: str) -> bytes:
    return b"\6\0" + wide(content)


def shared(number: int) -> bytes:
    return b"\7\0" + struct.pack("<I", number)


def formula(number: float) -> bytes:
    return b"\x09\0" + struct.pack("<dHI", number, 0, 3) + b"\x1e\1\0" + struct.pack("<I", 0)


def formula_error(code: int) -> bytes:
    return bytes([11, 0, code]) + struct.pack("<HI", 0, 3) + b"\x1e\1\0" + struct.pack("<I", 0)


def sheet(*rows: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    """A sheet part."""
    size = record(148, struct.pack("<IIII", 0, 9, 0, 9))
    return record(129) + size + before + record(145) + b"".join(rows) + record(146) + after + record(130)


def hidden_columns(first: int, last: int) -> bytes:
    """A range of hidden columns, counted from 1."""
    return record(390) + record(60, struct.pack("<IIIIH", first - 1, last - 1, 2048, 0, 1)) + record(391)


def book(*sheets: bytes, strings: tuple[str, ...] = (), hidden: int = 0) -> bytes:
    """A workbook with sheets S1, S2, …; sheet number `hidden` is hidden."""
    listed = b"".join(
        record(156, struct.pack("<II", at == hidden, at) + wide(f"r{at}") + wide(f"S{at}"))
        for at, _ in enumerate(sheets, 1)
    )
    kinds = [("worksheet", f"worksheets/sheet{at}.bin") for at, _ in enumerate(sheets, 1)]
    kinds += [("sharedStrings", "sharedStrings.bin")]
    links = "".join(
        f'<Relationship Id="r{at}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(kinds, 1)
    )
    items = b"".join(record(19, b"\0" + wide(one)) for one in strings)
    counts = struct.pack("<II", len(strings), len(strings))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.bin" '
        f'ContentType="{SHEET_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        "xl/workbook.bin": record(131) + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/sharedStrings.bin": record(159, counts) + items + record(160),
    }
    parts |= {f"xl/worksheets/sheet{at}.bin": part for at, part in enumerate(sheets, 1)}
    return zipped(parts)
