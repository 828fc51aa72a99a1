"""The data of a published report: its form recognised, its figures at their addresses, and an account of all doubts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs

from reportgen.core.document import Document
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument, ShownText
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.frozen_columns import with_frozen_columns
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_units import with_captions
from reportgen.engine.form_matching.published_tables import Matched, matched
from reportgen.engine.form_matching.sheets import Sheet
from reportgen.engine.form_matching.text_tables import with_text_tables
from reportgen.engine.reading.published.other_years import of_the_year
from reportgen.engine.reading.published.prose_sections import prose_of, section_at
from reportgen.engine.reading.published.published_data import Data
from reportgen.engine.reading.published.titles import Title, titles_in
from reportgen.model.kinds.kind import Kind
from reportgen.report.report_type import ReportType

_ENOUGH: Final = 0.15
"""So many of a form's rows must be there, else the document is another one."""
_SECTIONS_ENOUGH: Final = 4
Block = ShownText | Sheet


@attrs.frozen(eq=False, repr=False)
class PublishedReport(Value):
    """What was read of one published report: a document like that of a data file, and everything not understood.

    ``prose`` is all of its prose as printed, in order, with the titles of the sections. ``title`` is as printed.
    """

    document: Document
    type: ReportType
    title: str
    prose: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, int]:
        """How many of the form's figures have a value, and how many are blank."""
        names = [field.name for field in attrs.fields(self.type.statistics)]
        values = list(_values([self.document.data[name] for name in names]))
        stated = self.document.data.get("stated", {})
        blank = sum(value is None for value in values)
        return len(values) - blank + len(stated), blank

    @property
    def account(self) -> tuple[Fault, ...]:
        """Everything of the report that was not understood, was read loosely, or was left out, each with its place."""
        return self.document.account


@attrs.frozen(eq=False, repr=False)
class _Candidate(Value):
    """A document as one form reads it."""

    type: ReportType
    form: FormIndex
    blocks: tuple[Block, ...]
    found: Matched
    left_out: tuple[Fault, ...] = ()
    """The tables that the document has of other years."""

    @property
    def share(self) -> float:
        """How much of the form's rows the document has."""
        rows = sum(len(table.rows) for table in self.type.tables)
        return self.found.rows / rows if rows else 0.0


def _values(data: Any) -> Iterator[Any]:
    """Yield every figure in nested groups and rows."""
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _values(one)
    else:
        yield data


def reports_in(
    shown: ShownDocument, types: Sequence[ReportType], organ: str | None = None, year: int | None = None
) -> list[PublishedReport]:
    """Return every report of one of ``types`` that a document holds, in order.

    ``organ`` and ``year`` say whose it is where its title does not.

    Raises:
        DataError: the document is no report of these types, or nothing of it can be read.
    """
    if not shown.blocks:
        raise DataError(_nothing_to_read(shown))
    candidates = [_read_as(one, shown.blocks) for one in types if one.tables and one.sections]
    earlier = {name for one in types for name in one.earlier_forms}
    best = max(
        candidates,
        key=lambda one: (round(one.share, 3), one.found.rows, one.type.name not in earlier),
        default=None,
    )
    if best is None or not _is_report(best):
        raise DataError(_another_report(shown, types))
    parts = _parts(best)
    if len(parts) == 1:
        return [_report(best, shown, parts[0], organ, year)]
    return [
        _report(_read_again(best, blocks), shown, (0, len(blocks)), organ, year)
        for start, end in parts
        for blocks in [best.blocks[start:end]]
    ]


def the_report(
    shown: ShownDocument,
    types: Sequence[ReportType],
    organ: str | None = None,
    year: int | None = None,
    number: int | None = None,
) -> PublishedReport:
    """Return the one report that a document holds, or the one of several with ``number``, from 1.

    Raises:
        DataError: as :func:`reports_in`; or there are several, which are named.
    """
    return one_of(reports_in(shown, types, organ, year), shown.name, number)


