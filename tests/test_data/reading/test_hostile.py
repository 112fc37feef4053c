"""Hostile and damaged files: refused in words or read safely, within bounds, with nothing left behind."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data.intake.findings import IntakeError
from data.intake.reading import limits
from data.intake.reading.progress import ReadingCancelledError
from data.intake.reading.rawfile import open_file
from data.intake.reading.tables import RawTable

ROOT = Path(__file__).resolve().parents[3]

Write = Callable[[str, "bytes | str"], Path]

PLAIN = "id,name,town\n1,Cook,Macon\n2,Nurse,Rome\n"
GROWING = 2_000_000


def packed(raw: bytes) -> bytes:
    # A time stamp would differ from run to run.
    return gzip.compress(raw, mtime=0)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def shown_and_read(path: Path) -> RawTable:
    """Preview a file and read it whole; every record of it must be accounted for."""
    with open_file(path) as raw:
        raw.preview()
        table = raw.table()
    assert table.title + table.headings + table.blank + table.footer + table.rows == table.read
    return table


def refusal(path: Path) -> IntakeError:
    """Open and read a file that must be refused, and return what it is told."""
    with pytest.raises(IntakeError) as caught:
        shown_and_read(path)
    for sentence in (caught.value.what, caught.value.why, caught.value.what_to_do):
        assert sentence
    return caught.value


@pytest.mark.parametrize("bomb", ["gzip", "zip"])
def test_what_unpacks_out_of_proportion_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch, bomb: str, tmp_path: Path
) -> None:
    from data.intake.reading import stored

    monkeypatch.setattr(stored, "RATIO_FROM_BYTES", 1 << 20)
    raw = b"id,name\n" + b"1,a\n" * 4_000_000
    content = packed(raw) if bomb == "gzip" else zipped({"jobs.csv": raw})
    assert len(raw) > limits.UNPACKED_RATIO * len(content)
    path = write("jobs.csv.gz" if bomb == "gzip" else "jobs.zip", content)
    assert "times its size" in refusal(path).why


def test_what_is_packed_twice_is_refused(write: Write) -> None:
    twice = packed(packed(PLAIN.encode()))
    assert "packed" in str(refusal(write("jobs.csv.gz", twice)))
    inner = zipped({"jobs.csv": PLAIN.encode()})
    assert "holds no table" in refusal(write("outer.zip", zipped({"inner.zip": inner}))).what
    assert "holds no table" in refusal(write("outer.zip", zipped({"jobs.csv.gz": packed(b"x")}))).what


def test_files_in_a_zip_that_hold_no_table_are_noted(write: Write) -> None:
    members = {"readme.pdf": b"%PDF-1.7 ...", "jobs.csv": PLAIN.encode(), "__MACOSX/._jobs.csv": b"\0\5"}
    with open_file(write("jobs.zip", zipped(members))) as raw:
        assert [sheet.name for sheet in raw.sheets] == ["jobs.csv"]
        (finding,) = raw.findings
        assert finding.code == "member-passed-over"
        assert finding.examples[0].startswith("readme.pdf")
        assert raw.table().rows == 2


def test_a_zip_that_climbs_out_of_its_folder_writes_nothing_there(write: Write, tmp_path: Path) -> None:
    path = write("jobs.zip", zipped({"../../evil.csv": PLAIN.encode(), "/etc/evil.csv": PLAIN.encode()}))
    with open_file(path, temp_folder=tmp_path) as raw:
        assert raw.table(raw.sheets[0].name).rows == 2
    assert not list(tmp_path.parent.rglob("evil.csv"))


@pytest.mark.parametrize("cells", [5_000, 1_000_000])
def test_a_row_of_very_many_cells_is_kept_and_read_quickly(read, write: Write, cells: int) -> None:  # type: ignore[no-untyped-def]
    body = "".join(f"{number},Cook,Macon\n" for number in range(400))
    wide = "x," * cells
    found = read(write("jobs.csv", f"id,name,town\n{body}400,{wide}\n401,Nurse,Rome\n"))
    assert found.table.rows == 402
    assert found.cells[-1] == ("401", "Nurse", "Rome")
    assert found.finding("cells-beyond").where == "line 402"
    near = read(write("near.csv", f"id,name,town\n1,{'x,' * 5_000}\n2,Nurse,Rome\n3,Cook,Macon\n"))
    assert near.names == ("id", "name", "town")


def test_a_table_wider_than_any_is_refused(write: Write) -> None:
    row = ",".join(f"c{number}" for number in range(20_000))
    assert "too wide" in refusal(write("jobs.csv", f"{row}\n{row}\n{row}\n")).what
    assert "no table" in refusal(write("endless.csv", "a," * 2_000_000)).what


def test_an_endless_line_is_cut_and_noted(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    body = "".join(f"{number},Cook,Macon\n" for number in range(400))
    found = read(write("jobs.csv", f"id,name,town\n{body}400,{'x' * 5_000_000},Rome\n401,Nurse,Rome\n"))
    assert found.table.rows == 402
    assert found.finding("row-cut").where == "line 402"
    assert len(found.cells[400][1]) <= limits.LONGEST_RECORD


@pytest.mark.parametrize("mark", ['"', '"""', '"x" "', "'", '"\n"\n"'])
def test_marks_that_never_close_swallow_no_rows(read, write: Write, mark: str) -> None:  # type: ignore[no-untyped-def]
    body = "".join(f"{number},Cook,Macon\n" for number in range(3_000))
    found = read(write("jobs.csv", f"id,name,town\n{body}3000,{mark}Cook,Macon\n{body}"))
    assert found.table.rows >= 6_001
    assert found.cells[-1] == ("2999", "Cook", "Macon")
    assert found.cells[2_999] == ("2999", "Cook", "Macon")


