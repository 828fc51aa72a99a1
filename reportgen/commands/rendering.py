"""What ``reportgen render`` does, however its arguments were read."""

from __future__ import annotations

from pathlib import Path

from reportgen import api
from reportgen.commands.console import language, say, say_lines
from reportgen.commands.path_arguments import STANDARD, load_argument, standard_output, today
from reportgen.core.errors import OutputError
from reportgen.core.text import Text
from reportgen.output_faults import suffix_faults
from reportgen.report.findings import ReconciliationError
from reportgen.report.report import Report


def render(  # noqa: PLR0913 — one argument for every option
    data: str,
    output: str | None = None,
    template: str | None = None,
    receipt: tuple[str, ...] = (),
    previous: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    *,
    strict: bool = False,
    draft: bool = False,
) -> None:
    """Write the report of ``data`` to ``output`` and say so; SystemExit(1), after the reasons, where there is none.

    Where the report itself goes to standard output, its findings go to standard error.
    """
    report = load_argument(data)
    earlier: list[Report] = []
    known: list[Report] = []
    absent: list[str] = []
    if previous or units:
        from reportgen.commands.checking import load_others

        earlier, known, absent = load_others(previous, units)
    target = output or (STANDARD if data == STANDARD else f"{Path(data).stem}{'-草稿' if draft else ''}.docx")
    if target != STANDARD and Path(target).suffix.lower() != ".docx":
        raise OutputError(suffix_faults(Path(target)))
    try:
        destination = standard_output() if target == STANDARD else Path(target)
        findings = api.render(
            report,
            destination,
            template,
            draft=draft,
            receipt=receipt or None,
            previous=earlier,
            units=known,
            missing_units=absent,
            today=today(),
            strict=strict,
        )
    except ReconciliationError as error:
        from reportgen.commands.findings_text import report_lines

        say_lines(report_lines(report, list(error.findings), language(), [*earlier, *known], strict=strict), error=True)
        say(Text("没有写出任何文件。", "Nothing was written."), error=True)
        raise SystemExit(1) from None
    written = target if target == STANDARD else str(Path(target).absolute())
    if draft and target != STANDARD:
        from reportgen.commands.rendered_text import draft_line

        say(draft_line(report, findings, written))
    elif findings and not draft:
        from reportgen.commands.rendered_text import rendered_lines

        shown = None if target == STANDARD else written
        say_lines(rendered_lines(report, findings, shown, language()), error=target == STANDARD)
    elif target != STANDARD:
        says = Text(
            f"已写出：{written}（数字已核对，成品已逐格复核）",
            f"written: {written} (reconciled, and read back cell by cell)",
        )
        say(says)
    if findings.edited is not None:
        from reportgen.commands.rendered_text import edited_line

        say(edited_line(Path(target), findings.edited))
