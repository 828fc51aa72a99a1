"""Many reports into one folder: each by itself, so that one that is refused keeps none of the others from its reader.

What was made is noted in ``reportgen-batch.jsonl`` beside the documents, line by line, so that a run that was
interrupted is taken up where it ended. The note may be deleted; then everything is made anew.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import attrs

from reportgen.engine.writing import check_target, name_faults, remove_leftovers
from reportgen.errors import Fault, OutputError, ReportgenError, UsageError
from reportgen.vocabulary.findings import Finding
from reportgen.vocabulary.origins import Origin
from reportgen.vocabulary.texts import Text

JOURNAL: Final = "reportgen-batch.jsonl"
Work = Callable[[Path, Path], tuple[Sequence[Finding], Path | None]]
"""Makes the document of a data file, its first argument, at its second; refuses by a ReportgenError.

Returns the findings, and where a document was kept that stood there and that somebody had edited."""


@attrs.frozen
class Outcome:
    """What became of one data file.

    ``written`` is a document made now, ``kept`` one that an earlier run made of the same data, template and program,
    ``refused`` none: ``faults`` say why, and whatever stood at ``target`` was left alone. Of a document made now,
    ``findings`` are those that do not forbid it, and ``edited`` is where the one was kept that stood at ``target``
    before, if somebody had edited it or no earlier run had made it.
    """

    source: Path
    target: Path
    state: Literal["written", "kept", "refused"]
    faults: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()
    edited: Path | None = None


@attrs.frozen
class Made:
    """What a line of the journal says: hashes of what a document was made from, and of the document."""

    key: str
    document: str


def targets(sources: Sequence[Path], folder: Path) -> list[Path]:
    """Return the document of each data file: its name with ``.docx``, in ``folder``.

    Raises:
        UsageError: two data files would make one document, also where only case or the Unicode form of their names
            differs; every clash at once.
        OutputError: the folder takes no files, or not under these names.
    """
    first: dict[str, Path] = {}
    clashes = []
    for source in sources:
        known = first.setdefault(_same(source.stem), source)
        if known is not source:
            says = Text(f"和 {known} 会写成同一个文件", f"would make the same document as {known}")
            clashes.append(
                Fault("same-target", says, Origin(str(source)), Text("请改名后再运行", "Rename one of them"))
            )
    if clashes:
        raise UsageError(clashes)
    made = [folder / f"{source.stem}.docx" for source in sources]
    faults = [fault for target in made for fault in name_faults(target.name, str(target))]
    if faults:
        raise OutputError(faults)
    check_target(folder / JOURNAL, [source for source in sources if source.name == JOURNAL])
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
    journal = made[0].parent / JOURNAL
    before = _read(journal)
    jobs = [(source, target, before.get(target.name)) for source, target in zip(sources, made, strict=True)]
    one = partial(_one, work, program)
    outcomes = []
    remove_leftovers(journal.parent)
    with journal.open("a", encoding="utf-8") as note:
        note.write("\n")  # a kill may have cut the last line short
        for outcome, now in map(one, jobs) if executor is None else executor.map(one, jobs, chunksize=8):
            if now is not None and outcome.state == "written":
                note.write(json.dumps({"file": outcome.target.name, **attrs.asdict(now)}, ensure_ascii=False) + "\n")
                note.flush()
            outcomes.append(outcome)
    return outcomes


def _one(work: Work, program: str, job: tuple[Path, Path, Made | None]) -> tuple[Outcome, Made | None]:
    source, target, before = job
    data = _content(source)  # where it cannot be read, the work says why
    key = _hash(program.encode() + (data or b""))
    there = None if before is None or before.key != key else _content(target)
    if before is not None and there is not None and _hash(there) == before.document:
        return Outcome(source, target, "kept"), before
    try:
        findings, edited = work(source, target)
    except ReportgenError as error:
        return Outcome(source, target, "refused", tuple(error.faults)), None
    return Outcome(source, target, "written", findings=tuple(findings), edited=edited), Made(
        key, _hash(target.read_bytes())
    )


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _read(journal: Path) -> Mapping[str, Made]:
    """Return what the journal says of each document, the last word on each; a line cut short by a kill says nothing."""
    found: dict[str, Made] = {}
    lines: Iterable[str] = journal.read_text("utf-8", "replace").splitlines() if journal.is_file() else ()
    for line in lines:
        try:
            said = json.loads(line)
            found[said["file"]] = Made(said["key"], said["document"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _same(name: str) -> str:
    """Return what names have in common that one file system or another takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
