"""Refuses documents of a batch that would overwrite each other, a data file, a template or the journal."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Hashable, Iterator, Sequence
from pathlib import Path

from reportgen.core.errors import Fault, OutputError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text


def refuse_clashes(sources: Sequence[Path], made: Sequence[Path], inputs: Collection[Path]) -> None:
    """Raise with every clash if a document would overwrite another or one of ``inputs``, also through a link.

    Raises:
        UsageError: two data files would make one document.
        OutputError: a document would be written over a file that the batch reads or writes otherwise.
    """
    doubles = [*_doubles(sources, made)]
    overwriting = [*_overwriting(made, [*sources, *inputs])]
    if doubles:
        raise UsageError([*doubles, *overwriting])
    if overwriting:
        raise OutputError(overwriting)


def _doubles(sources: Sequence[Path], made: Sequence[Path]) -> Iterator[Fault]:
    by_name: dict[str, Path] = {}
    by_file: dict[Hashable, Path] = {}
    for source, target in zip(sources, made, strict=True):
        known = by_name.setdefault(_same(target.name), source)
        linked = by_file.setdefault(_identity(target), source)
        other = known if known is not source else linked
        if other is not source:
            says = Text(f"和 {other} 会写成同一个文件", f"would make the same document as {other}")
            remedy = Text("请改名后再运行", "Rename one of them")
            if known is source:
                says = Text(
                    f"和 {other} 会写成同一个文件：{target} 是链接",
                    f"would make the same document as {other}: {target} is a link",
                )
                remedy = Text("请删除这个链接后再运行", "Delete the link and run again")
            yield Fault("same-target", says, Origin(str(source)), remedy)


def _overwriting(made: Sequence[Path], inputs: Sequence[Path]) -> Iterator[Fault]:
    read = {_identity(path): path for path in reversed(inputs)}
    for target in made:
        found = read.get(_identity(target))
        if found is not None:
            says = Text(f"输出文件就是输入文件“{found}”，不能覆盖", f"the output is the input {str(found)!r} itself")
            remedy = Text("请换一个输出文件夹，或给输入文件改名", "Choose another folder, or rename the input")
            yield Fault("output-is-input", says, Origin(str(target)), remedy)


def _identity(path: Path) -> Hashable:
    """Return a key that is equal for two paths to one file, whether the file exists or not."""
    try:
        status = path.stat()
        if status.st_ino:
            return status.st_dev, status.st_ino
    except (OSError, ValueError):
        pass
    return _same(os.path.realpath(path)) if "\0" not in str(path) else str(path)


def _same(name: str) -> str:
    """Return a key that is equal for names that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
