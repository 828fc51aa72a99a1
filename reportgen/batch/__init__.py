"""Many reports into one folder, each by itself: a data file that is refused does not stop the others.

A journal, ``reportgen-batch.jsonl`` beside the documents, lists what was made, so that an interrupted run is continued.
It may be deleted; then everything is made again. A zip file is written when all documents are there, from a folder
beside it that holds them and their journal until then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from reportgen.atomic_write import check_target, remove_leftovers
from reportgen.batch import archives
from reportgen.batch.clashes import MOST, Clashes
from reportgen.batch.journal import JOURNAL, check_journal, journal_in
from reportgen.batch.names import DOCX
from reportgen.batch.outcomes import Checked, Checking, Done, Outcome, Product, Rendering, Work
from reportgen.batch.plan import Plan
from reportgen.core.errors import Fault, OutputError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.output_faults import name_faults
from reportgen.remote_files import Place
from reportgen.report_files import LeftOut
from reportgen.workers.sharing import share

__all__ = ["JOURNAL", "Checked", "Outcome", "Product", "Stream", "Work", "plan", "run", "run_checks"]


Result = TypeVar("Result")


class Stream(Iterator[Result]):
    """The outcomes of a batch, each as soon as those before it are known; ``total`` is how many there will be.

    ``left_out`` counts files of the folders that were passed over because this program wrote them of reports.
    """

    left_out = LeftOut()

    def __init__(self, outcomes: Generator[Result, None, None], total: int, close: Callable[[], object]) -> None:
        self._outcomes, self.total, self._close = outcomes, total, close

    def __next__(self) -> Result:
        try:
            return next(self._outcomes)
        except BaseException:  # at the end as well
            self.close()
            raise

    def close(self) -> None:
        """End the batch: what was begun is finished, nothing more is begun."""
        self._outcomes.close()
        self._close()


def plan(
    named: Iterable[tuple[Place, str]], folder: Place, inputs: Collection[Place] = (), suffixes: Sequence[str] = (DOCX,)
) -> Plan:
    """Return the list of jobs: each data file with its document's name in ``folder``.

    ``inputs`` are files besides the data that must not be overwritten: the templates. ``suffixes`` are those of the
    files that are made of each; a name that ends as a Word document's takes the first.

    Raises:
        UsageError: two data files would make one document, also where only case or the Unicode form of their names
            differs, or one document is a link to the other; every clash at once.
        OutputError: the folder takes no files, or not under these names; or a document would be written over a data
            file, one of ``inputs`` or the journal, also through a link; every one at once.
    """
    made = Plan(suffixes[1:])
    try:
        clashes = Clashes(made)
        faults: list[Fault] = []
        own: list[Path] = []
        for source, name in named:
            target = folder / (name if suffixes[0] == DOCX else name.removesuffix(DOCX) + suffixes[0])
            if len(faults) < MOST:
                faults += name_faults(target.name, str(target))
            number = made.add(source, target)
            for file in (target, *made.others_of(target)):
                clashes.add(number, source, file)
            own += [source] if isinstance(source, Path) and source.name == JOURNAL else []
        if faults:
            raise OutputError(faults)
        if made.total:
            journal = folder / JOURNAL
            clashes.refuse([*inputs, journal])
            if isinstance(journal, Path) and isinstance(folder, Path):
                _check_folder(folder)
                check_journal(journal)
                check_target(journal, own)
    except BaseException:
        made.close()
        raise
    return made


def run(  # noqa: PLR0913 — what to do, where, and how
    jobs: Plan,
    folder: Place,
    work: Work,
    program: str,
    executor: Executor | None = None,
    *,
    archive: Place | None = None,
    resume: bool = True,
    flying: int | None = None,
) -> Stream[Outcome]:
    """Make every document that is not there yet; yield the outcomes in the order of the plan, which is then closed.

    ``program`` is a hash of all that decides a document besides its data. With an ``executor`` the work is shared
    among its workers, ``flying`` chunks at a time; ``work`` must then be able to travel there. Without ``resume`` every
    document is made again. With ``archive``, for which ``folder`` is the :func:`archives.unfinished` one, that zip file
    is written at last.
    """
    outcomes = _outcomes(jobs, folder, Rendering(work, program), executor, resume=resume, flying=flying)
    if archive is not None:
        outcomes = archives.packed(outcomes, jobs, folder, archive)
    return Stream(outcomes, jobs.total, jobs.close)


def _outcomes(
    jobs: Plan, folder: Place, task: Rendering, executor: Executor | None, *, resume: bool, flying: int | None
) -> Generator[Outcome, None, None]:
    if not jobs.total:
        return
    _clean(folder)
    with journal_in(folder) as journal:
        if resume:
            jobs.remember(journal.before())

        def note(done: Done) -> None:
            outcome, made = done
            files = (outcome.target, *outcome.others)
            if len(made) == len(files):  # else one is gone already, and is made again by the next run
                for file, entry in zip(files, made, strict=True):
                    journal.note(file, entry)

        with closing(share(task, jobs.jobs(), executor, note, flying)) as shared:
            for outcome, _ in shared:
                yield outcome
    _clean(folder)  # of workers that died


def run_checks(
    sources: Iterable[tuple[Place, Place]],
    check: Callable[[Place, Place], Checked],
    executor: Executor | None = None,
    *,
    flying: int | None = None,
) -> Stream[Checked]:
    """Check every data file with ``check``; yield the results in order. The rest is as in :func:`run`.

    ``sources`` are pairs: a data file, and the earlier report to compare with, or the data file again.
    """
    jobs = Plan()
    try:
        for source, earlier in sources:
            jobs.add(source, earlier)
    except BaseException:
        jobs.close()
        raise
    return Stream(share(Checking(check), jobs.jobs(), executor, lambda _: None, flying), jobs.total, jobs.close)


def _clean(folder: Place) -> None:
    if isinstance(folder, Path):
        remove_leftovers(folder)


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        says = Text("这是一个文件，不是放报告的文件夹", "this is a file, not a folder for the documents")
        remedy = Text("请另写一个文件夹的名字", "Name a folder")
        raise OutputError(Fault("output-not-folder", says, Origin(str(folder)), remedy))
