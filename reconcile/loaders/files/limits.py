"""How much of a file is read at most. A file over a limit is refused with the number, never read in part."""

from __future__ import annotations

from dataclasses import dataclass

from reconcile.model.values import Count

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The defaults: about ten times the largest honest workbook that was measured."""

    max_file_mb: int = 100
    max_parts: int = 10_000
    max_part_mb: int = 512
    max_unpacked_mb: int = 1024
    max_ratio: int = 200
    max_grid_cells: int = 16_777_216
    max_cells: int = 12_000_000
    max_seconds: int = 10

    def deadline(self, size: int) -> float:
        """Seconds that a file of `size` bytes may take; the densest one (.ods) needs a third of them."""
        return self.max_seconds * (1 + size / (2 * MIB))


def megabytes(size: int) -> Count:
    """Bytes as whole MiB, rounded up."""
    return Count(-(-size // MIB))
