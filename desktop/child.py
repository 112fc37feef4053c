"""A child of the window: works off what it is handed, one job after the other, in a process of its own.

Jobs come in on standard input and answers go out on standard output, as pickles after their length. The
child ends when its input ends; when that comes without a word the window is gone, and the child removes what
both of them kept in files.
"""

from __future__ import annotations

import copyreg
import faulthandler
import importlib
import io
import os
import pickle
import queue
import shutil
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from data.reference.pack import Pack

WORD = "work"
"""First word of the command line by which the program calls itself for a child."""

PREFIX = "headway-"
"""How the names of folders begin that a child may remove."""

PROGRESS, ANSWER, ERROR, FAULT = "progress", "answer", "error", "fault"
TELL_EVERY_S = 0.05
NICER = 5
"""By so much a child gives way to the window where both want the processor."""

_LENGTH = struct.Struct(">Q")

Work = Callable[..., Any]


_here = threading.local()


def packed(thing: object) -> bytes:
    """Return a thing as it is sent; of a reference pack in it only that it is one."""
    from data.reference.pack import Pack

    file = io.BytesIO()
    packer = pickle.Pickler(file, protocol=5)
    packer.dispatch_table = copyreg.dispatch_table | {Pack: _named}
    packer.dump(thing)
    return file.getvalue()


def _named(pack: Pack) -> tuple[Callable[[], Pack], tuple[()]]:
    _here.pack = pack
    return pack_here, ()


def pack_here() -> Pack:
    """Return the reference pack of this side: the one that this thread sent, or the program's own."""
    pack: Pack = getattr(_here, "pack", None) or _own_pack()
    return pack


def send(stream: BinaryIO, text: bytes) -> None:
    """Write a message after its length."""
    stream.write(_LENGTH.pack(len(text)))
    stream.write(text)
    stream.flush()


def received(stream: BinaryIO) -> bytes | None:
    """Read a message; None at the end of the stream, also in the middle of one."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    text = stream.read(length)
    return text if len(text) == length else None


def main(arguments: Sequence[str]) -> int:
    """Work until the window needs no more; the arguments are the folders to remove if it is gone."""
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever else is printed in this process goes where its errors go.
    os.dup2(2, 1)
    faulthandler.enable(file=2)
    if hasattr(os, "nice"):
        os.nice(NICER)
    jobs: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    folders = [Path(one) for one in arguments]
    threading.Thread(target=_listen, args=(jobs, folders), daemon=True).start()
    _warm()
    while (job := jobs.get()) is not None:
        _work(job, answers)
    return 0


def _listen(jobs: queue.SimpleQueue[bytes | None], folders: Sequence[Path]) -> None:
    while (job := received(sys.stdin.buffer)) is not None:
        if not job:
            # An empty job is the last one.
            jobs.put(None)
            return
        jobs.put(job)
    for folder in folders:
        if folder.name.startswith(PREFIX):
            shutil.rmtree(folder, ignore_errors=True)
    os._exit(130)


def _warm() -> None:
    """Have at hand what nearly every job needs, before the first one comes."""
    for name in ("data.intake.loading", "workbook.model.run"):
        importlib.import_module(name)

    pack_here()


@cache
def _own_pack() -> Pack:
    from data.reference.pack import load_pack

    return load_pack()


def _work(job: bytes, answers: BinaryIO) -> None:
    """Do a job and send what comes of it."""
    last = [0.0]

    def told(rows: int, share: float | None) -> None:
        now = time.monotonic()
        if now - last[0] >= TELL_EVERY_S:
            last[0] = now
            send(answers, packed((PROGRESS, (rows, share))))

    try:
        work, tells = pickle.loads(job)
        said = packed((ANSWER, work(told) if tells else work()))
    except Exception as error:
        said = _of_error(error)
    send(answers, said)


def _of_error(error: Exception) -> bytes:
    """Return an error as it is sent: its sentences for the planner, of any other its particulars."""
    from data.intake.findings import IntakeError
    from workbook.errors import PlannerError

    if isinstance(error, (IntakeError, PlannerError)):
        return packed((ERROR, error))
    told = "".join(traceback.format_exception(error))
    return packed((FAULT, (type(error).__name__, told)))
