"""Text that was typed for the fonts .Vn… (TCVN3) or VNI-…, and stands in a file as Latin letters and symbols."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from reconcile.text.syllables import Weighed, marked_words, weigh, winner

_TCVN3_CODES = {
    "àảãáạ": "b5b6b7b8b9", "ăằẳẵắặ": "a8bbbcbdbec6", "âầẩẫấậ": "a9c7c8c9cacb", "đ": "ae",
    "èẻẽéẹ": "cccecfd0d1", "êềểễếệ": "aad2d3d4d5d6", "ìỉĩíị": "d7d8dcddde",
    "òỏõóọ": "dfe1e2e3e4", "ôồổỗốộ": "abe5e6e7e8e9", "ơờởỡớợ": "aceaebecedee",
    "ùủũúụ": "eff1f2f3f4", "ưừửữứự": "adf5f6f7f8f9", "ỳỷỹýỵ": "fafbfcfdfe",
    "ĂÂÊÔƠƯĐ": "a1a2a3a4a5a6a7",
}  # fmt: skip
_TCVN3 = {
    code: letter
    for letters, codes in _TCVN3_CODES.items()
    for code, letter in zip(bytes.fromhex(codes), letters, strict=True)
}
_SOFT_HYPHEN = "\xad"
# Cells say what their letters are, so that a legacy text among them must prove more than bytes of some code page must.
_TELLING = 5

_TONES = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
# Base letters as typed and as meant, the sign that says no tone, and the signs of the five tones in their order.
_VNI_MARKS = (
    ("aeou", "aeou", "", "ùøûõï"), ("y", "y", "", "ùøûõ"), ("ôö", "ơư", "", "ùøûõï"),
    ("aeo", "âêô", "â", "áàåãä"), ("a", "ă", "ê", "éèúüë"),
)  # fmt: skip


def _vni_lower() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for typed, meant, level, marks in _VNI_MARKS:
        for base, letter in zip(typed, meant, strict=True):
            if level:
                table[base + level] = letter
            toned = zip(marks, _TONES, strict=False)
            table |= {base + mark: unicodedata.normalize("NFC", letter + tone) for mark, tone in toned}
    return table


def _vni_table() -> dict[str, str]:
    """Every spelling; a capital base with a small mark begins a word, both are capital in a capital word."""
    lower = _vni_lower()
    capitals = {typed.upper(): letter.upper() for typed, letter in lower.items()}
    begins = {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in lower.items()}
    return lower | capitals | begins


_VNI = _vni_table()
_VNI_SIGN = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+")
_CAPITAL = "A-ZĂÂÊÔƠƯĐ"
_TONED = "".join(letter for letter in _TCVN3.values() if letter.upper() not in _TCVN3.values())
_CAPITAL_WORD = re.compile(
    rf"(?<!{_LETTER})(?![{_CAPITAL}]?[{_TONED}]*(?!{_LETTER}))[{_CAPITAL}{_TONED}]+(?!{_LETTER})"
)
# No syllable ends in these without a letter that TCVN3 writes as a soft hyphen: the software has dropped it.
_HORN_GONE = re.compile(rf"(?<![uUưƯ])(?=[ơờởỡớợ](?:c|ng|u)(?!{_LETTER}))")
_VOWEL_GONE = re.compile(rf"(?<!{_LETTER})(?i:ch|h|nh|tr|b|ng|d|l|t|s|x)(?=ng(?!{_LETTER}))")
_SYLLABLES_MENDED = {
    "dới": "dưới", "lợt": "lượt", "mơi": "mươi", "mợn": "mượn", "ngời": "người", "rỡi": "rưỡi",
}  # fmt: skip
# "Paid" and "not yet paid", "balance": a syllable that is a word or a letter by itself is mended beside these only.
_PHRASES = """
bưu điện|bưu phẩm|cư trú|dân cư|định cư|chưa nộp|chưa đóng|chưa thu|chưa trả|chưa chi|chưa có|chưa đủ|chưa nhận
chưa được|chưa rõ|chưa quyết|chưa gửi|chưa báo|dư đầu|dư cuối|dư nợ|dư có|dư quỹ|số dư|còn dư|đưa vào|đưa ra
giáo sư|kỹ sư|luật sư|hưu trí|về hưu|nghỉ hưu|lưu trữ|lưu ý|lưu hành|mười lăm|mười triệu
mười nghìn|mười đồng|như sau|như trên|cũng như|sưu tầm|sưu tập|đầu tư|vật tư|thứ tư|tư vấn|tư nhân|tư liệu|tư cách
thư viện|thư ký|thư mục|bí thư|văn thư|ưu tiên|ưu đãi|vượt mức|vượt chỉ|vượt kế
""".strip()
_MENDED = {phrase.replace("ư", ""): phrase for phrase in re.split(r"[|\n]", _PHRASES)}
_PAIR = re.compile(rf"(?i)(?<!{_LETTER})(?:{'|'.join(_MENDED)})(?!{_LETTER})")
_EITHER = frozenset({"c", "d", "nh", "s", "t", "th", "cha", "hu", "lu", "mời", "u", "vợt", "đa"})


def tcvn3(text: str, *, capitals: bool = False) -> str:
    """The text of a .Vn… font in Unicode NFC; `capitals` for a font that draws all letters as capitals (.VnTimeH).

    A lost ư (its code is the soft hyphen, which much software drops) is put back where nothing else can be meant.
    """
    read = _capital_words(_mended(text))
    return read.upper() if capitals else read


def vni(text: str) -> str:
    """The text of a VNI-… font in Unicode NFC; signs that mean no letter there stay as they are."""
    return _VNI_SIGN.sub(lambda sign: _VNI[sign[0]], unicodedata.normalize("NFC", text))


def by_font(text: str, font: str) -> str | None:
    """The Unicode of a cell whose font is a legacy one; None for other fonts and for texts never typed for this one.

    New text in an old template keeps the font's name: a letter that the font's coding lacks gives it away.
    """
    name, text = font.strip().casefold(), unicodedata.normalize("NFC", text)
    if name.startswith(".vn"):
        return tcvn3(text, capitals=name.endswith("h")) if _fits_tcvn3(text) else None
    return vni(text) if name.startswith("vni-") and _fits_vni(text) else None


def legacy_of(texts: Sequence[str]) -> str | None:
    """The one legacy coding ("tcvn3", "vni") of a whole column or file, by its words; None where there is a doubt."""
    found = weighed_legacy(texts)
    return found.name if found else None


def weighed_legacy(texts: Sequence[str]) -> Weighed | None:
    """The legacy coding that `legacy_of` names, with the words that decided it."""
    words = marked_words(texts)
    found = winner(weigh(words, {**LEGACY, "": as_it_stands}), words.total(), _TELLING)
    return found if found and found.name else None


def horns_lost(text: str) -> tuple[str, ...]:
    """Words of a TCVN3 text, as read, that may still lack an ư; none unless the text shows that it lost some."""
    if _SOFT_HYPHEN in text:
        return ()
    read = _mended(text)
    words = [] if read == _plain(text) else _WORD.findall(read)
    return tuple(dict.fromkeys(word for word in words if word.lower() in _EITHER and not word.isupper()))


def as_tcvn3(word: str) -> str:
    """The word read as TCVN3, or "" when it has a letter that TCVN3 lacks."""
    return tcvn3(word) if _fits_tcvn3(word) else ""


def as_vni(word: str) -> str:
    """The word read as VNI, or "" when it has a letter that VNI lacks."""
    return vni(word) if _fits_vni(word) else ""


def as_it_stands(word: str) -> str:
    """The word without the symbols of Latin-1 around it."""
    return word.strip("".join(map(chr, range(0xA1, 0xC0))))


LEGACY: Mapping[str, Callable[[str], str]] = MappingProxyType({"tcvn3": as_tcvn3, "vni": as_vni})


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_TCVN3)


def _mended(text: str) -> str:
    read = _plain(text)
    if _SOFT_HYPHEN in text:
        return read
    read = _VOWEL_GONE.sub(r"\g<0>ư", _HORN_GONE.sub("ư", read))
    read = _WORD.sub(lambda word: _in_case_of(word[0], _SYLLABLES_MENDED.get(word[0].lower())), read)
    return _PAIR.sub(lambda pair: _in_case_of(pair[0], _MENDED[pair[0].lower()]), read)


def _in_case_of(word: str, mended: str | None) -> str:
    """The mended word, begun with a capital if the broken one was; the broken one if none mends it or it is capital."""
    if mended is None or word[1:] != word[1:].lower():
        return word
    return mended[0].upper() + mended[1:] if word[0].isupper() else mended


def _capital_words(read: str) -> str:
    """The text with toned letters as capitals inside capital words: TCVN3 has no code for them ("TæNG")."""
    return _CAPITAL_WORD.sub(lambda word: word[0].upper(), read)


def _fits_tcvn3(text: str) -> bool:
    return not any(letter.isalpha() for letter in text if not letter.isascii() and ord(letter) not in _TCVN3)


def _fits_vni(text: str) -> bool:
    return not any(letter.isalpha() and not letter.isascii() for letter in _VNI_SIGN.sub("", text))
