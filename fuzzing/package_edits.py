"""Edits of an office file's parts and bytes, written as lines of text, for fuzzers whose files are too long to be read.

``xml PART AT LENGTH WORDS`` puts words in the place of so many characters of a part; ``!!! flip AT``, ``!!! cut AT``,
``!!! put AT HEX`` and ``!!! double FROM TO`` change the bytes of the file. Numbers beyond the end begin anew.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Sequence
from typing import Final

from fuzzing.changes import ODD
from fuzzing.fuzzers.packages import change

_EDIT: Final = re.compile(r"xml ([0-9]{1,6}) ([0-9]{1,9}) ([0-9]{1,6}) (.*)")
_BYTES: Final = re.compile(r"!!! ((?:flip|cut|put|double) .*)")
_MARKUP: Final = re.compile(r'</?[a-zA-Z]+:?[a-zA-Z]*|"[^"]*"|>[^<>]+<|<[^<>]*>')
_MOST: Final = 4_000_000


def edited(content: bytes, text: str) -> bytes:
    """Return the file after the edits that ``text`` names; other lines say nothing."""
    edits = [found for line in text.split("\n") if (found := _EDIT.fullmatch(line))]
    if edits:
        content = _rewritten(content, edits)
    changed = bytearray(content)
    for line in text.split("\n"):
        if found := _BYTES.fullmatch(line):
            change(changed, found[1].split())
    return bytes(changed[:_MOST])


def changes_anything(text: str) -> bool:
    """Say whether a line of ``text`` is an edit, so that what the file means is no longer known."""
    return any(_EDIT.fullmatch(line) or _BYTES.fullmatch(line) for line in text.split("\n"))


def an_edit(content: bytes, words: Sequence[str], chance: random.Random) -> str:
    """Return a line that edits a piece of markup or text in a part of ``content``, now and then its bytes."""
    if chance.random() < 0.1:
        return f"!!! {chance.choice(('flip', 'cut', 'double'))} {chance.randrange(10**6)} {chance.randrange(10**6)}"
    archive = zipfile.ZipFile(io.BytesIO(content))
    part = chance.randrange(len(archive.namelist()))
    pieces = [found.span() for found in _MARKUP.finditer(archive.read(archive.namelist()[part]).decode())]
    first, stop = chance.choice(pieces or [(0, 0)])
    length = chance.choice((0, stop - first, stop - first, stop - first - 1, 1))
    word = chance.choice((*words, *ODD, "")).replace("\n", " ")
    return f"xml {part} {first + chance.choice((0, 0, 1))} {max(length, 0)} {word}"


def _rewritten(content: bytes, edits: Sequence[re.Match[str]]) -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name) for name in archive.namelist()}
    names = list(parts)
    for edit in edits:
        name = names[int(edit[1]) % len(names)]
        text = parts[name].decode("utf-8", "surrogatepass")
        at = int(edit[2]) % (len(text) + 1)
        parts[name] = (text[:at] + edit[4] + text[at + int(edit[3]) :]).encode("utf-8", "surrogatepass")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return stream.getvalue()
