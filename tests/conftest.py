"""The run over the shipped example, shared by all tests that look at it."""

from __future__ import annotations

import pytest

from reconcile import pipeline
from reconcile.model.results import Reconciliation
from tests.support import NOWHERE, RULES, SHEETS


@pytest.fixture(scope="session")
def example() -> Reconciliation:
    """The example with points, nothing written."""
    return pipeline.analyse([SHEETS], RULES, NOWHERE)
