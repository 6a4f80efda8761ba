"""`python -m tests.generated --seeds 0:300 [--style clubs] [--format xlsx] [--worst 3] [--show SEED]` prints scores."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from reconcile.model.grid import Grid
from tests.generated import books, clubs
from tests.generated.files import OFFICE_FORMATS, TEXT_FORMATS, grids, read_back
from tests.generated.report import drawing, kinds, totals
from tests.generated.score import score, understanding
from tests.generated.shape import Made

STYLES: Mapping[str, Callable[[int], Made]] = {"vi": books.make, "clubs": clubs.make}


def main() -> None:
    """Score a range of seeds, or draw one."""
    asked = _arguments()
    first, end = map(int, asked.seeds.split(":"))
    seeds = range(first, end) if asked.show is None else [asked.show]
    made = [STYLES[asked.style](seed) for seed in seeds]
    if asked.format.startswith("csv"):
        made = [book for book in made if len(book.sheets) == 1]
    lines = _lines(made, _read(made, asked.format), asked.worst, drawn_only=asked.show is not None)
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.generated", description=__doc__)
    parser.add_argument("--seeds", default="0:300", help="first:end")
    parser.add_argument("--style", choices=sorted(STYLES), default="vi")
    formats = ("none", "xlsx", *TEXT_FORMATS, *OFFICE_FORMATS)
    parser.add_argument("--format", choices=formats, default="none", help="through a file of this format")
    parser.add_argument("--worst", type=int, default=3, help="how many of the worst workbooks are drawn")
    parser.add_argument("--show", type=int, help="draw this seed only")
    return parser.parse_args()


def _read(made: Sequence[Made], format_: str) -> list[list[Grid]]:
    return [grids(book) for book in made] if format_ == "none" else read_back(made, format_)


def _lines(made: Sequence[Made], read: Sequence[list[Grid]], worst: int, *, drawn_only: bool) -> Iterator[str]:
    understood = [understanding(book, sheets) for book, sheets in zip(made, read, strict=True)]
    scores = [score(book, found) for book, found in zip(made, understood, strict=True)]
    if not drawn_only:
        yield from (*totals(scores), "", *kinds(scores), "")
    order = sorted(range(len(made)), key=lambda place: -scores[place].misread)
    for place in order[: 1 if drawn_only else worst]:
        yield from drawing(made[place], understood[place], scores[place])


main()
