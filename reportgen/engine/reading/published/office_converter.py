"""Older word processors' files (.doc, .odt, .rtf, .wps) made a .docx by LibreOffice, where it is installed.

LibreOffice works on a copy in a folder of its own, with a profile of its own that holds nothing but the settings below:
no macros, no links followed, nothing recorded. A second conversion in the same process waits for the first one.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Final

import attrs

from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownDocument
from reportgen.core.text import Text
from reportgen.engine.reading.published import word
from reportgen.engine.reading.published.table_rows import rows_of_docx, rows_of_original

SUFFIXES: Final = (".doc", ".odt", ".rtf", ".wps", ".wpt", ".dot", ".ott", ".fodt")
_PROGRAMS: Final = ("soffice", "libreoffice", "soffice.exe")
_USUAL_PLACES: Final = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
_WALL_FACTOR: Final = 4
"""After this many times the CPU limit a conversion is stopped: starting LibreOffice reads much from the disk."""
_ONE_AT_A_TIME: Final = threading.Lock()
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
  <value>3</value></prop></item>
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
  oor:op="fuse"><value>true</value></prop></item>
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
  oor:op="fuse"><value>true</value></prop></item>
 <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"
  oor:op="fuse"><value>true</value></prop></item>
 <item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
  <value>0</value></prop></item>
</oor:items>
"""


def program() -> str | None:
    """Return where LibreOffice is installed, or None."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name)) is not None), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> ShownDocument:
    """Return what the document ``content``, which messages call ``name``, shows once LibreOffice made it a .docx.

    Raises:
        DataError, UsageError: as :func:`converted` and the reader of Word documents.
    """
    made, lost = converted(content, name, limits)
    shown = word.read(made, name, limits)
    return attrs.evolve(shown, unread=(*lost, *shown.unread))


def converted(content: bytes, name: str, limits: Limits = DEFAULT) -> tuple[bytes, tuple[Fault, ...]]:
    """Return ``content``, a file which messages call ``name``, as a .docx, and what the conversion lost.

    Raises:
        DataError: LibreOffice cannot convert it, or was not done in time.
        UsageError: LibreOffice is not installed.
    """
    office = program()
    if office is None:
        raise UsageError(_missing(name))
    suffix = Path(name).suffix.lower()
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as folder:
        made = _convert(office, Path(folder), content, suffix if suffix in SUFFIXES else ".doc", name, limits)
    before, after = rows_of_original(content), rows_of_docx(made, limits)
    lost = () if before is None or after >= before else (_lost_rows(name, before, after),)
    return made, lost


def _convert(office: str, folder: Path, content: bytes, suffix: str, name: str, limits: Limits) -> bytes:
    profile, work = folder / "profile", folder / "work"
    (profile / "user").mkdir(parents=True)
    work.mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    source, target = work / f"report{suffix}", work / "out" / "report.docx"
    source.write_bytes(content)
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target.parent),
        str(source),
    ]  # fmt: skip
    seconds = limits.reading_cpu_seconds * _WALL_FACTOR
    try:
        process = subprocess.Popen(  # noqa: S603 — the installed program, on our own copy
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=work, env=_environment(folder), start_new_session=True,
        )  # fmt: skip
    except OSError:
        raise DataError(_failed(name)) from None
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise DataError(_slow(name, seconds)) from None
    finally:
        _end(process)
    if not target.is_file() or target.stat().st_size > limits.file_bytes:
        raise DataError(_failed(name))
    return target.read_bytes()


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment with a home of its own, so that nothing of the user's is read or written."""
    kept = {key: value for key, value in os.environ.items() if key.upper() not in {"HOME", "PYTHONPATH", "PYTHONHOME"}}
    return {**kept, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop LibreOffice with everything that it started; the launcher may end before its program does."""
    if os.name == "nt":
        if process.poll() is None:
            process.kill()
    else:
        import signal  # noqa: PLC0415 — os.killpg is not on Windows

        with contextlib.suppress(ProcessLookupError, PermissionError):  # all of them may have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _missing(name: str) -> Fault:
    says = Text(
        "读这种文件需要 LibreOffice，本机没有安装",
        "such files are read through LibreOffice, which is not installed",
    )
    remedy = Text("请安装 LibreOffice，或用 Word、WPS 另存为 .docx", "install LibreOffice, or save the file as .docx")
    return Fault("office-missing", says, Origin(name), remedy)


_SAVE_AS: Final = Text("请用 Word 或 WPS 打开后另存为 .docx", "open it in Word or WPS and save it as .docx")


def _failed(name: str) -> Fault:
    says = Text("LibreOffice 打不开这个文件", "LibreOffice cannot open this file")
    return Fault("office-failed", says, Origin(name), _SAVE_AS)


def _slow(name: str, seconds: int) -> Fault:
    says = Text(
        f"LibreOffice 转换超过 {seconds} 秒，已停止", f"LibreOffice was not done after {seconds} seconds; stopped"
    )
    return Fault("office-slow", says, Origin(name), _SAVE_AS)


def _lost_rows(name: str, before: int, after: int) -> Fault:
    says = Text(
        f"转换后表格只有 {after} 行，原文件有 {before} 行：可能丢了表格",
        f"after conversion the tables have {after} rows, before it {before}: a table may be lost",
    )
    return Fault("office-lost-rows", says, Origin(name), _SAVE_AS)
