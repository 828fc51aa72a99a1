"""Figures in other signs, with notes, or in words that are none."""

from __future__ import annotations

import re
from typing import Any

from fuzzing.published.document import Document
from fuzzing.published.faults import FIGURES, named
from fuzzing.published.grids import Cell

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_BLANKS = ("—", "/", "-", "", "――", "－", "--", "\\", " ", "　", "——", "–", "*")
_NOTHING = ("无", "0件", "零", "０", "〇", "没有", "无数据", "N/A", "0.0", "0.00", "○")


def _with_thousands(text: str, sign: str) -> str:
    return text if "." in text else re.sub(r"(\d)(?=(\d{3})+(?!\d))", rf"\1{sign}", text)


@named(FIGURES)
def _commas(document: Document) -> None:
    for cell in document.cells():
        cell.text = _with_thousands(cell.text, ",")


@named(FIGURES)
def _wide_commas(document: Document) -> None:
    for cell in document.cells():
        cell.text = _with_thousands(cell.text, "，")


@named(FIGURES)
def _wide_digits(document: Document) -> None:
    for cell in document.cells():
        cell.text = cell.text.translate(_WIDE)


@named(FIGURES)
def _measure_words(document: Document) -> None:
    for cell in document.cells():
        if cell.address.startswith(("applications", "reviews")):
            cell.text += "件"


@named(FIGURES)
def _signs_in_circles(document: Document) -> None:
    for cell in document.some(12):
        cell.text += document.chance.choice("①②③")


@named(FIGURES)
def _small_digits(document: Document) -> None:
    for cell in document.some(8):
        cell.text += "¹"


@named(FIGURES)
def _notes_inside(document: Document) -> None:
    for cell in document.some(8):
        cell.text += "（其中修订2件）"


@named(FIGURES)
def _blanks(document: Document) -> None:
    for cell in document.some(20):
        cell.text = document.chance.choice(_BLANKS)
        document.nobody_knows(cell)


@named(FIGURES)
def _words_for_nothing(document: Document) -> None:
    for cell in document.some(10):
        cell.text = document.chance.choice(_NOTHING)
        document.accept[cell.address] = {None, 0}


_ODD: dict[str, tuple[str, bool]] = {
    "in brackets": ("({0})", False), "about": ("约{0}", False), "plus": ("{0}+1", False),
    "ten thousands": ("{0}万", False),
    "percent": ("{0}%", False), "zeros before": ("00{0}", True), "full stop": ("{0}.", True),
    "of three": ("{0}/3", False),
    "range": ("{0}-99", False), "dots": ("{0}…", False), "in words": ("十二", False), "two figures": ("{0} 7", False),
    "colon": ("{0}:", True), "formula": ("={0}", True), "quoted": ("“{0}”", True), "arrow": ("{0}↑", True),
    "letters": ("{0}abc", False), "apostrophe": ("'{0}", True), "another year": ("{0}（2022年9）", True),
}  # fmt: skip
"""How a figure may be written so that it is none, and whether it may be read all the same."""


@named(FIGURES)
def _odd_figures(document: Document) -> None:
    for cell in document.some(30):
        value: Any = document.figure(cell)
        name = document.chance.choice([*_ODD, "spaced", "letters for digits", "negative", "note"])
        accepted: set[Any] = {None}
        if name in _ODD:
            accepted |= {value} if _ODD[name][1] else set()
            cell.text = _ODD[name][0].format(value)
        elif name == "spaced":
            cell.text = " ".join(str(value))
            accepted.add(value)
        elif name == "letters for digits":
            cell.text = str(value).replace("0", "O").replace("1", "l")
            accepted |= {value}
        elif name == "negative" and document.numeric(cell):
            cell.text = f"-{value}"
            accepted |= {-value if "delta" in cell.address else None, 0 if value == 0 else None}
        else:
            cell.text = f"{value}（其中线上3件）"
            accepted = {value, None}
        if not document.numeric(cell):
            accepted |= {None, value, "".join(cell.text.split()), ...}
        document.accept[cell.address] = accepted


def cells_of(document: Document, most: int) -> list[Cell]:
    """Return a few cells whose figures may be read as blanks from now on."""
    cells = document.some(most)
    for cell in cells:
        document.accept[cell.address] = {None, document.figure(cell)}
    return cells
