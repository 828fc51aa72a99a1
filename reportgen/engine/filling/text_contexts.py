"""Where in a paragraph a value's text stands, and so what a tab or a new line in it becomes."""

from __future__ import annotations

import attrs


@attrs.frozen
class TextContext:
    """How a value's tab, line feed, new paragraph and new page are written where it stands; None: not possible."""

    tab: str | None
    line: str | None
    paragraph: str | None
    page: str | None
