"""A large part in blocks of whole elements, and the proof that byte patterns may be used on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

LONGEST_BLOCK = 16 << 20
TAG_WITH = re.compile(rb"<[^<>]*[\n\r\t'][^<>]*>")
UNUSUAL = (b"<!", b"<?", b' ="', b'= "')
"""Comments, CDATA sections, instructions, and blanks around the sign of an attribute."""


class Odd(Exception):  # noqa: N818 - not an error: the part is legal and takes the longer way
    """The bytes are legal but not written as Excel writes them, so patterns cannot be trusted."""


def blocks_of(pieces: Iterable[bytes], cut: bytes, stop: bytes) -> Iterator[bytes]:
    """Blocks that end with `cut`, up to `stop`; the pieces after it are drawn, so that their guards speak."""
    carry, stopped = b"", False
    for piece in pieces:
        if stopped:
            continue
        carry += piece
        stopped = stop in carry
        end = carry.find(stop) if stopped else carry.rfind(cut) + len(cut)
        if stopped or end >= len(cut):
            yield carry[:end]
            carry = carry[end:]
        elif len(carry) > LONGEST_BLOCK:
            raise Odd
    if not stopped:
        yield carry


def trust(block: bytes, *elements: bytes) -> None:
    """Raise Odd unless the block is written as Excel writes it; each of `elements` must bear its address first."""
    if any(block.count(b"<" + name) != block.count(b"<" + name + b' r="') for name in elements):
        raise Odd
    if any(word in block for word in UNUSUAL):
        raise Odd
    if (b"'" in block or b"\n" in block or b"\t" in block) and TAG_WITH.search(block):
        raise Odd
