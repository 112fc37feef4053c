"""What a file may ask of the machine before it is refused or cut: sizes chosen so that real files pass."""

from __future__ import annotations

HEAD_ROWS = 200
"""Rows that a preview shows and headings are looked for in."""

HEAD_BYTES = 1 << 20
"""Bytes at the start of a text file from which its letters, separators and headings are told."""

WIDEST_TABLE = 4_096
"""Columns of a table; what lies to the right is kept as one text beside the row."""

LONGEST_RECORD = 2_000_000
"""Bytes of one row; a longer one is cut here. Excel's own limit is 32,767 characters a cell."""

IN_MEMORY_BYTES = 128 << 20
"""A text file up to this size is loaded; a larger one is scanned where it lies."""

SMALL_PART_BYTES = 64 << 20
"""Most a part of a workbook other than cells and texts may unpack to."""

TEXTS_BYTES = 512 << 20
"""Most the table of texts of a workbook may unpack to: it must be held in memory."""

UNPACKED_BYTES = 64 << 30
"""Most one file may unpack to."""

UNPACKED_RATIO = 200
"""Times its packed size that a file may unpack to, once it is larger than `RATIO_FROM_BYTES`."""

RATIO_FROM_BYTES = 100 << 20

DISK_RESERVE_BYTES = 512 << 20
"""Room that unpacking leaves free on the disk."""

MOST_SHEETS = 2_000
"""Sheets of a workbook or members of a zip."""

LONGEST_JSON_RECORD = 32 << 20
"""Characters of one record of a JSON file."""

DEEPEST_JSON = 64
"""Levels of nested objects that become columns; what lies deeper stays text."""

CHUNK_BYTES = 1 << 18
"""Bytes read at a time: small enough to stay in the processor's cache."""
