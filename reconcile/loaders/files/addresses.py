"""Cell addresses as a file writes them."""

from __future__ import annotations

from functools import cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@cache
def column_number(letters: str) -> int:
    """ "A" → 1, "AA" → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def position(address: str) -> tuple[int, int]:
    """ "B12" → (12, 2); raises ValueError for what is no address of a sheet."""
    address = address.upper()
    letters = address.rstrip("0123456789")
    if not 1 <= len(letters) <= 3 or not (letters.isascii() and letters.isalpha()):
        raise ValueError(address)
    row, column = int(address[len(letters) :]), column_number(letters)
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(address)
    return row, column
