"""``headway funnel``: filled hiring funnels read back, checked, and what they say."""

from __future__ import annotations

import argparse
import datetime
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.commands.progress import ProgressLine
from workbook.commands.stopping import stoppable
from workbook.outfile import check_place

if TYPE_CHECKING:
    from workbook.model.answer import Answer
    from workbook.plan import Parameters
    from workbook.reading.funnel import FunnelsRead


def read_filled_funnels(asked: argparse.Namespace) -> int:
    """Read filled funnels, write what was asked for and print the answer; status 1 when no file can be used.

    Raises
    ------
    PlannerError
        When there is no such file, or what was asked for cannot be written.
    """
    out = check_place(Path(asked.out)) if asked.out else None
    written: tuple[Path, ...] = ()
    with ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        tell = stack.enter_context(ProgressLine())
        from workbook.plan import Parameters
        from workbook.reading.funnel import read_funnels

        given = Parameters(dict(asked.param))
        read = read_funnels([Path(one) for one in asked.files], tell, stop)
        answer = _answer(read, given, pooled=asked.pooled)
        if asked.tables:
            from workbook.tablefiles import staged_tables

            staged = stack.enter_context(staged_tables(Path(asked.tables)))
            staged.write({one.table: one.rows[list(one.columns)] for one in answer.tables})
            written = tuple(staged.publish())
    if out is not None:
        from workbook.writing.employers.report import write_report

        write_report(answer, out, datetime.date.today(), given)
    if asked.json:
        _print_document(read, answer, given, out, written, pooled=asked.pooled)
    else:
        print("\n".join(_lines(read, answer, out, written, pooled=asked.pooled)))
    return 0 if read.accepted else 1


def _answer(read: FunnelsRead, given: Parameters, *, pooled: bool) -> Answer:
    if pooled:
        from workbook.reading.funneltables import pooled_answer

        return pooled_answer(read, given)
    from workbook.reading.funneltables import funnel_answer

    return funnel_answer(read, given)


def _lines(
    read: FunnelsRead, answer: Answer, out: Path | None, written: tuple[Path, ...], *, pooled: bool
) -> list[str]:
    said = [f"Report: {out}"] if out is not None else []
    if written:
        said.append(f"Tables: {len(written)} CSV files in {written[0].parent.resolve()}")
    said += ["", *answer.words] if said else list(answer.words)
    if not pooled:
        from workbook.commands.reading import finding_lines

        said += finding_lines(read.findings)
    return said


def _print_document(
    read: FunnelsRead,
    answer: Answer,
    given: Parameters,
    out: Path | None,
    written: tuple[Path, ...],
    *,
    pooled: bool,
) -> None:
    import json

    from workbook.commands.document import plain
    from workbook.version import program_version

    document = {
        "program": {"name": "Headway", "version": program_version()},
        "parameters": {"hash": given.hash, "differences": given.differences()},
        "pooled": pooled,
        "files_read": read.read,
        "accepted": read.accepted,
        "set_aside": read.set_aside,
        "answer": list(answer.words),
        **{one.table: one.rows.to_dict("records") for one in answer.tables},
        "written": {"report": out, "tables": written},
    }
    print(json.dumps(plain(document), ensure_ascii=False, indent=2, allow_nan=False))
