"""The work of ``reportgen check`` for a folder or a manifest: every data file by itself, then what was found in all."""

from __future__ import annotations

import contextlib

from reportgen import formats
from reportgen.api import many
from reportgen.batch.tally import Tally
from reportgen.commands.batching import check_summary, write_summary
from reportgen.commands.command_line.error_boundary import DOES_NOT_RECONCILE
from reportgen.commands.command_line.path_arguments import today
from reportgen.commands.printing.console import language, say_document, say_lines
from reportgen.commands.printing.progress import Progress
from reportgen.commands.printing.summary_text import summary_lines
from reportgen.core.errors import Fault, UsageError
from reportgen.core.text import Text
from reportgen.remote_files import place
from reportgen.workers.processes import workers

_SUFFIXES = {"json": ".json", "sarif": ".sarif", "junit": ".xml", "html": ".html", "xlsx": ".xlsx"}


def check_many(
    data: str,
    style: str = "text",
    output: str | None = None,
    on: tuple[int | None, str | None] = (None, None),
    *,
    strict: bool = False,
    copied: bool = False,
    previous: tuple[str, ...] = (),
) -> None:
    """Print in ``style``, or write to ``output``, what was found in the data files of ``data``.

    ``on`` are how many processes work, or the address of a Dask cluster. The reports are held against the earlier ones
    of ``previous``, files and folders, and with ``copied`` against each other. SystemExit(1) where any of them fails.
    """
    file = None if output is None else place(output)
    suffix = _SUFFIXES.get(style)
    if file is not None and suffix is None:
        suffix = file.suffix.lower()
    if style == "xlsx" and file is None:
        says = Text("xlsx 要写到文件", "xlsx is written to a file")
        raise UsageError(Fault("many-format", says, remedy=Text("请加 -o 汇总.xlsx", "add -o summary.xlsx")))
    if file is not None:
        check_summary(file, suffix or "")
    tally = Tally()
    with workers(*on) as crew:
        results = many.check_each(
            [data],
            previous=previous or None,
            executor=crew.executor,
            flying=crew.flying,
            strict=strict,
            copied=copied,
            today=today(),
        )
        with contextlib.closing(results), Progress(results.total) as progress:
            for result in results:
                tally.add(result)
                progress.advance(failed=result.failed)
    if file is not None:
        write_summary(file, tally, suffix or "")
    elif suffix is not None:
        say_document(formats.summary(tally, suffix, language()).decode("utf-8"))
    if file is not None or suffix is None:
        say_lines(summary_lines(tally, language(), written=file, left_out=results.left_out))
    if tally.failed:
        raise SystemExit(DOES_NOT_RECONCILE)
