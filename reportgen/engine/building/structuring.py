"""Plain data to the statistics classes, taking nothing but exact numbers: 3.7 is not 3, and "12" is not 12."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from reportgen.core.document import Unreadable
from reportgen.core.text import Text
from reportgen.engine.building.fault_list import Faults
from reportgen.engine.building.shapes import is_row_name, shape_of
from reportgen.model.addresses import AddressBook
from reportgen.model.kinds.kind import RefusedError, UnfitError, found
from reportgen.model.symbolic import join, row_of, steps

_NOTHING: Mapping[str, Any] = {}


def statistics(
    data: dict[str, Any],
    book: AddressBook,
    faults: Faults,
    strange: Mapping[str, Any] = _NOTHING,
    tops: Sequence[str] = (),
    remark_of: Callable[[str], str | None] = lambda _: None,
) -> list[Any] | None:
    """Return the entered figures that ``data`` describes, in the order of ``book``.

    ``strange`` are names beside its groups that are none of ``tops``; one of them may belong into a group.

    ``remark_of`` names the remark below the table of an address whose cell prints no notes.

    Returns ``None`` after noting everything that is wrong with it. A class is made of them only when somebody asks the
    report for it: rules and templates work on addresses.
    """
    structuring = _Structuring(book, faults, remark_of)
    structuring.group(book.statistics, data, "")
    if strange or structuring.strange or structuring.lacking:
        from reportgen.engine.building.wrong_names import WrongNames  # noqa: PLC0415 — sound data has none

        unknown = [*structuring.strange, *((None, "", name, value) for name, value in strange.items())]
        WrongNames(book, faults, unknown, structuring.lacking).note_all(tops)
    return structuring.cells if structuring.sound else None


class _Structuring:
    """Reads one class after another, noting faults as it goes; ``sound`` as long as nothing was wrong."""

    def __init__(self, book: AddressBook, faults: Faults, remark_of: Callable[[str], str | None]) -> None:
        self.book, self.faults, self.sound, self.remark_of = book, faults, True, remark_of
        self.cells: list[Any] = []
        self.strange: list[tuple[Any, str, str, Any]] = []
        """Names that their group does not have: its class and its address, the name, and what stands under it."""
        self.lacking: list[tuple[str, str]] = []
        """Groups, each with a name that is missing in it."""

    def group(self, cls: Any, value: Any, address: str) -> None:
        """Add the figures of ``cls`` that ``value`` holds at ``address`` to the cells.

        Raises:
            UnfitError, RefusedError: ``value`` has no names or columns at all.
        """
        shape = shape_of(cls)
        if type(value) is dict:
            written = value
        else:
            from reportgen.engine.building.written_rows import by_name  # noqa: PLC0415 — sound data does not need it

            written = by_name(value, cls, lambda: self.faults.text_at(steps(address)))
        met = 0
        for member in shape.members:
            if member.name not in written:
                continue
            met += 1
            inside = written[member.name]
            try:
                if member.read is not None:
                    self.cells.append(member.read(inside))
                elif member.row is not None and (row := member.row(inside)) is not None:
                    self.cells += row
                elif member.repeats:
                    self.rows(member.group, inside, join(address, member.name))
                else:
                    self.group(member.group, inside, join(address, member.name))
            except (UnfitError, RefusedError) as problem:
                self.unfit(problem, join(address, member.name), inside)
        if met < len(written) or met < len(shape.members):
            self.names(cls, written, address)

    def rows(self, cls: Any, value: Any, address: str) -> None:
        """Add the figures of every row of a group that repeats."""
        if type(value) is not dict:
            kind = found(value)
            says = Text(
                f"下面应当是“名称: 内容”，写的是{kind.zh}", f"expected a name and figures for each row, found {kind.en}"
            )
            remedy = Text("一行也没有就写 {}", "write {} where there is no row at all") if value is None else None
            raise UnfitError("wrong-type", says, remedy)
        shape = shape_of(cls)
        for name, inside in value.items():
            here = row_of(address, name)
            if isinstance(inside, Unreadable) and inside.at_key:
                self.sound = False
            elif not is_row_name(name):
                self.sound = False
                says = Text(f"名称 {name[:40]} 不能用", f"{name[:40]} cannot be a name")
                remedy = Text(
                    "名称写成一行，前后不留空格，不用方括号、花括号和竖线",
                    "write one line without square or curly brackets, bars and space around it",
                )
                self.faults.add_key("bad-name", (*steps(address), name), says, remedy)
            elif (row := shape.row(inside)) is not None:
                self.cells += row
            else:
                try:
                    self.group(cls, inside, here)
                except (UnfitError, RefusedError) as problem:
                    self.unfit(problem, here)

    def unfit(self, problem: UnfitError | RefusedError, address: str, value: Any = None) -> None:
        """Note why the ``value`` at ``address`` does not belong there, unless reading did already."""
        self.sound = False
        if isinstance(problem, UnfitError):
            from reportgen.engine.building.notes_in_cells import note_remedy  # noqa: PLC0415 — sound data has none

            remedy = note_remedy(value, address, self.book, self.remark_of(address)) or problem.remedy
            self.faults.add(problem.id, steps(address), _named(self.book.label(address), problem.says), remedy)

    def names(self, cls: Any, written: dict[str, Any], address: str) -> None:
        """Note the names at ``address`` that are unknown, and those that are missing."""
        self.sound = False
        known = [field.name for field in attrs.fields(cls)]
        missing = [name for name in known if name not in written]
        for name in sorted(written.keys() - set(known)):
            if not (isinstance(written[name], Unreadable) and written[name].at_key):
                self.strange.append((cls, address, name, written[name]))
        self.lacking += [(address, name) for name in missing]


def _named(label: Text, says: Text) -> Text:
    return Text(f"{label.zh}：{says.zh}", f"{label.en}: {says.en}") if label.zh else says
