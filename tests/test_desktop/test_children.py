"""Work in a process of its own: answers come back, what is called off or breaks leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from data.intake.findings import IntakeError
from data.intake.reading.progress import ReadingCancelledError
from data.language import ENGLISH, MARKED, VARIABLE, say_waiting, spoken
from desktop.child import PREFIX
from desktop.children import ChildEndedError, Children
from desktop.messages import message_of
from desktop.own_command import ROOT, ProgramFaultError
from workbook.desk import SourceFile
from workbook.deskfiles import take_in
from workbook.errors import PlannerError

PATIENCE_S = 20


@pytest.fixture(scope="module")
def own() -> Iterator[Children]:
    """Return children of the test's own, ended with it."""
    made = Children()
    yield made
    made.close()


def counted(told: Any) -> int:
    """Tell of three rows, and return the process that did."""
    told(3, 0.5)
    return os.getpid()


def endless(started: Path) -> None:
    """Work until it is ended, with a file in the folder for temporary ones."""
    tempfile.mkdtemp(prefix="half-read-")
    started.write_text(tempfile.gettempdir(), encoding="utf-8")
    threading.Event().wait()


def languages() -> tuple[str, str]:
    """Return the language that is spoken, and what the person who waits is told."""
    return spoken(), say_waiting("Writing the slides")


def refused(kind: type[Exception]) -> None:
    """Refuse in three sentences."""
    raise kind("It was not read", "It is a picture", "Take another")


def broken() -> None:
    """Do what nobody foresaw."""
    raise ZeroDivisionError("a fault of ours")


def test_a_child_answers_tells_how_far_it_is_and_is_kept(own: Children) -> None:
    told: list[tuple[int, float | None]] = []
    first = own.ask(counted, progress=lambda rows, share: told.append((rows, share)))
    assert first not in (None, os.getpid())
    assert told == [(3, 0.5)]
    assert own.ask(os.getpid) == first
    with pytest.raises(ProgramFaultError, match="a fault of ours"):
        own.ask(broken)
    assert own.ask(os.getpid) == first
    for kind in (IntakeError, PlannerError):
        with pytest.raises(kind) as met:
            own.ask(partial(refused, kind))
        assert (met.value.what, met.value.what_to_do) == ("It was not read", "Take another")  # type: ignore[attr-defined]
    assert own.pids == {first}


def test_a_child_does_not_load_qt() -> None:
    work = "desktop.child, desktop.comparing, desktop.employer_files, desktop.reading, desktop.recognising"
    code = f"import sys, {work}; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_others_are_given_is_written_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, MARKED)
    for pool, language in ((Children(), MARKED), (Children(ENGLISH), "en")):
        assert pool.ask(languages) == (language, "⟦Writing the slides⟧"), "who waits is told in the window's"
        pool.close()


def test_work_called_off_ends_the_child_and_its_folder(own: Children, tmp_path: Path) -> None:
    started, cancel = tmp_path / "started", threading.Event()
    met: list[BaseException] = []

    def ask() -> None:
        try:
            own.ask(partial(endless, started), cancel=cancel)
        except ReadingCancelledError as error:
            met.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    while not (started.exists() and started.read_text(encoding="utf-8")):
        assert asking.is_alive()
    folder = Path(started.read_text(encoding="utf-8"))
    assert [one.name[:9] for one in folder.iterdir() if one.is_dir()] == ["half-read"]
    (pid,) = own.pids
    cancel.set()
    asking.join(PATIENCE_S)
    assert len(met) == 1
    assert not folder.exists()
    assert own.pids == set()
    if os.name == "posix":
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_child_that_dies_is_said_with_a_report_and_replaced(own: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildEndedError) as met:
        own.ask(partial(os._exit, 7))
    said = message_of(met.value, tmp_path / "reports").text
    assert "ended with code 7" in said
    (report,) = (tmp_path / "reports").iterdir()
    assert str(report) in said
    assert own.ask(os.getpid) not in (None, os.getpid())


def test_a_child_whose_window_is_gone_takes_its_folders_along(tmp_path: Path) -> None:
    ours, strange = tmp_path / f"{PREFIX}child-x", tmp_path / "strange"
    ours.mkdir()
    strange.mkdir()
    command = [sys.executable, "-m", "desktop", "work", str(ours), str(strange)]
    child = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, cwd=ROOT, timeout=PATIENCE_S, check=False
    )
    assert child.returncode == 130
    assert not ours.exists()
    assert strange.exists()


def test_what_is_put_away_comes_back_as_it_was(pack: Any, tmp_path: Path) -> None:
    import pandas as pd

    from data.intake.loaded import Options
    from workbook.putaway import FIRST_ROWS, put_away

    path = tmp_path / "jobs.csv"
    rows = [f"j{n},Nurse {n},29-1141,Clinic {n},2026-01-{n % 27 + 1:02}" for n in range(40)]
    rows += [f"x{n},Nurse {n},29-1141,Clinic,soonish" for n in range(FIRST_ROWS + 60)]
    rows += [
        f"v{n},{title},,Firm {n},2026-01-05"
        for n, title in enumerate(("Zorbinator", "ZORBINATOR", "Floozle"))
    ]
    path.write_text("\n".join(["id,title,soc,employer,expires", *rows, ""]), encoding="utf-8")
    file = SourceFile("postings", str(path))
    whole = take_in(file, pack)
    folder = tmp_path / "put away"
    folder.mkdir()
    kept = put_away(take_in(file, pack, options=Options(folder=folder)), folder)
    assert isinstance(kept.table, Path)
    back = kept.rows()[list(whole.rows().columns)]
    pd.testing.assert_frame_equal(back.astype(whole.rows().dtypes.to_dict()), whole.rows())
    pd.testing.assert_frame_equal(kept.every_reject(), whole.rejects)
    assert len(kept.rejects) == FIRST_ROWS
    assert kept.rejects_by_code == {"expires-unreadable": FIRST_ROWS + 60}
    assert kept.facts["review_keys"] == {"zorbinator", "floozle"}
    assert kept.facts["names_areas"] is False
