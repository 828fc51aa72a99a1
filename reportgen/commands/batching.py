"""The work of ``reportgen batch``, after its arguments were read."""

from __future__ import annotations

import contextlib
from pathlib import Path

from reportgen import formats, output_faults
from reportgen.api import many
from reportgen.atomic_write import check_target, write_atomically
from reportgen.batch import JOURNAL
from reportgen.batch.archives import is_archive, unfinished
from reportgen.batch.tally import Tally
from reportgen.commands.command_line.error_boundary import DOES_NOT_RECONCILE
from reportgen.commands.command_line.path_arguments import today
from reportgen.commands.printing.console import language, say, say_lines
from reportgen.commands.printing.progress import Progress
from reportgen.commands.printing.summary_text import summary_lines
from reportgen.core.errors import Fault, OutputError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.output_folder import made_folder
from reportgen.remote_files import Place, RemoteFile, place
from reportgen.workers.processes import workers

_GO_ON = Text(
    "写好的报告都留着；再运行一次并加上 --resume，就接着做",
    "what was written stays; the same command with --resume goes on from here",
)


def batch(  # noqa: PLR0913 — one argument for every option
    data: tuple[str, ...],
    output: str,
    on: tuple[int | None, str | None],
    names: str | None = None,
    report: str | None = None,
    template: str | None = None,
    *,
    formats: tuple[str, ...] = ("docx",),
    pdf_by: str | None = None,
    resume: bool = False,
    strict: bool = False,
) -> None:
    """Write the documents of ``data`` into ``output`` and say what became of them; SystemExit(1) where any was refused.

    An ``output`` ending in ``.zip`` is a zip file. ``on`` are how many processes work, or the address of a Dask
    cluster; ``report`` is a file for the summary.
    """
    summary_file = None if report is None else place(report)
    tally = Tally()
    into = place(output)
    folder = unfinished(into) if is_archive(into) else into
    with (
        # before the summary, which may lie in it
        contextlib.nullcontext() if isinstance(into, RemoteFile) or is_archive(into) else made_folder(into),
        workers(*on) as crew,
    ):
        if summary_file is not None:
            check_summary(summary_file, summary_file.suffix.lower())
        if not resume and isinstance(folder, Path) and (folder / JOURNAL).is_file():
            says = Text(
                f"{folder.name} 里有上次批处理的记录；这次从头做。要接着上次的做，请加 --resume",
                f"{folder.name} has the journal of an earlier batch; all is made again. --resume goes on with it",
            )
            say(says, error=True)
        outcomes = many.render_each(
            data,
            output,
            template,
            executor=crew.executor,
            flying=crew.flying,
            names=names,
            formats=formats,
            pdf_by=pdf_by,
            resume=resume,
            strict=strict,
            today=today(),
        )
        with contextlib.closing(outcomes), Progress(outcomes.total) as progress:
            try:
                for outcome in outcomes:
                    tally.add(outcome)
                    progress.advance(failed=outcome.failed)
            except KeyboardInterrupt:
                say(_GO_ON, error=True)
                raise
    if summary_file is not None:
        write_summary(summary_file, tally, summary_file.suffix.lower())
    say_lines(
        summary_lines(
            tally, language(), folder=str(into.absolute() if isinstance(into, Path) else into), written=summary_file
        )
    )
    if folder is not into and folder.is_dir():
        say_lines(["", _left(folder).in_(language())])
    if tally.failed:
        raise SystemExit(DOES_NOT_RECONCILE)


def _left(folder: Place) -> Text:
    return Text(
        f"有报告没有写出，写好的还留在 {folder.name} 里：改正数据后加 --resume 再运行，只做缺的；不再需要就删去它",
        f"some documents are missing; {folder.name} keeps the others: mend the data and run again with --resume, "
        "which makes what is missing, or delete that folder",
    )


def check_summary(file: Place, suffix: str) -> None:
    """Raise OutputError or UsageError if a summary of the kind ``suffix`` cannot be written to ``file``."""
    if suffix not in formats.SUMMARIES:
        known = "、".join(formats.SUMMARIES)
        says = Text(f"汇总的文件名应以 {known} 结尾", f"a summary's name ends in {known.replace('、', ', ')}")
        raise OutputError(Fault("output-suffix", says, Origin(str(file))))
    if suffix == ".xlsx":
        from reportgen.engine.export.new_workbook import xlsxwriter

        xlsxwriter(str(file))  # asked for before anything is worked out
    if isinstance(file, Path):
        check_target(file)


def write_summary(file: Place, tally: Tally, suffix: str) -> None:
    """Write the summary to ``file`` as files of this ``suffix`` hold it."""
    content = formats.summary(tally, suffix, language())
    if isinstance(file, Path):
        write_atomically(file, content)
        return
    try:
        file.write(content)
    except OSError as error:
        raise OutputError(output_faults.failure(file, error)) from None
