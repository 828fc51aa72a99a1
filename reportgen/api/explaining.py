"""Where a figure comes from, and what a message means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.api.arguments import known_report, known_text
from reportgen.api.loading import load
from reportgen.report.report import Report

if TYPE_CHECKING:
    from reportgen.messages import Message
    from reportgen.report.explanation import Explanation

_MOST_SHOWN = 8


def explain(report: Report, address: str) -> Explanation:
    """Return how the figure at ``address`` came to be: a tree of addends with values and places in the data.

    For a report that was rolled up it also has what the units gave, the largest with their lines.

    Raises:
        UsageError: no figure is called so; the message names the nearest.
        DataError: the list of the units is damaged.
    """
    from reportgen.engine.checking.explaining import explain as explain_one

    known_report("report", report)
    known_text("address", address)
    explained = explain_one(report, address)
    here = "://" not in report.source  # behind a URL only asking shows whether a ledger is there
    if report.locate is None or (here and not Path(report.source).with_suffix(".units.jsonl").is_file()):
        return explained
    import attrs

    from reportgen.rolling_up.drilling import shares

    return attrs.evolve(explained, units=shares(report, address, load))


def find_address(report: Report, *words: str) -> str:
    """Return the address that ``words`` name: itself, the form's words (表三, 新收, 自然人), or a cell (表三!D4).

    Raises:
        UsageError: several figures have these words in their names, or the cell holds none. Where no figure has them,
            the words come back as they are.
    """
    from reportgen.report.official_names import addresses_called, cell_named

    name = " ".join(words)
    if name in report.values:
        return name
    cell = cell_named(name)
    if cell is not None and (address := _address_in(report, cell)) is not None:
        return address
    found = addresses_called(report, name.split())
    if len(found) > 1:
        from reportgen.core.errors import Fault, UsageError
        from reportgen.core.text import Text

        shown = [f"{address}（{report.addresses[address].label.zh}）" for address in found[:_MOST_SHOWN]]
        english = [f"{address} ({report.addresses[address].label.en})" for address in found[:_MOST_SHOWN]]
        says = Text(f"名称里有“{name}”的数字有 {len(found)} 个", f"{len(found)} figures are called “{name}”")
        remedy = Text(f"请写得更具体，例如 {'、'.join(shown)}", f"name one: {', '.join(english)}")
        raise UsageError(Fault("unknown-address", says, remedy=remedy))
    return found[0] if found else name


def _address_in(report: Report, cell: str) -> str | None:
    """Return the figure in a workbook's cell; None where no sheet of the report is called so.

    Raises:
        UsageError: there is the sheet, and no figure stands in the cell.
    """
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.origin import Origin
    from reportgen.core.text import Text
    from reportgen.engine.export.workbook.formulas import sheet_cells
    from reportgen.report.official_names import address_in

    address = address_in(report, cell, sheet_cells(report.tables))
    if address is None and cell.partition("!")[0] in {table.name.zh for table in report.tables}:
        says = Text(f"{cell} 不是填数字的格子", f"{cell} holds no figure")
        remedy = Text("请写出数字所在的格子，例如 表三!D4", "name a figure's cell, as in 表三!D4")
        raise UsageError(Fault("unknown-address", says, Origin(report.source), remedy))
    return address


def explain_all(report: Report) -> list[Explanation]:
    """Return the explanation of every derived figure, in the order of the form."""
    from reportgen.engine.checking import explaining

    return explaining.explain_all(report)


def explain_message(id: str) -> Message:
    """Return what the id of a fault, a mistake or a finding means, and what to do about it.

    Raises:
        UsageError: there is no such id; the message names the nearest.
    """
    from reportgen.messages import message

    known_text("id", id)
    return message(id)
