"""Possible Vietnamese syllables, and which reading of a text is made of them. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

_INITIALS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|r|s|th|tr|t|v|x"
_RIMES = """
a ai ao au ay ac ach ak am an ang anh ap at ăc ăk ăm ăn ăng ăp ăt âu ây âc âm ân âng âp ât
e eo ec ek em en eng ep et ê êu êch êm ên ênh êp êt i ia iu ich im in inh ip it iêc iêm iên iêng iêp iêt iêu
o oi oc ok om on ong op ot ooc oong oa oai oao oay oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt
oe oeo oen oet ô ôi ôc ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ui uc uk um un ung up ut ua uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyn uyp uyt uyu uyên uyêt
uôi uôc uôm uôn uông uôt ư ưa ưi ưc ưm ưn ưng ưt ưu ươi ươc ươm ươn ương ươp ươt ươu y
"""
_RIME = "|".join(_RIMES.split())
_SYLLABLE = re.compile(
    rf"(?:{_INITIALS})?(?:{_RIME})|qu(?![uư])(?:{_RIME}|yên|yêt|yt|ych|ynh)|yêm|yên|yêng|yêt|yêu",
)
_INITIALISM = re.compile(r"(?=.*đ)[bcdđghklmnpqrstvx]{1,5}")
_STOPPED = re.compile(r"(?:p|t|c|ch)$")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOP_TONE = re.compile("[\u0301\u0323]")
_MARKED = re.compile(r"ươ|[ăâêôơư]")
_GLIDE = re.compile(r"(?:[aeo][iouy]|(?<!g)i[au]|(?<!q)u[aiu]|yu)$")
# Symbols of Latin-1 belong to words here: legacy fonts draw letters in their places.
_WORD = re.compile(r"[A-Za-z\u00a1-\u024f\u1e00-\u1eff]{2,}")
_LONGEST = 12
_MANY_WORDS = 30


@dataclass(frozen=True, slots=True)
class Weighed:
    """One reading of some words. share: of them that it makes possible; telling: those that no other reading does."""

    name: str
    share: Fraction
    telling: tuple[str, ...]


def possible(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable (initial, rime, a tone in its place) or initials with Đ ("QĐ")."""
    if word not in {word.lower(), word.upper(), word.capitalize()}:
        return False
    letters = [unicodedata.normalize("NFD", letter) for letter in unicodedata.normalize("NFC", word.lower())]
    bare = "".join(unicodedata.normalize("NFC", _TONE.sub("", letter)) for letter in letters)
    toned = [place for place, letter in enumerate(letters) if _TONE.search(letter)]
    if _INITIALISM.fullmatch(bare):
        return not toned
    if len(toned) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    if _STOPPED.search(bare) and not any(_STOP_TONE.search(letter) for letter in letters):
        return False
    return not toned or _carries(bare, toned[0])


def _carries(bare: str, place: int) -> bool:
    """Whether a tone stands on the vowel that carries it in this syllable; "hòa" and "hoà" are both in use."""
    marked = _MARKED.search(bare)
    if marked:
        return place == marked.end() - 1
    return place < len(bare) - 1 or not _GLIDE.search(bare)


def marked_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word of two signs or more that are not all ASCII occurs."""
    words: Counter[str] = Counter()
    for text in texts:
        if not text.isascii():
            found = _WORD.findall(unicodedata.normalize("NFC", text))
            words.update(word for word in found if not word.isascii())
    return words


def weigh(words: Mapping[str, int], readings: Mapping[str, Callable[[str], str]]) -> tuple[Weighed, ...]:
    """Each reading of the counted words, the one with the greatest share of possible syllables first."""
    short = [word for word in words if len(word) <= _LONGEST]
    made = {name: {word for word in short if possible(read(word))} for name, read in readings.items()}
    total = sum(words.values()) or 1
    weighed = []
    for name, found in made.items():
        others = set().union(*(made[other] for other in made if other != name))
        telling = tuple(readings[name](word) for word in short if word in found - others)
        weighed.append(Weighed(name, Fraction(sum(words[word] for word in found), total), telling))
    return tuple(sorted(weighed, key=lambda reading: -reading.share))


def winner(weighed: tuple[Weighed, ...], words: int, telling: int) -> Weighed | None:
    """The reading that is beyond doubt for that many words, or None.

    It explains nine words of ten, five in a hundred more than the next, and so many different ones that no other
    reading explains ("où" over and over is French, although VNI reads it); fewer than 30 words must all agree.
    """
    best, second = weighed[:2]
    least = Fraction(9, 10) if words >= _MANY_WORDS else Fraction(1)
    ahead = best.share - second.share >= Fraction(1, 20)
    told = len({word.lower() for word in best.telling}) >= telling
    return best if best.share >= least and ahead and told else None
