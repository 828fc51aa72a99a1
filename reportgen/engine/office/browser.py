"""A page drawn by an installed Chromium, Chrome or Edge: as a picture, or as a PDF on A4; nothing is fetched."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

SECONDS: Final = 120
_PROGRAMS: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
)  # fmt: skip
_USUAL_PLACES: Final = (
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_MEASURE: Final = (
    "<script>(function(d){{d.style.width='{}px';"
    "d.setAttribute('data-high',Math.ceil(d.getBoundingClientRect().height))}})(document.documentElement)</script>"
)
"""Tells how high the page is at a width, below which no window may be; it stands in a copy only, which nobody gets."""
_HIGH: Final = re.compile(r'data-high="(\d+)"')
_HIGHEST: Final = 16_000
_PDF_DATE: Final = re.compile(rb"/(CreationDate|ModDate) ?\(D:\d{14}[^)]*\)")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_HEAD: Final = 33
"""Bytes of a PNG's signature and header."""


class BrowserError(Exception):
    """A page that was not drawn; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.id)


def program() -> str | None:
    """Return where a browser is installed that can draw without a screen, or None."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name)) is not None), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def missing_browser(name: str) -> Fault:
    """Return that no browser is installed, which the file ``name`` needs."""
    says = Text(
        "这要用 Chromium、Chrome 或 Edge 浏览器，本机没有找到", "this needs Chromium, Chrome or Edge: none found"
    )
    remedy = Text(
        "请安装其中一个，或写出 图解.html，用浏览器打开后打印成 PDF",
        "install one of them, or write the .html and print it from any browser",
    )
    return Fault("browser-missing", says, Origin(name), remedy)


def picture_of(page: bytes, name: str, width: int, *, dense: int = 2, seconds: float = SECONDS) -> bytes:
    """Return the whole ``page`` as a PNG picture, ``width`` pixels wide, of which ``dense`` are one of the page's own.

    So it looks as on a telephone ``width / dense`` wide. Messages call the file ``name``.

    Raises:
        BrowserError: no browser is installed (``browser-missing``), or it made no picture (``browser-failed``).
    """
    with tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as folder:
        measured = page.replace(b"</body>", _MEASURE.format(width // dense).encode() + b"</body>")
        size = f"--window-size={width // dense},800"
        dump = _run(Path(folder), measured, name, ["--dump-dom", size, "--hide-scrollbars"], seconds)
        found = _HIGH.search(dump.decode("utf-8", "replace"))
        high = min(int(found.group(1)), _HIGHEST) if found is not None else 0
        target = Path(folder) / "out.png"
        options = [f"--screenshot={target}", f"--window-size={width // dense},{high}", "--hide-scrollbars"]
        _run(Path(folder), page, name, [*options, f"--force-device-scale-factor={dense}"], seconds)
        made = _made(target, name)
    if not high or not is_drawn(made, width // dense * dense, high * dense):
        raise BrowserError(_failed(name))
    return made


def is_drawn(picture: bytes, width: int, height: int) -> bool:
    """Whether a file is a PNG picture of this size, whole, and no quarter of its height is of one colour."""
    if picture[:8] != _PNG or len(picture) < _HEAD or struct.unpack(">II", picture[16:24]) != (width, height):
        return False
    packed, place = b"", 8
    while place + 8 <= len(picture):
        (length,), kind = struct.unpack(">I", picture[place : place + 4]), picture[place + 4 : place + 8]
        packed += picture[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += length + 12
    try:
        rows = zlib.decompress(packed)
    except zlib.error:
        return False
    wide = len(rows) // height  # with the byte that names the row's filter
    quarter = height // 4
    return wide > width and all(
        any(_is_varied(rows[row * wide : (row + 1) * wide], wide // width) for row in range(start, start + quarter))
        for start in range(0, quarter * 4, quarter or 1)
    )


def _is_varied(row: bytes, pixel: int) -> bool:
    """Whether a row of pixels of so many bytes has another colour than its first: as it is, or as differences."""
    colours = row[1:]
    return colours[pixel:] != colours[:-pixel] if row[0] == 0 else bool(colours[pixel:].strip(b"\0"))


def pdf_of(page: bytes, name: str, moment: str | None, *, seconds: float = SECONDS) -> bytes:
    """Return ``page`` as a PDF of A4 pages that counts as made at ``moment`` (2022-01-20T00:00:00Z); else at no time.

    Raises:
        BrowserError: as :func:`picture_of`.
    """
    with tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "out.pdf"
        _run(Path(folder), page, name, [f"--print-to-pdf={target}", "--no-pdf-header-footer"], seconds)
        made = _made(target, name)
    if not made.startswith(b"%PDF-"):
        raise BrowserError(_failed(name))
    date = re.sub(r"\D", "", moment or "1980-01-01T00:00:00Z").encode()
    return _PDF_DATE.sub(lambda match: _dated(match, date), made)


def _dated(match: re.Match[bytes], date: bytes) -> bytes:
    """Return a date of the same length, so that the file's table of places stays true."""
    text = match.group()
    start = text.index(b"D:") + 2
    return text[:start] + date + text[start + 14 :]


def _made(target: Path, name: str) -> bytes:
    if not target.is_file():
        raise BrowserError(_failed(name))
    return target.read_bytes()


def _run(folder: Path, page: bytes, name: str, options: list[str], seconds: float) -> bytes:
    """Run the browser on a copy of the page, with a profile of its own and no way out; return what it printed."""
    browser = program()
    if browser is None:
        raise BrowserError(missing_browser(name))
    source = folder / "page.html"
    source.write_bytes(page)
    usual = [
        "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
        "--disable-background-networking", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder / 'profile'}",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        usual.append("--no-sandbox")  # which it cannot have as root
    try:
        done = subprocess.run(  # noqa: S603 — the installed program, on our own copy
            [browser, *usual, *options, source.as_uri()],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        raise BrowserError(_failed(name)) from None
    return done.stdout


def _failed(name: str) -> Fault:
    says = Text("浏览器没有画出这一页", "the browser did not draw the page")
    remedy = Text(
        "请重试；仍不行时写出 图解.html，用浏览器打开后打印",
        "try again; else write the .html and print it from any browser",
    )
    return Fault("browser-failed", says, Origin(name), remedy)
