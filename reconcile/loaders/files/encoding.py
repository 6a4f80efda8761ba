"""XML parts as UTF-8, whatever they are written in: guards and scans then look for plain bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

from reconcile.model.errors import ReconcileError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
SINGLE_BYTE = frozenset({"us-ascii", "iso-8859-1", "windows-1252", "windows-1258"})


def encoding(head: bytes) -> str:
    """The encoding of an XML part by its first bytes; raises ReconcileError for one that Office never writes."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    found = DECLARED.match(head)
    name = found[1].decode().lower() if found else "utf-8"
    # A declaration that can be read as ASCII is not UTF-16, whatever it says; some programs write it so.
    if name in {"utf-8", "utf8", "utf-16"}:
        return "utf-8"
    if name not in SINGLE_BYTE:
        raise ReconcileError.of("damaged_workbook")
    return name


def is_plain(head: bytes) -> bool:
    """Whether the part can be handed to a reader as it stands: UTF-8."""
    return encoding(head) in {"utf-8", "utf-8-sig"}


def utf8(source: Iterable[bytes]) -> Iterator[bytes]:
    """The same text as UTF-8 without a byte order mark; raises ReconcileError at a byte that is none."""
    decoder: codecs.IncrementalDecoder | None = None
    plain = False
    for piece in source:
        if decoder is None and not plain:
            name = encoding(piece[:200])
            plain = name == "utf-8"
            decoder = None if plain else codecs.getincrementaldecoder(name)()
        yield piece if decoder is None else recoded(decoder, piece)


def recoded(decoder: codecs.IncrementalDecoder, piece: bytes) -> bytes:
    """One piece as UTF-8."""
    try:
        return decoder.decode(piece).encode()
    except UnicodeError as error:
        raise ReconcileError.of("damaged_workbook") from error
