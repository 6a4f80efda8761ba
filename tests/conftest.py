"""The run over the shipped example, shared by all tests that look at it."""

from __future__ import annotations

import os

import pytest

from reconcile import pipeline
from reconcile.model.results import Reconciliation
from tests.support import NOWHERE, RULES, SHEETS

for name in ("RECONCILE_LANG", "RECONCILE_PASSWORD"):
    os.environ.pop(name, None)  # for fixtures of every scope and for the commands that tests start


@pytest.fixture(scope="session")
def example() -> Reconciliation:
    """The example with points, nothing written."""
    return pipeline.analyse([SHEETS], RULES, NOWHERE)
