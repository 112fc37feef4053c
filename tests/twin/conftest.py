"""LibreOffice as the second engine: it opens a workbook, computes every formula and writes what it got."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""
USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)


def _program() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in USUAL_PLACES if Path(place).is_file()), None)


@pytest.fixture(scope="session")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Path]], list[Path]]:
    """Return a function that has LibreOffice recompute workbooks; skip where LibreOffice is missing."""
    program = _program()
    if program is None:
        reason = "LibreOffice Calc (soffice) is not installed, so no second engine can recompute the workbook"
        if os.environ.get("HEADWAY_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # A profile per test process: LibreOffice locks it. Without the setting it trusts our cached values.
    profile = tmp_path_factory.mktemp("libreoffice")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    environment = {**os.environ, "HOME": str(profile), "SAL_USE_VCLPLUGIN": "svp"}

    def recalculate(workbooks: list[Path]) -> list[Path]:
        folder = tmp_path_factory.mktemp("recalculated")
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx", "--outdir", str(folder), *map(str, workbooks)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        written = [folder / workbook.name for workbook in workbooks]
        assert all(path.is_file() for path in written), f"LibreOffice failed: {done.stdout} {done.stderr}"
        return written

    return recalculate
