"""Validate every document, say what is wrong with which, and end with 1 if anything is."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.schemas.documents import examples, rendered
from tests.schemas.office_files import commented, forms, official
from tests.schemas.validators import audit, by_sdk, sdk


def faults(template: bytes, document: bytes, validate: Callable[[Path], set[str]], folder: Path) -> list[str]:
    """Return what is wrong with a document and was not with its template, which its maker answers for."""
    (folder / "document.docx").write_bytes(document)
    found = validate(folder / "document.docx")
    if found and template is not document:
        (folder / "template.docx").write_bytes(template)
        found = found - validate(folder / "template.docx")
    return sorted(found)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run the validators that there are."""
    program = sdk()
    validators: dict[str, Callable[[Path], set[str]]] = {"openxml-audit": audit}
    if program is not None:
        validators["Open XML SDK"] = partial(by_sdk, program)
    wrong = 0
    kinds = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for make in (official, forms, commented, examples, rendered):
            for title, template, document in make():
                kinds[make.__name__] += 1
                for whose, validate in validators.items():
                    for fault in faults(template, document, validate, folder):
                        wrong += 1
                        say(f"{title}: {whose}: {fault}")
            say(f"{make.__name__}: {kinds[make.__name__]} documents")
    without = (
        "" if program is not None else "; the Open XML SDK's validator was not found (see tests/schemas/validators.py)"
    )
    say(f"{kinds.total()} documents, {wrong} errors by {' and '.join(validators)}{without}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
