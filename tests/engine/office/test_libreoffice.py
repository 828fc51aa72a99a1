"""A conversion ends in time with everything that it started, one at a time, or says why it gave nothing."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from reportgen.core.text import Text
from reportgen.engine.office import libreoffice
from reportgen.engine.office.libreoffice import OfficeError, convert, missing_office, program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")
REMEDY = Text("另存", "save it")
OUT = 'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; '


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which a test writes the program ``soffice``, the only one on the path besides the system's."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return tmp_path


def write(folder: Path, script: str) -> None:
    (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / "soffice").chmod(0o755)


def refusal(**more: float) -> str:
    with pytest.raises(OfficeError) as refused:
        convert(b"x", ".docx", "pdf:filter", "a.pdf", remedy=REMEDY, **more)
    fault = refused.value.fault
    assert fault.remedy == REMEDY
    assert str(fault.origin) == "a.pdf"
    return fault.id


def test_what_the_program_makes_is_returned(office: Path) -> None:
    write(office, OUT + 'cat "$3" > "$2/report.pdf"; echo made >> "$2/report.pdf"')
    assert convert(b"x", ".docx", "pdf:filter", "a.pdf") == b"xmade\n"


def test_a_program_that_makes_nothing_has_failed(office: Path) -> None:
    write(office, "exit 1")
    assert refusal() == "office-failed"


def test_what_is_not_done_in_time_is_stopped_with_its_children(office: Path) -> None:
    write(office, f"(sleep 60; touch {office}/late) & echo $! > {office}/child; wait")
    assert refusal(seconds=1.5) == "office-slow"
    child = int((office / "child").read_text("utf-8"))
    for _ in range(100):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the child of a stopped program still runs")


def test_two_conversions_never_run_at_once(office: Path) -> None:
    lock = office / "lock"
    write(office, OUT + f'mkdir {lock} || exit 1; sleep 0.1; cat "$3" > "$2/report.pdf"; rmdir {lock}')
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda n=n: made.append(convert(b"%d" % n, ".docx", "pdf:filter", "a.pdf")))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [b"0", b"1", b"2", b"3"]


ALL = OUT + 'out="$2"; shift 2; for one in "$@"; do n=$(basename "$one" .docx); cat "$one" > "$out/$n.pdf"; done; '


def in_threads(office: Path, count: int) -> list[bytes]:
    """Convert files in as many threads, of which the first has begun before the others ask."""
    made: dict[int, bytes] = {}

    def work(number: int) -> None:
        with contextlib.suppress(OfficeError):
            made[number] = convert(b"%d" % number, ".docx", "pdf:filter", "a.pdf")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    threads[0].start()
    for _ in range(400):
        if (office / "runs").exists():
            break
        time.sleep(0.01)
    for thread in threads[1:]:
        thread.start()
    for _ in range(400):
        if len(libreoffice._WAITING) == count:
            break
        time.sleep(0.01)
    (office / "go").touch()
    for thread in threads:
        thread.join()
    assert libreoffice._WAITING == []
    return [made[number] for number in sorted(made)]


def test_files_that_wait_for_a_run_are_converted_by_the_next(office: Path) -> None:
    wait = f"while [ ! -e {office}/go ]; do sleep 0.01; done; "
    write(office, f"echo >> {office}/runs; {wait}{ALL}")
    assert in_threads(office, 5) == [b"0", b"1", b"2", b"3", b"4"]
    assert (office / "runs").read_text("utf-8") == "\n\n"


def test_a_file_over_which_the_program_stumbles_harms_no_other(office: Path) -> None:
    wait = f"while [ ! -e {office}/go ]; do sleep 0.01; done; "
    stumbling = ALL.replace("n=$(", 'grep -q 3 "$one" && exit 1; n=$(')
    write(office, f"echo >> {office}/runs; {wait}{stumbling}")
    assert in_threads(office, 6) == [b"0", b"1", b"2", b"4", b"5"]


def test_each_conversion_has_a_profile_and_a_home_of_its_own(office: Path) -> None:
    write(office, OUT + f'echo "$HOME" >> {office}/homes; cat "$3" > "$2/report.pdf"')
    for _ in range(2):
        convert(b"x", ".docx", "pdf:filter", "a.pdf")
    homes = (office / "homes").read_text("utf-8").split()
    assert len({*homes}) == 2
    assert not any(Path(home).exists() for home in homes)


def test_a_machine_without_the_program_is_told_what_to_do(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(office))
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    assert program() is None
    assert refusal() == "office-missing"
    assert "LibreOffice" in missing_office("a.pdf").message("zh")
