"""How many figures are misread in Word forms that somebody mutilated: ``python -m benchmarks.word_forms [COUNT]``.

Every figure of a form is another number, so that one at a wrong address shows. A form is changed as people and programs
do it: rows and columns moved, copied or deleted, text pasted into cells, cells merged, runs split as WPS splits them,
and every tenth saved through LibreOffice where that is installed. Each must be read right or refused with its place.
"""

from __future__ import annotations

import copy
import io
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx

import reportgen
from reportgen.engine.building import build
from reportgen.engine.reading import read_mapping
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
PASTED = ("12件", "１２", "", " ", "/", "无", "1,234", "3 4 5", "约10", "=1+1", "12\t13", "其他", "总计", "0012", "①")
MEANT = {12, 1234}
"""The numbers that are meant by what is pasted: 12件, １２ and 1,234."""
_NAME = "form.docx"
_SAY_ANOTHER_THING = frozenset(("exchanged_labels", "moved_cell"))


def distinct_report(rng: random.Random) -> Report:
    """Return a report whose entered figures are all different numbers; it need not reconcile."""
    names = list(REPORT.addresses.entered)
    data: dict[str, Any] = {
        "report": REPORT.name,
        "organ": "某区教育局",
        "year": 2025,
        "narrative": {"overview": "概况。", "problems": "问题。"},
    }
    for name, value in zip(names, rng.sample(range(1000, 9999), len(names)), strict=True):
        *steps, last = name.split(".")
        inner = data
        for step in steps:
            inner = inner.setdefault(step, {})
        inner[last] = value
    return build(read_mapping(data), REPORT)


def form_of(report: Report) -> bytes:
    """Return the Word form of a report."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _NAME
        reportgen.convert(report, path)
        return path.read_bytes()


def read_form(content: bytes) -> Report:
    """Return what a Word form says, or raise what refuses it."""
    return reportgen.load(io.BytesIO(content), name=_NAME)


def mutilated(content: bytes, rng: random.Random) -> tuple[bytes, list[str]]:
    """Return a form after one to three acts of ``rng``'s choice, and the names of the acts."""
    document = docx.Document(io.BytesIO(content))
    done = []
    for _ in range(rng.randint(1, 3)):
        act = rng.choice(ACTS)
        act(document.tables[rng.randrange(3)]._tbl, rng)
        done.append(act.__name__)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue(), done


def _rows(table: Any) -> list[Any]:
    return list(table.tr_lst)


def moved_row(table: Any, rng: random.Random) -> None:
    """Move a row to another place."""
    rows = _rows(table)
    row, other = rng.sample(rows, 2)
    other.addprevious(row)


def deleted_row(table: Any, rng: random.Random) -> None:
    """Delete a row."""
    table.remove(rng.choice(_rows(table)))


def copied_row(table: Any, rng: random.Random) -> None:
    """Copy a row below itself."""
    row = rng.choice(_rows(table))
    row.addnext(copy.deepcopy(row))


def new_row(table: Any, rng: random.Random) -> None:
    """Insert an empty row."""
    row = rng.choice(_rows(table))
    made = copy.deepcopy(row)
    for words in made.xpath(".//w:t"):
        words.text = ""
    row.addnext(made)


def moved_column(table: Any, rng: random.Random) -> None:
    """Move the last column to the left, labels and figures together; where a label spans rows, nothing is moved."""
    steps = rng.randint(1, 4)
    tails = [row.tc_lst[-steps - 1 :] for row in _rows(table)]
    moved = [cells for cells in tails if len(cells) > steps and all(cell.grid_span == 1 for cell in cells)]
    if all(cell.vMerge is None for cells in moved for cell in cells):
        for cells in moved:
            cells[0].addprevious(cells[-1])


def moved_cell(table: Any, rng: random.Random) -> None:
    """Move a cell inside of its row."""
    cells = rng.choice(_rows(table)).tc_lst
    if len(cells) > 1:
        one, other = rng.sample(list(cells), 2)
        other.addprevious(one)


def deleted_cell(table: Any, rng: random.Random) -> None:
    """Delete a cell, so that the others of its row slide."""
    row = rng.choice(_rows(table))
    if len(row.tc_lst) > 1:
        row.remove(rng.choice(list(row.tc_lst)))


