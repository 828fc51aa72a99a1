"""A page is drawn by the browser that is installed, without a way out, or it is said why not."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from pathlib import Path

import pytest

from reportgen.engine.office import browser
from reportgen.engine.office.browser import BrowserError, missing_browser, pdf_of, picture_of, program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for a browser is a shell script")
PAGE = b"<html><body>x</body></html>"


def png(width: int, height: int, *, blank: int = 0, kind: int = 0) -> bytes:
    """Return a grey picture whose rows begin with the filter ``kind``; the last ``blank`` are of one colour."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    plain = b"\xff" * width if kind == 0 else b"\xff" + b"\0" * (width - 1)
    rows = [bytes([kind]) + plain[: width // 2] + b"\x11" + plain[width // 2 + 1 :]] * (height - blank)
    rows += [bytes([kind]) + plain] * blank
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(rows))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", packed[:20]) + chunk(b"IDAT", packed[20:]) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder in which a test writes the program ``chromium``, the only browser on the path."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    monkeypatch.setattr(browser, "_USUAL_PLACES", ())
    monkeypatch.setattr(browser, "_PROGRAMS", ("chromium-of-a-test",))
    return tmp_path


def write(folder: Path, picture: bytes = b"", pdf: bytes = b"", says: str = 'data-high="600"') -> None:
    """Write a browser that prints ``says``, and puts a picture or a PDF where it is asked to."""
    (folder / "made.png").write_bytes(picture)
    (folder / "made.pdf").write_bytes(pdf)
    script = f"""#!/bin/sh
echo "$@" >> {folder}/called
echo '{says}'
for one in "$@"; do
case "$one" in
--screenshot=*) cp {folder}/made.png "${{one#--screenshot=}}";;
--print-to-pdf=*) cp {folder}/made.pdf "${{one#--print-to-pdf=}}";;
esac
done
"""
    (folder / "chromium-of-a-test").write_text(script, "utf-8")
    (folder / "chromium-of-a-test").chmod(0o755)


def test_a_picture_is_as_wide_as_asked_and_as_high_as_the_page(folder: Path) -> None:
    made = png(750, 1200)
    write(folder, picture=made)
    assert picture_of(PAGE, "a.png", 750) == made
    called = (folder / "called").read_text("utf-8")
    assert "--window-size=375,600" in called
    assert "--force-device-scale-factor=2" in called
    assert "MAP * ~NOTFOUND" in called


@pytest.mark.parametrize("kind", range(5))
def test_a_picture_of_which_a_quarter_is_blank_is_none(kind: int) -> None:
    assert browser.is_drawn(png(40, 80, kind=kind), 40, 80)
    assert browser.is_drawn(png(40, 80, kind=kind, blank=19), 40, 80)
    assert not browser.is_drawn(png(40, 80, kind=kind, blank=20), 40, 80)
    assert not browser.is_drawn(png(40, 80, kind=kind, blank=80), 40, 80)


@pytest.mark.parametrize("made", [b"", b"no picture", png(750, 1199), png(750, 1200)[:-30], png(750, 1200, blank=1200)])
def test_a_picture_of_another_size_or_a_blank_one_is_none(folder: Path, made: bytes) -> None:
    write(folder, picture=made)
    with pytest.raises(BrowserError) as refused:
        picture_of(PAGE, "a.png", 750)
    assert refused.value.fault.id == "browser-failed"


def test_the_dates_of_a_pdf_are_the_report_s(folder: Path) -> None:
    write(folder, pdf=b"%PDF-1.4 /CreationDate (D:20261127210000+00'00') /ModDate (D:20261127210000+00'00')")
    dated = b"%PDF-1.4 /CreationDate (D:20220120000000+00'00') /ModDate (D:20220120000000+00'00')"
    assert pdf_of(PAGE, "a.pdf", "2022-01-20T00:00:00Z") == dated
    assert b"19800101000000" in pdf_of(PAGE, "a.pdf", None)


def test_what_is_no_pdf_is_refused(folder: Path) -> None:
    write(folder, pdf=b"nothing")
    with pytest.raises(BrowserError):
        pdf_of(PAGE, "a.pdf", None)


def test_without_a_browser_it_is_said_what_to_do(folder: Path) -> None:
    assert program() is None
    with pytest.raises(BrowserError) as refused:
        picture_of(PAGE, "a.png", 750)
    assert refused.value.fault == missing_browser("a.png")
    assert "图解.html" in refused.value.fault.message("zh")


def test_a_browser_that_does_not_end_is_stopped(folder: Path) -> None:
    (folder / "chromium-of-a-test").write_text("#!/bin/sh\nsleep 30\n", "utf-8")
    (folder / "chromium-of-a-test").chmod(0o755)
    with pytest.raises(BrowserError):
        pdf_of(PAGE, "a.pdf", None, seconds=0.5)
