"""Published reports with drawn faults: each figure is read right, or is blank and told; never another one.

An input is a text: its first line names the form, the seed and the kind of file (``2021 17 web page``); each other line
is a fault or a look. What is no fault of that kind of file is passed over.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

from fuzzing.findings import Result, fault
from fuzzing.published import column_faults, figure_faults, label_faults, markup_faults, page_faults, row_faults
from fuzzing.published.document import FORMS, Document
from fuzzing.published.faults import FIGURES, MARKUP, MERGES, PAGES, TABLES
from fuzzing.published.judging import judged
from fuzzing.published.texts import TEXTS, text_of
from fuzzing.published.web_pages import web_page
from fuzzing.published.word_documents import WordDocument
from fuzzing.published.word_runs import RUNS
from fuzzing.published.word_tables import STRUCTURES, UNMERGED
from reportgen.core.shown_document import ShownDocument
from reportgen.engine.reading.published import plain_text, word
from reportgen.engine.reading.published import web_page as web_reader
from reportgen.engine.reading.published.report import reports_in

_LOADED = (column_faults, figure_faults, label_faults, markup_faults, page_faults, row_faults)
"""They have put down their faults by being loaded."""
FILES: Final = ("web page", "Word document", "text")
_READERS: Final[dict[str, tuple[str, Callable[[bytes, str], ShownDocument]]]] = {
    "web page": ("a.html", web_reader.read),
    "Word document": ("a.docx", word.read),
    "text": ("a.txt", plain_text.read),
}


def composed(chance: random.Random) -> str:
    """Return a document with up to four faults."""
    form, seed, file = (
        chance.choice(["2021", "2021", "2019"]),
        chance.randrange(10**6),
        chance.choice((FILES[0], *FILES)),
    )
    names = chance.sample(list(TABLES), chance.choice((0, 1, 1, 2, 2, 3)))
    names += [chance.choice(list(FIGURES))] if chance.random() < 0.4 else []
    if file == "web page":
        names = [chance.choice(list(MERGES)), *names]
        names += [chance.choice(list(MARKUP))] if chance.random() < 0.3 else []
        names += [chance.choice(list(PAGES))] if chance.random() < 0.5 else []
    elif file == "Word document":
        names += [chance.choice(list(RUNS))] if chance.random() < 0.7 else []
        names += [chance.choice(list(STRUCTURES))]
    else:
        names = [chance.choice(TEXTS), *names]
    return "\n".join((f"{form} {seed} {file}", *names))


def examine(text: str) -> Result:
    """Return what becomes of a document."""
    head, *names = text.split("\n")
    form, _, rest = head.partition(" ")
    seed, _, file = rest.partition(" ")
    if form not in FORMS or not seed.isdecimal() or file not in FILES:
        return Result("no document")
    document = Document(form, int(seed))
    content = _made(document, file, names)
    name, read = _READERS[file]
    report = reports_in(read(content, name), list(FORMS.values()))[0]
    if report.type is not document.type:
        return Result("another form")
    judgement = judged(document, report)
    counts = {"right": judgement.right, "blank": len(judgement.blank), "wrong": len(judgement.wrong)}
    if judgement.wrong:
        row = judgement.wrong[0].partition(":")[0].rpartition(".")[0]
        return fault(f"wrong figure in a {file}: {row}", "\n".join(judgement.wrong[:20]), counts)
    if judgement.blank and not report.account:
        return fault(f"a blank in a {file} that nothing tells", "\n".join(judgement.blank), counts)
    return Result("read" if not judgement.blank else "read with blanks", counts=counts)


def _made(document: Document, file: str, names: Sequence[str]) -> bytes:
    """Return the file, faults of merged cells first, those of single figures last."""
    if file == "text":
        way = next((name for name in names if name in TEXTS), "tabs")
        document.merges_kept = False
        _do(document, names, TABLES)
        _do(document, names, FIGURES, most=1)
        return text_of(document, way)
    if file == "web page":
        _do(document, names, MERGES, most=1)
    else:
        document.merges_kept = UNMERGED.isdisjoint(names)
    _do(document, names, TABLES)
    if file == "web page":
        _do(document, names, {**FIGURES, **MARKUP}, most=1)
        _do(document, names, PAGES)
        return web_page(document)
    _do(document, names, FIGURES, most=1)
    written = WordDocument(document)
    for looks in (RUNS, STRUCTURES):
        for name in [name for name in names if name in looks][:1]:
            looks[name](written)
    return written.content()


def _do(document: Document, names: Sequence[str], kinds: dict[str, Callable[[Document], None]], most: int = 9) -> None:
    for name in [name for name in names if name in kinds][:most]:
        kinds[name](document)
