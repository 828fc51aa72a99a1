"""What reading a PDF costs beside pdfplumber's bare extraction: ``python -m benchmarks.reading_pdfs FILE…``.

Bare extraction is opening the file and asking every page for its words. The goal is 1.5 of it.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from benchmarks.timing import interleaved, pairs, sampler, summary

ROUNDS = 7


def ratio(content: bytes, name: str) -> float:
    """Return how many times as long our reading of a PDF takes as pdfplumber's bare extraction of its words."""
    import pdfplumber

    from reportgen.engine.reading.published.pdf import read

    def bare(_: int) -> int:
        with pdfplumber.open(io.BytesIO(content)) as document:
            return sum(len(page.extract_words()) for page in document.pages)

    assert bare(0) > 0
    assert read(content, name).blocks
    measured = interleaved({"ours": sampler(lambda _: read(content, name), 1), "bare": sampler(bare, 1)}, ROUNDS)
    return summary(pairs(measured["ours"], measured["bare"])).median


if __name__ == "__main__":
    for file in map(Path, sys.argv[1:]):
        print(f"{file.name}: {ratio(file.read_bytes(), file.name):.2f}")
