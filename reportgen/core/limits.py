"""The largest input and output that are accepted; every bound has its place here."""

from __future__ import annotations

from typing import Final

import attrs

from reportgen.core.value import Value

MEBIBYTE: Final = 1024 * 1024


@attrs.frozen(eq=False, repr=False)
class Limits(Value):
    """The bounds that protect a run from input that is huge by mistake or by malice.

    Sizes are in bytes, times in seconds of CPU. ``attrs.evolve(DEFAULT, file_bytes=...)`` changes one of them.
    """

    file_bytes: int = 32 * MEBIBYTE
    """One input file, as stored on disk."""
    entries: int = 1_000
    """Files inside one package (docx, xlsx)."""
    unzipped_bytes: int = 256 * MEBIBYTE
    """All of a package, unpacked."""
    part_bytes: int = 64 * MEBIBYTE
    """One XML part of a package, unpacked."""
    ratio: int = 100
    """Unpacked bytes for one packed byte, for entries larger than ``ratio_free_bytes``."""
    ratio_free_bytes: int = 100 * 1024
    """Up to this unpacked size any ratio is accepted, because short repetitive XML packs very well."""
    xml_depth: int = 200
    """Levels of nested XML elements."""
    xml_elements: int = 1_000_000
    """Elements of all XML parts of a package together."""
    data_bytes: int = 10 * MEBIBYTE
    """One data file; an office's has 30 kB. No file of this size takes more than 100 MB to refuse."""
    data_nodes: int = 20_000
    """Values in a data file, mappings and lists included; an office's has a thousand."""
    data_depth: int = 64
    """Levels of nested mappings and lists in a data file."""
    field_characters: int = 1_000_000
    """Characters of one text value; longer is refused, never cut."""
    prose_characters: int = 100_000
    """Characters of one section of a report's prose; an office's has ten thousand."""
    name_characters: int = 200
    """Characters of an office's name; the longest of a ministry's departments have sixty."""
    line_characters: int = 2_000
    """Characters of a text that stands on one line, such as an address or a remark under a table."""
    workbook_cells: int = 2_000_000
    """Cells of a workbook's used area."""
    render_cpu_seconds: int = 10
    """CPU time of one rendering."""
    memory_bytes: int = 1024 * MEBIBYTE
    """Address space that one rendering may add."""
    output_bytes: int = 50 * MEBIBYTE
    """One finished document."""
    page_elements: int = 200_000
    """Elements of a web page; one with a report has some thousand."""
    pdf_pages: int = 300
    """Pages of a published report."""
    reading_cpu_seconds: int = 30
    """CPU time of reading one published report; a page takes a twentieth of a second."""


DEFAULT: Final = Limits()
