"""A document that somebody edited, compared with the document as it was made: what to change in the data, and what not.

Text is taken. A placeholder stays where its number is as it was; a number typed over one is taken only where the tables
say the same. Figures are taken where somebody asks for it. The rest is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument, ShownText
from reportgen.core.text import Text, shortened
from reportgen.engine.checking.rules_of_every_report import MERGED
from reportgen.engine.merging.figures import Figures, changed_figures, changes_of, shown, wrong_totals
from reportgen.engine.merging.merged import Change, Left, Merged
from reportgen.engine.merging.paragraphs import edited_prose, key
from reportgen.engine.merging.realigning import Replaced, rewritten
from reportgen.engine.merging.tokens import Line, lines_of
from reportgen.engine.reading.workbook.cells import entry_of
from reportgen.prose.bold import marked
from reportgen.prose.markup import Placeholder
from reportgen.prose.rendering import UnprintableError, printed
from reportgen.report.findings import Cell, Finding
from reportgen.report.report import Report

_HARMLESS = frozenset(("published-tracked",))
_AROUND = frozenset(("published-picture", "published-footnote"))
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+", re.ASCII)


def merge(
    report: Report,
    made: ShownDocument,
    edited: ShownDocument,
    *,
    take_figures: bool = False,
    around: Sequence[Left] | None = None,
) -> Merged:
    """Return what ``edited`` changes in the data of ``report``, of which the document ``made`` was rendered.

    ``around`` is what was changed around their texts, pictures and notes included, where somebody compared that.
    """
    figures = changed_figures(report, made, edited)
    merger = _Merger(report, figures, take_figures)
    lines = {name: lines_of(prose.text, report.printable) for name, prose in report.prose.items()}
    words = {name: [line.text for line in found if line.text.strip()] for name, found in lines.items()}
    prose = edited_prose(made, edited, words, report.type)
    for field in report.narrative_fields:
        if field.name in prose.fields:
            merger.prose(field.name, field.label, lines[field.name], prose.fields[field.name])
    known = _HARMLESS if around is None else _HARMLESS | _AROUND
    unread = [fault for fault in edited.unread if fault.id not in known and fault.says not in _said(made)]
    bold = _bold_changes(made, [one for texts in prose.fields.values() for one in texts])
    left = [*figures.left, *prose.left, *bold, *(Left(fault.says, fault.origin) for fault in unread), *(around or ())]
    return merger.merged(left)


def _bold_changes(made: ShownDocument, edited: Sequence[ShownText]) -> Iterator[Left]:
    """Yield the paragraphs of the prose that say what they said and are bold elsewhere."""
    before = {key(one.text): marked(one.text, one.bold) for one in made.blocks if isinstance(one, ShownText)}
    for one in edited:
        old = before.get(key(one.text))
        if old is not None and not one.level and key(old) != key(marked(one.text, one.bold)):
            words = shortened(one.text)
            says = Text(
                f"“{words}”的加粗有变化：请在数据文件里改", f"“{words}” is bold elsewhere: change the data file"
            )
            yield Left(says, one.origin)


def _said(shown: ShownDocument) -> list[Text]:
    return [fault.says for fault in shown.unread]


@attrs.define(eq=False)
class _Merger:
    """Puts together what is taken, what is told, and what contradicts itself."""

    report: Report
    figures: Figures
    take: bool
    narrative: dict[str, str] = attrs.field(factory=dict)
    own: dict[str, Any] = attrs.field(factory=dict)
    changes: list[Change] = attrs.field(factory=list)
    texts: list[Callable[[], Iterator[Change]]] = attrs.field(factory=list)
    """What was changed of paragraphs; told when all figures are known, because they print them."""
    findings: list[Finding] = attrs.field(factory=list)
    tables: Mapping[str, Any] = attrs.field(init=False)
    """Every figure as the edited tables have it."""
    origins: Sequence[Origin] = ()
    """Where the paragraphs of the prose at hand stand in the edited document."""

    def __attrs_post_init__(self) -> None:
        book = self.report.addresses
        entered = {**self.report.entered, **self.figures.entered}
        self.tables = {**self.report.printable, **book.printed({**entered, **book.derive(entered)})}
        self.findings += wrong_totals(self.figures, self.report, book.derive(entered))

    def prose(self, name: str, label: Text, before: Sequence[Line], after: Sequence[ShownText]) -> None:
        """Take a piece of prose as edited."""
        before = [line for line in before if line.text.strip()]
        old = [(line.level, key(line.text)) for line in before]
        texts = [(one.level, part, one.origin) for one in after for part in one.text.split("\n") if part.strip()]
        new = [(level, key(text)) for level, text, _ in texts]
        self.origins = [origin for *_, origin in texts]
        lines = rewritten(before, [(level, text) for level, text, _ in texts], self._resolve)
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, False).get_opcodes():
            if kind != "equal":
                after_all = [*zip(lines[j1:j2], texts[j1:j2], strict=True)]
                self.texts.append(partial(self._text_changes, label, before[i1:i2], after_all))
        ends = "\n" if self.report.prose[name].text.endswith("\n") else ""
        apart = "\n\n" if "\n\n" in self.report.prose[name].text.strip("\n") or len(before) < 2 else "\n"
        changed = apart.join(lines) + ends
        if [line for line in changed.split("\n") if line] != [line.source for line in before]:
            self.narrative[name] = changed

    def _text_changes(
        self, label: Text, before: Sequence[Line], after: Sequence[tuple[str, tuple[int, str, Origin]]]
    ) -> Iterator[Change]:
        """Yield the paragraphs that say something else from now on, as the data will print them."""
        for number in range(max(len(before), len(after))):
            old = before[number] if number < len(before) else None
            if number >= len(after):
                yield Change("text", label, "" if old is None else old.text, "", True)
                continue
            source, (level, typed, origin) = after[number]
            will_be = self._text(source, typed)
            if old is None or (old.level, key(old.text)) != (level, key(will_be)):
                yield Change("text", label, "" if old is None else old.text, will_be, True, origin=origin)

    def _text(self, source: str, typed: str) -> str:
        """Return what a line of the new prose prints with the data as it will be; what was typed where it cannot."""
        try:
            found = lines_of(source, self._will_be())
        except UnprintableError:
            return typed
        return found[0].text if found else typed

    def _will_be(self) -> Mapping[str, Any]:
        """Return every figure as the data has it from now on."""
        return {**self.tables, **self.own} if self.take else self.report.printable

    def _resolve(self, replaced: Replaced, at: int) -> str:
        """Return what to write for a figure: its placeholder, or the number that was typed where there is none."""
        figure = replaced.unit.figure
        if figure is None:
            return replaced.typed
        old, typed = "".join(replaced.unit.tokens), replaced.typed
        now = shown(self._printed(figure))
        if typed != now:
            label = self._label(figure.address)
            own = figure.address in self.report.own and not figure.calls
            if typed == old:
                says = Text(
                    f"表格里（{label.zh}）改成了 {now}，文字中仍是 {old}",
                    f"the tables have {now} now ({label.en}), the prose still says {old}",
                )
                self._finding(figure.address, says, now, typed, at)
            elif not (own and self._own(figure.address, old, typed, at)):
                filled = now if self.take else old
                where = Text("表格", "tables") if figure.address in self.report.addresses else Text("数据", "data")
                says = Text(
                    f"文字中的 {old} 改成了 {typed}，{where.zh}里（{label.zh}）是 {now}：没有采用，文字仍填入 {filled}",
                    f"the prose has {typed} instead of {old}, the {where.en} have {now} ({label.en}): not taken, "
                    f"the prose still says {filled}",
                )
                self._finding(figure.address, says, now, typed, at)
        elif typed != old and not self.take:
            label = self._label(figure.address)
            self.changes.append(Change("text", label, old, typed, False, figure.address, self.origins[at]))
        return replaced.unit.source

    def _own(self, address: str, old: str, typed: str, at: int) -> bool:
        """Note a new value of an own figure; False where the number is none."""
        value = entry_of(typed.replace(",", "") if _GROUPED.fullmatch(typed) else typed)
        if type(value) is not type(self.report.own[address]):
            return False
        if self.own.get(address, value) != value:
            return False
        if address not in self.own:
            label = self._label(address)
            self.changes.append(Change("figure", label, old, shown(value), self.take, address, self.origins[at]))
            self.own[address] = value
        return True

    def _finding(self, address: str, says: Text, expected: Any, actual: Any, at: int) -> None:
        cells = (Cell(address, actual, self._label(address), self.origins[at]),)
        self.findings.append(Finding(MERGED.id, "broken", MERGED.severity, says, address, cells, expected, actual))

    def _printed(self, figure: Placeholder) -> str | None:
        """Return what a placeholder prints with the figures of the edited tables; None where it cannot."""
        try:
            return printed(figure, self.tables)
        except UnprintableError:
            return None

    def _label(self, address: str) -> Text:
        book = self.report.addresses
        return book[address].label if address in book else Text(address, address)

    def merged(self, left: Sequence[Left]) -> Merged:
        """Return all of it; figures are among what is taken only where somebody asked for them."""
        texts = [change for find in self.texts for change in find()]
        changes = [*changes_of(self.figures, self.report, taken=self.take), *texts, *self.changes]
        entered = dict(self.figures.entered) if self.take else {}
        stated = {address: value for address, value in self.figures.totals.items() if address in self.report.stated}
        return Merged(
            self.narrative,
            entered,
            stated if self.take else {},
            self.own if self.take else {},
            tuple(changes),
            tuple(self.findings),
            tuple(left),
        )
