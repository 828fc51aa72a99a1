"""One document of a batch: made, kept from an earlier run, or refused."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

import attrs

from reportgen.core.errors import Fault, ReportgenError
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.regular_file import read_regular
from reportgen.report.findings import Finding

Work = Callable[[Path, Path], tuple[Sequence[Finding], Path | None]]
"""A function that makes the document of a data file (first argument) at a path (second), or raises a ReportgenError.

It returns the findings, and where an edited document of that path is kept."""


@attrs.frozen
class Outcome:
    """The result for one data file.

    ``written`` is a document made now, ``kept`` one that an earlier run made of the same data, template and program,
    ``refused`` none: ``faults`` say why, and a file at ``target`` was left alone. Where one of them is
    ``internal-error``, ``traceback`` is the text of the exception. For a document made now, ``findings`` are those that
    do not forbid it, and ``edited`` is where the earlier file of ``target`` is kept, if somebody had edited it or no
    earlier run had made it.
    """

    source: Path
    target: Path
    state: Literal["written", "kept", "refused"]
    faults: tuple[Fault, ...] = ()
    traceback: str = ""
    findings: tuple[Finding, ...] = ()
    edited: Path | None = None


@attrs.frozen
class Made:
    """An entry of the journal: a hash of what a document was made from, and of the document."""

    key: str
    document: str


@attrs.frozen
class Job:
    """One data file, its document, and the journal's entry for that document."""

    source: Path
    target: Path
    before: Made | None = None


Done = tuple[Outcome, Made | None]
"""An outcome, and the journal's new entry for the document."""


def attempt(work: Work, program: str, job: Job) -> Done:
    """Do one job; an unexpected exception becomes the outcome of this data file and does not end the batch."""
    try:
        return _attempt(work, program, job)
    except ReportgenError as error:
        return Outcome(job.source, job.target, "refused", tuple(error.faults)), None
    except Exception as error:  # noqa: BLE001 — the outcome has it, with the traceback
        faults = (_internal(job.source, error),)
        return Outcome(job.source, job.target, "refused", faults, traceback.format_exc()), None


def _attempt(work: Work, program: str, job: Job) -> Done:
    source, target, before = job.source, job.target, job.before
    data = _content(source, DEFAULT.data_bytes + 1)  # where it cannot be read, the work says why
    key = _hash(program.encode() + (data or b""))
    there = None if before is None or before.key != key else _content(target, DEFAULT.output_bytes + 1)
    if before is not None and there is not None and _hash(there) == before.document:
        return Outcome(source, target, "kept"), before
    findings, edited = work(source, target)
    document = _content(target, DEFAULT.output_bytes + 1)
    outcome = Outcome(source, target, "written", findings=tuple(findings), edited=edited)
    return outcome, None if document is None else Made(key, _hash(document))


def refusal(source: Path, id: str, says: Text, remedy: Text) -> Fault:
    """Return the fault of a data file that the batch itself could not process."""
    return Fault(id, says, Origin(str(source)), remedy)


def _internal(source: Path, error: Exception) -> Fault:
    says = Text(
        f"程序内部出错（{type(error).__name__}），没有写出这份报告；这是程序的问题，不是数据的问题",
        f"internal error ({type(error).__name__}); this report was not written. The program is at fault, not the data",
    )
    remedy = Text(
        "请把这个数据文件和 outcome.traceback 的内容交给程序的维护人员",
        "Send this data file and the text of outcome.traceback to whoever maintains the program",
    )
    return refusal(source, "internal-error", says, remedy)


def _content(file: Path, most: int) -> bytes | None:
    try:
        return read_regular(file, most)
    except (OSError, ValueError):
        return None


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
