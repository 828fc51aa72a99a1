"""Validate every document, say what is wrong with which, and end with 1 if anything is."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.schemas.documents import official, rendered
from tests.schemas.validators import audit, by_sdk, sdk


def faults(template: bytes, document: bytes, validate: Callable[[Path], set[str]], folder: Path) -> list[str]:
    """Return what is wrong with a document and was not with its template, which its maker answers for."""
    found = []
    for name, content in (("template.docx", template), ("document.docx", document)):
        (folder / name).write_bytes(content)
        found.append(validate(folder / name))
        if not found[-1] or template is document:
            break
    return sorted(found[-1] - found[0] if len(found) > 1 else found[0])


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
    documents = [*official(), *rendered()]
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, template, document in documents:
            for whose, validate in validators.items():
                for fault in faults(template, document, validate, folder):
                    wrong += 1
                    say(f"{title}: {whose}: {fault}")
    without = (
        "" if program is not None else "; the Open XML SDK's validator was not found (see tests/schemas/validators.py)"
    )
    say(f"{len(documents)} documents, {wrong} errors by {' and '.join(validators)}{without}")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
