"""Doubts that an office looked into and stands by: which finding, why, and who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import attrs

from reportgen.core.origin import Origin
from reportgen.core.value import Value

if TYPE_CHECKING:
    from reportgen.report.findings import Finding

_LINES: Final = re.compile(r"第 ?\d+ ?[行段页]")
_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)?")
_QUOTED: Final = re.compile(r"“[^“”]*”")
_LENGTH: Final = 4
"""Bytes of a fingerprint: a file has a few findings, and an acceptance names the rule, too."""


@attrs.frozen(eq=False, repr=False)
class Acceptance(Value):
    """One entry of ``accepted:``: the fingerprint of a ``finding``, the reason, who gave it, and its place."""

    finding: str
    reason: str
    who: str
    origin: Origin | None = None


def fingerprint_of(finding: Finding) -> str:
    """Return ``PT-NEW-1f0c9a2e``: the rule, and a hash of where the finding stands in the form and of all its figures.

    It stays when lines move and when anything else in the file changes; it is another one as soon as a figure of the
    finding, or the words that it quotes, are others.
    """
    from hashlib import blake2b  # noqa: PLC0415 — a report without findings needs none

    says = _LINES.sub("", finding.says.zh)
    parts: list[Any] = [finding.rule, finding.verdict, finding.address, finding.expected, finding.actual]
    parts += [f"{cell.address}={cell.value}" for cell in finding.cells]
    parts += ["".join(words.split()) for words in _QUOTED.findall(says)]
    parts += _NUMBERS.findall(says)
    digest = blake2b("\n".join(map(str, parts)).encode("utf-8", "surrogateescape"), digest_size=_LENGTH).hexdigest()
    return f"{finding.rule}-{digest}"
