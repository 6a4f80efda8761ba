"""One module per code, `<code>_<name of the fault>.py`, discovered, never listed.

A module holds `CODE` and one function: `claims(world)` where it compares a stated figure with anything,
`findings(world)` otherwise. It sees the model and nothing else.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from reconcile.model.claims import Claim
from reconcile.model.flags import Code, Findings
from reconcile.model.results import World


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as found: exactly one of `claims` and `findings` is there."""

    code: Code
    module: str
    claims: Callable[[World], Iterable[Claim]] | None
    findings: Callable[[World], Findings] | None


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    rules = (
        Rule(module.CODE, module.__name__, getattr(module, "claims", None), getattr(module, "findings", None))
        for module in modules
    )
    return tuple(sorted(rules, key=lambda rule: rule.code.id))


@cache
def codes() -> dict[str, Code]:
    """The code of each id."""
    return {rule.code.id: rule.code for rule in all_rules()}
