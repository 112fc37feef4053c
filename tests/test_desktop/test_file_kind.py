"""Plan files that open by a double-click: what is written for this person, and what a desktop hands over."""

from __future__ import annotations

import configparser
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.file_kind import KIND, can_be_known, make_known
from workbook.errors import PlannerError

COMMAND = ["/opt/my tools/headway", "-m", "100%"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "")
    return tmp_path


def test_a_desktop_learns_of_the_kind_and_of_the_program(folder: Path) -> None:
    make_known(COMMAND, "linux")
    kind = ElementTree.parse(folder / "mime" / "packages" / "headway.xml").getroot()[0]
    assert kind.get("type") == KIND
    assert [one.get("pattern") for one in kind if "pattern" in one.attrib] == ["*.headway"]
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(folder / "applications" / "headway.desktop")
    told = entry["Desktop Entry"]
    assert told["Exec"] == "'/opt/my tools/headway' -m 100%% %f"
    assert told["MimeType"] == f"{KIND};"
    assert Path(told["Icon"]).is_file()


def test_a_folder_that_cannot_be_written_is_said(folder: Path) -> None:
    (folder / "mime").write_text("a file in the way")
    with pytest.raises(PlannerError, match="do not open by a double-click yet"):
        make_known(COMMAND, "linux")


def test_only_where_the_program_can_do_it() -> None:
    assert [can_be_known(name) for name in ("linux", "win32", "darwin")] == [True, True, False]
    assert can_be_known() is (sys.platform != "darwin")
