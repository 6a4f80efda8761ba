"""One spelling for comparing what many people typed: letters without marks, one blank, one dash."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()]
_FORMATS = [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
_INVISIBLE = re.compile(f"[{re.escape(''.join(map(chr, _CONTROLS + _FORMATS)))}]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Software writes the Icelandic and the African letter for the Vietnamese one; lower() then keeps them apart.
_LETTERS = str.maketrans("ÐðƉɖ₫", "ĐđĐđđ")
_SIGNS = str.maketrans("‐‑‒–—―−﹣‘’‚‛′ʼ“”„‟«»″", "-" * 8 + "'" * 6 + '"' * 7)
_ALIKE = _FULL_WIDTH | _LETTERS | _SIGNS
_BARE: dict[int, str | None] = {**dict.fromkeys(range(0x300, 0x370)), ord("đ"): "d"}
_TOKEN = re.compile(r"[^\W_]+")
_REMEMBERED = 2**15
"""So many texts are kept with their spelling: a book of a year names the same branches over and over."""


@lru_cache(_REMEMBERED)
def clean(text: str) -> str:
    """The text in NFC without invisible characters, with every run of blanks and line breaks as one blank.

    A legacy text is decoded before: TCVN3 writes a letter with the code of the soft hyphen, which is dropped here.
    """
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


def unify(text: str) -> str:
    """The text cleaned, with one letter Đ and one typing of digits, dashes and quotes; case and marks are kept."""
    return clean(text) if text.isascii() else clean(text).translate(_ALIKE)


@lru_cache(_REMEMBERED)
def fold(text: str) -> str:
    """The text unified, in lower case and without marks, every đ a plain d."""
    if text.isascii():
        return clean(text).lower()
    return clean(unicodedata.normalize("NFD", unify(text).lower()).translate(_BARE))


@lru_cache(_REMEMBERED)
def tokens(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of the folded text, in order."""
    return tuple(_TOKEN.findall(fold(text)))


def slug(text: str) -> str:
    """The folded tokens joined by hyphens: a name as an ASCII-like key; empty when there is no letter or digit."""
    return "-".join(tokens(text))
