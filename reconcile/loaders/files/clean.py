"""The bytes that go to the fast reader: the file itself, or a copy in memory without its legal oddities."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

from reconcile.loaders.files.encoding import is_plain
from reconcile.loaders.files.guard import Package, head, part


def readable(package: Package, names: Collection[str], replaced: Mapping[str, bytes]) -> bytes:
    """The package with some parts replaced, and only the parts `names`; the original where nothing needs to change.

    Readers look parts up by their exact name and take UTF-8 only.
    """
    usual = all("\\" not in package.parts[name].orig_filename for name in names)
    if not replaced and usual and all(is_plain(head(package, name)) for name in names):
        return package.data
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in names:
            true_name = package.parts[name].orig_filename.replace("\\", "/").lstrip("/")
            archive.writestr(true_name, replaced[name] if name in replaced else undeclared(part(package, name)))
    return copy.getvalue()


def undeclared(text: bytes) -> bytes:
    """UTF-8 markup without an XML declaration, which may name the encoding that it had before."""
    return text[text.find(b"?>") + 2 :] if text.startswith(b"<?xml") else text
