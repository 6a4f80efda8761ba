"""Slips of the keyboard: whether one edit of the digits turns one whole number into another."""

from __future__ import annotations


def transposed(written: int, meant: int) -> bool:
    """Whether exchanging one pair of neighbouring digits turns one number into the other."""
    one, other = str(abs(written)), str(abs(meant))
    if len(one) != len(other) or (written < 0) != (meant < 0):
        return False
    places = [place for place in range(len(one)) if one[place] != other[place]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return one[first] == other[second] and one[second] == other[first]


def shorter_by_one(short: int, long: int) -> bool:
    """Whether taking one digit out of `long` gives `short`."""
    digits = str(abs(long))
    same_sign = (short > 0) == (long > 0)
    return same_sign and any(digits[:place] + digits[place + 1 :] == str(abs(short)) for place in range(len(digits)))
