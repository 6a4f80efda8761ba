"""Which texts of a workbook are blank: readers give them as nothing, so they must not count as filled cells."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from itertools import chain

from reconcile.loaders.files.blocks import Odd, blocks_of, trust

ITEM = re.compile(rb"<si(?: [^>]*)?(?:/>|>(.*?)</si>)", re.DOTALL)
TEXT = re.compile(rb"<t(?: [^>]*)?>([^<]*)</t>")
PLAINLY_FILLED = re.compile(rb"<t(?: [^>]*)?>[^<&_\s\x80-\xff]")
PHONETIC = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
COUNT = re.compile(rb'ount="([0-9]+)"')
ROOT = re.compile(rb"<sst[^>]*>")


def is_blank(text: bytes) -> bool:
    """Whether a text of the file shows nothing: no letter is left once its escapes are undone."""
    shown = html.unescape(text.decode(errors="replace"))
    return not ESCAPED.sub(lambda found: chr(int(found[1], 16)), shown).strip()


def is_blank_item(body: bytes) -> bool:
    """Whether a string item or an inline string shows nothing; phonetic runs do not count."""
    if b"<rPh" not in body and PLAINLY_FILLED.search(body):
        return False
    return all(is_blank(text) for text in TEXT.findall(PHONETIC.sub(b"", body)))


def blank_strings(pieces: Iterable[bytes], size: int) -> frozenset[int]:
    """The numbers of the blank strings of a string table of `size` bytes.

    Raises Odd for a table that is not written as Excel does, or that declares more strings than it has room for:
    a reader believes the number and asks for the memory.
    """
    source = iter(pieces)
    first = next(source, b"")
    root = ROOT.search(first)
    if not root or b"<!" in first[: root.start()] or any(int(count) > size for count in COUNT.findall(root[0])):
        raise Odd
    blocks = blocks_of(chain([first[root.end() :]], source), b"</si>", b"</sst>")
    index = 0
    blank: set[int] = set()
    for block in blocks:
        trust(block)
        bodies = [found[1] or b"" for found in ITEM.finditer(block)]
        if len(bodies) != sum(block.count(start) for start in (b"<si>", b"<si ", b"<si/>")):
            raise Odd
        blank.update(at for at, body in enumerate(bodies, index) if is_blank_item(body))
        index += len(bodies)
    return frozenset(blank)
