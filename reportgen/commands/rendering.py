"""What ``reportgen render`` does, however its arguments were read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import api
from reportgen.commands.command_line.error_boundary import DOES_NOT_RECONCILE
from reportgen.commands.command_line.path_arguments import STANDARD, load_argument, standard_output, today
from reportgen.commands.printing.console import STDOUT, language, say, say_lines
from reportgen.core.errors import Fault, OutputError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.findings import ReconciliationError
from reportgen.report.report import Report

if TYPE_CHECKING:
    from typing import BinaryIO, NoReturn

    from reportgen.api import Rendered
    from reportgen.report.findings import Finding


def others_of(
    report: Report, previous: tuple[str, ...], units: tuple[str, ...]
) -> tuple[list[Report], list[Report], list[str]]:
    """Load the reports that this one is held to: earlier years, units, and the names of units that are missing."""
    if not previous and not units:
        return [], [], []

    from reportgen.commands.checking import load_others

    return load_others(previous, units, report)


def refused(report: Report, error: ReconciliationError, others: list[Report], *, strict: bool) -> NoReturn:
    """Say why nothing was written, and end."""
    from reportgen.commands.printing.findings_text import report_lines

    say_lines(report_lines(report, list(error.findings), language(), others, strict=strict), error=True)
    say(Text("没有写出任何文件。", "Nothing was written."), error=True)
    raise SystemExit(DOES_NOT_RECONCILE) from None


def say_written(report: Report, findings: list[Finding], written: str) -> None:
    """Say that the report is at ``written``, after what of it is to be mended or confirmed."""
    if findings:
        from reportgen.commands.printing.rendered_text import rendered_lines

        shown = None if written == STANDARD else written
        say_lines(rendered_lines(report, findings, shown, language()), error=written == STANDARD)
    elif written != STANDARD:
        says = Text(
            f"已写出：{written}（数字已核对，成品已逐格复核）",
            f"written: {written} (reconciled, and read back cell by cell)",
        )
        say(says)


def say_remarks(written: Rendered, document: Path | None) -> None:
    """Say what is to be told of the files, and where the Word ``document`` that somebody had edited is kept."""
    for remark in written.remarks:
        say(remark)
    if written.edited is not None and document is not None:
        from reportgen.edited_documents import edited_line

        say(edited_line(document, written.edited))


def render(  # noqa: PLR0913 — one argument for every option
    data: str,
    output: tuple[str, ...] = (),
    template: str | None = None,
    receipt: tuple[str, ...] = (),
    previous: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    *,
    fragment: bool = False,
    charts: bool = False,
    infographic: str | None = None,
    pdf_a: bool = False,
    pdf_by: str | None = None,
    strict: bool = False,
    draft: bool = False,
) -> None:
    """Write the report of ``data`` to ``output`` and say so; SystemExit(1), after the reasons, where there is none.

    Where the report itself goes to standard output, its findings go to standard error.
    """
    report = load_argument(data)
    earlier, known, absent = others_of(report, previous, units)
    usual = ".html" if fragment else ".docx"
    target, *others = output or [
        STANDARD if data == STANDARD and not fragment else f"{Path(data).stem}{'-草稿' if draft else ''}{usual}"
    ]
    try:
        findings = api.render(
            report,
            _destination(target, others),
            template,
            fragment=fragment,
            charts=charts,
            infographic=infographic,
            pdf_a=pdf_a,
            pdf_by=pdf_by,
            draft=draft,
            receipt=receipt or None,
            previous=earlier,
            units=known,
            missing_units=absent,
            today=today(),
            strict=strict,
        )
    except ReconciliationError as error:
        refused(report, error, [*earlier, *known], strict=strict)
    written = target if target == STANDARD else str(Path(target).absolute())
    if draft and target != STANDARD:
        from reportgen.commands.printing.rendered_text import draft_line

        say(draft_line(report, findings, written))
    elif not draft:
        say_written(report, findings, written)
    for other in others:
        path = Path(other).absolute()
        say(Text(f"同时写出：{path}", f"also written: {path}"))
    say_remarks(findings, next((Path(name) for name in (target, *others) if name.lower().endswith(".docx")), None))


def _destination(target: str, others: list[str]) -> Path | BinaryIO | list[Path]:
    """Return what to write to: a path, several, or standard output, which takes the Word document alone."""
    if target != STANDARD and not others:
        return Path(target)
    if not others:
        return standard_output()
    if STANDARD in (target, *others):
        says = Text("写几个文件时，不能写到标准输出", "several files cannot be written to standard output")
        remedy = Text("请给每个 -o 一个文件名", "give every -o a file name")
        raise OutputError(Fault("output-standard", says, Origin(STDOUT), remedy))
    return [Path(target), *map(Path, others)]
