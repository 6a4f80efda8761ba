"""Legacy Vietnamese encodings, written from the tables of the domain description: TCVN3, VNI, Windows-1258."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

_TCVN3_LOWER = (
    "àB5 ảB6 ãB7 áB8 ạB9 ăA8 ằBB ẳBC ẵBD ắBE ặC6 âA9 ầC7 ẩC8 ẫC9 ấCA ậCB đAE èCC ẻCE ẽCF éD0 ẹD1 êAA ềD2 ểD3 "
    "ễD4 ếD5 ệD6 ìD7 ỉD8 ĩDC íDD ịDE òDF ỏE1 õE2 óE3 ọE4 ôAB ồE5 ổE6 ỗE7 ốE8 ộE9 ơAC ờEA ởEB ỡEC ớED ợEE ùEF ủF1 ũF2 "
    "úF3 ụF4 ưAD ừF5 ửF6 ữF7 ứF8 ựF9 ỳFA ỷFB ỹFC ýFD ỵFE"
)
_TCVN3_UPPER = "ĂA1 ÂA2 ÊA3 ÔA4 ƠA5 ƯA6 ĐA7"
_TCVN3: Mapping[str, int] = {pair[0]: int(pair[1:], 16) for pair in f"{_TCVN3_LOWER} {_TCVN3_UPPER}".split()}

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
_TONES = {ACUTE: "ù", GRAVE: "ø", HOOK: "û", TILDE: "õ", DOT: "ï"}
_ON_CIRCUMFLEX = {"": "â", ACUTE: "á", GRAVE: "à", HOOK: "å", TILDE: "ã", DOT: "ä"}
_ON_BREVE = {"": "ê", ACUTE: "é", GRAVE: "è", HOOK: "ú", TILDE: "ü", DOT: "ë"}
_SINGLE = {"i" + ACUTE: "í", "i" + GRAVE: "ì", "i" + HOOK: "æ", "i" + TILDE: "ó", "i" + DOT: "ò", "y" + DOT: "î"}
_HORNED = {"o": "ô", "u": "ö"}


def tcvn3(text: str) -> bytes:
    """As typed for a .VnTime font; capitals with a tone come out as their small letters, as in .VnTimeH."""
    return bytes(_tcvn3_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _tcvn3_letter(letter: str) -> int:
    if letter in _TCVN3:
        return _TCVN3[letter]
    if letter.lower() in _TCVN3:
        return _TCVN3[letter.lower()]
    return letter.encode("latin-1", "replace")[0]


def vni(text: str) -> bytes:
    """As typed for a VNI-Times font."""
    letters = "".join(_vni_letter(letter) for letter in unicodedata.normalize("NFC", text))
    return letters.encode("cp1252", "replace")


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    if small == "đ":
        found = "ñ"
    else:
        base, *marks = list(unicodedata.normalize("NFD", small))
        found = _vni_small(base, marks) if marks and base in "aeiouy" else small
    return found.upper() if letter != small else found


def _vni_small(base: str, marks: list[str]) -> str:
    tone = next((mark for mark in marks if mark in _TONES), "")
    if CIRCUMFLEX in marks:
        return base + _ON_CIRCUMFLEX[tone]
    if BREVE in marks:
        return base + _ON_BREVE[tone]
    if HORN in marks:
        return _HORNED[base] + _TONES.get(tone, "")
    return _SINGLE.get(base + tone, base + _TONES[tone])


def cp1258(text: str) -> bytes:
    """Windows-1258: vowels of their own with combining tones."""
    found = []
    for letter in unicodedata.normalize("NFC", text):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        tones = [mark for mark in marks if mark in _TONES]
        vowel = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in _TONES))
        found.append(vowel + "".join(tones))
    return "".join(found).encode("cp1258", "replace")


ENCODERS: Mapping[str, Callable[[str], bytes]] = {"cp1258": cp1258, "tcvn3": tcvn3, "vni": vni}
