"""Where the keys of a TOML text stand."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from reconcile.charter.positions import KeyPath, line_of, positions

TEXT = """\
top.inner = 1
"Số tiền" = { p = 1, q.r = [ { z = 1 }, 2 ] }   # [[x]]
[class.tvcc]
names = [
  "a", # one
  "b",
]
[[rate]]
class = 'x'
[rate.authority]
status = "assumed"
[[rate]]
'class' = "y"
[[rate.step]]
from = 1
[[rate.step]]
from = 2
"""
EXPECTED: dict[KeyPath, int] = {
    ("top", "inner"): 1,
    ("Số tiền",): 2,
    ("Số tiền", "p"): 2,
    ("Số tiền", "q", "r"): 2,
    ("Số tiền", "q", "r", 0, "z"): 2,
    ("Số tiền", "q", "r", 1): 2,
    ("class", "tvcc"): 3,
    ("class", "tvcc", "names", 0): 5,
    ("class", "tvcc", "names", 1): 6,
    ("rate", 0): 8,
    ("rate", 0, "class"): 9,
    ("rate", 0, "authority"): 10,
    ("rate", 0, "authority", "status"): 11,
    ("rate", 1): 12,
    ("rate", 1, "class"): 13,
    ("rate", 1, "step", 0, "from"): 15,
    ("rate", 1, "step", 1): 16,
    ("rate", 1, "step", 1, "from"): 17,
}


def test_every_kind_of_key_has_its_line() -> None:
    found = positions(TEXT)
    assert {path: found.get(path) for path in EXPECTED} == EXPECTED


def test_a_key_that_is_not_written_has_the_line_of_the_table_around_it() -> None:
    found = positions(TEXT)
    assert line_of(("rate", 1, "amount"), found) == 12
    assert line_of(("who", "A"), found) == 1


def test_a_table_without_a_header_stands_where_its_content_begins() -> None:
    assert positions(TEXT)["class",] == 3
    assert positions("\n[a.b]\n[a]\n")["a",] == 3


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1), st.integers(0, 3)))
)
def test_every_key_of_every_text_is_on_the_line_it_was_written_on(entries: list[tuple[str, int]]) -> None:
    keys = list(dict(entries))
    blanks = [dict(entries)[key] for key in keys]
    quoted = ['"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"' for key in keys]
    text = "".join("\n" * blank + f"{key} = 1\n" for key, blank in zip(quoted, blanks, strict=True))
    found = positions(text)
    assert list(tomllib.loads(text)) == keys
    lines = text.split("\n")
    assert all(lines[found[key,] - 1] == f"{written} = 1" for key, written in zip(keys, quoted, strict=True))