def merged_cells(table: Any, rng: random.Random) -> None:
    """Merge two neighbouring cells as Word does: one spans both and has the text of both."""
    cells = list(rng.choice(_rows(table)).tc_lst)
    if len(cells) > 1:
        at = rng.randrange(len(cells) - 1)
        one, other = cells[at], cells[at + 1]
        one.grid_span += other.grid_span
        for paragraph in other.p_lst:
            one.append(paragraph)
        other.getparent().remove(other)


def merged_down(table: Any, rng: random.Random) -> None:
    """Merge a cell with the one below."""
    rows = _rows(table)
    at = rng.randrange(len(rows) - 1)
    upper, lower = rows[at].tc_lst[-1], rows[at + 1].tc_lst[-1]
    upper.vMerge, lower.vMerge = "restart", "continue"


def pasted_text(table: Any, rng: random.Random) -> None:
    """Type something into a cell."""
    cell = rng.choice(rng.choice(_rows(table)).tc_lst)
    for words in cell.xpath(".//w:t"):
        words.text = ""
    run = cell.p_lst[0].add_r()
    run.text = rng.choice(PASTED)


def split_runs(table: Any, rng: random.Random) -> None:
    """Cut every run of some rows into single characters, as WPS does; this changes nothing that is seen."""
    for row in rng.sample(_rows(table), min(4, len(_rows(table)))):
        for words in row.xpath(".//w:t"):
            run, text = words.getparent(), words.text or ""
            if len(run.xpath("./w:t")) > 1:
                continue
            for letter in reversed(text[1:]):
                other = copy.deepcopy(run)
                other.xpath("./w:t")[0].text = letter
                run.addnext(other)
            words.text = text[:1]


def exchanged_labels(table: Any, rng: random.Random) -> None:
    """Exchange two labels, as somebody does who types in the wrong row."""
    words = [one for one in table.xpath(".//w:t") if one.text and not one.text.strip().isdecimal()]
    one, other = rng.sample(words, 2)
    one.text, other.text = other.text, one.text


ACTS: Sequence[Callable[[Any, random.Random], None]] = (
    moved_row, deleted_row, copied_row, new_row, moved_column, moved_cell, deleted_cell, merged_cells, merged_down,
    pasted_text, split_runs, exchanged_labels,
)  # fmt: skip


def misread(report: Report, again: Report, acts: Sequence[str]) -> list[str]:
    """Return the figures that were read as another figure's number.

    Where labels were exchanged or a cell was moved inside of its row, the form itself says another thing; then numbers
    only must not come from nowhere.
    """
    owners = {value: address for address, value in report.entered.items() if value is not None}
    found = []
    for address, value in again.entered.items():
        if value is None or value == report.entered[address]:
            continue
        if value in owners and _SAY_ANOTHER_THING.isdisjoint(acts):
            found.append(f"{address} = {value} of {owners[value]}")
        elif value not in owners and value not in MEANT:
            found.append(f"{address} = {value}")
    return found


def through_libreoffice(content: bytes) -> bytes:
    """Return a document as LibreOffice saves it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / _NAME
        file.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", f"{folder}/out", str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(folder) / "out" / _NAME).read_bytes()


def outcome(seed: int, *, office: bool = False) -> tuple[str, list[str]]:
    """Return what became of the form of ``seed``: ``read``, ``refused`` or ``misread``, and what tells so."""
    rng = random.Random(seed)
    report = distinct_report(rng)
    content, acts = mutilated(form_of(report), rng)
    if office:
        content = through_libreoffice(content)
    try:
        again = read_form(content)
    except reportgen.ReportgenError as error:
        if any(fault.origin is not None and fault.origin.place for fault in error.faults):
            return "refused", acts
        return "refused without its place", [fault.message("zh") for fault in error.faults]
    wrong = misread(report, again, acts)
    return ("misread", [*acts, *wrong]) if wrong else ("read", acts)


def main(count: int) -> int:
    """Print how many of ``count`` forms were read, refused and misread; return 1 if one was misread."""
    office = shutil.which("soffice") is not None
    outcomes: Counter[str] = Counter()
    for seed in range(count):
        found, acts = outcome(seed, office=office and seed % 10 == 0)
        outcomes[found] += 1
        if found not in {"read", "refused"}:
            print(seed, found, "; ".join(acts))
    print(", ".join(f"{number} {name}" for name, number in outcomes.items()))
    return int(outcomes["misread"] > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
