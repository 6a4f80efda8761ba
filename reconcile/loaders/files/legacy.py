"""Texts typed for the fonts .Vn… or VNI-…, turned into Unicode: cell by cell by the font, else the workbook as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from reconcile.loaders.files.contents import Contents
from reconcile.loaders.files.truth import Place
from reconcile.model.grid import Grid
from reconcile.model.sources import Trouble
from reconcile.model.values import Count, Text
from reconcile.text.legacy import by_font, legacy_of, tcvn3, vni

CODINGS: Mapping[str, tuple[str, Callable[[str], str]]] = {"tcvn3": ("TCVN3", tcvn3), "vni": ("VNI", vni)}
FONTS = {".vn": "TCVN3", "vni-": "VNI"}
FOREIGN = re.compile(
    r"[\xa1-\xa6\xa8-\xaf\xb4-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe\xff]"
)
"""Signs of Latin-1 that Vietnamese has no use for; every legacy coding has letters among them."""
VIETNAMESE = re.compile(
    r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
"""Letters that are Vietnamese in Unicode, and marks that make such letters."""
Reading = Callable[[Place, str], tuple[str, str] | None]
"""The coding of a text and its Unicode; None for a text that stays."""


def coding_of(font: str) -> str | None:
    """The coding for which a font was drawn; None for other fonts."""
    name = font.strip().casefold()
    return next((coding for start, coding in FONTS.items() if name.startswith(start)), None)


def in_unicode(found: Contents) -> Contents:
    """The same contents with legacy texts in Unicode, and a note for each coding that was found.

    The workbook as one is read as legacy text only when its words leave no doubt and none is Vietnamese in Unicode.
    """
    if not any(FOREIGN.search(text) for text in texts(found.grids) if not text.isascii()):
        return found
    counts: Counter[str] = Counter()
    fonts = found.fonts()
    grids = [changed(grid, by_fonts(fonts.get(grid.sheet, {})), counts) for grid in found.grids]
    if not any(VIETNAMESE.search(text) for text in texts(grids)):
        coding = legacy_of(list(texts(grids)))
        grids = [changed(grid, by_words(coding), counts) for grid in grids] if coding else grids
    notes = (
        Trouble("", "legacy_text", {"coding": Text(coding), "cells": Count(number)}, fatal=False)
        for coding, number in sorted(counts.items())
    )
    return replace(found, grids=tuple(grids), troubles=(*found.troubles, *notes))


def texts(grids: Iterable[Grid]) -> Iterator[str]:
    """All texts of a workbook."""
    return (cell for grid in grids for line in grid.cells for cell in line if isinstance(cell, str))


def by_fonts(fonts: Mapping[Place, str]) -> Reading:
    """A reading of each text by the font of its cell."""

    def read(at: Place, text: str) -> tuple[str, str] | None:
        font = fonts.get(at, "")
        coding, turned = coding_of(font), by_font(text, font)
        return (coding, turned) if coding and turned is not None else None

    return read


def by_words(name: str) -> Reading:
    """A reading of every text in the coding that the words of the workbook showed."""
    coding, turn = CODINGS[name]
    return lambda _, text: (coding, turn(text))


def changed(grid: Grid, read: Reading, counts: Counter[str]) -> Grid:
    """The grid with its texts as they are read; `counts` is told how many were changed by which coding."""
    cells = [list(line) for line in grid.cells]
    for row, line in enumerate(cells, 1):
        for column, text in enumerate(line, 1):
            reading = read((row, column), text) if isinstance(text, str) else None
            if reading and reading[1] != text:
                line[column - 1] = reading[1]
                counts[reading[0]] += 1
    return replace(grid, cells=tuple(map(tuple, cells)))