def one_of(found: Sequence[PublishedReport], name: str, number: int | None) -> PublishedReport:
    """Return the only report that the file called ``name`` holds, or the one with ``number``, from 1.

    Raises:
        DataError: there are several, which are named, or not so many.
    """
    if number is None and len(found) == 1:
        return found[0]
    if number is not None and 1 <= number <= len(found):
        return found[number - 1]
    named = [one.title or "{organ} {year}".format_map(one.document.data) for one in found]
    says = Text(
        f"文件里有 {len(found)} 份报告：{'；'.join(named)}",
        f"the file holds {len(found)} reports: {'; '.join(named)}",
    )
    remedy = Text(
        f"请用 read 命令的 --number 指定第几份（1 到 {len(found)}），或者一份报告存一个文件",
        f"choose one with --number of the command read (1 to {len(found)}), or save each in a file of its own",
    )
    if len(found) == 1:
        says = Text(f"文件里只有 1 份报告，没有第 {number} 份", f"the file holds one report, and no number {number}")
        remedy = Text("请去掉 --number", "leave --number out")
    raise DataError(Fault("published-several", says, Origin(name), remedy))


def _read_as(report_type: ReportType, blocks: Sequence[Any]) -> _Candidate:
    form = FormIndex(report_type.tables)
    titles = frozenset(words_of(title) for title in report_type.sections)
    whole = tuple(with_frozen_columns(tuple(with_text_tables(blocks, form, titles)), form))
    divided, left_out = of_the_year(whole, report_type.title_words)
    return _Candidate(report_type, form, divided, _matched(divided, form, report_type), left_out)


def _read_again(candidate: _Candidate, blocks: Sequence[Block]) -> _Candidate:
    found = _matched(blocks, candidate.form, candidate.type)
    return attrs.evolve(candidate, blocks=tuple(blocks), found=found)


def _matched(blocks: Sequence[Block], form: FormIndex, report_type: ReportType) -> Matched:
    derived = report_type.addresses.derived
    return matched(
        with_captions(blocks),
        form,
        _kinds(report_type),
        lambda address: derived[address].definition if address in derived else None,
    )


def _kinds(report_type: ReportType) -> Callable[[str], Kind]:
    book = report_type.addresses
    return lambda address: book[address].figure.kind


def _is_report(candidate: _Candidate) -> bool:
    """Whether a document is the form's: enough rows of its tables, or its title and most of its sections."""
    if candidate.share >= _ENOUGH:
        return True
    sections = {
        found[0]
        for one in candidate.blocks
        if isinstance(one, ShownText) and (found := section_at(one.text, candidate.type.sections)) is not None
    }
    return len(sections) >= _SECTIONS_ENOUGH and bool(titles_in(candidate.blocks, candidate.type.title_words))


def _parts(candidate: _Candidate) -> list[tuple[int, int]]:
    """Return where each report of a document begins and ends: a first section behind tables begins another."""
    starts: list[int] = []
    tables = True
    for at, block in enumerate(candidate.blocks):
        if isinstance(block, Sheet):
            tables = tables or _numbered(candidate.blocks, block) in candidate.found.sheets
        elif (found := section_at(block.text, candidate.type.sections)) is not None and found[0] == 0:
            if tables:
                starts.append(at)
            tables = False
    if len(starts) < 2:
        return [(0, len(candidate.blocks))]
    titles = titles_in(candidate.blocks, candidate.type.title_words)
    begins = [0]
    for before, start in itertools.pairwise(starts):
        inside = [one.start for one in titles if before < one.start < start]
        begins.append(inside[-1] if inside else start)
    return list(zip(begins, [*begins[1:], len(candidate.blocks)], strict=True))


def _numbered(blocks: Sequence[Block], sheet: Sheet) -> int:
    return next(number for number, one in enumerate(one for one in blocks if isinstance(one, Sheet)) if one is sheet)


