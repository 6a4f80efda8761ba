"""How one figure may have come to be wrong: edits of a single cell that give the right number (audit.md 2.8)."""

from __future__ import annotations

from collections.abc import Callable

from reconcile.audit.edits import shorter_by_one, transposed

PRIORS = {
    "repeated_line": 3.0, "text_number": 3.0, "cached_differs": 3.0, "unit": 2.4, "sign": 2.2, "transposed": 2.0,
    "range_short": 1.8, "counts_twice": 1.5, "omits": 1.2, "digit_lost": 1.0, "digit_added": 1.0, "one_digit": 0.6,
    "missing_line": 0.5, "stale": 0.4,
}  # fmt: skip
"""Decades in favour of each, before the number of cells that fit alike is taken off."""

FACTORS = (1_000, 1_000_000)


def unit(written: int, meant: int) -> bool:
    """A thousand or a million times too large or too small; a rounded figure may miss a little."""
    return bool(written and meant) and any(
        abs(meant - written * factor) <= abs(meant) // 1_000_000
        or abs(meant * factor - written) <= abs(written) // 1_000_000
        for factor in FACTORS
    )


def sign(written: int, meant: int) -> bool:
    """The same figure with the other sign."""
    return bool(written) and written == -meant


def digit_lost(written: int, meant: int) -> bool:
    """One digit of what was meant is missing."""
    return shorter_by_one(written, meant)


def digit_added(written: int, meant: int) -> bool:
    """One digit too many."""
    return shorter_by_one(meant, written)


def one_digit(written: int, meant: int) -> bool:
    """One digit is another."""
    one, other = str(abs(written)), str(abs(meant))
    same = len(one) == len(other) and (written < 0) == (meant < 0)
    return same and sum(a != b for a, b in zip(one, other, strict=True)) == 1


EDITS: dict[str, Callable[[int, int], bool]] = {
    "sign": sign, "unit": unit, "transposed": transposed,
    "digit_lost": digit_lost, "digit_added": digit_added, "one_digit": one_digit,
}  # fmt: skip


def edit(written: int, meant: int) -> str | None:
    """The likeliest edit of one cell that explains it."""
    return next((kind for kind, fits in EDITS.items() if fits(written, meant)), None)
