"""Where each key of a TOML text stands."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

KeyPath = tuple[str | int, ...]
"""The way to a value: ("rate", 1, "amount") is the amount of the second [[rate]]; elements count from 0."""


def positions(text: str) -> dict[KeyPath, int]:
    """The line of every key, header and list element of a valid TOML text.

    A table without a header of its own, as `class` of [class.tvcc], stands where the first thing inside it does.
    """
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
    seen: Counter[KeyPath] = Counter()
    lines: dict[KeyPath, int] = {(): 1}
    for node in root.named_children:
        for path, line in _statement(node, seen):
            lines.setdefault(path, line)
    for path, line in list(lines.items()):
        for length in range(1, len(path)):
            lines.setdefault(path[:length], line)
    return lines


def line_of(path: KeyPath, lines: Mapping[KeyPath, int]) -> int:
    """The line of a path, or of the nearest table around it that is written."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _statement(node: Node, seen: Counter[KeyPath]) -> Iterator[tuple[KeyPath, int]]:
    if node.type == "pair":
        yield from _pair(node, ())
    elif node.type in {"table", "table_array_element"}:
        header, *pairs = _parts(node)
        table = _header(_keys(header), seen, repeats=node.type == "table_array_element")
        yield table, _line(node)
        for pair in pairs:
            yield from _pair(pair, table)


def _header(keys: tuple[str, ...], seen: Counter[KeyPath], *, repeats: bool) -> KeyPath:
    """The path of a table: [rate.authority] belongs to the last [[rate]] above it."""
    path: KeyPath = ()
    for place, key in enumerate(keys, start=1):
        path += (key,)
        seen[path] += repeats and place == len(keys)
        if seen[path]:
            path += (seen[path] - 1,)
    return path


def _pair(pair: Node, table: KeyPath) -> Iterator[tuple[KeyPath, int]]:
    key, value = _parts(pair)
    path = table + _keys(key)
    yield path, _line(pair)
    yield from _inside(value, path)


def _inside(value: Node, path: KeyPath) -> Iterator[tuple[KeyPath, int]]:
    if value.type == "inline_table":
        for pair in _parts(value):
            yield from _pair(pair, path)
    elif value.type == "array":
        for place, element in enumerate(_parts(value)):
            yield (*path, place), _line(element)
            yield from _inside(element, (*path, place))


def _parts(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _keys(node: Node) -> tuple[str, ...]:
    """The names of a key, bare, quoted or dotted (which the grammar nests); tomllib undoes the escapes."""
    if node.type == "dotted_key":
        return tuple(name for part in _parts(node) for name in _keys(part))
    written = (node.text or b"").decode()
    return tuple(tomllib.loads(f"{written} = 0"))


def _line(node: Node) -> int:
    return node.start_point.row + 1
