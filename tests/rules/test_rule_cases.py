"""Every case of every case file: the sheets in, exactly these flags out."""

from __future__ import annotations

import pytest

from tests.rules.cases import Case, all_cases, lines_of, outcome


def _marked(case: Case) -> object:
    """A case that shows a fault of the program fails until it is mended, and then says that its mark must go."""
    marks = [pytest.mark.xfail(reason=case.broken, strict=True)] if case.broken else []
    return pytest.param(case, id=str(case), marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in all_cases()])
def test_a_case_raises_exactly_the_flags_that_it_lists(case: Case) -> None:
    got = lines_of(case, outcome(case).flags)
    assert got == case.expected, "\n".join(["expected:", *case.expected, "got:", *got])
