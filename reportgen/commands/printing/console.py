"""Printing in the reader's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reportgen.commands.printing.program_name import as_typed
from reportgen.core.errors import Fault, ReportgenError
from reportgen.core.text import Language, Text

MOST_LISTED = 200
"""Faults of one error, or mistakes of a template, that are printed; nobody reads more before mending these."""
STDIN = "<stdin>"
STDOUT = "<stdout>"
"""The names of standard input and output in messages."""
_chosen: list[Language] = []


def choose_language(name: str) -> None:
    """Print messages in ``zh`` or ``en`` from now on, whatever the locale is."""
    _chosen[:] = ["zh" if name == "zh" else "en"]


def language() -> Language:
    """Return the language of messages: ``--lang``, else ``REPORTGEN_LANG``, else the locale's."""
    if _chosen:
        return _chosen[0]
    named = os.environ.get("REPORTGEN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    if not named or named.startswith(("C", "POSIX")):
        named = (_windows_locale() if sys.platform == "win32" else named) or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


def _windows_locale() -> str | None:
    import locale

    return locale.getlocale()[0]


def say(text: Text, *, error: bool = False) -> None:
    """Print one message."""
    _write(text.in_(language()), error=error)


def say_written(file: str | Path) -> None:
    """Print where a file was written."""
    path = Path(file).absolute()
    say(Text(f"已写出：{path}", f"written: {path}"))


def say_lines(lines: Iterable[str], *, error: bool = False) -> None:
    """Print lines that are already in the reader's language."""
    for line in lines:
        _write(line, error=error)


def say_json(plain: Any) -> None:
    """Print plain data as one JSON document."""
    import json  # a render does not need it

    say_document(json.dumps(plain, ensure_ascii=False, indent=2))


def say_document(text: str) -> None:
    """Print output for a program: in UTF-8 whatever the locale's encoding, except on a console."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        _write(text)
    else:
        sys.stdout.flush()
        buffer.write(text.rstrip("\n").encode("utf-8", "backslashreplace") + b"\n")
        buffer.flush()


def say_error(error: ReportgenError, *, written: bool = False) -> None:
    """Print every fault of an error, one a line, on standard error; ``written`` where the work goes on.

    In Chinese the place is in words, in English as editors read it.
    """
    count = len(error.faults)
    listed = error.faults if count <= MOST_LISTED + 1 else error.faults[:MOST_LISTED]
    for fault in listed:
        _write(fault_line(fault), error=True)
    if len(listed) < count:
        left = count - len(listed)
        say(Text(f"……另有 {left} 处没有列出", f"... and {left} more"), error=True)
    if count > 1 and not written:
        says = Text(f"共 {count} 处，没有写出任何文件。请改好后再运行一次。", f"{count} faults; nothing was written")
        say(says, error=True)


def fault_line(fault: Fault) -> str:
    """Return a fault in one line: in Chinese its file and place in words, in English as editors read it."""
    if language() != "zh":
        return fault.in_("en")
    if fault.origin is None:
        return fault.message("zh")
    # The sentence of a template's fault has the place inside the document already.
    place = fault.origin.in_("zh") if fault.place is None else f"模板 {fault.origin.file}"
    return f"{place}：{fault.message('zh')}"


def _write(line: str, *, error: bool = False) -> None:
    """Print a line; characters that the console's encoding lacks are escaped, so that they do not end the program."""
    stream = sys.stderr if error else sys.stdout
    if stream is None:  # a program without a console has none
        return
    line = as_typed(line)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        shown = line.encode(encoding)
    except UnicodeEncodeError:
        shown = line.replace("✗", "×").encode(encoding, "backslashreplace")  # GBK has the second only
    stream.write(shown.decode(encoding) + "\n")
    stream.flush()
