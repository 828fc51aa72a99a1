"""Reading published documents beside what their libraries need alone: ``python -m benchmarks.published_reading``.

A Word document beside python-docx opening it (goal 3), a page beside lxml parsing it (goal 3): those beside the
checkout, or in ``--published FOLDER``.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.timing import quickest

ROUNDS = 15
PUBLISHED = Path(__file__).resolve().parent.parent.parent / "shared/published"


def _opened(content: bytes) -> object:
    import docx

    return docx.Document(io.BytesIO(content))


def main() -> None:
    """Print a line for each document: the library's time, ours, and the ratio."""
    from lxml import html

    from reportgen.engine.reading.published import web_page, word

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--published", type=Path, metavar="FOLDER", default=PUBLISHED)
    for path in sorted(parser.parse_args().published.glob("*")):
        if path.suffix not in {".docx", ".html"}:
            continue
        name, content = path.name, path.read_bytes()
        alone: Callable[[], object]
        ours: Callable[[], object]
        if name.endswith(".docx"):
            alone, ours = partial(_opened, content), partial(word.read, content, name)
        else:
            alone, ours = partial(html.document_fromstring, content), partial(web_page.read, content, name)
        bare, whole = quickest(alone, ROUNDS), quickest(ours, ROUNDS)
        print(f"{name:<20} library alone {bare:7.2f} ms   read {whole:7.2f} ms   ratio {whole / bare:5.1f} (goal 3)")


if __name__ == "__main__":
    main()
