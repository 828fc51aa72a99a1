"""Make PDFs for archives with both makers, have each looked at, and end with 1 if anything is wrong.

Preflight knows part 1 of PDF/A only. LibreOffice's PDF/A-2b differs from part 1 in the number of the part alone. typst
uses more of part 2, so that what it sets is made as PDF/A-1b here, of the same source.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import reportgen
from reportgen import pipeline
from reportgen.api.templates import compile_template
from reportgen.engine.export.typeset import typesetting
from reportgen.engine.office import pdf as office_pdf
from reportgen.engine.office.libreoffice import program
from reportgen.report.report import Report
from tests.conftest import ROOT
from tests.strategies import report_of, zero

_JARS = Path("/usr/share/java")
_NEEDED = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "commons-io",
    "javax.activation",
    "jaxb-api",
)
_MOMENT = "2022-01-28T00:00:00Z"
_ERROR = re.compile(r"^(\d+(?:\.\d+)*) : (.*)$", re.MULTILINE)
_OTHER_PART = "Error on MetaData, part must be 1"
_UNRESOLVED = "Body Syntax error, Error: can't convert to Destination COSObject"
"""PDFBox 2 cannot read where a bookmark leads to if that is an object of its own, as PDF allows."""
_SECONDS = 120


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def missing() -> str | None:
    """Return what this machine lacks."""
    if shutil.which("java") is None or any(not (_JARS / f"{jar}.jar").is_file() for jar in _NEEDED):
        return "needed: Java, and Debian's libpdfbox2-java, libactivation-java, libjaxb-api-java, libcommons-io-java"
    return None if program() is not None else "LibreOffice is needed"


def reports() -> Iterator[tuple[str, Report]]:
    """Yield what is set: the sample, and a year of zeros."""
    yield "sample", reportgen.load(ROOT / "samples" / "disclosure_2021" / "kaifeng-2021.yaml")
    yield "zeros", report_of(zero())


def pdfs() -> Iterator[tuple[str, bytes, str]]:
    """Yield the name and the content of each PDF, and what Preflight says of it although it is right."""
    template = compile_template("disclosure_2021")
    for name, report in reports():
        document = pipeline.fill(report, template)
        yield f"{name}-libreoffice", office_pdf.pdf_of(document, name, _MOMENT, archive=True), _OTHER_PART
        yield f"{name}-typst", typesetting.kept_to(report, _MOMENT, ["a-1b"]), _UNRESOLVED


def errors(file: Path) -> list[str]:
    """Return what Preflight says is wrong; it is asked for its verdict even where it says nothing."""
    path = ":".join(str(_JARS / f"{jar}.jar") for jar in _NEEDED)
    command = ["java", "-cp", path, "org.apache.pdfbox.preflight.Validator_A1b", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    found = [text for _, text in _ERROR.findall(done.stdout)]
    if found or "is a valid PDF/A-1b file" in done.stdout:
        return found
    return [f"Preflight did not say: {done.stderr.strip()[-300:]}"]


def main() -> int:
    """Make the PDFs, have them looked at, and say what was found."""
    lacking = missing()
    if lacking is not None:
        say(lacking)
        return 2
    wrong = looked = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, content, known in pdfs():
            file = Path(folder, f"{name}.pdf")
            file.write_bytes(content)
            for error in errors(file):
                if not error.startswith(known):
                    wrong += 1
                    say(f"{name}: {error}")
            looked += 1
    say(f"{looked} PDFs, {wrong} faults")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
