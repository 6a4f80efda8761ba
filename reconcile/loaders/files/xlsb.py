"""One .xlsb workbook: guarded, counted by a pass over its records, read by the fast reader, and both must agree."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterator

from reconcile.loaders.files.biff12 import filled_texts, scan, sheet_list, with_days
from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.grids import Counted, check_room, read_grids, settled
from reconcile.loaders.files.guard import Package, check_sizes, open_package, raw
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.package import is_own_output, main_part, modified, relations
from reconcile.model.errors import ReconcileError
from reconcile.model.values import Text

READ = (".xml", ".rels", ".bin")
"""Ends of the names of parts that are read."""
NOT_CHECKED = ("formulas",)
"""Texts of formulas stand in the file as symbols that are not put into words here."""


def read(data: bytes, limits: Limits) -> Contents:
    """All worksheets; a bad sheet among good ones is a trouble. Raises ReconcileError where none can be used."""
    package = open_package(data, limits)
    check_sizes(package, READ)
    if is_own_output(package):
        return Contents(modified=modified(package), own_output=True)
    sheets = dict(count_sheets(package))
    if not sheets:
        raise ReconcileError.of("no_sheets")
    check_room(sheets.values(), limits)
    return settled(*read_grids(with_all_days(package, sheets), sheets.values()), modified=modified(package))


def count_sheets(package: Package) -> Iterator[tuple[str, Counted]]:
    """The worksheets in order, each with its part; raises ReconcileError where one is missing or damaged."""
    main = main_part(package)
    links = relations(package, main)
    texts = next((one.target for one in links.values() if one.kind == "sharedStrings"), None)
    filled = filled_texts(binary(package, texts)) if texts else []
    for relation, name, hidden in sheet_list(binary(package, main)):
        if relation in links and links[relation].kind == "worksheet":
            target = links[relation].target
            yield target, Counted(name, hidden, scan(binary(package, target), filled), NOT_CHECKED)


def with_all_days(package: Package, sheets: Collection[str]) -> bytes:
    """A copy of the package, without what is not read, in which the fast reader sees the days of these parts."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        for name, info in package.parts.items():
            if name.endswith(READ):
                body = binary(package, name)
                archive.writestr(info.filename, with_days(body) if name in sheets else body)
    return copy.getvalue()


def binary(package: Package, name: str) -> bytes:
    """A whole part; raises ReconcileError where it is missing, damaged or larger than it declares."""
    if name not in package.parts:
        raise ReconcileError.of("part_missing", values={"part": Text(name)})
    return b"".join(raw(package, package.parts[name]))
