"""The file system inside an old Excel workbook, as far as it takes to find the workbook in it.

Published as [MS-CFB]: sectors, a table that chains them, a directory; short streams lie in sectors of 64
bytes inside a stream of their own.
"""

from __future__ import annotations

import struct

_HEADER_BYTES = 512
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY_BYTES = 128
_SHORT_BYTES = 4096
_SHORT_SECTOR = 64
_WORKBOOKS = ("Workbook", "Book")
_ROOT = 5


def workbook_stream(raw: bytes) -> bytes | None:
    """Return the stream that holds the workbook, None where the file has none.

    Parameters
    ----------
    raw : bytes
        The file.
    """
    if len(raw) < _HEADER_BYTES:
        return None
    (power,) = struct.unpack_from("<H", raw, 30)
    if power not in (9, 12):
        return None
    sector = 1 << power
    body = raw[sector:] if power == 12 else raw[_HEADER_BYTES:]
    table = _table(raw, body, sector)
    (first,) = struct.unpack_from("<I", raw, 48)
    directory = _chained(body, sector, table, first, len(body))
    short = b""
    for place in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        name, kind, start, size = _entry(directory, place)
        if kind == _ROOT:
            short = _chained(body, sector, table, start, size)
        if name in _WORKBOOKS:
            if size >= _SHORT_BYTES:
                return _chained(body, sector, table, start, size)
            first_short, _ = struct.unpack_from("<II", raw, 60)
            numbers = _chained(body, sector, table, first_short, len(body))
            return _chained(short, _SHORT_SECTOR, _numbers(numbers), start, size)
    return None


def _entry(directory: bytes, place: int) -> tuple[str, int, int, int]:
    length, kind = struct.unpack_from("<HB", directory, place + 64)
    name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "ignore")
    start, size = struct.unpack_from("<II", directory, place + 116)
    return name, kind, start, size


def _numbers(raw: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))


def _table(raw: bytes, body: bytes, sector: int) -> list[int]:
    """Return the table that says which sector follows which."""
    first, count = struct.unpack_from("<II", raw, 68)
    places = list(struct.unpack_from("<109I", raw, 76))
    while count and first < _LAST_SECTOR and (first + 1) * sector <= len(body):
        *more, following = _numbers(body[first * sector : (first + 1) * sector])
        places += more
        first, count = following, count - 1
    table: list[int] = []
    for place in places:
        if place < _LAST_SECTOR and (place + 1) * sector <= len(body):
            table += _numbers(body[place * sector : (place + 1) * sector])
    return table


def _chained(body: bytes, sector: int, table: list[int], start: int, size: int) -> bytes:
    parts: list[bytes] = []
    while start < len(table) and len(parts) * sector < min(size, len(body) + sector):
        parts.append(body[start * sector : (start + 1) * sector])
        start = table[start]
    return b"".join(parts)[:size]
