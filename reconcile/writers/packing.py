"""Office files that are equal byte for byte when their contents are equal."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def canonical_zip(data: bytes) -> bytes:
    """The same archive with its parts by name, each of 1 January 1980; raises BadZipFile where it is none."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(packed, "w") as target:
        for name in sorted(set(source.namelist())):
            target.writestr(part(name), source.read(name))
    return packed.getvalue()


def part(name: str) -> ZipInfo:
    """The header of one part, free of the clock and of the operating system."""
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    return info
