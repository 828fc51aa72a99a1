"""Where in a paragraph a value's text stands, and so what a tab or a new line in it becomes."""

from __future__ import annotations

import attrs

from reportgen.vocabulary.values import Value


@attrs.frozen(eq=False, repr=False)
class TextContext(Value):
    """How a value's tab, line feed, new paragraph and new page are written where it stands; None: not possible."""

    tab: str | None
    line: str | None
    paragraph: str | None
    page: str | None
