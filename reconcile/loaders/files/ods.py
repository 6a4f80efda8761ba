"""One .ods workbook: guarded, counted by a pass over its content, read by the fast reader, and both must agree."""

from __future__ import annotations

from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.grids import check_room, read_grids, settled
from reconcile.loaders.files.guard import Package, check_sizes, open_package, part, pieces
from reconcile.loaders.files.limits import Limits
from reconcile.loaders.files.markup import elements
from reconcile.loaders.files.ods_scan import scan
from reconcile.model.errors import ReconcileError

CONTENT, MANIFEST, META = "content.xml", "meta-inf/manifest.xml", "meta.xml"


def read(data: bytes, limits: Limits) -> Contents:
    """All sheets; a bad sheet among good ones is a trouble. Raises ReconcileError where none can be used."""
    package = open_package(data, limits)
    check_sizes(package)
    if is_locked(package):
        raise ReconcileError.of("password")
    sheets, fonts = scan(pieces(package, CONTENT), limits)
    if not sheets:
        raise ReconcileError.of("no_sheets")
    check_room(sheets, limits)
    return settled(*read_grids(data, sheets), modified=modified(package), fonts=lambda: fonts)


def is_locked(package: Package) -> bool:
    """Whether the manifest says that a part is encrypted."""
    return MANIFEST in package.parts and b"encryption-data" in part(package, MANIFEST)


def modified(package: Package) -> str | None:
    """When the document says that it was last saved, as written there; None where it does not say."""
    if META not in package.parts:
        return None
    saved = (one.text.strip() for one in elements([part(package, META)]) if one.name == "date")
    return next(saved, None) or None
