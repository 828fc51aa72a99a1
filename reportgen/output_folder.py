"""A folder that is made for what is written into it, and removed again where nothing came of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from reportgen import output_faults
from reportgen.core.errors import OutputError


@contextlib.contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """Make ``folder`` where it is not there and its parent is; where the block fails, remove it if it is still empty.

    Without its parent it is not made: whatever is written into it says so.

    Raises:
        OutputError: the system does not let it be made.
    """
    made = False
    if not folder.exists() and folder.parent.is_dir():
        try:
            folder.mkdir()
            made = True
        except FileExistsError:
            pass  # a link that leads nowhere, which whatever is written into it names
        except OSError as error:
            raise OutputError(output_faults.failure(folder, error)) from None
    try:
        yield
    except BaseException:
        if made:
            with contextlib.suppress(OSError):  # it holds something
                folder.rmdir()
        raise
