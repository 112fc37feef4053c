"""The files of a history: found, recognised, and grouped so that each group is read in one go."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import duckdb

from data.intake.findings import IntakeError
from data.language import say

HEAD_BYTES = 1 << 20
LONGEST_ROW = 2_000_000
_PARQUET = (".parquet", ".pq")
_TEXT = (".csv", ".tsv", ".txt", ".tab")
_SEPARATORS = (",", "\t", ";", "|")
_TEXT_TYPE = "VARCHAR"


@dataclass(frozen=True)
class Source:
    """Files with the same columns, read together.

    Attributes
    ----------
    files : tuple of Path
        At least one.
    header, types : tuple of str
        Names of the columns as they stand in the file, and their DuckDB types.
    rows : int
        Rows of all files: exact for Parquet, else estimated from the first lines.
    reader : str
        How DuckDB reads them: its options.
    text : bool
        Whether they are text files.
    quoted : bool
        Whether quotation marks are minded; where they are not, they are letters that cells are freed of.
    """

    files: tuple[Path, ...]
    header: tuple[str, ...]
    types: tuple[str, ...]
    rows: int
    reader: str
    text: bool = False
    quoted: bool = False

    def column(self, name: str) -> str:
        """SQL name of a column."""
        return f"c{self.header.index(name)}"

    def type_of(self, name: str) -> str:
        """DuckDB type of a column."""
        return self.types[self.header.index(name)]

    def relation(self, *, keep_rejects: bool = False) -> str:
        """SQL that reads the files; columns are ``c0``, ``c1`` …, without the rows that are not well formed.

        Parameters
        ----------
        keep_rejects : bool
            Note those rows in DuckDB's table ``reject_errors``.
        """
        names = ", ".join(f"'{_pattern(file)}'" for file in self.files)
        if not self.text:
            renamed = ", ".join(f"{_name(name)} AS c{place}" for place, name in enumerate(self.header))
            return f"(SELECT {renamed} FROM read_parquet([{names}], {self.reader}))"
        mark = '"' if self.quoted else ""
        rest = "store_rejects = true, rejects_limit = 0" if keep_rejects else "ignore_errors = true"
        return f"read_csv([{names}], {self.reader}, quote = '{mark}', escape = '{mark}', {rest})"


def found_files(path: Path) -> tuple[list[Path], list[Path]]:
    """List the history files at a path, and those of a folder that are none.

    Raises
    ------
    IntakeError
        When nothing is there, or nothing of a known form.
    """
    if not path.exists():
        raise IntakeError(
            say("{file} cannot be read", file=path.name or path),
            say("There is no file at {path}", path=path),
            say("Check the name"),
        )
    if path.is_file():
        if not _kind(path):
            raise _no_form(path)
        return [path], []
    inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith((".", "_")))
    files = [one for one in inside if _kind(one) and one.stat().st_size]
    if not files:
        raise _no_form(path)
    return files, [one for one in inside if one not in files]


def sources(files: Sequence[Path], connection: duckdb.DuckDBPyConnection) -> list[Source]:
    """Recognise files by their beginnings and group those that are alike.

    Raises
    ------
    IntakeError
        When a file cannot be read or is empty.
    """
    parts = [_parquet(file, connection) if _kind(file) == "parquet" else _text(file) for file in files]
    groups: dict[tuple[object, ...], list[Source]] = {}
    for part in parts:
        groups.setdefault((part.header, part.types, part.reader), []).append(part)
    return [_joined(group) for group in groups.values()]


def _joined(parts: list[Source]) -> Source:
    """One source of several that are alike."""
    files = tuple(file for part in parts for file in part.files)
    return replace(
        parts[0],
        files=files,
        rows=sum(part.rows for part in parts),
        quoted=any(part.quoted for part in parts),
    )


def _parquet(file: Path, connection: duckdb.DuckDBPyConnection) -> Source:
    reader = "hive_partitioning = false"
    call = f"read_parquet(['{_pattern(file)}'], {reader})"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {call}").fetchall()
        counted = connection.execute(f"SELECT count(*) FROM {call}").fetchone()
    except duckdb.Error as error:
        raise IntakeError(
            say("The file {file} cannot be read", file=file.name),
            say("It is damaged or no Parquet file: {trouble}", trouble=str(error).splitlines()[0]),
            say("Write the file again"),
        ) from error
    header = tuple(str(row[0]) for row in described)
    types = tuple(str(row[1]) for row in described)
    return Source((file,), header, types, counted[0] if counted else 0, reader)


def _text(file: Path) -> Source:
    head, share = _head(file)
    encoding = _encoding(head)
    letters = head.decode(encoding, errors="ignore").removeprefix("\ufeff")
    lines = re.split("\r\n|\r|\n", letters.rstrip("\r\n"))
    above = list(itertools.takewhile(lambda line: not line.strip(), lines))
    if len(above) == len(lines):
        raise IntakeError(
            say("The file {file} is empty", file=file.name),
            say("It has no header"),
            say("Check that it is the file you mean"),
        )
    top = lines[len(above)]
    separator = max(_SEPARATORS, key=top.count)
    header = tuple(name.strip() for name in next(csv.reader([top], delimiter=separator)))
    columns = ", ".join(f"'c{place}': '{_TEXT_TYPE}'" for place in range(len(header)))
    reader = (
        f"header = true, skip = {len(above)}, auto_detect = false, delim = '{separator}',"
        f" columns = {{{columns}}}, strict_mode = true, max_line_size = {LONGEST_ROW},"
        f" encoding = '{encoding}', compression = '{'gzip' if _packed(file) else 'none'}'"
    )
    per_line = max(1.0, len(letters) / max(1, len(lines)))
    rows = int(share * len(letters) / per_line) - len(above) - 1
    quoted = '"' in letters
    return Source((file,), header, (_TEXT_TYPE,) * len(header), max(0, rows), reader, True, quoted)


def holds_quotes(file: Path) -> bool:
    """Whether a text file has any quotation mark."""
    with _opened(file) as stream:
        return any(b'"' in block for block in iter(lambda: stream.read(1 << 22), b""))


def physical_lines(file: Path) -> int:
    """Count the lines of a text file that are not empty."""
    head, _ = _head(file)
    with _opened(file) as stream, io.TextIOWrapper(stream, _encoding(head), errors="replace") as lines:
        return sum(1 for line in lines if line != "\n")


def _head(file: Path) -> tuple[bytes, float]:
    """Read the beginning, and estimate how many times as long the whole is."""
    try:
        with file.open("rb") as raw, _opened(file) as stream:
            head = stream.read(HEAD_BYTES)
            if len(head) < HEAD_BYTES or not head:
                return head, 1.0
            size = file.stat().st_size
            if not _packed(file):
                return head, size / len(head)
            packed = raw.read(HEAD_BYTES)
            with gzip.GzipFile(fileobj=io.BytesIO(packed)) as unpacked:
                length = len(_as_far_as_it_goes(unpacked))
            return head, size / len(packed) * length / len(head)
    except (OSError, EOFError) as error:
        raise IntakeError(
            say("The file {file} cannot be read", file=file.name),
            say("It is damaged, or this account may not read it, or another program holds it"),
            say("Close it in other programs, or write it again"),
        ) from error


def _as_far_as_it_goes(stream: gzip.GzipFile) -> bytes:
    got = bytearray()
    # Only the beginning of the packed file was given.
    with suppress(EOFError):
        while part := stream.read(1 << 16):
            got += part
    return bytes(got)


def _opened(file: Path) -> IO[bytes]:
    return gzip.open(file, "rb") if _packed(file) else file.open("rb")  # type: ignore[return-value]


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        # A letter may be cut at the end.
        head[: len(head) - 4 if len(head) == HEAD_BYTES else None].decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.reason == "unexpected end of data" else "latin-1"
    return "utf-8"


def _packed(file: Path) -> bool:
    return file.suffix.casefold() == ".gz"


def _kind(file: Path) -> str:
    suffixes = [suffix.casefold() for suffix in file.suffixes]
    last = suffixes[-1] if suffixes else ""
    if last in _PARQUET:
        return "parquet"
    packed = last == ".gz" and len(suffixes) > 1 and suffixes[-2] in _TEXT
    return "text" if last in _TEXT or packed else ""


def _no_form(path: Path) -> IntakeError:
    return IntakeError(
        say("{file} holds no job histories that can be read", file=path.name or path),
        say("Histories are read from .parquet, .csv, .tsv and .txt files, the latter also with .gz"),
        say("Save them in one of these forms"),
    )


def _pattern(file: Path) -> str:
    """The name in SQL, with nothing in it that DuckDB would take for a pattern."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in file.as_posix()).replace(
        "'", "''"
    )


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'
