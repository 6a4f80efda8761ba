"""Which class of branches a written label means."""

from __future__ import annotations

import re
from collections.abc import Callable

from reconcile.model.charter import Charter
from reconcile.text.fold import fold, tokens

Tokens = tuple[str, ...]
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EXCEPT = frozenset({"khong", "ngoai", "tru", "except", "excluding", "without"})
"""Words that name a class to leave it out."""


def class_of(charter: Charter) -> Callable[[str], str | None]:
    """A function from a label to the id of the class that it means; None where it means none, or two.

    In this order: the label is a name of a class; it is one but for brackets and numbers; it holds one, as whole words
    in a row, and none of another class.
    """
    names = [(dues_class.id, name) for dues_class in charter.classes for name in dues_class.names]
    exact = {fold(name): class_id for class_id, name in names}
    worded = [(class_id, tokens(name)) for class_id, name in names]

    def find(label: str) -> str | None:
        if (class_id := exact.get(fold(label))) is not None:
            return class_id
        bare = _without_brackets_and_numbers(label)
        return _only(worded, lambda name: name == bare) or _only(worded, lambda name: _holds(tokens(label), name))

    return find


def _without_brackets_and_numbers(label: str) -> Tokens:
    return tuple(token for token in tokens(_BRACKETS.sub(" ", label)) if not token.isdigit())


def _holds(label: Tokens, name: Tokens) -> bool:
    """Whether the words of a name stand in the label, in a row, and the label does not leave them out."""
    runs = (label[start : start + len(name)] for start in range(len(label) - len(name) + 1))
    return _EXCEPT.isdisjoint(label) and name in runs


def _only(names: list[tuple[str, Tokens]], fits: Callable[[Tokens], bool]) -> str | None:
    found = {class_id for class_id, name in names if name and fits(name)}
    return found.pop() if len(found) == 1 else None
