"""The fuzzers, one a module with what the class Fuzzer asks for; the folder is the list of them.

Still to come, where the rooms that read them exist: workbooks (X1 to X3) and published reports (R1).
"""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from fuzzing.findings import ROOT, Result


class Fuzzer(Protocol):
    """A module of this folder."""

    WORDS: Sequence[str]
    """Words of its language, which are put into its inputs."""

    def composed(self, chance: random.Random) -> str:
        """Return an input that is sound, or nearly so."""
        ...

    def examine(self, text: str) -> Result:
        """Return what becomes of one input."""
        ...


def names() -> list[str]:
    """Return the names of all fuzzers."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def fuzzer(name: str) -> Fuzzer:
    """Return the fuzzer called ``name``."""
    return cast("Fuzzer", importlib.import_module(f"{__name__}.{name}"))


def corpus_folder(name: str) -> Path:
    """Return the folder with the inputs that the fuzzer begins with, and those that once showed a fault."""
    return ROOT / "tests" / "fuzzing" / "corpus" / name


def corpus(name: str) -> list[str]:
    """Return those inputs, in the order of their files' names."""
    return [
        file.read_text(encoding="utf-8", errors="surrogatepass")
        for file in sorted(corpus_folder(name).iterdir())
        if file.suffix in (".txt", ".yaml", ".json")
    ]
