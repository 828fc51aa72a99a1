"""Files converted by LibreOffice, each in a folder and with a profile of its own, and within a time.

The profile holds nothing but the settings below: no macros, no links followed, nothing recorded. Two runs of one
process never go on at the same time; those of other processes have profiles of their own and do not meet. A start
costs more than a conversion: files that threads ask for while a run goes on are converted together by the next one.
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
_MOST_TOGETHER: Final = 32
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
    wanted = _Wanted(content, suffix, to)
    _WAITING.append(wanted)
    try:
        with _ONE_AT_A_TIME:
            in_time = True
            if not wanted.is_made:
                others = [one for one in [*_WAITING] if one is not wanted and one.goes_with(wanted)]
                in_time = _run(office, [wanted, *others[: _MOST_TOGETHER - 1]], seconds)
                if others and not wanted.is_made:  # perhaps because of one of the others
                    in_time = _run(office, [wanted], seconds)
    finally:
        _WAITING.remove(wanted)
    if not in_time:
        says = Text(
            f"LibreOffice 超过 {seconds:g} 秒没有完成，已停止",
            f"LibreOffice was not done after {seconds:g} seconds; stopped",
        )
        raise OfficeError(Fault("office-slow", says, Origin(name), remedy))
    if wanted.made is None:
        says = Text("LibreOffice 没有转换成功", "LibreOffice could not convert it")
        raise OfficeError(Fault("office-failed", says, Origin(name), remedy))
    return wanted.made


class _Wanted:
    """A file that somebody waits for: what it is made of, and it itself once it is ``made``.

    It is tried together with others once; then by itself.
    """

    def __init__(self, content: bytes, suffix: str, to: str) -> None:
        self.content, self.suffix, self.to = content, suffix, to
        self.made: bytes | None = None
        self.tried = False

    @property
    def is_made(self) -> bool:
        """Whether it is there."""
        return self.made is not None

    def goes_with(self, other: _Wanted) -> bool:
        """Whether one run can make both."""
        return not self.tried and not self.is_made and (self.suffix, self.to) == (other.suffix, other.to)


_WAITING: Final[list[_Wanted]] = []


def _run(office: str, files: list[_Wanted], seconds: float) -> bool:
    """Convert files in one run, each that can be; return whether it ended in time."""
    # A profile is removed even where a stopped program still writes into it.
    with tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        profile, work = folder / "profile", folder / "work"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        work.mkdir()
        stems = ["report", *(f"report-{number}" for number in range(2, len(files) + 1))]
        sources = [work / f"{stem}{one.suffix}" for stem, one in zip(stems, files, strict=True)]
        for one, source in zip(files, sources, strict=True):
            source.write_bytes(one.content)
            one.tried = True
        to = files[0].to
        command = [
            office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nofirststartwizard", "--convert-to", to, "--outdir", str(work / "out"),
            *map(str, sources),
        ]  # fmt: skip
        if not _done(command, folder, seconds):
            return False
        for one, stem in zip(files, stems, strict=True):
            target = work / "out" / f"{stem}.{to.partition(':')[0]}"
            if target.is_file() and target.stat().st_size <= DEFAULT.output_bytes:
                one.made = target.read_bytes()
        return True


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
