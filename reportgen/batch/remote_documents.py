"""Writes a document behind a URL; one that stands there and was edited is kept beside it, as on a disk."""

from __future__ import annotations

from reportgen.core.errors import OutputError
from reportgen.core.limits import DEFAULT
from reportgen.edited_documents import EDITED, second_names
from reportgen.output_faults import failure
from reportgen.pipeline.documents import unchanged_test
from reportgen.remote_files import RemoteFile

_MOST = DEFAULT.output_bytes + 1


def write(target: RemoteFile, document: bytes) -> RemoteFile | None:
    """Put a file in ``target``; return where the one that stood there is kept, None if nobody had edited it.

    Raises:
        OutputError: the storage refuses it.
    """
    try:
        is_unchanged = unchanged_test(target.suffix)
        old = None if is_unchanged is None else _content(target)
        kept = None
        if is_unchanged and old and old != document and not (len(old) < _MOST and is_unchanged(old)):
            kept = next(name for name in second_names(target, EDITED) if _content(name) in (None, old))
            target.copy(kept)
        target.write(document)
    except OSError as error:
        raise OutputError(failure(target, error)) from None
    return kept


def _content(file: RemoteFile) -> bytes | None:
    try:
        return file.read(_MOST)
    except FileNotFoundError:
        return None