def test_headings_that_look_like_the_rows_are_called_unsure(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", "1,12,Macon\n2,14,Rome\n3,11,Athens\n"))
    assert "headings-unsure" in found.codes
    assert found.table.rows == 3


@pytest.mark.parametrize(
    ("raw", "refused"),
    [
        (b'[{"a": "' + b"x" * 40_000_000 + b'"}, {"a": "2"}]', True),
        (b'{"jobs": [' + b'{"a": {"b": [' * 5_000 + b"1" + b"]}}" * 5_000 + b"]}", False),
        (b'[{"a": 1}, {"a": 2}, {"a": ', False),
        (b'[{"a": 1, "a": 2}, {"a": 3}]', False),
        (b"[" * 200_000, False),
        (b'{"a":' * 200_000, False),
        (b'[{"a": 1e999}, {"a": NaN}, {"a": 12345678901234567890.5}]', False),
        (b'{"a": 1}\n' * 3 + b'{"a": "\xff\xfe"}\n', False),
    ],
    ids=["huge", "deep", "cut", "twice", "brackets", "braces", "numbers", "letters"],
)
def test_json_of_any_shape_is_read_or_refused(write: Write, raw: bytes, refused: bool) -> None:
    path = write("jobs.json", raw)
    if refused:
        assert refusal(path).what_to_do
    else:
        assert shown_and_read(path).read > 0


def test_a_file_that_grows_while_it_is_read_is_read_as_it_then_is(write: Write) -> None:
    # Long enough to be still at it, on any machine, when progress is first told.
    path = write("jobs.csv", PLAIN + "3,Clerk,Athens\n" * GROWING)
    grown = threading.Event()

    def grow(_: int, __: float | None) -> None:
        if not grown.is_set():
            grown.set()
            with path.open("a") as more:
                more.write("4,Clerk,Athens\n")
            later = path.stat().st_mtime_ns + 10**9
            os.utime(path, ns=(later, later))

    with open_file(path) as raw:
        table = raw.table(progress=grow)
        assert grown.is_set()
        assert table.rows == GROWING + 3
        assert "file-changed" in [finding.code for finding in table.findings]


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).why
    assert "no file" in refusal(tmp_path / "gone.csv").why
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        assert "pipe" in refusal(tmp_path / "pipe.csv").why
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert refusal(tmp_path / "loop.csv").what


@pytest.mark.parametrize(
    "name", ["it's.csv", "a[1]*?.csv", "new\nline.csv", 'quo"te.csv', "é –.csv", "a;b.csv"]
)
def test_any_name_of_a_file_means_itself(read, write: Write, name: str) -> None:  # type: ignore[no-untyped-def]
    assert read(write(name, PLAIN)).table.rows == 2
    lines = "".join(json.dumps({"id": number}) + "\n" for number in range(3))
    assert read(write(name.replace(".csv", ".jsonl"), lines)).table.rows == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("jobs.xlsx", PLAIN.encode()),
        ("jobs.xls", PLAIN.replace(",", "\t").encode()),
        ("jobs.csv", json.dumps([{"id": 1, "name": "Cook", "town": "Macon"}] * 2).encode()),
        ("jobs.json", PLAIN.encode()),
        ("jobs", packed(PLAIN.encode())),
        ("jobs.csv", zipped({"a.csv": PLAIN.encode()})),
        ("jobs.txt", PLAIN.encode("utf-16")),
        ("jobs.csv", PLAIN.encode("utf-16-le")),
    ],
    ids=["csv.xlsx", "tsv.xls", "json.csv", "csv.json", "gzip", "zip.csv", "utf16.txt", "utf16le.csv"],
)
def test_a_file_is_what_it_holds_whatever_its_name(read, write: Write, name: str, content: bytes) -> None:  # type: ignore[no-untyped-def]
    found = read(write(name, content))
    assert found.names == ("id", "name", "town")
    assert found.table.rows == 2


def test_nothing_is_left_behind_by_reading_refusing_and_cancelling(write: Write, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    with open_file(write("jobs.zip", zipped({"jobs.csv": PLAIN.encode()})), temp_folder=room) as raw:
        raw.table()
    with (
        pytest.raises(IntakeError),
        open_file(write("cut.zip", zipped({"a.csv": b"x"})[:-8]), temp_folder=room),
    ):
        pass
    called_off = threading.Event()
    body = "".join(f"{number},Cook,Macon\n" for number in range(300_000))
    path = write("large.csv.gz", packed(f"id,name,town\n{body}".encode()))
    with (
        open_file(path, temp_folder=room) as raw,
        pytest.raises(ReadingCancelledError),
    ):
        raw.table(progress=lambda *_: called_off.set(), cancel=called_off)
    assert list(room.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read where Linux tells it")
def test_a_hostile_file_costs_little_memory(write: Write) -> None:
    """A process of its own reads a file of one endless row and says how much it ever held."""
    path = write(
        "jobs.csv", "id,name,town\n" + "1,Cook,Macon\n" * 300 + "x," * 5_000_000 + "\n2,Nurse,Rome\n"
    )
    script = (
        "import sys; from data.intake.reading.rawfile import open_file\n"
        "with open_file(sys.argv[1]) as raw: print(raw.table().rows)\n"
        # Not ru_maxrss: Linux lets a process begin with the peak of the one that started it.
        "held = open('/proc/self/status').read().split('VmHWM:')[1]; print(held.split()[0])\n"
    )
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    rows, peak_kb = map(int, done.stdout.split())
    assert rows == 302
    assert peak_kb < 1_000_000
    assert time.monotonic() - begun < 120
