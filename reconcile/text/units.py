"""Units of measure: the line under the title, and the brackets in a heading."""

from __future__ import annotations

import re

from reconcile.text.fold import fold, unify

_POWERS = {
    "nghin": 10**3, "ngan": 10**3, "ng": 10**3, "thousand": 10**3, "trieu": 10**6, "tr": 10**6, "million": 10**6,
    "ty": 10**9, "ti": 10**9, "billion": 10**9,
}  # fmt: skip
_LINE = re.compile(
    r"^\(?(?:don vi(?: tinh| tien)?|dvt|d\.v\.t)\s*[:.]?\s*(?:(?P<figure>1[.,]?000(?:[.,]000)?)\s*)?"
    r"(?:(?P<word>nghin|ngan|trieu|ty|ti|ng|tr)\b\.?\s*)?(?P<currency>dong|d|vnd)?\s*[.)]*$"
)
# The closed spellings "trđ", "ngđ", "1.000đ" have no boundary between the word and the currency.
_CLOSED = re.compile(r"\b(tr|ng)(?=d\b)")
_ENGLISH_LINE = re.compile(r"^\(?(?:unit(?: of measure)?|currency)\s*:?\s*(?P<unit>[a-z ]+?)\s*[.)]*$")
_ENGLISH_POWER = r"(thousand|million|billion)s?"
_ENGLISH = re.compile(rf"(?:in )?(?:(?:vnd|dong) {_ENGLISH_POWER}|{_ENGLISH_POWER}(?: of)? (?:vnd|dong)|vnd|dong)")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_IN_HEADING = re.compile(
    r"(?:(?:đơn vị tính|đvt)\s*:?\s*)?(?:(?P<figure>1[.,]?000(?:[.,]000)?)\s*)?"
    r"(?:(?P<word>nghìn|ngàn|triệu|tỷ|tỉ|tr|ng)(?:\.\s*|\s+|(?=[^\W_]))?)?(?P<currency>đồng|vnđ|vnd|đ)?\.?(?:\s*/.*)?",
    re.IGNORECASE,
)


def unit_line(text: str) -> int | None:
    """The unit in đồng that a cell such as "Đơn vị tính: nghìn đồng" declares for its sheet; None for other cells.

    "Đơn vị: Thư viện tỉnh Lâm Đồng" names an organisation, and "Đơn vị" alone heads a column of them.
    """
    folded = fold(text)
    found = _LINE.match(_CLOSED.sub(r"\1 ", folded))
    if found and any(found.groups()):
        return _factor(found["figure"], found["word"])
    english = _ENGLISH_LINE.match(folded)
    return _english(english["unit"]) if english else None


def unit_in_heading(text: str) -> int | None:
    """The unit in đồng that the brackets of a column heading give ("Số tiền (1.000đ)"); None without one."""
    typed = unify(text)
    for inside in _BRACKETS.findall(typed):
        found = _IN_HEADING.fullmatch(inside.strip())
        if found and (found["currency"] or (found["word"] and len(found["word"]) > 2) or found["word"] in {"tỷ", "tỉ"}):
            return _factor(found["figure"], found["word"])
        unit = _english(fold(inside))
        if unit:
            return unit
    return None


def _factor(figure: str | None, word: str | None) -> int:
    number = int(re.sub(r"[.,]", "", figure)) if figure else 1
    return number * (_POWERS[fold(word)] if word else 1)


def _english(folded: str) -> int | None:
    found = _ENGLISH.fullmatch(folded)
    if found is None:
        return None
    word = found[1] or found[2]
    return _POWERS[word] if word else 1
