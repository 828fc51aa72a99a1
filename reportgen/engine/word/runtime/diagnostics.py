"""What the checked code calls: every step is checked, every fault noted with its place, and the rendering goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from reportgen.core.errors import Fault
from reportgen.core.spelling import Suggestions
from reportgen.core.text import Text
from reportgen.engine.word.language.named_row import NamedRow
from reportgen.engine.word.language.own_functions import NO_FUNCTIONS, OwnFunctions
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.meter import ATOMS, Meter
from reportgen.engine.word.runtime import values
from reportgen.engine.word.runtime.needed_content import empty, needs, unfinished
from reportgen.engine.word.runtime.plain_data import SIMPLE, exact
from reportgen.engine.word.runtime.refusals import inexact
from reportgen.engine.word.runtime.runtime import (
    MISSING,
    applied,
    compared,
    fitted,
    functions,
    joined,
    rows,
    unpacked,
)
from reportgen.engine.word.runtime.values import Rich, UnprintableError
from reportgen.prose.filters import FilterError, shown

MOST_FAULTS: Final = 100
_SHOWN_CHARACTERS: Final = 80
_REFERENCE: Final = 8
_LIST: Final = 64


def _shown(name: Any) -> str:
    """Return a name or number as a message shows it: always short, and no code of its own is run for it."""
    if isinstance(name, str):
        text = str.__str__(name)
        return text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return shown(name)


class Diagnostics:
    """Everything that the checked code calls; ``faults`` are those found so far, each with its place."""

    def __init__(
        self,
        places: tuple[Place, ...],
        file: str,
        contexts: tuple[TextContext, ...],
        rich: Rich | None,
        suggestions: Suggestions,
        own: OwnFunctions = NO_FUNCTIONS,
    ) -> None:
        self.places, self.file, self.contexts, self.rich = places, file, contexts, rich
        self.suggestions, self.own = suggestions, own
        self.faults: list[Fault] = []
        self.quiet = 0
        self.reported: set[tuple[int, str]] = set()

    def names(self) -> dict[str, Any]:
        """Return the names of the checked code."""
        return {
            **functions(self.own), "N": self.name, "G": self.item, "V": self.filled, "H": self.defined,
            "D": self.defaulted, "K": self.compare,
            "Q": self.apply, "J": self.joined, "U": self.unpacked, "rows": self.rows,
            "unfinished": unfinished, "empty": empty, "needs": self.needs, "fit": fitted,
            "T": self.printer(values.text_printer(self.contexts, self.rich)),
            "A": self.printer(values.attribute_printer(self.rich)), "O": self.printer(values.plain),
            "L": self.printer(values.line), "S": self.printer(values.span),
            "C": self.printer(values.colour), "B": self.objects(("run", "block")),
            "R": self.objects(("run",)), "P": self.objects(("block",)),
        }  # fmt: skip

    def objects(self, kinds: tuple[str, ...]) -> values.Printer:
        """Return the printer of docxtpl's objects of some kinds."""
        return self.printer(values.object_printer(self.contexts, self.rich, kinds))

    def fault(self, tag: int, id: str, says: Text, remedy: Text | None = None) -> Any:
        """Note a fault at a tag and go on with nothing."""
        place = self.places[tag]
        shown = place.tag if len(place.tag) <= 80 else place.tag[:80] + "…"
        whole = Text(f"{shown} {says.zh}", f"{shown} {says.en}") if shown else says
        if not self.quiet and len(self.faults) < MOST_FAULTS:
            found = place.fault(self.file, id, whole, remedy)
            if found not in self.faults:
                self.faults.append(found)
        return MISSING

    def unknown(self, name: Any, known: Any, tag: int) -> Any:
        """Note a name that the data does not have, with the nearest that it has."""
        if self.quiet or len(self.faults) >= MOST_FAULTS:
            return MISSING
        shown = _shown(name)
        if (tag, shown) in self.reported:  # a loop finds it again and again, and a search for the nearest is slow
            return MISSING
        self.reported.add((tag, shown))
        searched = isinstance(known, Mapping) and self.suggestions.left >= len(known)
        names = [key for key in known if isinstance(key, str)] if searched else []
        close = self.suggestions.nearest(shown, names, cutoff=0.5)
        remedy = Text(f"最接近的名称是 {close}", f"The nearest name is {close}") if close else None
        return self.fault(tag, "unknown-name", Text(f"数据里没有 {shown}", f"the data has no {shown}"), remedy)

    def name(self, context: Mapping[str, Any], name: str, meter: Meter, tag: int | None) -> Any:
        """Return what a top-level name stands for; ``tag`` is None where ``set`` may still give it."""
        if name in context:
            return self.taken(context[name], meter, tag)
        return MISSING if tag is None else self.unknown(name, context, tag)

    def item(self, value: Any, key: Any, meter: Meter, tag: int) -> Any:  # noqa: PLR0911 — one for each kind of group
        """Return what stands under a key."""
        if value is MISSING or key is MISSING:
            return MISSING
        if isinstance(value, Mapping) and isinstance(key, ATOMS):
            try:
                if key in value:  # asked first: some mappings make up what they do not have
                    return self.taken(value[key], meter, tag)
            except TypeError:  # no key at all
                pass
            return self.unknown(key, value, tag)
        if isinstance(value, NamedRow) and isinstance(key, str):
            return self.item(dict(zip(value.fields, value, strict=True)), key, meter, tag)
        if isinstance(value, (list, tuple, str)) and type(key) is int:
            try:
                return self.taken(value[key], meter, tag)
            except IndexError:
                says = Text(
                    f"列表没有第 {key} 项（共 {len(value)} 项）", f"the list has no item {key} (of {len(value)})"
                )
                return self.fault(tag, "unknown-name", says)
        kind = type(value).__name__
        return self.fault(
            tag,
            "unknown-name",
            Text(
                f"里没有 {_shown(key)}：它前面的值不是一组数据（{kind}）",
                f"has no {_shown(key)}: it follows no group ({kind})",
            ),
        )

    def taken(self, value: Any, meter: Meter, tag: int | None) -> Any:
        """Return what the data gives: for a float the decimal number that it stands for, for an object its fields."""
        if type(value) not in SIMPLE:
            value = self.exact(value, meter, tag or 0)
        if not isinstance(value, float) or tag is None or self.quiet:
            return value
        number = self.exact(value, meter, tag)
        return self.fault(tag, "inexact-number", *inexact(value)) if number is value else number

    def exact(self, value: Any, meter: Meter, tag: int) -> Any:
        """Return ``value`` with decimal numbers for the floats in it, which are charged as they are made."""
        if isinstance(value, ATOMS) and not isinstance(value, float):
            return value
        return exact(value, lambda units: meter.charge(units, tag))

    def filled(self, value: Any, name: str, meter: Meter, tag: int) -> Any:
        """Return the value of a name that ``set`` gives."""
        return self.unknown(name, None, tag) if value is MISSING else self.taken(value, meter, tag)

    def defined(self, look: Callable[[], Any]) -> bool:
        """Return whether a name leads to something; that it does not is no fault."""
        self.quiet += 1
        try:
            return look() is not MISSING
        finally:
            self.quiet -= 1

    def defaulted(self, look: Callable[[], Any], otherwise: Any, boolean: Any, meter: Meter, tag: int) -> Any:
        """Return the value of a name, ``otherwise`` where there is none; that there is none is no fault."""
        self.quiet += 1
        try:
            value = look()
        finally:
            self.quiet -= 1
        return otherwise if value is MISSING or (boolean and not value) else self.taken(value, meter, tag)

    def compare(self, sign: str, left: Any, right: Any, meter: Meter, tag: int) -> Any:
        """Return whether a comparison holds."""
        if left is MISSING or right is MISSING:
            return False
        try:
            return compared(sign, self.exact(left, meter, tag), self.exact(right, meter, tag), meter, tag)
        except TypeError:
            kinds = f"{type(left).__name__}, {type(right).__name__}"
            return self.fault(
                tag, "cannot-compare", Text(f"里的两个值不能比较（{kinds}）", f"compares what cannot be ({kinds})")
            )
        except ArithmeticError:
            return self.fault(
                tag, "cannot-compare", Text("里有不是数字的值（NaN），不能比较", "compares NaN, which is no number")
            )

    def apply(self, function: Callable[..., Any], meter: Meter, tag: int, /, *arguments: Any, **named: Any) -> Any:
        """Return what a filter or test makes of its arguments."""
        if any(value is MISSING for value in (*arguments, *named.values())):
            return MISSING
        try:
            given = [self.exact(value, meter, tag) for value in arguments]
            return self.taken(applied(function, meter, tag, *given, **named), meter, tag)
        except FilterError as problem:
            return self.fault(tag, "filter", problem.says)
        except (TypeError, ValueError, ArithmeticError):
            values = [shown(value) for value in (*arguments, *named.values())]
            says = Text(f"计算不了（{'、'.join(values)}）", f"cannot be worked out ({', '.join(values)})")
            return self.fault(tag, "filter", says)

    def _attempt(self, tag: int, work: Callable[[], Any], otherwise: Any) -> Any:
        try:
            return work()
        except UnprintableError as problem:
            self.fault(tag, "unprintable", problem.says, problem.remedy)
        except (TypeError, ValueError, ArithmeticError):
            self.fault(tag, "unprintable", Text("不能印出", "cannot be printed"))
        return otherwise

    def joined(self, parts: tuple[Any, ...], meter: Meter, tag: int) -> Any:
        """Return values joined by ``~``."""
        present = tuple(part for part in parts if part is not MISSING)
        return self._attempt(tag, lambda: joined(present, meter, tag), MISSING)

    def unpacked(self, items: Sequence[Any], count: int, meter: Meter, tag: int) -> Any:
        """Return the items of a loop over pairs and the like."""
        found = self._attempt(tag, lambda: unpacked(items, count, meter, tag), ())
        meter.charge((_LIST + _REFERENCE * count) * len(found), tag)
        return [[self.taken(value, meter, tag) for value in item] for item in found]

    def rows(self, value: Any, meter: Meter, tag: int) -> Any:
        """Return what a loop runs over."""
        found = () if value is MISSING else self._attempt(tag, lambda: rows(value, meter, tag), ())
        meter.charge(_REFERENCE * len(found), tag)
        return [self.taken(item, meter, tag) for item in found]

    def needs(self, kind: str, out: list[bytes], meter: Meter, tag: int) -> None:
        """Note a table without rows or a row without cells."""
        if not self.faults:  # rows that are missing because of a fault are no second one
            self._attempt(tag, lambda: needs(kind, out, meter, tag), None)

    def printer(self, printer: values.Printer) -> values.Printer:
        """Return ``printer`` so that it notes what it refuses and prints nothing."""

        def printed(value: Any, context: int, meter: Meter, tag: int) -> bytes:
            if value is MISSING:
                return b""
            result: bytes = self._attempt(tag, lambda: printer(value, context, meter, tag), b"")
            return result

        return printed
