"""XML through the strict parser: small parts as elements, odd sheets as the plain markup that the scan can trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from reconcile.loaders.files.addresses import position
from reconcile.loaders.files.blocks import Odd
from reconcile.model.errors import ReconcileError
from reconcile.model.places import column_letters

MAIN = frozenset(
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"}
)
SPACE = "http://www.w3.org/XML/1998/namespace space"
DEEPEST = 64


@dataclass(slots=True)
class Element:
    """An element with its own text; names without their namespace."""

    name: str
    attributes: Mapping[str, str]
    text: str = ""


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition(" ")[2]


def elements(source: Iterable[bytes], *, whole: bool = True) -> list[Element]:
    """All elements in the order of their start; raises ReconcileError for malformed XML.

    `whole` is false for the head of a part that is cut off.
    """
    found: list[Element] = []
    stack: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        stack.append(Element(local(name), {local(key): value for key, value in attributes.items()}))
        found.append(stack[-1])

    def text(content: str) -> None:
        if stack:
            stack[-1].text += content

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: stack.pop()
    parser.CharacterDataHandler = text
    try:
        for piece in source:
            parser.Parse(piece, False)
        if whole:
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ReconcileError.of("damaged_workbook") from error
    return found


def new_parser(*, namespaces: bool = True) -> expat.XMLParserType:
    """A parser of UTF-8 that joins namespace and name with a blank, or leaves names with their prefixes."""
    parser = expat.ParserCreate("utf-8", " " if namespaces else None)
    parser.buffer_text = True
    return parser


def canonical(source: Iterable[bytes]) -> Iterator[bytes]:
    """A sheet or string part with the same cells, written as Excel does.

    No prefix, comment, CDATA section or single quote; every row and cell has its address first; elements of other
    vocabularies are left out, and so are the counts of the string table, which readers believe. Raises Odd for
    malformed XML and for addresses that no sheet has.
    """
    writer = Writer()
    parser = new_parser()
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    try:
        for piece in source:
            parser.Parse(piece, False)
            yield writer.taken()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Odd from error
    yield writer.taken()


@dataclass(slots=True)
class Writer:
    """What `canonical` has written and where in the sheet it stands. foreign: depth inside another vocabulary."""

    out: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0
    depth: int = 0
    foreign: int = 0

    def taken(self) -> bytes:
        """What has been written since the last call."""
        written = "".join(self.out).encode()
        self.out.clear()
        return written

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Write a start tag; raises Odd for an address that is none and for endless nesting."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Odd
        namespace, _, short = name.rpartition(" ")
        if self.foreign or namespace not in MAIN:
            self.foreign += 1
            return
        kept = {key: value for key, value in attributes.items() if " " not in key}
        self.out.append(f"<{short}{self.root(short, kept)}")
        self.out.extend(f' {key}="{escape(value)}"' for key, value in self.addressed(short, kept).items())
        self.out.append(' xml:space="preserve">' if attributes.get(SPACE) == "preserve" else ">")

    def root(self, name: str, attributes: dict[str, str]) -> str:
        """The namespace of a root element; its counts are dropped."""
        if self.depth > 1:
            return ""
        attributes.pop("count", None)
        attributes.pop("uniqueCount", None)
        return f' xmlns="{min(MAIN)}"' if name in {"worksheet", "sst"} else ""

    def addressed(self, name: str, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes with the address first, counted on from the last one where the file leaves it out."""
        if name == "row":
            self.row, self.column = place("A" + attributes.pop("r", str(self.row + 1)))[0], 0
            return {"r": str(self.row)} | attributes
        if name == "c":
            given = attributes.pop("r", f"{column_letters(self.column + 1)}{self.row}")
            row, self.column = place(given)
            return {"r": f"{column_letters(self.column)}{row}"} | attributes
        return attributes

    def end(self, name: str) -> None:
        """Write an end tag."""
        self.depth -= 1
        if self.foreign:
            self.foreign -= 1
        else:
            self.out.append(f"</{local(name)}>")

    def text(self, content: str) -> None:
        """Write text."""
        if not self.foreign:
            self.out.append(escape(content))


def place(address: str) -> tuple[int, int]:
    """Row and column of an address; raises Odd for what is none."""
    try:
        return position(address)
    except ValueError as error:
        raise Odd from error
