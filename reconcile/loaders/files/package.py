"""What the workbook part says: the sheets in order, whether they are hidden, and in which parts they are."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from reconcile.loaders.files.guard import Package, part, part_name
from reconcile.loaders.files.markup import elements
from reconcile.model.errors import ReconcileError
from reconcile.model.values import Text

CORE, CUSTOM, CONTENT_TYPES = "docprops/core.xml", "docprops/custom.xml", "[content_types].xml"
OWN_STAMP = "reconcile"
"""The custom property that this program gives to every workbook that it writes."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name and its part."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The worksheets in order; strings and styles are None where the workbook has none. parts: all that is read."""

    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relation leads; kind is the last word of its type, the same in Strict and Transitional files."""

    kind: str
    target: str


def relations_part(source: str) -> str:
    """The part that holds the relations of a part."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, source: str) -> Mapping[str, Relation]:
    """The relations of a part by id; "" is the package itself. Raises ReconcileError where there are none."""
    folder = posixpath.dirname(source)
    return {
        one.attributes.get("Id", ""): Relation(
            one.attributes.get("Type", "").rpartition("/")[2],
            part_name(posixpath.normpath(posixpath.join("/", folder, one.attributes.get("Target", "")))),
        )
        for one in elements([part(package, relations_part(source))])
        if one.name == "Relationship"
    }


def main_part(package: Package) -> str:
    """The part that lists the sheets; empty where the package names none."""
    return next((one.target for one in relations(package, "").values() if one.kind == "officeDocument"), "")


def read_workbook(package: Package) -> Workbook:
    """The workbook's own list of sheets; raises ReconcileError where a part that it names is missing."""
    main = main_part(package)
    links = relations(package, main)
    listed = [one.attributes for one in elements([part(package, main)]) if one.name == "sheet"]
    sheets = tuple(
        SheetPart(at.get("name", ""), links[at["id"]].target, at.get("state", "visible") != "visible")
        for at in listed
        if at.get("id") in links and links[at["id"]].kind == "worksheet"
    )
    by_kind = {one.kind: one.target for one in links.values()}
    strings, styles = by_kind.get("sharedStrings"), by_kind.get("styles")
    named = [*(sheet.part for sheet in sheets), *([strings] if strings else [])]
    for name in named:
        if name not in package.parts:
            raise ReconcileError.of("part_missing", values={"part": Text(name)})
    if not sheets:
        raise ReconcileError.of("no_sheets")
    read = [CONTENT_TYPES, relations_part(""), main, relations_part(main), *named, *([styles] if styles else [])]
    return Workbook(sheets, strings, styles, tuple(name for name in dict.fromkeys(read) if name in package.parts))


def modified(package: Package) -> str | None:
    """When the document says that it was last saved, as written there; None where it does not say."""
    if CORE not in package.parts:
        return None
    saved = (one.text.strip() for one in elements([part(package, CORE)]) if one.name == "modified")
    return next(saved, None) or None


def is_own_output(package: Package) -> bool:
    """Whether this program wrote the workbook."""
    if CUSTOM not in package.parts:
        return False
    return any(
        one.name == "property" and one.attributes.get("name") == OWN_STAMP for one in elements([part(package, CUSTOM)])
    )
