"""One document of a batch: made, kept from an earlier run, or refused."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Literal

import attrs

from reportgen.core.errors import Fault, ReportgenError
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.remote_files import Place, content_of
from reportgen.report.findings import Finding
from reportgen.report_files import BY_PRODUCTS, is_by_product


@attrs.frozen
class Product:
    """What a work gives: whose report it is, what was found, and where an edited document of its path is kept.

    With an ``error`` no document was made.
    """

    organ: str = ""
    year: int | None = None
    findings: Sequence[Finding] = ()
    edited: Place | None = None
    error: ReportgenError | None = None


Work = Callable[[Any, Any], Product]
"""A function that makes the document of a data file (first argument) at a place (second), or raises a ReportgenError.

Places are paths, or RemoteFiles where the batch was given URLs.
"""


@attrs.frozen
class Outcome:
    """The result for one data file.

    ``written`` is a document made now, ``kept`` one that an earlier run made of the same data, template and program,
    ``refused`` none: ``faults`` say why, and a file at ``target`` was left alone. ``left_out`` is a file that holds no
    report, because this program wrote it of one: a receipt, open data. Where one of them is
    ``internal-error``, ``traceback`` is the text of the exception. ``findings`` are all that the check found, of a
    document made now or refused; ``edited`` is where the earlier file of ``target`` is kept, if somebody had edited it
    or no earlier run had made it. ``organ`` and ``year`` are empty where the data could not be read or was not.
    ``others`` are further files of the same data, written with ``target`` or not at all.
    """

    source: Place
    target: Place
    state: Literal["written", "kept", "refused", "left_out"]
    faults: tuple[Fault, ...] = ()
    traceback: str = ""
    findings: tuple[Finding, ...] = ()
    edited: Place | None = None
    organ: str = ""
    year: int | None = None
    others: tuple[Place, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is no document of this data."""
        return self.state == "refused"


@attrs.frozen
class Checked:
    """The result of checking one data file: ``passed``, ``failed`` or ``unread``; ``faults`` say why it was not read.

    ``left_out`` is a file that holds no report, because this program wrote it of one: a receipt, open data.

    ``findings`` are all that the check found; ``traceback`` is that of an ``internal-error`` among the faults.
    """

    source: Place
    state: Literal["passed", "failed", "unread", "left_out"]
    faults: tuple[Fault, ...] = ()
    traceback: str = ""
    findings: tuple[Finding, ...] = ()
    organ: str = ""
    year: int | None = None

    @property
    def failed(self) -> bool:
        """Whether this data file makes the check fail."""
        return self.state in ("failed", "unread")


@attrs.frozen
class Made:
    """An entry of the journal: a hash of what a document was made from, and of the document."""

    key: str
    document: str


@attrs.frozen
class Job:
    """One data file, its document and the journal's entry for it; the same for ``others``, further files."""

    source: Place
    target: Place
    before: Made | None = None
    others: tuple[tuple[Place, Made | None], ...] = ()


Done = tuple[Outcome, tuple[Made, ...]]
"""An outcome, and the journal's new entries: for the document and the others, or none."""


@attrs.frozen
class Rendering:
    """Does one job after another; ``program`` is a hash of all that decides a document besides its data."""

    work: Work
    program: str

    def __call__(self, job: Job) -> Done:
        """Do one job; an unexpected exception becomes the outcome of this data file and does not end the batch."""
        try:
            return self._attempt(job)
        except ReportgenError as error:
            if _is_by_product(job.source):
                return _outcome(job, "left_out"), ()
            return self.refused(job, *error.faults)
        except Exception as error:  # noqa: BLE001 — the outcome has it, with the traceback
            faults = (internal_error(job.source, error),)
            return _outcome(job, "refused", faults=faults, traceback=traceback.format_exc()), ()

    def source(self, job: Job) -> Place:
        """Return the data file of a job."""
        return job.source

    def refused(self, job: Job, *faults: Fault) -> Done:
        """Return what becomes of a job that is not done."""
        return _outcome(job, "refused", faults=faults), ()

    def _attempt(self, job: Job) -> Done:
        data = _content(job.source, DEFAULT.file_bytes + 1)  # where it cannot be read, the work says why
        key = _hash(self.program.encode() + (data or b""))
        files = [(job.target, job.before), *job.others]
        if all(before is not None and before.key == key and _made(key, file) == before for file, before in files):
            return _outcome(job, "kept"), ()
        product = self.work(job.source, job.target)
        error = product.error
        found: dict[str, Any] = {"findings": tuple(product.findings), "edited": product.edited}
        found |= {"organ": product.organ, "year": product.year}
        if error is not None:
            return _outcome(job, "refused", faults=error.faults, **found), ()
        made = [_made(key, file) for file, _ in files]
        return _outcome(job, "written", **found), tuple(one for one in made if one is not None)


def _outcome(job: Job, state: Literal["written", "kept", "refused", "left_out"], **more: Any) -> Outcome:
    return Outcome(job.source, job.target, state, others=tuple(file for file, _ in job.others), **more)


def _made(key: str, file: Place) -> Made | None:
    """Return the journal's entry for a ``file`` that was made of what has the hash ``key``."""
    content = _content(file, DEFAULT.output_bytes + 1)
    return None if content is None else Made(key, _hash(content))


@attrs.frozen
class Checking:
    """Checks one data file after another with ``check``, a function that returns its result or raises.

    Its second argument is the job's ``target``: for a check the earlier report to compare with, or the data file itself
    where there is none.
    """

    check: Callable[[Place, Place], Checked]

    def __call__(self, job: Job) -> Checked:
        """Check one data file; an unexpected exception becomes its result and does not end the rest."""
        source = job.source
        try:
            if source.suffix.lower() in BY_PRODUCTS and _is_by_product(source):  # which can be read as a report
                return Checked(source, "left_out")
            return self.check(source, job.target)
        except ReportgenError as error:
            if _is_by_product(source):
                return Checked(source, "left_out")
            return self.refused(job, *error.faults)
        except Exception as error:  # noqa: BLE001 — the result has it, with the traceback
            return Checked(source, "unread", (internal_error(source, error),), traceback.format_exc())

    def source(self, job: Job) -> Place:
        """Return the data file of a job."""
        return job.source

    def refused(self, job: Job, *faults: Fault) -> Checked:
        """Return the result for a data file that was not checked."""
        return Checked(job.source, "unread", faults)


def internal_error(source: Place, error: Exception) -> Fault:
    """Return the fault of a data file over which the program stumbled."""
    says = Text(
        f"程序内部出错（{type(error).__name__}），没有写出这份报告；这是程序的问题，不是数据的问题",
        f"internal error ({type(error).__name__}); this report was not written. The program is at fault, not the data",
    )
    remedy = Text(
        "请把这个数据文件和 outcome.traceback 的内容交给程序的维护人员",
        "Send this data file and the text of outcome.traceback to whoever maintains the program",
    )
    return Fault("internal-error", says, Origin(str(source)), remedy)


def _content(file: Place, most: int) -> bytes | None:
    try:
        return content_of(file, most)
    except (OSError, ValueError, ReportgenError):
        return None


def _is_by_product(source: Place) -> bool:
    return is_by_product(_content(source, DEFAULT.file_bytes) or b"")


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
