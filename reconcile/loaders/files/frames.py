"""Messages between supervisor and worker: eight bytes of length, then the pickled value."""

from __future__ import annotations

import copyreg
import pickle
from types import MappingProxyType
from typing import IO, Any

SIZE = 8
READY = "ready"
"""The first message of a worker: what ends before it has not been ended by a file."""


def sealed(content: dict[str, Any]) -> MappingProxyType[str, Any]:
    """A mapping that cannot be changed; what `MappingProxyType` becomes on the other side of a pipe."""
    return MappingProxyType(content)


copyreg.pickle(MappingProxyType, lambda mapping: (sealed, (dict(mapping),)))


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message; raises OSError where nobody reads."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(body).to_bytes(SIZE))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next message; raises EOFError where the other side has ended."""
    size = pipe.read(SIZE)
    body = pipe.read(int.from_bytes(size)) if len(size) == SIZE else b""
    if len(size) < SIZE or len(body) < int.from_bytes(size):
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - both ends are this program
