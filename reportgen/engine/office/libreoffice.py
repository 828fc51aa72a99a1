"""Files converted by LibreOffice, each in a folder and with a profile of its own, and within a time.

The profile holds nothing but the settings below: no macros, no links followed, nothing recorded. Two conversions of
one process never run at the same time; those of other processes have profiles of their own and do not meet.
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

from reportgen.core.errors import Fault
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.text import Text

SECONDS: Final = 300
"""After this time a conversion is stopped; on a busy machine LibreOffice needs most of a minute to start."""
_PROGRAMS: Final = ("soffice", "libreoffice", "soffice.exe")
_USUAL_PLACES: Final = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
_OTHERWISE: Final = Text(
    "请安装 LibreOffice，或用 Word、WPS 打开 Word 报告后另存为 PDF",
    "install LibreOffice, or open the Word document in Word or WPS and save it as PDF",
)
_ONE_AT_A_TIME: Final = threading.Lock()
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
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


class OfficeError(Exception):
    """A conversion that gave nothing; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.id)

    @property
    def is_missing(self) -> bool:
        """Whether LibreOffice is not installed."""
        return self.fault.id == "office-missing"


def program() -> str | None:
    """Return where LibreOffice is installed, or None."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name)) is not None), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def missing_office(name: str, remedy: Text = _OTHERWISE) -> Fault:
    """Return that LibreOffice, which the file ``name`` needs, is not installed."""
    says = Text("这要用 LibreOffice，本机没有安装", "this needs LibreOffice, which is not installed")
    return Fault("office-missing", says, Origin(name), remedy)


def convert(
    content: bytes, suffix: str, to: str, name: str, *, remedy: Text = _OTHERWISE, seconds: float = SECONDS
) -> bytes:
    """Return ``content``, a file that ends in ``suffix``, in the format ``to``: ``docx:MS Word 2007 XML``.

    Messages call the file ``name`` and advise ``remedy``, what to do without LibreOffice.

    Raises:
        OfficeError: LibreOffice is not installed (``office-missing``), was not done after ``seconds``
            (``office-slow``), or made nothing (``office-failed``).
    """
    office = program()
    if office is None:
        raise OfficeError(missing_office(name, remedy))
    # A profile is removed even where a stopped program still writes into it.
    with _ONE_AT_A_TIME, tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as folder:
        return _converted(office, Path(folder), content, suffix, to, name, remedy, seconds)


def _converted(  # noqa: PLR0913, PLR0917 — one argument for everything that a message says
    office: str, folder: Path, content: bytes, suffix: str, to: str, name: str, remedy: Text, seconds: float
) -> bytes:
    profile, work = folder / "profile", folder / "work"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    work.mkdir()
    source, target = work / f"report{suffix}", work / "out" / f"report.{to.partition(':')[0]}"
    source.write_bytes(content)
    command = [
        office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--nofirststartwizard", "--convert-to", to, "--outdir", str(target.parent), str(source),
    ]  # fmt: skip
    if not _done(command, folder, seconds):
        says = Text(
            f"LibreOffice 超过 {seconds:g} 秒没有完成，已停止",
            f"LibreOffice was not done after {seconds:g} seconds; stopped",
        )
        raise OfficeError(Fault("office-slow", says, Origin(name), remedy))
    if not target.is_file() or target.stat().st_size > DEFAULT.output_bytes:
        says = Text("LibreOffice 没有转换成功", "LibreOffice could not convert it")
        raise OfficeError(Fault("office-failed", says, Origin(name), remedy))
    return target.read_bytes()


def _done(command: list[str], folder: Path, seconds: float) -> bool:
    """Run LibreOffice to its end, with everything that it started; return whether it ended in time."""
    kept = {key: value for key, value in os.environ.items() if key.upper() not in {"HOME", "PYTHONPATH", "PYTHONHOME"}}
    environment = {**kept, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(  # noqa: S603 — the installed program, on our own copy
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=folder / "work", env=environment, start_new_session=True,
        )  # fmt: skip
    except OSError:
        return True  # which has made nothing
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop LibreOffice with everything that it started: the launcher may end before its program does."""
    if os.name == "nt":
        if process.poll() is None:
            process.kill()
    else:
        import signal  # noqa: PLC0415 — os.killpg is not on Windows

        with contextlib.suppress(ProcessLookupError, PermissionError):  # all of them may have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
