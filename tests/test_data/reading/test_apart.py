"""Workbooks read by a process of their own: what ends it is a refusal, and nothing is left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data.intake.findings import IntakeError
from data.intake.reading import apart
from data.intake.reading.apart import Apart, ApartBook
from data.intake.reading.rawfile import open_file
from tests.test_data.reading.test_xls import whole_claims

KIND = "an old Excel workbook"


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.xls"
    path.write_bytes(whole_claims())
    return path


def stopping(path: Path) -> Path:
    """Damage a workbook so that calamine asks for more memory than there is, which ends its process."""
    raw = bytearray(path.read_bytes())
    # The kind of a record of one number becomes that of the record which tells how large the sheet is.
    assert raw[5354:5356] == b"\x7e\x02"
    raw[5354] = 0
    path.write_bytes(bytes(raw))
    return path


def test_a_workbook_that_stops_its_reader_is_refused_in_words(claims: Path) -> None:
    with pytest.raises(IntakeError, match="is damaged"), open_file(stopping(claims)) as raw:
        raw.table(raw.sheets[0].name, None, None, None)


def test_of_several_in_a_zip_the_others_are_read(claims: Path, tmp_path: Path) -> None:
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.xls", claims.read_bytes())
        archive.writestr("bad.xls", stopping(claims).read_bytes())
        archive.writestr("other.xls", whole_claims())
    with open_file(path) as raw:
        names = [one.name for one in raw.sheets]
        assert names == ["Claims", "Empty", "Second", "Claims (2)", "Empty (2)", "Second (2)"]
        assert [one.code for one in raw.findings] == ["member-passed-over"]
        for name in (names[0], names[3]):
            assert raw.table(name, None, None, None).rows == 3


def test_a_process_that_is_gone_is_started_again(claims: Path) -> None:
    with Apart() as reader:
        book = ApartBook(reader, claims, claims.name, KIND)
        first = reader.pid
        _, _, rows = book.sheet("Claims")
        os.kill(first, signal.SIGTERM)
        with pytest.raises(IntakeError, match="is damaged"):
            list(rows)
        left, _, rows = book.sheet("Claims")
        assert (left, len(list(rows))) == (1, 10)
        assert reader.pid not in (0, first)
    assert reader.pid == 0


def test_it_ends_with_the_one_that_asks() -> None:
    done = subprocess.run(
        [sys.executable, str(Path(apart.__file__).with_name("apartchild.py"))], input=b"", timeout=60
    )
    assert done.returncode == 0


def test_the_program_starts_itself_where_it_is_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop import __main__ as program

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart._command() == [sys.executable, apart.WORD]
    monkeypatch.undo()
    done = subprocess.run([sys.executable, "-m", "desktop", apart.WORD], input=b"", timeout=60)
    assert done.returncode == 0
    assert not program.wants_window([apart.WORD])
