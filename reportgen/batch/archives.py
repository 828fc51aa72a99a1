"""A zip file as the output of a batch, made whole when all documents are there.

Until then they lie in a folder beside it, with their journal, so that a batch into a zip file is continued as any
other.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

import attrs

from reportgen.atomic_write import check_target, write_together
from reportgen.batch.journal import JOURNAL, journal_files
from reportgen.batch.outcomes import Outcome
from reportgen.batch.plan import Plan
from reportgen.batch.zip_stream import COMMENT, is_ours, zip_pieces
from reportgen.core.errors import Fault, OutputError
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.output_faults import exists, failure
from reportgen.output_folder import made_folder
from reportgen.remote_files import Place, RemoteFile, content_of, delete

ARCHIVE: Final = ".zip"
_UNFINISHED: Final = ".unfinished"
Kind = TypeVar("Kind", bound=Place)
_END: Final = len(COMMENT) + 2


def is_archive(output: Place) -> bool:
    """Return whether a batch's output is a zip file, by its name."""
    return output.suffix.lower() == ARCHIVE


def unfinished(archive: Kind) -> Kind:
    """Return the folder that holds the documents of ``archive`` until it is written."""
    return archive.with_name(archive.name + _UNFINISHED)  # type: ignore[return-value]  # of the same kind


@contextlib.contextmanager
def unfinished_folder(archive: Place) -> Iterator[Place]:
    """Yield the folder of ``archive``, made for the block as :func:`made_folder` does.

    Raises:
        OutputError: it cannot be made.
    """
    folder = unfinished(archive)
    if isinstance(folder, RemoteFile):  # such storages have no empty folders
        yield folder
        return
    with made_folder(folder):
        yield folder


def check_archive(archive: Place, *, resume: bool) -> None:
    """Raise OutputError if ``archive`` cannot be written, or is there; with ``resume`` one of a batch may be there."""
    try:
        if isinstance(archive, Path):
            check_target(archive)
        there = archive.exists()
    except OSError as error:
        raise OutputError(failure(archive, error)) from None
    if there and not (resume and _is_ours(archive)):
        remedy = Text(
            "请换一个文件名，或先移走它；接着上次的批处理做，请加 --resume",
            "choose another name, or move it away; --resume goes on with an earlier batch",
        )
        raise OutputError(attrs.evolve(exists(archive), remedy=remedy))


def packed(
    outcomes: Generator[Outcome, None, None], jobs: Plan, folder: Place, archive: Place
) -> Generator[Outcome, None, None]:
    """Yield the ``outcomes`` of ``jobs`` with their documents inside of ``archive``, and write that at the end.

    The folder is then deleted, unless a document is missing: the next run needs only that. Without any document there
    is no archive.

    Raises:
        OutputError: the archive cannot be written; the folder is kept.
    """
    with contextlib.closing(outcomes):
        failed = without = 0
        for number, outcome in enumerate(outcomes):
            if outcome.state not in ("written", "kept"):
                without += 1
                failed += outcome.failed
                jobs.add_without_document(number)
            others = tuple(archive / file.name for file in outcome.others)
            yield attrs.evolve(outcome, target=archive / outcome.target.name, others=others)
    if without < jobs.total:
        _write(archive, zip_pieces(_members(jobs.documents())))
    if not failed:
        _remove(folder, jobs.documents())


def _write(archive: Place, pieces: Iterable[bytes]) -> None:
    if isinstance(archive, Path):
        write_together([(archive, pieces)])
        return
    try:
        archive.write_pieces(pieces)
    except OSError as error:
        raise OutputError(failure(archive, error)) from None


def _members(documents: Iterable[Place]) -> Iterator[tuple[str, bytes]]:
    for document in documents:
        try:
            content = content_of(document, DEFAULT.output_bytes + 1)
        except FileNotFoundError:
            says = Text("这份报告在打包前被删除了", "this document was deleted before it was packed")
            remedy = Text("请加 --resume 再运行一次", "run the batch again with --resume")
            raise OutputError(Fault("document-gone", says, Origin(str(document)), remedy)) from None
        except OSError as error:
            raise OutputError(failure(document, error)) from None
        yield document.name, content


def _remove(folder: Place, documents: Iterable[Place]) -> None:
    """Delete what the batch made; what somebody else put there stays, and the folder with it."""
    if isinstance(folder, RemoteFile):
        with contextlib.suppress(OSError):
            delete(one for one in documents if isinstance(one, RemoteFile))
            delete([*journal_files(folder)])
        return
    for document in documents:
        with contextlib.suppress(OSError):
            Path(str(document)).unlink()
    with contextlib.suppress(OSError):
        (folder / JOURNAL).unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()


def _is_ours(archive: Place) -> bool:
    try:
        if isinstance(archive, RemoteFile):
            return is_ours(archive.end(_END))
        with archive.open("rb") as stream:
            stream.seek(-_END, os.SEEK_END)
            return is_ours(stream.read())
    except OSError:
        return False
