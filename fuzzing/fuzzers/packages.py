"""Word packages: whatever is in one, it is refused in words, or the finished document opens and holds nothing active.

An input is a text: a line ``=== name`` begins a part with that name, ``=== name stored`` one that is not packed; lines
``!!! …`` at the end change the bytes of the file: ``flip AT``, ``cut AT``, ``put AT HEX``, ``double FROM TO``.
"""

from __future__ import annotations

import io
import random
import re
import time
import warnings
import zipfile
from typing import Final

from docx import Document

from fuzzing.changes import changed
from fuzzing.findings import SLOW, Result, fault
from fuzzing.fuzzers import corpus, words
from reportgen.core.errors import TemplateError
from reportgen.engine.opc.fingerprint import is_unchanged
from reportgen.engine.opc.package import open_package
from reportgen.engine.word.compiler.compile import compile_template

DATA: Final = {"name": "甲", "rows": [1, 2]}
_SMALL: Final = 20_000
_LARGEST: Final = 5_000_000


def examine(text: str) -> Result:
    """Return what becomes of a package."""
    content = packed(text)
    if content is None:
        return Result("no archive")
    begun = time.thread_time()
    try:
        is_unchanged(content)
        document = compile_template(content, "模板.docx").render(DATA)
    finally:
        spent = time.thread_time() - begun
    if spent > SLOW and len(text) < _SMALL:
        return fault("slow", f"{spent:.1f} s of CPU for {len(text)} characters")
    try:
        open_package(document, template=False)
    except TemplateError as error:
        return fault("the finished document is refused", str(error))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            Document(io.BytesIO(document))
        except Exception as error:  # noqa: BLE001 — whatever it is, the document does not open
            if "is not a valid URI" in str(error):  # of a namespace, which Word does not look at
                return Result("made")
            return fault(f"python-docx cannot open the document: {type(error).__name__}", repr(error))
    return Result("made")


def composed(chance: random.Random) -> str:
    """Return a package in which a few words of one part are changed."""
    known = corpus("packages")
    pieces = re.split(r"^(?==== )", chance.choice(known), flags=re.MULTILINE)
    at = chance.randrange(1, len(pieces))
    head, _, content = pieces[at].partition("\n")
    others = [
        piece.partition("\n")[2] for text in known for piece in re.split(r"^(?==== )", text, flags=re.MULTILINE)[1:]
    ]
    pieces[at] = f"{head}\n{changed(content, others, words('packages'), chance)}"
    return "".join(pieces)


def packed(text: str) -> bytes | None:
    """Return the file that ``text`` describes, None where it describes none."""
    text, *changes = re.split(r"^!!! ?", text, flags=re.MULTILINE)
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for piece in re.split(r"^=== ?", text, flags=re.MULTILINE)[1:]:
            head, _, content = piece.partition("\n")
            name, _, way = head.partition(" ")
            try:
                info = zipfile.ZipInfo(name or "x")
                info.compress_type = zipfile.ZIP_STORED if way == "stored" else zipfile.ZIP_DEFLATED
                archive.writestr(info, content.removesuffix("\n").encode("utf-8", "surrogatepass"))
            except (ValueError, UnicodeEncodeError):
                return None
    content = bytearray(stream.getvalue())
    for line in changes:
        change(content, line.split())
    return bytes(content[:_LARGEST])


def change(content: bytearray, words: list[str]) -> None:
    """Change the bytes of a file as the words of one line say."""
    numbers = [int(word) % (len(content) + 1) for word in words[1:] if re.fullmatch(r"[0-9]{1,9}", word)]
    if not words or not numbers or not content:
        return
    at = numbers[0]
    if words[0] == "flip" and at < len(content):
        content[at] ^= 1 << (len(words) + at) % 8
    elif words[0] == "cut":
        del content[at:]
    elif words[0] == "put" and len(words) > 2:
        with_hex = re.sub(r"[^0-9a-f]", "", words[2])[:200]
        content[at:at] = bytes.fromhex(with_hex[: len(with_hex) // 2 * 2])
    elif words[0] == "double" and len(numbers) > 1:
        content[at:at] = content[min(numbers) : max(numbers)]
