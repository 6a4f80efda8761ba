"""The rate shapes: every module of `ledger/bases` is one, found by its name, never listed."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from reconcile.ledger import bases
from reconcile.model.charter import Rate
from reconcile.model.roll import Branch


class Shape(Protocol):
    """What a module of `ledger/bases` offers."""

    def due(self, rate: Rate, branch: Branch) -> int | None:
        """What a branch owes for a whole period, in đồng."""

    def paid_units(self, rate: Rate, branch: Branch, outstanding: int) -> int:
        """Units paid in full when so many đồng are open."""


def names() -> frozenset[str]:
    """What `basis` may say in the charter."""
    return frozenset(module.name for module in pkgutil.iter_modules(bases.__path__))


@cache
def shape(name: str) -> Shape:
    """The shape of that name; raises ModuleNotFoundError where there is none."""
    return cast("Shape", import_module(f"reconcile.ledger.bases.{name}"))
