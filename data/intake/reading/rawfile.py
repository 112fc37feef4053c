"""A planner's file, opened: its sheets, a look at them, and their tables in DuckDB."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType

import duckdb

from data.engine import MEMORY_LIMIT_MB, connect
from data.intake.findings import Finding, FindingLog, IntakeError
from data.intake.reading import refusals
from data.intake.reading.bases import Base
from data.intake.reading.containers import Container
from data.intake.reading.headings import guess_headings
from data.intake.reading.limits import HEAD_ROWS
from data.intake.reading.opening import Opened, opened
from data.intake.reading.progress import Progress, Watch
from data.intake.reading.rawtables import TableMaker
from data.intake.reading.sheets import Head, Sheet
from data.intake.reading.stored import PlainFile, checked, checksum, state_of, written
from data.intake.reading.tables import HeaderGuess, Preview, RawTable, Row, SheetInfo
from data.language import say

_BLANK_ROWS_SHOWN = 10


def open_file(
    path: str | Path,
    *,
    threads: int | None = None,
    memory_limit_mb: int = MEMORY_LIMIT_MB,
    temp_folder: Path | None = None,
) -> RawFile:
    """Open any file a planner has; recognised by what is in it, never by its name alone.

    Read are text with any separators and letters, Excel workbooks (.xlsx, .xlsm, .xlsb, .xls), OpenDocument
    spreadsheets, JSON and JSON lines, Parquet, and all of these packed by gzip or zip. The file is only read;
    no macro, formula or link in it is followed.

    Parameters
    ----------
    path : str or Path
        The file.
    threads : int, optional
        Worker threads of DuckDB; by default one less than the processors.
    memory_limit_mb : int
        Most memory of DuckDB.
    temp_folder : Path, optional
        Where a folder for temporary files is made, by default the system's place for them.

    Returns
    -------
    RawFile
        To be used in a ``with`` statement: leaving it removes everything that was made on the way.

    Raises
    ------
    IntakeError
        When there is no such file, it may not be read, it holds no table, or it is harmful.
    """
    return RawFile(Path(path), threads, memory_limit_mb, temp_folder)


class RawFile:
    """An opened file.

    Attributes
    ----------
    name : str
        Its name.
    path : Path
        Where it lies.
    container : Container
        What it is.
    connection : duckdb.DuckDBPyConnection
        Holds the relations of the tables loaded.
    findings : tuple of Finding
        What was met while it was opened (members of a zip that hold no table).
    """

    def __init__(
        self, path: Path, threads: int | None, memory_limit_mb: int, temp_folder: Path | None
    ) -> None:
        self.name, self.path = path.name, checked(path)
        self._state = state_of(self.path)
        self._bases: dict[str, Base] = {}
        self._relations = 0
        with ExitStack() as stack:
            room = Path(tempfile.mkdtemp(prefix="headway-reading-", dir=temp_folder))
            stack.callback(shutil.rmtree, room, ignore_errors=True)
            self._folder = room
            self.connection: duckdb.DuckDBPyConnection = connect(
                memory_limit_mb=memory_limit_mb, temp_folder=room, threads=threads
            )
            stack.callback(self.connection.close)
            self.connection.execute("SET enable_progress_bar = true")
            self.connection.execute("SET enable_progress_bar_print = false")
            self._opened: Opened = opened(self.path, self.name, self._new_folder(), stack)
            self._stack = stack.pop_all()

    def __enter__(self) -> RawFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and remove everything that was made while it was read."""
        self._stack.close()

    @property
    def container(self) -> Container:
        """Return what the file is."""
        return self._opened.container

    @property
    def sheets(self) -> tuple[SheetInfo, ...]:
        """Return the sheets of the file, or the files in it."""
        return tuple(sheet.info() for sheet in self._opened.sheets)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was met while the file was opened."""
        log = FindingLog(self.name)
        self._opened.remarks.tell(log, {})
        return log.findings()

    @contextmanager
    def checksum_meanwhile(self) -> Iterator[Future[str]]:
        """Work out the SHA-256 of the file as it lies, in a thread, while its rows are read and cleaned."""
        stop = threading.Event()
        with ThreadPoolExecutor(1, thread_name_prefix="checksum") as pool:
            try:
                yield pool.submit(checksum, self.path, stop)
            except BaseException:
                stop.set()
                raise

    def preview(self, sheet: str | None = None, rows: int = HEAD_ROWS) -> Preview:
        """Show the first rows of a sheet and guess its headings; takes well under a second at any size.

        Parameters
        ----------
        sheet : str, optional
            Name of the sheet, by default the first one.
        rows : int
            Rows to show at most.

        Raises
        ------
        IntakeError
            When the sheet cannot be read.
        KeyError
            When the file has no such sheet.
        """
        found = self._sheet(sheet)
        head = found.head(rows)
        wide = max((len(cells) for _, cells in head.rows), default=0)
        even = [(line, cells + [""] * (wide - len(cells))) for line, cells in head.rows]
        guess = _guess(head, even)
        shown = (even if head.has_blank_rows else _with_blank_rows(even, wide))[:rows]
        return Preview(
            sheet=found.name,
            cells=[cells for _, cells in shown],
            lines=tuple(line for line, _ in shown),
            guess=guess,
            complete=head.complete,
            merges=head.merges,
        )

    def table(
        self,
        sheet: str | None = None,
        header: HeaderGuess | None = None,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
        *,
        verify: bool = True,
    ) -> RawTable:
        """Load a sheet; loading it again with other headings costs nothing.

        Parameters
        ----------
        sheet : str, optional
            Name of the sheet, by default the first one.
        header : HeaderGuess, optional
            Where the headings stand; guessed when nobody says.
        progress : Progress, optional
            Told how many rows are read and which share of the work is done.
        cancel : threading.Event, optional
            Calls the reading off.
        verify : bool
            Whether the rows of a large text file are counted now, in a pass of its own. Without it, the first
            statement over the relation is the check: where it fails, or gives another number of rows than
            `RawTable.rows`, the sheet must be loaded again with `verify`.

        Raises
        ------
        IntakeError
            When the sheet cannot be read.
        KeyError
            When the file has no such sheet.
        ReadingCancelledError
            When it was called off; nothing is left behind.
        """
        watch = Watch(progress, cancel)
        watch.check()
        found = self._sheet(sheet)
        base = self._bases.get(found.name)
        if base is None:
            base = self._loaded(found, watch, verify)
            if verify or not base.rows.scanned:
                self._bases[found.name] = base
        relation = self._new_relation("table")
        watch.rows = base.read
        label = self.name if len(self._opened.sheets) == 1 else f"{self.name}, {found.name}"
        table = TableMaker(self.connection, label, found.name, relation, base, watch).table(header)
        watch.tell(base.read, 1.0)
        return table

    def _loaded(self, sheet: Sheet, watch: Watch, verify: bool) -> Base:
        try:
            base = self._read(sheet, watch, verify)
        except (IntakeError, duckdb.Error):
            # A file that grows or shrinks while it is read can look damaged.
            if not self._changed():
                raise
        else:
            if not self._changed():
                return base
        return self._read_snapshot(sheet.name, watch, verify)

    def _read(self, sheet: Sheet, watch: Watch, verify: bool) -> Base:
        relation = self._new_relation("records")
        try:
            return sheet.load(self.connection, relation, self._new_folder(), watch, verify=verify)
        except duckdb.OutOfMemoryException as error:
            self.connection.execute(f"DROP TABLE IF EXISTS {relation}")
            raise refusals.too_much_for_memory(self.name) from error
        except BaseException:
            self.connection.execute(f"DROP TABLE IF EXISTS {relation}")
            raise

    def _changed(self) -> bool:
        return state_of(self.path) != self._state

    def _read_snapshot(self, sheet: str, watch: Watch, verify: bool) -> Base:
        """Read a copy of the file as it is now: somebody wrote to it while it was read."""
        size, _ = self._state = state_of(self.path)
        copy = self._new_folder() / "snapshot"
        written(PlainFile(self.name, self.path, most=size).chunks(), copy, watch, size)
        self._opened = opened(copy, self.name, self._new_folder(), self._stack)
        self._bases.clear()
        base = self._read(self._sheet(sheet), watch, verify)
        base.remarks.add("file-changed")
        self._state = state_of(self.path)
        return base

    def _sheet(self, name: str | None) -> Sheet:
        sheets = self._opened.sheets
        if name is None:
            return sheets[0]
        for sheet in sheets:
            if sheet.name == name:
                return sheet
        raise KeyError(f"{self.name} has no sheet “{name}”")

    def _new_relation(self, kind: str) -> str:
        self._relations += 1
        return f"{kind}_{self._relations}"

    def _new_folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._folder))


def _guess(head: Head, rows: list[Row]) -> HeaderGuess:
    if head.names is not None:
        why = say("The file names its columns itself")
        return HeaderGuess(None, None, head.names, 1, (), 1.0, why, head.names)
    return guess_headings(rows, head.merges, complete=head.complete)


def _with_blank_rows(rows: list[Row], width: int) -> list[Row]:
    """Put back blank rows that a format leaves out, the first few of each run."""
    shown: list[Row] = []
    last = 0
    for line, cells in rows:
        shown += [(blank, [""] * width) for blank in range(last + 1, line)[:_BLANK_ROWS_SHOWN]]
        shown.append((line, cells))
        last = line
    return shown
