"""Faults and the exceptions that carry them. A figure that does not add up is a finding, never one of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Language, Text
from reportgen.core.value import Value


class FaultPlace(Protocol):
    """A place in a document, as data: programs read its fields, and a sentence is made of it where one is shown."""

    def sentence(self, problem: Text) -> Text:
        """Return ``problem`` as a whole sentence that names the place."""
        ...


@attrs.frozen(eq=False, repr=False)
class Fault(Value):
    """One reason why the work cannot go on: what is wrong where, and what to do about it.

    ``id`` is stable and short (``unknown-key``, ``package-bomb``), so that programs need not read the sentence.
    ``problem`` (given as ``says``) is what is wrong; ``place`` is where, in a document that has places.
    """

    id: str
    problem: Text = attrs.field(alias="says")
    origin: Origin | None = None
    remedy: Text | None = None
    place: FaultPlace | None = None

    @property
    def says(self) -> Text:
        """What is wrong and where, as one sentence."""
        return self.problem if self.place is None else self.place.sentence(self.problem)

    def in_(self, language: Language) -> str:
        """Return ``file:line:column: what. remedy`` in one line, as editors and logs read it."""
        message = self.message(language)
        return message if self.origin is None else f"{self.origin}: {message}"

    def message(self, language: Language) -> str:
        """Return what is wrong and the remedy, without the place."""
        stop = "。" if language == "zh" else "."
        sentences = [self.says.in_(language)]
        if self.remedy is not None:
            sentences.append(self.remedy.in_(language))
        return (stop if language == "zh" else ". ").join(sentences) + stop


class ReportgenError(Exception):
    """The base of every error that a user's input can cause; ``faults`` holds all of them, in the order found."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__(self.in_("en"))

    def in_(self, language: Language) -> str:
        """Return every fault, one a line, in ``language``."""
        return "\n".join(fault.in_(language) for fault in self.faults)

    def __reduce__(self) -> tuple[type[ReportgenError], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class DataError(ReportgenError):
    """A data file that cannot be read or does not describe a report."""


class TemplateError(ReportgenError):
    """A template that cannot be used: damaged, unsafe, or asking for figures that do not exist."""


class RenderError(ReportgenError):
    """A document that could not be made or did not prove equal to its figures."""


class OutputError(ReportgenError):
    """An output that cannot be written."""


class UsageError(ReportgenError):
    """A call that asks for something that does not exist: a report type, an address, a format."""
