"""The fuzzers, one a module with what the class Fuzzer asks for; the folder is the list of them."""

from __future__ import annotations

import importlib
import pkgutil
import random
import re
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from fuzzing.findings import ROOT, Result

_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t"}


class Fuzzer(Protocol):
    """A module of this folder."""

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


@cache
def words(name: str, kind: str = "words") -> list[str]:
    """Return words of a fuzzer's language, from a file of its corpus with one word a line."""
    lines = (corpus_folder(name) / f"{kind}.dict").read_text(encoding="utf-8").split("\n")
    return [re.sub(r"\\\\|\\n|\\t", lambda sign: _ESCAPES[sign.group()], line) for line in lines if line]


def corpus_folder(name: str) -> Path:
    """Return the folder with the inputs that the fuzzer begins with, and those that once showed a fault."""
    return ROOT / "tests" / "fuzzing" / "corpus" / name


@cache
def corpus(name: str) -> list[str]:
    """Return those inputs, in the order of their files' names."""
    return [
        file.read_text(encoding="utf-8", errors="surrogatepass")
        for file in sorted(corpus_folder(name).iterdir())
        if file.suffix in (".txt", ".yaml", ".json")
    ]
