"""The zip container, checked before any parser sees it: names, flags, sizes, the running size, document types.

Readers disagree about odd containers (which of two members counts, what a lying size means), so those are refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from reconcile.loaders.files.encoding import utf8
from reconcile.loaders.files.limits import MIB, Limits, megabytes
from reconcile.model.errors import ReconcileError
from reconcile.model.values import Count, Text

PIECE = 512 * 1024
LONGEST_TOKEN = MIB
"""Bytes from one "<" to the next: one attribute of 64 MiB keeps an XML parser busy for hours."""
SMALL = 10 * MIB
"""A part below this size may be packed as tightly as it likes."""
MARKUP = (".xml", ".rels")
"""Ends of the names of parts that may be read; pictures, macros and the like are never opened."""
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
LOCAL_HEADER = struct.Struct("<26xHH")


@dataclass(frozen=True, slots=True)
class Package:
    """A zip file in memory. parts: by name, forward slashes, lower case, no leading slash."""

    data: bytes
    parts: Mapping[str, zipfile.ZipInfo]
    limits: Limits


def part_name(name: str) -> str:
    """The name under which a part is looked up."""
    return name.replace("\\", "/").lstrip("/").lower()


def open_package(data: bytes, limits: Limits) -> Package:
    """The parts of a zip file; raises ReconcileError where the container is damaged, protected or ambiguous."""
    # Every member has this signature, so its number is a bound that costs no parsing.
    members = data.count(b"PK\x01\x02")
    if members > limits.max_parts:
        raise ReconcileError.of("too_many_parts", values={"parts": Count(members), "limit": Count(limits.max_parts)})
    infos = directory(data)
    if not infos:
        raise damaged(data)
    check_members(infos, data)
    return Package(data, {part_name(info.filename): info for info in infos}, limits)


def directory(data: bytes) -> list[zipfile.ZipInfo]:
    """The central directory; raises ReconcileError where there is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, EOFError) as error:
        raise damaged(data) from error


def damaged(data: bytes) -> ReconcileError:
    """The file is cut short or changed on its way."""
    return ReconcileError.of("damaged_zip", values={"bytes": Count(len(data))})


def check_members(infos: list[zipfile.ZipInfo], data: bytes) -> None:
    """Raise ReconcileError for a password, an unknown packing, two members of one name, members that overlap."""
    seen: set[str] = set()
    for info in infos:
        name = part_name(info.filename)
        if info.flag_bits & 1:
            raise ReconcileError.of("password_kind")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise ReconcileError.of("unusual_packing")
        if name in seen or "\0" in info.orig_filename:
            raise ReconcileError.of("duplicate_parts", values={"part": Text(name)})
        seen.add(name)
    ordered = sorted(infos, key=lambda info: info.header_offset)
    if any(one.header_offset + one.compress_size > two.header_offset for one, two in pairwise(ordered)):
        raise damaged(data)


def check_sizes(package: Package, endings: tuple[str, ...] = MARKUP) -> None:
    """Raise ReconcileError where the parts that may be read, told by their endings, declare more than the limits."""
    infos = [info for name, info in package.parts.items() if name.endswith(endings)]
    check_size(max((info.file_size for info in infos), default=0), package.limits.max_part_mb)
    check_size(sum(info.file_size for info in infos), package.limits.max_unpacked_mb)
    for info in infos:
        if info.file_size > SMALL and info.file_size > package.limits.max_ratio * max(info.compress_size, 1):
            raise ReconcileError.of("bomb", values={"size": megabytes(info.file_size)})


def check_size(size: int, limit: int) -> None:
    """Raise ReconcileError where `size` bytes are more than `limit` MiB."""
    if size > limit * MIB:
        raise ReconcileError.of("too_big_unpacked", values={"size": megabytes(size), "limit": Count(limit)})


def head(package: Package, name: str) -> bytes:
    """The first bytes of a part as they are written; empty where they are damaged."""
    info = package.parts[name]
    packed = packed_bytes(package, info)[:1024]
    try:
        return bytes(packed) if info.compress_type == zipfile.ZIP_STORED else inflater().decompress(packed, 200)
    except zlib.error:
        return b""


def part(package: Package, name: str) -> bytes:
    """A whole part as UTF-8; raises ReconcileError where it is missing or fails a guard."""
    return b"".join(pieces(package, name))


def pieces(package: Package, name: str) -> Iterator[bytes]:
    """A part as UTF-8, piece by piece; raises ReconcileError where it is missing or fails a guard."""
    if name not in package.parts:
        raise ReconcileError.of("part_missing", values={"part": Text(name)})
    return without_document_type(utf8(raw(package, package.parts[name])))


def packed_bytes(package: Package, info: zipfile.ZipInfo) -> memoryview:
    """A member as it lies in the file; raises ReconcileError where the directory points to no member."""
    data, start = package.data, info.header_offset
    if data[start : start + 4] != b"PK\x03\x04" or start + LOCAL_HEADER.size > len(data):
        raise damaged(data)
    start += LOCAL_HEADER.size + sum(LOCAL_HEADER.unpack_from(data, start))
    return memoryview(data)[start : start + info.compress_size]


def raw(package: Package, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a member; raises ReconcileError unless they are exactly as many, with the checksum, as declared."""
    size = checksum = 0
    try:
        for piece in unpacked(packed_bytes(package, info), info.compress_type):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            if size > info.file_size:
                raise damaged(package.data)
            yield piece
    except zlib.error as error:
        raise damaged(package.data) from error
    if size != info.file_size or checksum != info.CRC:
        raise damaged(package.data)


def inflater() -> zlib._Decompress:
    """A decompressor of bare deflate data."""
    return zlib.decompressobj(-zlib.MAX_WBITS)


def unpacked(packed: memoryview, method: int) -> Iterator[bytes]:
    """The content in pieces of at most `PIECE` bytes, so that a bomb never fills the memory."""
    if method == zipfile.ZIP_STORED:
        yield from (bytes(packed[at : at + PIECE]) for at in range(0, len(packed), PIECE))
        return
    stream = inflater()
    for at in range(0, len(packed), PIECE):
        piece = stream.decompress(packed[at : at + PIECE], PIECE)
        while piece:
            yield piece
            piece = stream.decompress(stream.unconsumed_tail, PIECE)


def without_document_type(source: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces; raises ReconcileError for a document type, which Excel never writes, or an endless token."""
    tail, gap = b"", 0
    for piece in source:
        first = piece.find(b"<")
        if gap + (first if first >= 0 else len(piece)) > LONGEST_TOKEN:
            raise ReconcileError.of("damaged_workbook")
        gap = len(piece) - piece.rfind(b"<") if first >= 0 else gap + len(piece)
        seam = tail + piece[:16]
        if (b"<!" in piece or b"<!" in seam) and any(word in piece or word in seam for word in FORBIDDEN):
            raise ReconcileError.of("document_type")
        tail = (tail + piece)[-16:] if len(piece) < 16 else piece[-16:]
        yield piece
