"""The heading rows of a table with their merges, and the row of column numbers below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from reconcile.model.table import Role
from tests.generated.plan import MONEY, Plan
from tests.generated.shape import Draft, Shown

INDEX_LETTERS = "ABCDEGHIKLMNPQ"


@dataclass(frozen=True, slots=True)
class Look:
    """How a table is written. totals: formula, typed, uncalculated, text; index: "", letters, numbers; joint: a merged
    amount stands for two rows."""

    kind: str
    scale: int = 1
    left: int = 1
    gap: int = 0
    totals: str = "formula"
    index: str = ""
    dates: str = ""
    caps: bool = False
    breaks: bool = False
    joint: bool = False
    messy: bool = True
    level_start: int = 0
    english: bool = False


def headings(draft: Draft, rng: Random, at: Mapping[int, Plan], look: Look) -> None:
    """One to three rows; a merged heading spans the columns below it, a single one all rows."""
    top, depth = draft.row, 1 + max(len(plan.over) for plan in at.values())
    for level in range(depth):
        draft.row = top + level
        for index, plan in at.items():
            if level < len(plan.over):
                _over(draft, at, index, level)
            elif level == len(plan.over):
                draft.put(index, _heading(rng, plan.heading, look), bold=True)
                draft.merge(index, index, rows=depth - level)
    draft.row = top
    for _ in range(depth):
        draft.close(Role.HEADER)


def _over(draft: Draft, at: Mapping[int, Plan], index: int, level: int) -> None:
    """A heading over several columns, written at the first of them."""
    path = at[index].over[: level + 1]
    if index - 1 in at and at[index - 1].over[: level + 1] == path:
        return
    right = index
    while right + 1 in at and at[right + 1].over[: level + 1] == path:
        right += 1
    draft.put(index, path[-1], bold=True)
    draft.merge(index, right)


def _heading(rng: Random, text: str, look: Look) -> str:
    text = text.upper() if look.caps else text
    if look.breaks and " " in text and rng.random() < 0.6:
        place = rng.choice([n for n, letter in enumerate(text) if letter == " "])
        text = f"{text[:place]}\n{text[place + 1 :]}"
    return text


def index_row(draft: Draft, at: Mapping[int, Plan], look: Look) -> None:
    """ "A B 1 2 3=1x2 4", or 1 to n."""
    letters, number = iter(INDEX_LETTERS), 0
    numbers: dict[str, int] = {}
    for index, plan in at.items():
        if look.index == "letters" and plan.form not in {MONEY, "count", "rate", "level"}:
            draft.put(index, next(letters))
            continue
        number += 1
        numbers[plan.key] = number
        draft.put(index, _index_text(plan.key, number, numbers, look))
    draft.close(Role.INDEX)


def _index_text(key: str, number: int, numbers: Mapping[str, int], look: Look) -> Shown:
    if key == "balance" and {"due", "paid"} <= numbers.keys():
        return f"{number}={numbers['due']}-{numbers['paid']}"
    if key == "due" and {"rate", "members"} <= numbers.keys():
        return f"{number}={numbers['members']}x{numbers['rate']}"
    return f"({number})" if look.index == "brackets" else number
