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
e eo ec ek em en eng ep et ê êu êch êm ên ênh êp êt i ia iu ich im in inh ip it iêc iêm iên iêng iêp iêt iêu êng
o oi oc ok om on ong op ot ooc oong oa oai oao oay oac oach oam oan oang oanh oap oat oăc oăm oăn oăng oăt
oe oeo oen oet ô ôi ôc ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ui uc uk um un ung up ut ua uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyn uyp uyt uyu uyên uyêt
uôi uôc uôm uôn uông uôt ư ưa ưi ưc ưm ưn ưng ưt ưu ươi ươc ươm ươn ương ươp ươt ươu y
""".split()
_AFTER_QU = "yên yêt yt ych ynh".split()
_ALONE = "yêm yên yêng yêt yêu".split()
_SYLLABLE = re.compile(
    rf"(?:{_INITIALS})?(?:{'|'.join(_RIMES)})|qu(?![uư])(?:{'|'.join(_RIMES + _AFTER_QU)})|{'|'.join(_ALONE)}"
)
_INITIALISM = re.compile(r"(?=.*đ)[bcdđghklmnpqrstvx]{1,5}")
_STOPPED = re.compile(r"(?:p|t|c|ch)$")
_TONES = {"\u0300": "huyen", "\u0301": "sac", "\u0303": "nga", "\u0309": "hoi", "\u0323": "nang"}
# Symbols of Latin-1 belong to words here: legacy fonts draw letters in their places.
_WORD = re.compile(r"[A-Za-z\u00a1-\u024f\u1e00-\u1eff]{2,}")
_MANY_WORDS = 30
_ENOUGH_TELLING = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """One reading of some words. share: of them that it makes possible; telling: those that no other reading does."""

    name: str
    share: Fraction
    telling: tuple[str, ...]


def possible(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable (initial, rime, one tone at most) or initials with Đ ("QĐ")."""
    if word not in {word.lower(), word.upper(), word.capitalize()}:
        return False
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [_TONES[sign] for sign in apart if sign in _TONES]
    bare = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONES))
    if _INITIALISM.fullmatch(bare):
        return not tones
    stopped = bool(_STOPPED.search(bare))
    return bool(_SYLLABLE.fullmatch(bare)) and (tones in (["sac"], ["nang"]) if stopped else len(tones) <= 1)


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
    made = {name: {word for word in words if possible(read(word))} for name, read in readings.items()}
    total = sum(words.values()) or 1
    weighed = []
    for name, found in made.items():
        others = set().union(*(made[other] for other in made if other != name))
        telling = tuple(readings[name](word) for word in words if word in found - others)
        weighed.append(Weighed(name, Fraction(sum(words[word] for word in found), total), telling))
    return tuple(sorted(weighed, key=lambda reading: -reading.share))


def winner(weighed: tuple[Weighed, ...], words: int) -> Weighed | None:
    """The reading that is beyond doubt for that many words, or None.

    It explains nine words of ten, five in a hundred more than the next, and several different words that no other
    reading explains ("où" over and over is French, although VNI reads it); fewer than 30 words must all agree.
    """
    best, second = weighed[:2]
    least = Fraction(9, 10) if words >= _MANY_WORDS else Fraction(1)
    ahead = best.share - second.share >= Fraction(1, 20)
    told = len({word.lower() for word in best.telling}) >= _ENOUGH_TELLING
    return best if best.share >= least and ahead and told else None
