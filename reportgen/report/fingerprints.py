"""The name by which a finding is known from one check to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

_LINES: Final = r"第 ?\d+ ?[行段页]"
_NUMBERS: Final = r"\d+(?:\.\d+)?"
_QUOTED: Final = r"“[^“”]*”"
_LENGTH: Final = 4
"""Bytes of a fingerprint: a file has a few findings, and an acceptance names the rule, too."""


def fingerprint(rule: str, says: str, figures: Iterable[Any]) -> str:
    """Return ``PT-NEW-1f0c9a2e``: the rule, and a hash of where a finding stands in the form and of all its figures.

    ``says`` is its sentence in Chinese, of which the numbers and quotations count, but no lines. The fingerprint stays
    when anything else in the file changes; it is another one as soon as a figure, or the words quoted, are others.
    """
    from hashlib import blake2b  # noqa: PLC0415 — a report without findings needs none

    sentence = re.sub(_LINES, "", says)
    parts = [rule, *map(str, figures)]
    parts += ["".join(words.split()) for words in re.findall(_QUOTED, sentence)]
    parts += re.findall(_NUMBERS, sentence)
    digest = blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=_LENGTH).hexdigest()
    return f"{rule}-{digest}"
