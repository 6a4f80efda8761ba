"""How an amount is written into a cell: as a number, as text in many spellings, with a note beside it, or not."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from tests.generated.shape import Spot

FORMATS = ("#,##0", "#,##0", "General", '#,##0 "đ"', "#.##0", "#,##0;(#,##0);-")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell, the number that must be read from it (None = none may be), and the name of the trap that it is."""

    spot: Spot
    number: int | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a column is written. text: share of cells that are text; trap: share of cells with more than the amount.

    `style` is the usual spelling of the text cells; english: the notes beside amounts are English.
    """

    scale: int
    text: float
    trap: float
    format: str
    style: str
    english: bool = False


STYLES = ("dots", "spaces", "dong", "commas", "nbsp", "vnd", "words", "short")


ENGLISH_STYLES = ("commas", "spaces", "plain")


def hand(rng: Random, scale: int, *, messy: bool, english: bool = False) -> Hand:
    """How one column is written."""
    text = rng.choice((0.0, 0.0, 0.15, 1.0)) if messy else 0.0
    style = rng.choice(ENGLISH_STYLES if english else STYLES)
    return Hand(scale, text, 0.08 if messy else 0.0, rng.choice(FORMATS), style, english)


def grouped(number: int, mark: str) -> str:
    """1000000 → "1.000.000" for mark "."."""
    return f"{number:,}".replace(",", mark)


def decimal(number: Fraction) -> str:
    """A number of at most six decimals with a decimal comma: 3/2 → "1,5"."""
    whole, part = divmod(abs(number), 1)
    digits = f"{int(part * 10**6):06}".rstrip("0")
    return f"{int(whole)},{digits}" if digits else f"{int(whole)}"


def write_amount(rng: Random, amount: int | None, how: Hand) -> Written:
    """The cell of an amount in đồng; None is an amount that nobody wrote."""
    if amount is None:
        nothing = ENGLISH_NOTHING if how.english else NOTHING
        return Written(*rng.choice(nothing)) if rng.random() < 4 * how.trap else Written(Spot(None), None)
    if amount == 0:
        return rng.choice((Written(Spot(0, how.format), 0), Written(Spot("-"), 0, "dash")))
    if amount > 0 and rng.random() < how.trap:
        return _english_trap(rng, amount) if how.english else _trap(rng, amount, how.scale)
    if amount > 0 and rng.random() < how.text:
        text = spelt(amount, how.scale, how.style)
        return Written(Spot(text), amount, f"text {how.style}")
    return Written(Spot(scaled(amount, how.scale), how.format), amount)


ENGLISH_NOTHING = (
    (Spot("n/a"), None, "words for nothing"),
    (Spot("waived"), None, "words for nothing"),
    (Spot("tbc"), None, "words for nothing"),
    (Spot("paid 12/5"), None, "date in amount"),
    (Spot("x"), None, "x"),
    (Spot("?"), None, "question mark"),
    (Spot("see note 2"), None, "count in amount"),
)
NOTHING = (
    (Spot("x"), None, "x"),
    (Spot("chưa nộp"), None, "words for nothing"),
    (Spot("miễn"), None, "words for nothing"),
    (Spot("CK 15/3"), None, "date in amount"),
    (Spot("nộp 2 năm"), None, "count in amount"),
    (Spot("..."), None, "dots"),
    (Spot("?"), None, "question mark"),
)


def scaled(amount: int, scale: int) -> int | Fraction:
    """The number that stands in the cell of a sheet in thousands or millions."""
    share = Fraction(amount, scale)
    return int(share) if share.denominator == 1 else share


def spelt(amount: int, scale: int, style: str) -> str:
    """An amount as text; where a style cannot say it exactly, with dots (or a decimal comma in scaled sheets)."""
    if style in {"words", "short"} and (text := _own_scale(amount, style)):
        return text
    plain = Fraction(amount, scale)
    if plain.denominator != 1:
        return decimal(plain)
    number = int(plain)
    if scale != 1:
        return grouped(number, " " if style == "spaces" else ".")
    return {
        "spaces": grouped(number, " "),
        "nbsp": grouped(number, "\u00a0"),
        "dong": grouped(number, ".") + "đ",
        "vnd": grouped(number, ".") + " VNĐ",
        "commas": grouped(number, ","),
        "plain": str(number),
    }.get(style, grouped(number, "."))


def _own_scale(amount: int, style: str) -> str:
    if amount % 100_000 == 0 and amount >= 1_000_000:
        millions = Fraction(amount, 10**6)
        if style == "words":
            return f"{decimal(millions)} triệu"
        whole, tenth = divmod(amount // 100_000, 10)
        return f"{whole}tr{tenth or ''}"
    if amount % 1_000 == 0 and amount < 1_000_000:
        return f"{amount // 1_000}k" if style == "short" else f"{amount // 1_000} nghìn"
    return ""


def _trap(rng: Random, amount: int, scale: int) -> Written:
    """The amount and something else in one cell."""
    plain = spelt(amount, scale, "dots")
    short = _own_scale(amount, "short")
    texts = [
        (f"{plain} (CK 15/3)", "note in brackets"),
        (f"{plain} (nộp thay)", "note in brackets"),
        (f"{plain} - PT 015", "receipt beside amount"),
        (f"{plain} (2)", "footnote mark"),
        (f"'{plain}", "apostrophe"),
        (f" {plain} ", "blanks"),
        (f"{plain}*", "star"),
        (f"Đã nộp {plain}", "words before amount"),
        (f"{plain}\nTM", "second line"),
    ]
    if short:
        texts += [(f"{short} - nợ 2018", "short with note"), (f"{short}+nợ cũ", "short with note")]
    if scale == 1_000 and amount % 2_000 == 0:
        half = grouped(amount // 2_000, ".")
        texts.append((f"{half}+{half}", "sum in cell"))
    text, mark = rng.choice(texts)
    return Written(Spot(text), amount, mark)


def _english_trap(rng: Random, amount: int) -> Written:
    plain = grouped(amount, ",")
    texts = (
        (f"{plain} (cash)", "note in brackets"),
        (f"{plain} chq 1043", "receipt beside amount"),
        (f"{plain} - two years", "note after a dash"),
        (f"{plain}*", "star"),
        (f"pd {plain}", "words before amount"),
        (f"{plain} 12/5", "date beside amount"),
        (f"{plain} ", "blanks"),
        (f"{amount // 2} + {amount - amount // 2}", "sum in cell"),
    )
    text, mark = rng.choice(texts)
    return Written(Spot(text), amount, mark)
