"""The rows of the bench: what we run, against which rivals, and what ratio is the goal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """ours: a command of `reconcile`, or its option; goals: rival → the highest ratio of processor time."""

    corpus: str
    ours: str
    goals: Mapping[str, float]


ROWS = (
    Row("startup", "--help", {"python": 5.0}),
    Row("H", "run", {"bare": 8.0, "peer": 1.0}),
    Row("H", "check", {"bare": 3.0, "peer": 0.45}),
    Row("S", "run", {"bare": 8.0, "peer": 1.0}),
    Row("S", "check", {"bare": 3.0, "peer": 0.45}),
    Row("M", "run", {"bare": 1.7, "peer": 0.20}),
    Row("LF", "run", {"bare": 1.8, "peer": 0.22}),
    Row("LF", "inspect", {"read": 1.6, "openpyxl": 0.07}),
    Row("MANY", "run", {"bare": 3.0, "peer": 0.10}),
    Row("JOB", "run", {"bare": 1.7, "peer": 0.20}),
    Row("L", "run", {"bare": 1.3, "peer": 0.16}),
)
GROWTH = 1.25
"""Processor time of a row of L to that of a row of M, H taken off both."""
MEMORY: Mapping[str, float] = {"bare": 0.8, "peer": 0.9}
"""Peak on L; bare holds all rows as lists."""
