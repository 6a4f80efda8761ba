"""`python -m tests.example` rebuilds the committed workbooks in `sheets/`."""

from pathlib import Path

from . import build

build(Path(__file__).parents[2] / "sheets")
