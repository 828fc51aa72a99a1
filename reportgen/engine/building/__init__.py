"""A document turned into a report, or every fault of it with its place: unknown, missing and wrong, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from reportgen.core.document import Document, Unreadable
from reportgen.core.errors import DataError, Fault
from reportgen.core.text import Text
from reportgen.engine.building import own_figures
from reportgen.engine.building.fault_list import Faults
from reportgen.engine.building.narrative import narrative
from reportgen.engine.building.places import Seeing
from reportgen.engine.building.sections import TOP, Sections
from reportgen.engine.building.shapes import rows_in
from reportgen.engine.building.structuring import statistics
from reportgen.engine.building.unseen_signs import unseen
from reportgen.engine.checking.rules_of_every_report import LOOSE, UNREAD
from reportgen.model.addresses import address_book
from reportgen.model.symbolic import steps
from reportgen.report.acceptances import Acceptance
from reportgen.report.findings import Finding
from reportgen.report.particulars import NAMES, NOTHING, Particulars
from reportgen.report.report import Report, flatten
from reportgen.report.report_type import ReportType


def _of_reading(document: Document) -> Iterator[Finding]:
    """Yield what a workbook has beside its tables, and how numbers were read that are no plain digits."""
    for rule, found in ((UNREAD, document.unread), (LOOSE, document.loose)):
        for origin, says in found:
            yield Finding(rule.id, "broken", rule.severity, says, "", origin=origin)


def report_type_name(document: Document) -> str:
    """Return which type of report a data file says that it is.

    Raises:
        DataError: it does not say so; every other fault that reading found is told with it.
    """
    name = document.data.get("report")
    if type(name) is str and name.strip():
        return name
    faults = Faults(document)
    if not isinstance(name, Unreadable):
        close = faults.nearest("report", document.data)
        remedy = Text(
            "在文件开头写一行，例如 report: disclosure_2021",
            "begin the file with a line such as report: disclosure_2021",
        )
        if close is not None and close != "report":
            remedy = Text(f"{close} 请改成 report", f"write report in the place of {close}")
        elif any(not key.isascii() for key in document.data):
            remedy = Text(
                "冒号左边要写英文名称；用 reportgen new 可以生成一份，每行右边注有官方名称",
                "the names before the colons are English; reportgen new writes a file that has them all",
            )
        faults.add_key(
            "missing-key", ("report",), Text("缺少 report（报告种类）", "missing report (the type of report)"), remedy
        )
    faults.raise_all()
    raise DataError(Fault("missing-key", Text("缺少 report（报告种类）", "missing report (the type of report)")))


def build(document: Document, report_type: ReportType) -> Report:
    """Return the report that ``document`` describes.

    Texts are taken as they are, numbers exactly; ``null`` is a blank cell, an absent figure is a fault. A shape that is
    out of date is brought up to date where the type knows how, and reported as a finding.

    Raises:
        DataError: every fault of the file, in the order of its lines, those of reading with those of building.
    """
    seeing = Seeing(document, report_type.statistics)
    faults = Faults(document, seeing.locate)
    data: dict[str, Any] = dict(document.data)
    findings: tuple[Finding, ...] = ()
    if report_type.adapt is not None:
        adapted = report_type.adapt(data)
        data, findings = dict(adapted.data), adapted.findings
    official = [field.name for field in attrs.fields(report_type.statistics)]
    strange = _rename(data, [*TOP, *official], report_type, faults)
    written = {name: data[name] for name in official if name in data}
    rows: dict[str, tuple[str, ...]] = {}
    book = report_type.addresses
    if book.repeats:
        rows = rows_in(written, report_type.statistics)
        book = address_book(report_type.statistics, rows)
    entered = statistics(written, book, faults, strange, [*TOP, *official], report_type.remark_instead)
    sections = Sections(data, report_type, book, faults)
    figures = own_figures.figures(sections)
    own = flatten(figures)
    organ, year, scope = sections.organ(), sections.year(), sections.scope()
    accepted = _accepted(sections)
    prose, stated, notes = narrative(sections), sections.stated(), sections.notes()
    checks, limits = own_figures.checks(sections, own), sections.limits()
    particulars = _particulars(sections, organ, year)
    faults.raise_all()
    texts = {"organ": organ, **_under("narrative", prose), **_under("notes", notes), **_under("figures", own)}
    if particulars is not NOTHING:
        texts |= _texts_of(particulars)
    if book.texts and entered is not None:
        texts |= {name: value for name, value in zip(book.entered, entered, strict=True) if name in book.texts}
    return Report(
        type=report_type,
        organ=organ,
        year=year,
        statistics=entered,
        narrative=prose,
        stated=stated,
        notes=notes,
        figures=figures,
        checks=checks,
        scope=scope,
        limits=limits,
        accepted=accepted,
        findings=(
            *(_placed(finding, seeing) for finding in findings),
            *_of_reading(document),
            *unseen(texts, seeing.locate, document.locate_line),
            *(_read(document.account) if document.account else ()),
        ),
        source=document.name,
        published=document.published,
        rows=rows,
        particulars=particulars,
        locate=seeing.locate,
        locate_line=document.locate_line,
    )


def _accepted(sections: Sections) -> tuple[Acceptance, ...]:
    if sections.data.get("accepted") is None:
        return ()
    from reportgen.engine.building.acceptances import accepted  # noqa: PLC0415 — most files accept nothing

    return accepted(sections)


def _particulars(sections: Sections, organ: str, year: int) -> Particulars:
    if not any(name in sections.data for name in NAMES):
        return NOTHING
    from reportgen.engine.building.particulars import particulars  # noqa: PLC0415 — most files give none

    return particulars(sections, organ, year)


def _texts_of(particulars: Particulars) -> dict[str, Any]:
    texts = {f"attachments.{number}": text for number, text in enumerate(particulars.attachments)}
    for section in ("contact", "remarks", "site"):
        texts |= _under(section, dict(getattr(particulars, section)))
    return texts


def _read(account: tuple[Fault, ...]) -> Iterator[Finding]:
    from reportgen.engine.building.reading_account import findings_of  # noqa: PLC0415 — only published reports have one

    return findings_of(account)


def _under(name: str, texts: dict[str, Any]) -> dict[str, Any]:
    return {f"{name}.{key}": text for key, text in texts.items()}


def _rename(data: dict[str, Any], known: list[str], report_type: ReportType, faults: Faults) -> dict[str, Any]:
    """Note unknown keys of the top; what stands under a name that is nearly right is read as it was meant.

    Returns what stands under the names that are not told yet.
    """
    strange: dict[str, Any] = {}
    unknown = [key for key in data if key not in known]
    inside = _names_inside(report_type) if unknown else frozenset()
    for name in unknown:
        value = data.pop(name)
        if isinstance(value, Unreadable) and value.at_key:
            continue
        absent = [key for key in known if key not in data]
        meant = None if name in inside else faults.nearest(name, absent)
        if meant is not None:
            faults.unknown_key((name,), absent)
            data[meant] = value
        elif name in {field.name for field in report_type.narrative} and isinstance(data.get("narrative"), dict):
            says = Text(
                f"{name} 放错了层：它属于 narrative", f"{name} stands in the wrong group: it belongs to narrative"
            )
            remedy = Text(
                "行首应空两格，与 narrative 下面的其他名称左对齐", "indent it by two spaces, as the others of narrative"
            )
            faults.add_key("misplaced-key", (name,), says, remedy)
            data["narrative"] = {**data["narrative"], name: value}
        else:
            strange[name] = value
    return strange


def _names_inside(report_type: ReportType) -> frozenset[str]:
    """Return every name that stands somewhere below the top of the statistics."""
    book = report_type.addresses
    return frozenset(str(steps(address)[-1]) for address in (*book.entered, *book.groups) if "." in address)


def _placed(finding: Finding, seeing: Seeing) -> Finding:
    if finding.origin is not None:
        return finding
    return attrs.evolve(finding, origin=seeing.locate(steps(finding.address)))
