"""The pictures of the docs: a report's pages, its workbook with a broken column, charts, a refusal.

``dev.py pictures`` makes them. Needs LibreOffice (Writer and Calc), poppler and Chromium. The fonts are those of the
machine, so that another one gives other pictures of the same pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from unicodedata import east_asian_width
from xml.sax.saxutils import escape

import reportgen
from reportgen.catalogue import template_path
from reportgen.engine.office import browser
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import write_package

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
PICTURES = ROOT / "docs" / "pictures"
NEW = re.compile(r"(\n  new: +\[)508,")
"""The figure that is made wrong: 508 becomes 509."""
RESOLUTION, SCREEN_RESOLUTION = 60, 80
WIDTH, LETTER, LINE = 108, 7.8, 19
"""Columns of the terminal, and the size in points of one of them and of a line."""


def pages(document: Path, folder: Path, wanted: dict[int, str], resolution: int) -> None:
    """Write the pages of ``document`` (from 1) as ``PICTURES/NAME.png`` for each page and name of ``wanted``."""
    profile = (folder / "profile").as_uri()
    convert = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*convert, "--outdir", folder, document], check=True, capture_output=True, timeout=180)
    pdf = folder / f"{document.stem}.pdf"
    for page, name in wanted.items():
        only = ["-f", str(page), "-l", str(page), "-singlefile", "-r", str(resolution), "-png"]
        subprocess.run(["pdftoppm", *only, pdf, PICTURES / name], check=True, capture_output=True, timeout=60)


def wrapped(line: str) -> list[str]:
    """Return a line of a terminal in pieces of at most ``WIDTH`` columns, Chinese characters counted as two."""
    pieces, used = [""], 0
    for letter in line:
        wide = 2 if east_asian_width(letter) in "WF" else 1
        if used + wide > WIDTH:
            pieces.append("")
            used = 0
        pieces[-1] += letter
        used += wide
    return pieces


def terminal(command: str, said: str) -> str:
    """Return what a terminal shows of a command, as SVG: text that can be read aloud and searched."""
    lines = [piece for line in (f"$ {command}", *said.rstrip().splitlines()) for piece in wrapped(line)]
    rows = "".join(
        f'<text x="14" y="{26 + number * LINE}" xml:space="preserve">{escape(line)}</text>\n'
        for number, line in enumerate(lines)
    )
    width, height = round(WIDTH * LETTER) + 28, 26 + len(lines) * LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="Menlo, Consolas, \'Noto Sans Mono CJK SC\', monospace" font-size="13" fill="#24292f">\n'
        f'<rect width="{width}" height="{height}" rx="6" fill="#f6f8fa" stroke="#d0d7de"/>\n{rows}</svg>\n'
    )


def wrong_data(folder: Path) -> Path:
    """Write the sample with one figure wrong to ``folder``."""
    wrong, count = NEW.subn(r"\g<1>509,", SAMPLE.read_text("utf-8"))
    if count != 1:
        raise AssertionError(f"{SAMPLE}: the figure to be made wrong was found {count} times")
    data = folder / "2021.yaml"
    data.write_text(wrong, "utf-8")
    return data


def refusal(data: Path) -> str:
    """Return the picture of what ``check`` says of ``data``."""
    check = [sys.executable, "-m", "reportgen", "--lang", "zh", "check", data.name]
    settings = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(check, cwd=data.parent, env=settings, capture_output=True, encoding="utf-8", check=False)
    return terminal(f"reportgen check {data.name}", told.stdout + told.stderr)


def charts_and_infographic(folder: Path) -> None:
    """Write the pictures of charts in a Word report, and of the year as one page."""
    template, package = folder / "charts.docx", open_package(template_path("disclosure_2021"))
    parts = package.read(package.main).decode()
    heading = parts.index("五、存在的主要问题")
    place = max(parts.rfind("<w:p>", 0, heading), parts.rfind("<w:p ", 0, heading))
    charts = "".join(f"<w:p><w:r><w:t>{{{{ charts.{name} }}}}</w:t></w:r></w:p>" for name in ("applicants", "reviews"))
    changed = {package.main: (parts[:place] + charts + parts[place:]).encode()}
    template.write_bytes(write_package(package, changed))
    reportgen.render(reportgen.load(SAMPLE), folder / "with-charts.docx", template)
    pages(folder / "with-charts.docx", folder, {6: "word-charts"}, RESOLUTION)
    reportgen.render(reportgen.load(SAMPLE), PICTURES / "infographic.png")


def main() -> int:
    """Make every picture."""
    missing = [name for name in ("soffice", "pdftoppm") if shutil.which(name) is None]
    missing += ["chromium"] if browser.program() is None else []
    if missing:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)  # noqa: T201 — it talks to a person
        return 2
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        reportgen.render(reportgen.load(SAMPLE), folder / "report.docx")
        pages(folder / "report.docx", folder, {1: "report-first-page", 5: "report-table-3"}, RESOLUTION)
        data = wrong_data(folder)
        reportgen.convert(reportgen.load(data), folder / "2021.xlsx")
        pages(folder / "2021.xlsx", folder, {3: "workbook-table-3"}, SCREEN_RESOLUTION)
        charts_and_infographic(folder)
        (PICTURES / "refusal.svg").write_text(refusal(data), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
