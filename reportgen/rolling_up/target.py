"""The two files of a roll-up, data and ledger: on a disk both are written or neither, behind a URL the ledger first."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen import atomic_write, output_faults
from reportgen.conversion import SUFFIXES, check_suffix, converted
from reportgen.core.errors import OutputError
from reportgen.remote_files import Place, RemoteFile
from reportgen.rolling_up.ledger import ledger_path
from reportgen.rolling_up.summed_report import SummedReport


def check_target(target: Place) -> None:
    """Refuse a place where a new data file and its ledger cannot be written; leaves nothing behind.

    Raises:
        UsageError: no data file has such a suffix, or what reads such a URL is not installed.
        OutputError: the file or its ledger exists, or cannot be written.
    """
    check_suffix(target)
    if isinstance(target, RemoteFile):
        try:
            _refuse_existing(target)
        except OSError as error:
            raise OutputError(output_faults.failure(target, error)) from None
        return
    atomic_write.check_target(target)
    _refuse_existing(target)


def _refuse_existing(target: Place) -> None:
    if target.exists():
        raise OutputError(output_faults.exists(target))
    ledger = ledger_path(target)  # one whose data file was deleted is of no more use
    if ledger.exists() and any(target.with_name(target.stem + suffix).exists() for suffix in SUFFIXES):
        raise OutputError(output_faults.exists(ledger))


def write(target: Place, content: bytes, ledger: Iterable[bytes]) -> None:
    """Put both files in their places. Raises OutputError."""
    beside = ledger_path(target)
    if isinstance(target, RemoteFile) and isinstance(beside, RemoteFile):
        try:
            beside.write_pieces(ledger)
            target.write(content)
        except OSError as error:
            raise OutputError(output_faults.failure(target, error)) from None
        return
    atomic_write.write_together([(target, content), (beside, ledger)])  # type: ignore[list-item]  # both are paths


def content(summed: SummedReport, target: Place, units: int) -> bytes:
    """Return the data file of ``summed``; as text it begins with what is left to do."""
    made = converted(summed.report, target)
    if target.suffix.lower() == ".xlsx":
        return made
    book = summed.report.addresses
    head = [f"# 由 {units} 个单位的数字相加；每个单位的数字记在 {ledger_path(target).name}，请与本文件放在一起"]
    for words, names in (("不能相加", summed.not_added), ("有的单位空白，合计不了", summed.undecided)):
        if names:
            head.append(f"# 下列数字{words}，请填写：")
            head += [f"#   {name}  {book[name].label.zh}" for name in names]
    return "\n".join([*head, "", ""]).encode("utf-8") + made
