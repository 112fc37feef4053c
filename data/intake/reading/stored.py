"""The bytes of a file, wherever they lie: plain on disk, packed by gzip, or a member of a zip.

The file is only ever opened for reading. What is packed is unpacked into a folder of our own, and only as far
as is in proportion.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import stat
import threading
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from data.intake.reading import refusals
from data.intake.reading.limits import (
    CHUNK_BYTES,
    DISK_RESERVE_BYTES,
    RATIO_FROM_BYTES,
    UNPACKED_BYTES,
    UNPACKED_RATIO,
)
from data.intake.reading.progress import Watch
from data.language import say

_HASHED_BYTES = 4 << 20

State = tuple[int, int]
"""Size and time of change of a file: when they differ, somebody wrote to it."""


def checked(path: Path) -> Path:
    """Return the path of an ordinary file, with links followed.

    Raises
    ------
    IntakeError
        When there is none, it is a folder, a device or a pipe, or this account may not see it.
    """
    with refusals.reading(path):
        real = path.resolve(strict=True)
        mode = real.stat().st_mode
    if not stat.S_ISREG(mode):
        raise refusals.not_a_file(path)
    return real


def state_of(path: Path) -> State:
    """Return what changes when somebody writes to the file."""
    with refusals.reading(path):
        found = path.stat()
    return found.st_size, found.st_mtime_ns


def checksum(path: Path, stop: threading.Event) -> str:
    """Return the SHA-256 of a file; what has been read of it when it is stopped."""
    digest = hashlib.sha256()
    for chunk in PlainFile(path.name, path).chunks(_HASHED_BYTES):
        if stop.is_set():
            break
        digest.update(chunk)
    return digest.hexdigest()


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Stored(Protocol):
    """Some bytes with a name."""

    @property
    def name(self) -> str:
        """Name to show, with its ending."""

    @property
    def path(self) -> Path | None:
        """Where the bytes lie on disk as they are, if they do."""

    def chunks(self, size: int = CHUNK_BYTES) -> Iterator[bytes]:
        """Yield the bytes from the first one on."""


@dataclass(frozen=True)
class PlainFile:
    """A file as it lies; at most its first `most` bytes, when given."""

    name: str
    path: Path
    most: int | None = None

    def chunks(self, size: int = CHUNK_BYTES) -> Iterator[bytes]:
        """Yield the bytes of the file."""
        left = self.most
        with refusals.reading(self.path), self.path.open("rb", buffering=0) as stream:
            while chunk := stream.read(size if left is None else min(size, left)):
                if left is not None:
                    left -= len(chunk)
                yield chunk


@dataclass(frozen=True)
class GzippedFile:
    """What a gzip file holds."""

    name: str
    packed: Path

    @property
    def path(self) -> Path | None:
        """Return None: the bytes must be unpacked first."""
        return None

    def chunks(self, size: int = CHUNK_BYTES) -> Iterator[bytes]:
        """Yield the unpacked bytes.

        Raises
        ------
        IntakeError
            When the file is damaged or out of proportion.
        """
        packed, name = self.packed, self.packed.name
        with refusals.reading(packed), packed.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
            yield from _in_proportion(stream, size, name, packed.stat().st_size, say("a gzip file"))


@dataclass(frozen=True)
class ZipMember:
    """A file inside a zip."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    archive_name: str
    inside: str = say("a zip file")

    @property
    def name(self) -> str:
        """Return the name the member has in the zip."""
        return self.info.filename

    @property
    def path(self) -> Path | None:
        """Return None: the bytes must be unpacked first."""
        return None

    def chunks(self, size: int = CHUNK_BYTES) -> Iterator[bytes]:
        """Yield the unpacked bytes.

        Raises
        ------
        IntakeError
            When the zip is damaged, encrypted or out of proportion.
        """
        if self.info.flag_bits & 1:
            raise refusals.locked_with_password(self.archive_name)
        try:
            stream = self.archive.open(self.info)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            raise refusals.damaged(self.archive_name, self.inside) from error
        with stream:
            yield from _in_proportion(stream, size, self.archive_name, self.info.compress_size, self.inside)


def _in_proportion(stream: _Stream, size: int, name: str, packed_bytes: int, inside: str) -> Iterator[bytes]:
    unpacked = 0
    while True:
        try:
            chunk = stream.read(size)
        except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, NotImplementedError) as error:
            raise refusals.damaged(name, inside) from error
        if not chunk:
            return
        unpacked += len(chunk)
        if unpacked > UNPACKED_BYTES:
            why = say("It unpacks to more than {size} GB", size=f"{UNPACKED_BYTES >> 30:,}")
            raise refusals.too_large(name, why)
        if unpacked > RATIO_FROM_BYTES and unpacked > UNPACKED_RATIO * max(1, packed_bytes):
            why = say(
                "It unpacks to more than {times} times its size, as only harmful files do",
                times=UNPACKED_RATIO,
            )
            raise refusals.too_large(name, why)
        yield chunk


def head_of(stored: Stored, most: int) -> tuple[bytes, bool]:
    """Return the first bytes, and whether they are all of them."""
    taken: list[bytes] = []
    got = 0
    for chunk in stored.chunks(min(most, CHUNK_BYTES)):
        taken.append(chunk)
        got += len(chunk)
        if got > most:
            return b"".join(taken)[:most], False
    return b"".join(taken), True


def written(chunks: Iterator[bytes], target: Path, watch: Watch, total: int | None = None) -> Path:
    """Write bytes to a file of our own, as long as the disk has room.

    Raises
    ------
    IntakeError
        When the disk is full.
    ReadingCancelledError
        When the reading was called off.
    """
    done = 0
    next_look = 0
    try:
        with target.open("wb") as out:
            for chunk in chunks:
                if done >= next_look:
                    if shutil.disk_usage(target.parent).free < DISK_RESERVE_BYTES + len(chunk):
                        raise refusals.no_room(target.parent)
                    next_look = done + DISK_RESERVE_BYTES // 8
                out.write(chunk)
                done += len(chunk)
                watch.tell(watch.rows, min(1.0, done / total) if total else None)
    except OSError as error:
        raise refusals.no_room(target.parent) from error
    return target
