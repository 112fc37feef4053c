"""Running commands as a person does at a prompt, in this process and with one reference pack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbook.__main__ import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run_command(one_pack: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and return its status and what it printed to output and error."""

    def run(*words: object) -> tuple[int, str, str]:
        try:
            status = main([str(word) for word in words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run
