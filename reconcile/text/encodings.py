"""The text of a .csv or .tsv file, whatever program wrote it; where there is a doubt, the readings to ask about."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from types import MappingProxyType

from reconcile.text.legacy import LEGACY, as_it_stands, horns_lost, tcvn3, vni, weighed_legacy
from reconcile.text.syllables import Weighed, marked_words, weigh, winner

_SIGNATURES = {
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_SHOWN = 3
_TELLING = 3
_CHUNK = re.compile(r"[^\s,;\"]+")
_PART = r"[^\s,;\"=/]*"
_BROKEN = re.compile(rf"(?<![^\s,;\"]){_PART}(?:[^\W\d_]\?[^\W\d_]|\ufffd){_PART}(?![^\s,;\"])")
_JOINED = re.compile(r"(?:^|[\r\n])\ufeff")
_CP1252 = {ord(bytes([code]).decode("cp1252", "ignore") or chr(code)): code for code in range(0x80, 0xA0)}
_TWO_BYTES = re.compile(r"[\xc2-\xf4][\x80-\xbf]")
_TWICE_CODED = re.compile(r"\xe1[\xba\xbb]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text is missing or was changed.

    Without a text: undecided (several readings), letters_lost ("H?i ph?"), bad_byte (in UTF-8 or UTF-16), second_bom,
    bom_over_utf16, zero_bytes (no text), twice_coded (UTF-8 read as Latin-1 and cut). With one: untwisted (UTF-8 that
    was read as Latin-1, put right), horns_lost (TCVN3 without its ư; `words` may lack one).
    line counts from 1, offset is the number of bytes before; words are at most three that show it.
    """

    code: str
    line: int | None = None
    offset: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a file that must be asked about. score: its share of words that could be Vietnamese."""

    coding: str
    score: Fraction
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text in NFC, or None where a person must be asked.

    coding: utf-8, utf-8-sig, utf-16-le, utf-16-be, tcvn3, vni, cp1258, cp1252, "" if undecided. score and telling (at
    most three words that no other reading explains) are those of a coding that was chosen by its words.
    """

    text: str | None
    coding: str = ""
    score: Fraction | None = None
    telling: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    candidates: tuple[Candidate, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of a file by its signature, its zero bytes, as strict UTF-8, or by its words; no sign is dropped."""
    coding = next((name for name, mark in _SIGNATURES.items() if data.startswith(mark)), "")
    if coding:
        return _signed(data, coding)
    coding = _by_zero_bytes(data)
    if coding:
        return _strict(data, coding)
    try:
        return _unicode(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _damaged(data, "utf-8") if _mostly_utf8(data) else _by_words(data)


def _signed(data: bytes, coding: str) -> Decoded:
    mark = _SIGNATURES[coding]
    rest = data[len(mark) :]
    if coding == "utf-8-sig" and (rest.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _by_zero_bytes(rest)):
        return _refused(coding, Doubt("bom_over_utf16", 1, len(mark)))
    return _strict(data, coding, len(mark))


def _by_zero_bytes(data: bytes) -> str:
    """The UTF-16 whose zero halves of ASCII signs fill a fifth of the odd or of the even places, or ""."""
    start = data[:4096]
    for name, half, other in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if half.count(0) * 5 > len(half) and half.count(0) > other.count(0):
            return name
    return ""


def _strict(data: bytes, coding: str, skip: int = 0) -> Decoded:
    try:
        return _unicode(data[skip:].decode(coding.removesuffix("-sig")), coding)
    except UnicodeDecodeError:
        return _damaged(data, coding, skip)


def _unicode(text: str, coding: str) -> Decoded:
    """A file that says itself what its signs are, unless they were wrong before they were written to it."""
    doubt = _nonsense(text)
    if doubt:
        return _refused(coding, doubt)
    text = unicodedata.normalize("NFC", text)
    straight = _untwisted(text)
    if straight is not None:
        return Decoded(straight, coding, doubts=(Doubt("untwisted", words=_some(marked_words([straight]))),))
    legacy = weighed_legacy([text])
    if legacy:
        return _chosen(legacy, tcvn3(text) if legacy.name == "tcvn3" else vni(text), text)
    cut = [word for word in marked_words([text]) if _TWICE_CODED.search(word)]
    return _refused(coding, Doubt("twice_coded", words=_some(cut))) if len(cut) >= _SHOWN else Decoded(text, coding)


def _by_words(data: bytes) -> Decoded:
    """A file of one byte a sign: as the fonts .Vn… and VNI-… drew it, or as Windows had it."""
    try:
        typed = data.decode("cp1252")
    except UnicodeDecodeError as failed:
        return _refused("", Doubt("bad_byte", _line(data[: failed.start].decode("latin-1")), failed.start))
    doubt = _nonsense(typed)
    if doubt:
        return _refused("", doubt)
    words = marked_words([typed])
    weighed = weigh(words, _WORDS)
    found = winner(weighed, words.total(), _TELLING)
    text = _WHOLE[found.name](typed) if found else None
    return _asked(typed, weighed) if found is None or text is None else _chosen(found, text, typed)


def _chosen(found: Weighed, text: str, typed: str) -> Decoded:
    open_words = horns_lost(typed) if found.name == "tcvn3" else ()
    doubts = (Doubt("horns_lost", words=_some(open_words)),) if open_words else ()
    return Decoded(text, found.name, found.share, _some(found.telling), doubts)


def _asked(typed: str, weighed: tuple[Weighed, ...]) -> Decoded:
    """The text where all readings agree, else the first three lines beyond ASCII as each one reads them."""
    if all(read(line) == line for line in _marked_lines(typed) for read in _WHOLE.values()):
        return Decoded(typed, "cp1252")
    shown = "\n".join(_some(_marked_lines(typed)))
    readings = [(each, _WHOLE[each.name](shown)) for each in weighed]
    candidates = [Candidate(each.name, each.share, tuple(text.split("\n"))) for each, text in readings if text]
    return Decoded(None, doubts=(Doubt("undecided"),), candidates=tuple(candidates))


def _marked_lines(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if not line.isascii())


def _cp1258(typed: str) -> str | None:
    """What was read as cp1252 read as cp1258; None when it has a byte that cp1258 lacks."""
    try:
        return unicodedata.normalize("NFC", typed.encode("cp1252").decode("cp1258"))
    except UnicodeDecodeError:
        return None


def _as_cp1258(word: str) -> str:
    return as_it_stands(_cp1258(word) or "")


_WHOLE: Mapping[str, Callable[[str], str | None]] = MappingProxyType({
    "tcvn3": tcvn3, "vni": vni, "cp1258": _cp1258, "cp1252": str,
})  # fmt: skip
_WORDS: Mapping[str, Callable[[str], str]] = MappingProxyType({
    **LEGACY, "cp1258": _as_cp1258, "cp1252": as_it_stands,
})  # fmt: skip


def _nonsense(text: str) -> Doubt | None:
    """The first sign that no table has, or letters that were lost before."""
    joined = _JOINED.search(text)
    for code, place in (("zero_bytes", text.find("\0")), ("second_bom", joined.end() - 1 if joined else -1)):
        if place >= 0:
            return Doubt(code, _line(text[:place]))
    return _letters_lost(text) if "?" in text or "\ufffd" in text else None


def _letters_lost(text: str) -> Doubt | None:
    """Words with "?" for a letter, at least one in twenty (addresses of pages do not count), or any U+FFFD."""
    broken = list(_BROKEN.finditer(text))
    if not broken or (len(broken) * 20 < sum(1 for _ in _CHUNK.finditer(text)) and "\ufffd" not in text):
        return None
    return Doubt("letters_lost", _line(text[: broken[0].start()]), words=_some(word[0] for word in broken))


def _untwisted(text: str) -> str | None:
    """The text whose UTF-8 was once read as Latin-1 or cp1252, read right; None if it was not or is no better so."""
    signs = text.translate(_CP1252)
    if not _TWO_BYTES.search(signs):
        return None
    try:
        straight = unicodedata.normalize("NFC", signs.encode("latin-1").decode("utf-8-sig"))
    except UnicodeError:
        return None
    return straight if _share(straight) > _share(text) else None


def _share(text: str) -> Fraction:
    return weigh(marked_words([text]), {"": as_it_stands})[0].share


def _mostly_utf8(data: bytes) -> bool:
    """Whether four signs of UTF-8 stand for every byte that is none: a legacy text has hardly any by chance."""
    signs = len(data.decode(errors="ignore"))
    bad = len(data.decode(errors="surrogateescape")) - signs
    return signs - len(data.translate(None, bytes(range(0x80, 0x100)))) >= 4 * bad


def _damaged(data: bytes, coding: str, skip: int = 0) -> Decoded:
    """The first bytes of a Unicode file that are no sign of it."""
    codec, at = coding.removesuffix("-sig"), skip
    doubts: list[Doubt] = []
    while len(doubts) < _SHOWN:
        try:
            data[at:].decode(codec)
        except UnicodeDecodeError as failed:
            before = data[skip : at + failed.start].decode(codec, "ignore")
            doubts.append(Doubt("bad_byte", _line(before), at + failed.start))
            at += failed.end
        else:
            break
    return _refused(coding, *doubts)


def _refused(coding: str, *doubts: Doubt) -> Decoded:
    return Decoded(None, coding, doubts=doubts)


def _line(before: str) -> int:
    """The number of the line that this text ends in; old Mac files have no line feeds."""
    return (before.count("\n") or before.count("\r")) + 1


def _some(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(words, _SHOWN))
