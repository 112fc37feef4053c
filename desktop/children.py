"""Work in processes of their own: nothing that is read, counted or written there stops the window.

A child is started when one is needed and none is free, and kept for the next job. One that is called off is
ended at once; its folder goes with it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.figures import DAYS, IN_WORDS, NUMBERS, US, in_plain_form
from data.language import ENGLISH, VARIABLE, WAITING, say, spoken
from desktop.child import ANSWER, ERROR, PREFIX, PROGRESS, WORD, Work, packed, received, send
from desktop.own_command import ROOT, ProgramFaultError, own_command
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.reading.progress import Progress

MOST_IDLE = 2
GRACE_S = 3.0
LOOK_EVERY_S = 0.05
MOST_PARTICULARS = 20_000
_WITHOUT_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)


class ChildEndedError(PlannerError):
    """A child ended in the middle of its work; ``particulars`` is what it left of its end."""

    def __init__(self, code: int | None, particulars: str) -> None:
        said = (
            say("ended by signal {code}", code=-code)
            if code is not None and code < 0
            else say("ended with code {code}", code=code)
        )
        super().__init__(
            say("The work was not finished"),
            say("The part of Headway that did it was {said}, perhaps because memory ran out", said=said),
            say("Try again with fewer programs open, or with a smaller file"),
        )
        self.particulars = f"{said}\n{particulars}"


class _NotStartedError(Exception):
    """A child was gone before it was given the job."""


class _Child:
    """One process beside the window and its folder for what it keeps on the way."""

    def __init__(self, common: Path, language: str) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}child-"))
        with (self._folder / "errors.txt").open("wb") as errors:
            self._process = subprocess.Popen(
                [*own_command(), WORD, str(self._folder), str(common)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_environment(self._folder, language),
                creationflags=_WITHOUT_CONSOLE,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs, self._answers = self._process.stdin, self._process.stdout
        self.pid = self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be given a job."""
        return self._process.poll() is None

    def run(self, work: Work, progress: Progress | None, cancel: threading.Event | None) -> Any:
        """Have a job done and return its answer, or raise what it raised."""
        text = packed((work, progress is not None))
        try:
            send(self._jobs, text)
        except OSError as error:
            raise _NotStartedError from error
        with self._ended_by(cancel):
            while (said := received(self._answers)) is not None:
                kind, told = pickle.loads(said)
                if kind == PROGRESS and progress is not None:
                    progress(*told)
                elif kind == ANSWER:
                    return told
                elif kind == ERROR:
                    raise told
                elif kind != PROGRESS:
                    raise ProgramFaultError(": ".join(told))
        if cancel is not None and cancel.is_set():
            from data.intake.reading.progress import ReadingCancelledError

            raise ReadingCancelledError("the work was called off")
        raise ChildEndedError(self._process.wait(), self._last_words())

    @contextmanager
    def _ended_by(self, cancel: threading.Event | None) -> Iterator[None]:
        """End the process as soon as the work is called off."""
        if cancel is None:
            yield
            return
        done = threading.Event()

        def look() -> None:
            while not done.is_set():
                if cancel.wait(LOOK_EVERY_S):
                    if not done.is_set():
                        self._process.kill()
                        self._process.wait()
                    return

        watcher = threading.Thread(target=look, name="child-watch")
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    def _last_words(self) -> str:
        return (self._folder / "errors.txt").read_text("utf-8", "replace")[-MOST_PARTICULARS:]

    def end(self, *, at_once: bool = False) -> None:
        """End it, after its job unless ``at_once``, and remove its folder."""
        if at_once:
            self._process.kill()
        else:
            try:
                send(self._jobs, b"")
            except OSError:
                self._process.kill()
        try:
            self._process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._jobs, self._answers):
            try:
                stream.close()
            except OSError:
                # What it was still to be told, it need not know any more.
                continue
        shutil.rmtree(self._folder, ignore_errors=True)


class Children:
    """The children of this process; a job goes to one that is free, or to a new one.

    Parameters
    ----------
    language : str, optional
        What they speak; blank for the language of this process.
    """

    def __init__(self, language: str = "") -> None:
        self._language = language
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """Folder of what the children hand over in files; it is removed with them."""
        with self._lock:
            if self._folder is None or not self._folder.is_dir():
                self._folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}files-"))
            return self._folder

    @property
    def pids(self) -> set[int]:
        """Process ids of the children, free or at work."""
        with self._lock:
            return {one.pid for one in (*self._idle, *self._busy)}

    def warm(self, count: int = 1) -> None:
        """Start children until there are so many, so that the next job need not wait for one."""
        with self._lock:
            lacking = count - len(self._idle) - len(self._busy)
        for _ in range(lacking):
            self._put_back(_Child(self.folder, self._language))

    def ask(
        self,
        work: Work,
        progress: Progress | None = None,
        cancel: threading.Event | None = None,
    ) -> Any:
        """Have a job done by a child and wait for the answer; to be called beside the window's thread.

        Parameters
        ----------
        work : callable
            A function of a module, perhaps with its arguments (``functools.partial``): it is called in the
            child, with what takes the progress where ``progress`` is given. A reference pack among the
            arguments is not sent; the child uses its own.
        progress, cancel : optional
            Told how far it is; calls it off.

        Raises
        ------
        ReadingCancelledError
            When it was called off; the child is ended.
        ChildEndedError
            When the child ended before its answer.
        Exception
            What the work raised, when it is a sentence for the planner; ProgramFaultError otherwise.
        """
        while True:
            child = self._taken()
            keep = False
            try:
                answer = child.run(work, progress, cancel)
            except _NotStartedError:
                continue
            except BaseException as error:
                keep = child.alive and isinstance(error, Exception)
                raise
            else:
                keep = True
                return answer
            finally:
                self._release(child, keep=keep)

    def close(self) -> None:
        """End all children at once and remove what they handed over."""
        with self._lock:
            every, self._idle = [*self._idle, *self._busy], []
            self._busy.clear()
            folder, self._folder = self._folder, None
        for one in every:
            one.end(at_once=True)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _taken(self) -> _Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.alive:
                    self._busy.add(child)
                    return child
                child.end(at_once=True)
        child = _Child(self.folder, self._language)
        with self._lock:
            self._busy.add(child)
        return child

    def _release(self, child: _Child, *, keep: bool) -> None:
        with self._lock:
            known = child in self._busy
            self._busy.discard(child)
        if known and keep:
            self._put_back(child)
        elif known:
            child.end(at_once=True)

    def _put_back(self, child: _Child) -> None:
        with self._lock:
            full = len(self._idle) >= MOST_IDLE
            if not full:
                self._idle.append(child)
        if full:
            child.end()


children = Children()
"""The children of the program; they end with it."""

scribes = children if spoken() == ENGLISH and in_plain_form() else Children(ENGLISH)
"""Those that write what other people are given, in English whatever the window speaks."""

atexit.register(children.close)
atexit.register(scribes.close)


def _environment(folder: Path, language: str) -> dict[str, str]:
    """Return a child's environment: our packages first, UTF-8, and its own folder for temporary files."""
    own = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    if language:
        own |= {VARIABLE: language, WAITING: spoken(), NUMBERS: US, DAYS: IN_WORDS}
    before = own.get("PYTHONPATH", "")
    own["PYTHONPATH"] = os.pathsep.join(part for part in (str(ROOT), before) if part)
    return own | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
