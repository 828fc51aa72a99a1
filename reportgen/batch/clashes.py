"""Refuses documents of a batch that would overwrite each other, a data file, a template or the journal."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection
from typing import Final

from reportgen.batch.plan import Plan
from reportgen.core.errors import Fault, OutputError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.remote_files import Place, RemoteFile

MOST: Final = 20
"""Clashes told at once with their files; of more only the number is told."""


class Clashes:
    """The clashes among the documents of a ``plan``, as its jobs are added."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._doubles: list[Fault] = []
        self._more = 0

    def add(self, number: int, source: Place, target: Place) -> None:
        """Note the job ``number``, which makes ``target`` of ``source``, and perhaps others."""
        self._plan.add_input(_identity(source), source)
        named = self._plan.first_with_name(_same(target.name), number)
        filed = self._plan.first_with_file(_identity(target), number, target)
        first = named if named != number else filed
        if first != number and len(self._doubles) == MOST:
            self._more += 1
        elif first != number:
            self._doubles.append(_double(source, self._plan.source(first), target, linked=named == number))

    def refuse(self, inputs: Collection[Place]) -> None:
        """Raise with every clash if a document would overwrite another, a data file or one of ``inputs``.

        Raises:
            UsageError: two data files would make one document.
            OutputError: a document would be written over a file that the batch reads or writes otherwise.
        """
        for path in inputs:
            self._plan.add_input(_identity(path), path)
        overwriting = [_overwritten(target, found) for target, found in self._plan.overwriting(MOST)]
        if self._more:
            says = Text(f"另有 {self._more:,} 份也是这样", f"so would {self._more:,} more")
            self._doubles.append(Fault("same-target", says))
        if self._doubles:
            raise UsageError([*self._doubles, *overwriting])
        if overwriting:
            raise OutputError(overwriting)


def _double(source: Place, other: Place, target: Place, *, linked: bool) -> Fault:
    says = Text(f"和 {other} 会写成同一个文件 {target.name}", f"would make the same document as {other}, {target.name}")
    remedy = Text(
        "请改名后再运行，或用 --name 让文件名不同（例如 --name {folder}{stem}）",
        "Rename one of them, or make the names differ with --name, as in --name {folder}-{stem}",
    )
    if linked:
        says = Text(
            f"和 {other} 会写成同一个文件：{target} 是链接",
            f"would make the same document as {other}: {target} is a link",
        )
        remedy = Text("请删除这个链接后再运行", "Delete the link and run again")
    return Fault("same-target", says, Origin(str(source)), remedy)


def _overwritten(target: Place, found: Place) -> Fault:
    says = Text(f"输出文件就是输入文件“{found}”，不能覆盖", f"the output is the input {str(found)!r} itself")
    remedy = Text("请换一个输出文件夹，或给输入文件改名", "Choose another folder, or rename the input")
    return Fault("output-is-input", says, Origin(str(target)), remedy)


def _identity(path: Place) -> str:
    """Return a key that is equal for two paths to one file, whether the file exists or not."""
    if isinstance(path, RemoteFile):
        return path.url
    try:
        status = path.stat()
        if status.st_ino:
            return f"{status.st_dev}:{status.st_ino}"
    except (OSError, ValueError):
        pass
    return _same(os.path.realpath(path)) if "\0" not in str(path) else str(path)


def _same(name: str) -> str:
    """Return a key that is equal for names that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
