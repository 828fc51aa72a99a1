"""Many reports into one folder, each by itself: a data file that is refused does not stop the others.

A journal, ``reportgen-batch.jsonl`` beside the documents, lists what was made, so that an interrupted run is continued.
It may be deleted; then everything is made again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import Executor
from pathlib import Path

from reportgen.atomic_write import check_target, remove_leftovers
from reportgen.batch.clashes import refuse_clashes
from reportgen.batch.journal import JOURNAL, check_journal, journal_in
from reportgen.batch.outcomes import Job, Outcome, Work, attempt
from reportgen.batch.sharing import share
from reportgen.core.errors import OutputError
from reportgen.output_faults import name_faults

__all__ = ["JOURNAL", "Outcome", "Work", "run", "targets"]


def targets(sources: Sequence[Path], folder: Path, inputs: Collection[Path] = ()) -> list[Path]:
    """Return the document of each data file: its name with ``.docx``, in ``folder``.

    ``inputs`` are files besides the data that must not be overwritten: the templates.

    Raises:
        UsageError: two data files would make one document, also where only case or the Unicode form of their names
            differs, or one document is a link to the other; every clash at once.
        OutputError: the folder takes no files, or not under these names; or a document would be written over a data
            file, one of ``inputs`` or the journal, also through a link; every one at once.
    """
    made = [folder / f"{source.stem}.docx" for source in sources]
    journal = folder / JOURNAL
    faults = [fault for target in made for fault in name_faults(target.name, str(target))]
    if faults:
        raise OutputError(faults)
    refuse_clashes(sources, made, [*inputs, journal])
    check_journal(journal)
    check_target(journal, [source for source in sources if source.name == JOURNAL])
    return made


def run(
    sources: Sequence[Path], made: Sequence[Path], work: Work, program: str, executor: Executor | None = None
) -> list[Outcome]:
    """Make every document that is not there yet; return the outcomes in the order of ``sources``.

    ``program`` is a hash of all that decides a document besides its data. With an ``executor`` the work is shared
    among its workers; ``work`` must then be able to travel there.
    """
    if not sources:
        return []
    folder = made[0].parent
    remove_leftovers(folder)
    outcomes: dict[int, Outcome] = {}
    with journal_in(folder) as journal:
        jobs = [
            Job(source, target, journal.before.get(target.name)) for source, target in zip(sources, made, strict=True)
        ]
        alone = ((number, attempt(work, program, job)) for number, job in enumerate(jobs))
        for number, (outcome, now) in alone if executor is None else share(work, program, jobs, executor):
            if now is not None and outcome.state == "written":
                journal.note(outcome.target, now)
            outcomes[number] = outcome
    remove_leftovers(folder)  # of workers that died
    return [outcomes[number] for number in range(len(jobs))]
