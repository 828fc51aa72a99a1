"""What comes of comparing an edited document with its data: what is taken, what is told, what cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.reading.published.word_comments import Comment
from reportgen.report.findings import Finding


@attrs.frozen(eq=False, repr=False)
class Change(Value):
    """One thing that somebody changed: a paragraph of the prose (``text``) or a ``figure``, and whether it is taken.

    ``label`` is the piece of prose or the figure's name; ``origin`` is its place in the edited document. ``before`` is
    empty for a new paragraph, ``after`` for a deleted one. The text of a paragraph is told as the data prints it
    from now on; a text that is not taken is a number that the placeholder of the figure ``address`` prints.
    """

    kind: Literal["text", "figure"]
    label: Text
    before: str
    after: str
    taken: bool
    address: str = ""
    origin: Origin | None = None


@attrs.frozen(eq=False, repr=False)
class Left(Value):
    """Something of the edited document that no data file has a place for."""

    says: Text
    origin: Origin | None = None


@attrs.frozen(eq=False, repr=False)
class Merged(Value):
    """The data as the edited document has it: only what changed of ``narrative``, ``entered``, ``stated`` and ``own``.

    ``changes`` are all changes, taken or not; ``findings`` are numbers that differ between prose and tables; ``left``
    is what cannot be brought back.
    """

    narrative: Mapping[str, str]
    entered: Mapping[str, Any]
    stated: Mapping[str, Any]
    own: Mapping[str, Any]
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()
    comments: tuple[Comment, ...] = ()
    """What people remarked on the edited document; it changes nothing."""
    written: Path | None = None
    """The new data file; ``None`` where nothing was taken."""
    kept: Path | None = None
    """Where the old data file is, if the new one took its place."""
    layout: bool = True
    """Whether the comments and the layout of the data file were kept."""

    def stored(self, written: Path, kept: Path | None, *, layout: bool) -> Merged:
        """Return the same with where it was written to."""
        return attrs.evolve(self, written=written, kept=kept, layout=layout)

    @property
    def changes_data(self) -> bool:
        """Whether the data file becomes another one."""
        return bool(self.narrative or self.entered or self.stated or self.own)
