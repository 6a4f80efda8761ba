"""Which texts of a workbook wear a font that was drawn for a legacy coding; asked only where a text looks like it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reconcile.loaders.files.legacy import coding_of
from reconcile.loaders.files.markup import elements
from reconcile.loaders.files.scan import address_of, sheet_blocks
from reconcile.loaders.files.truth import Place

STYLED = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]* s="([0-9]+)"[^>]* t="(?:s|str|inlineStr)"')
LISTS = frozenset({"fonts", "cellXfs", "cellStyleXfs", "dxfs", "cellStyles"})
"""Lists of the styles part, some of which hold elements of the same name."""


def legacy_styles(styles: Iterable[bytes]) -> Mapping[bytes, str]:
    """The legacy fonts by the number of the cell style, as cells write it; raises ReconcileError for malformed XML."""
    fonts: list[str] = []
    cells: list[int] = []
    inside = ""
    for one in elements(styles):
        inside = one.name if one.name in LISTS else inside
        if (inside, one.name) == ("fonts", "font"):
            fonts.append("")
        elif (inside, one.name) == ("fonts", "name") and fonts:
            fonts[-1] = one.attributes.get("val", "")
        elif (inside, one.name) == ("cellXfs", "xf"):
            cells.append(int(one.attributes.get("fontId", "0")))
    named = {str(style).encode(): fonts[font] for style, font in enumerate(cells) if font < len(fonts)}
    return {style: font for style, font in named.items() if coding_of(font)}


def legacy_fonts(sheet: Iterable[bytes], styles: Mapping[bytes, str]) -> Mapping[Place, str]:
    """The legacy fonts of the texts of a sheet part that the scan has read."""
    blocks = sheet_blocks(sheet)
    next(blocks)
    return {
        address_of(address): styles[style]
        for block in blocks
        for address, style in STYLED.findall(block)
        if style in styles
    }