def _report(
    candidate: _Candidate, shown: ShownDocument, part: tuple[int, int], organ: str | None, year: int | None
) -> PublishedReport:
    blocks = candidate.blocks[part[0] : part[1]]
    title = _title(blocks, candidate.type)
    if (title is None and (organ is None or year is None)) or not candidate.type.title_words:
        raise DataError(_no_title(shown))
    behind = blocks if title is None else blocks[title.end :]
    called = organ or (title.organ if title is not None else "")
    prose = prose_of(behind, candidate.type.sections, called)
    data = Data(shown.name, candidate.type)
    data.head(called, year or (title.year if title is not None else 0), title)
    account = [*candidate.found.account, *candidate.left_out, *data.figures(candidate.found.figures)]
    account += data.prose(prose)
    account += [*prose.account, *_unknown_tables(candidate, blocks), *shown.unread]
    document = data.document(tuple(account))
    return PublishedReport(document, candidate.type, "" if title is None else title.text, tuple(prose.lines))


def _title(blocks: Sequence[Block], report_type: ReportType) -> Title | None:
    """Return the title that stands before the first section: the most prominent one, of several the nearest."""
    first = next(
        (
            at
            for at, one in enumerate(blocks)
            if isinstance(one, ShownText) and section_at(one.text, report_type.sections) is not None
        ),
        len(blocks),
    )
    found = titles_in(blocks[:first], report_type.title_words)
    found = found or _titles_in_tables(blocks[:first], report_type)
    return max(found, key=lambda one: (one.rank, one.start), default=None)


def _titles_in_tables(blocks: Sequence[Block], report_type: ReportType) -> list[Title]:
    cells = [
        ShownText(cell.text, cell.origin)
        for block in blocks
        if isinstance(block, Sheet)
        for line in block.lines
        for cell in line.cells
    ]
    return [attrs.evolve(one, start=0, end=0) for one in titles_in(cells, report_type.title_words)]


def _unknown_tables(candidate: _Candidate, blocks: Sequence[Block]) -> Iterator[Fault]:
    """Yield the tables between the first section and the end that hold figures and are not the form's."""
    begun = False
    number = -1
    for block in blocks:
        if isinstance(block, ShownText):
            begun = begun or section_at(block.text, candidate.type.sections) is not None
            continue
        number += 1
        filled = [text for line in block.lines for text in line.texts if text]
        if begun and number not in candidate.found.sheets and any(text[0].isdigit() for text in filled):
            shown = "、".join(text.replace("\n", "") for text in filled[:6])
            says = Text(f"这个表不是格式里的表，没有读：{shown}……", f"this table is not the form's: {shown}…")
            yield Fault("published-unknown-table", says, block.origin)


def _nothing_to_read(shown: ShownDocument) -> list[Fault]:
    says = Text("文件里没有可以读的文字（可能是扫描件或图片）", "the file has no text (a scan, or pictures only)")
    remedy = Text(
        "扫描件请先做文字识别（OCR），核对后存成 Word 再读", "recognise the text (OCR), check it, save it as a document"
    )
    return [Fault("published-no-text", says, Origin(shown.name), remedy), *shown.unread]


def _another_report(shown: ShownDocument, types: Sequence[ReportType]) -> list[Fault]:
    known = "、".join(one.title.zh for one in types)
    english = ", ".join(one.title.en for one in types)
    first = next((one.text.split("\n")[0] for one in shown.blocks if isinstance(one, ShownText)), "")[:40]
    begins = Text(f"（开头是“{first}”）", f" (it begins “{first}”)") if first else Text("", "")
    says = Text(
        f"这不是能读的报告{begins.zh}：没有找到格式规定的表格和标题",
        f"this is no report that can be read{begins.en}: neither the form's tables nor its titles are there",
    )
    remedy = Text(
        f"能读的有：{known}；要填报的，请给出数据文件（.yaml、.xlsx）",
        f"what can be read: {english}; to make a report, name its data file (.yaml, .xlsx)",
    )
    return [Fault("published-another", says, Origin(shown.name), remedy), *shown.unread]


def _no_title(shown: ShownDocument) -> Fault:
    says = Text(
        "找不到标题，不知道是哪个机关、哪一年的报告",
        "no title is found that says whose report it is, and of which year",
    )
    remedy = Text("请用 --organ 和 --year 写明", "say so with --organ and --year")
    return Fault("published-no-title", says, Origin(shown.name), remedy)
