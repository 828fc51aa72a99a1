"""A data file read to plain data with places: YAML, JSON, or a mapping already in memory; no figure is understood here.

Texts have LF as their only line end (CRLF and CR become LF) and are otherwise kept: tabs and spaces, ideographic ones
too. Numbers are exact: ``int`` or ``Decimal``, never float. What could be read in two ways is refused with a hint.
"""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import attrs

from reportgen.core import spelling
from reportgen.core.document import Document, Unreadable
from reportgen.core.document import Path as KeyPath
from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT, MEBIBYTE, Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.characters import check_json, check_yaml, without_bad
from reportgen.engine.reading.decoding import decoded, with_line_feeds, wrong_encoding
from reportgen.engine.reading.places import KeyPaths, Places
from reportgen.engine.reading.value_limits import Inspection
from reportgen.regular_file import SpecialFileError, read_regular

if TYPE_CHECKING:
    from reportgen.remote_files import Place

Format = Literal["yaml", "json"]

YAML_BYTES = 2 * MEBIBYTE
"""YAML is read much slower than JSON: a larger file would take seconds, and no office writes one."""

_WORKBOOK, _WORKBOOK_PART, _ZIP = ".xlsx", b"xl/workbook.xml", b"PK\x03\x04"
_OPEN_COLUMNS, _FIRST_LINE = ("数值", "编号"), 400
_SUFFIXES: dict[str, Format] = {".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def bytes_of(path: Place, limits: Limits = DEFAULT) -> bytes:
    """Return the content of the file at ``path``, at most one byte more than is allowed.

    Raises:
        DataError: it cannot be opened.
    """
    origin = Origin(str(path))
    try:
        most = _most_bytes(limits) + 1
        return read_regular(path, most) if isinstance(path, Path) else path.read(most)
    except FileNotFoundError:
        says = Text("没有这个文件", "there is no such file")
        raise DataError(Fault("no-such-file", says, origin, _other_file(path))) from None
    except IsADirectoryError:
        says = Text("这是文件夹，不是文件", "this is a folder, not a file")
        remedy = Text(
            "请写出文件夹里数据文件的名字；整个文件夹的，用 reportgen batch 或 check",
            "name the data file that is in it; reportgen batch and check take a whole folder",
        )
        raise DataError(Fault("not-a-file", says, origin, remedy)) from None
    except SpecialFileError:
        says = Text("这是设备或管道，不是普通文件", "this is a device or a pipe, not a file")
        remedy = Text(
            "请给出数据文件；要从管道读取的，文件名写 -", "name a data file; write - to read from standard input"
        )
        raise DataError(Fault("not-a-file", says, origin, remedy)) from None
    except (OSError, ValueError) as problem:
        raise _unreadable(str(path), problem) from None


def content_of(stream: IO[str] | IO[bytes], name: str, limits: Limits = DEFAULT) -> str | bytes:
    """Return what ``stream``, which messages call ``name``, gives: at most one byte more than is allowed.

    Raises:
        DataError: it cannot be read, or is a text in another encoding than its reader expects.
    """
    pieces: list[Any] = []
    left = _most_bytes(limits) + 1
    try:
        while left > 0:
            piece: Any = stream.read(left)
            if piece is None:  # half of a file must not be taken for the whole
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece)
    except UnicodeDecodeError as problem:  # a text stream, whose encoding the caller chose
        raise wrong_encoding(name, problem.encoding, problem.start) from None
    except (OSError, ValueError) as problem:
        raise _unreadable(name, problem) from None
    return pieces[0][:0].join(pieces) if pieces else ""


def is_data_file(name: str) -> bool:
    """Whether a file's name says that it is a data file, and no published report."""
    return _ending(name) in {*_SUFFIXES, _WORKBOOK}


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 — several times a file, and a Path takes five times as long


def limits_of(name: str, limits: Limits = DEFAULT) -> Limits:
    """Return the limits of the file called ``name``: published reports are larger than data files."""
    return limits if is_data_file(name) else attrs.evolve(limits, data_bytes=limits.file_bytes)


def is_workbook(content: bytes, name: str) -> bool:
    """Return whether a data file is to be read as a workbook: told by its name's suffix, without one by its content."""
    suffix = _ending(name)
    return suffix == _WORKBOOK or (suffix == "" and content.startswith(_ZIP) and _WORKBOOK_PART in content)


def is_open_data(content: bytes, name: str) -> bool:
    """Return whether a CSV or JSON file is open data of a report, told by its first line."""
    suffix = _ending(name)
    if suffix == ".json":
        start = content[:_FIRST_LINE].removeprefix(b"\xef\xbb\xbf").split()
        return start[:2] == [b"{", b'"format":'] or start[:1] == [b'{"format":']
    if suffix != ".csv":
        return False
    line = content[:_FIRST_LINE].split(b"\n")[0]
    return any(all(column.encode(code) in line for column in _OPEN_COLUMNS) for code in ("utf-8", "gb18030"))


def read_text(
    text: str | bytes,
    name: str,
    format: Format | None = None,  # noqa: A002 — the word for it
    limits: Limits = DEFAULT,
) -> Document:
    """Return the data file whose content is ``text`` and which messages call ``name``.

    ``format`` is told by the name's suffix, else by the first character (``{`` begins JSON), unless it is given.

    Raises:
        DataError: it is too large or in another encoding, or is no YAML or JSON.
    """
    _check_size(len(text), _most_bytes(limits), name)
    if isinstance(text, bytes):
        size, text = len(text), decoded(text, name)
    else:
        size, text = len(text), with_line_feeds(text.removeprefix("\ufeff"))
    if not text.strip():
        raise _empty(name)
    chosen = format or _SUFFIXES.get(_ending(name)) or ("json" if text.lstrip()[0] == "{" else "yaml")
    if chosen == "yaml":
        _check_size(size, min(YAML_BYTES, _most_bytes(limits)), name)
        return _read_yaml(text, name, limits)
    from reportgen.engine.reading.json_text import places as json_places  # noqa: PLC0415 — YAML needs no JSON
    from reportgen.engine.reading.json_text import values as json_values  # noqa: PLC0415 — YAML needs no JSON

    places = Places(name, text, json_places.scan, json_places.scan_near)
    check_json(text, name, json_places.scan)
    data, sound = json_values.parse(text, name, limits)
    if data is None:
        raise _empty(name)
    if sound and type(data) is dict:
        return Document(name, data, places.locate, places.locate_key, places.locate_line)
    return _document(name, data, places, limits)


def _read_yaml(text: str, name: str, limits: Limits) -> Document:
    """Return what YAML ``text`` says; what the parser refuses is read on after each mistake."""
    from reportgen.engine.reading.yaml_text import errors as yaml_errors  # noqa: PLC0415 — JSON needs no YAML
    from reportgen.engine.reading.yaml_text import places as yaml_places  # noqa: PLC0415 — JSON needs no YAML
    from reportgen.engine.reading.yaml_text import values as yaml_values  # noqa: PLC0415 — JSON needs no YAML

    places = Places(name, text, yaml_places.scan)
    try:
        check_yaml(text, name, yaml_places.scan)
    except DataError as error:
        return _read_on(without_bad(text), name, limits, error.faults)
    try:
        data, sound, places.near = yaml_values.parse(text, name, limits)
    except yaml_errors.UnparsableError:
        return _read_on(text, name, limits)
    except DataError as error:
        if error.faults[0].id != "yaml-alias":
            raise
        from reportgen.engine.reading.yaml_text.recovery import with_slips  # noqa: PLC0415 — a sound file needs none

        raise DataError(with_slips(error.faults, text, name)) from None
    if data is None:
        raise _empty(name)
    if sound and type(data) is dict:
        document = Document(name, data, places.locate, places.locate_key, places.locate_line)
    else:
        try:
            document = _document(name, data, places, limits)
        except DataError:
            again = _mended(text, name, limits)
            if again is None:
                raise
            return again
    return attrs.evolve(document, mended=partial(_mended, text, name, limits), lines=partial(str.split, text, "\n"))


def _read_on(text: str, name: str, limits: Limits, known: Sequence[Fault] = (), way: int = 0) -> Document:
    """Return a text as it was meant, with every mistake in it."""
    from reportgen.engine.reading.yaml_text.recovery import document_of, recovered  # noqa: PLC0415 — a sound file needs none

    found = recovered(text, name, known, way)
    document = document_of(found, text, lambda mended: _read_yaml(mended, name, limits))
    if way + 1 >= found.ways:
        return document
    return attrs.evolve(document, otherwise=partial(_read_on, text, name, limits, known, way + 1))


def _mended(text: str, name: str, limits: Limits) -> Document | None:
    """Return a text that can be read, yet shows slips, as it was meant; None where it shows none."""
    from reportgen.engine.reading.yaml_text.recovery import has_slips  # noqa: PLC0415 — a sound file needs none

    return _read_on(text, name, limits) if has_slips(text, name) else None


def read_mapping(mapping: Mapping[str, Any], name: str = "data", limits: Limits = DEFAULT) -> Document:
    """Return a mapping in memory as a document; messages name the way through its keys instead of lines.

    Raises:
        DataError: it is no mapping, or goes past a limit.
    """
    return _document(name, mapping, KeyPaths(name), limits, bound_numbers=True)


def _document(
    name: str, data: Any, places: Places | KeyPaths, limits: Limits, *, bound_numbers: bool = False
) -> Document:
    if not isinstance(data, Mapping):
        raise DataError(_no_mapping(name))
    inspection = Inspection(limits)
    copy = inspection.copy(data)
    if bound_numbers and isinstance(copy, dict):
        inspection.bound_numbers(copy)
    unreadable = tuple((_origin(path, why, places), _wording(path, why, places)) for path, why in inspection.problems)
    if not isinstance(copy, dict):
        raise DataError(Fault(why.id, why.says, origin, why.remedy) for origin, why in unreadable)
    return Document(name, copy, places.locate, places.locate_key, places.locate_line, unreadable)


def _origin(path: KeyPath, why: Unreadable, places: Places | KeyPaths) -> Origin:
    return places.locate_key(path) if why.at_key else places.locate(path)


def _wording(path: KeyPath, why: Unreadable, places: Places | KeyPaths) -> Unreadable:
    """Add the first place to the message about a key that stands twice."""
    if why.id != "duplicate-key" or isinstance(places, KeyPaths):
        return why
    line, column = places.found.keys[path][0]
    says = Text(
        f"{why.says.zh}：第一处在第 {line} 行第 {column} 列", f"{why.says.en}; first at line {line}, column {column}"
    )
    return Unreadable(why.id, says, why.remedy, at_key=True)


def _no_mapping(name: str) -> Fault:
    says = Text("文件内容应当是“名称: 内容”，一行一项", "the file should say “name: value”, one a line")
    return Fault("not-a-mapping", says, Origin(name, 1, 1))


def _other_file(path: Place) -> Text:
    """Return what to do where there is no file at ``path``: the data file beside it with the nearest name."""
    if not isinstance(path, Path):
        return Text("请检查网址", "check the URL")
    try:
        for meant in (path.name, f"{path.name}.yaml"):
            if path.with_name(f"{meant}.txt").is_file():
                return Text(
                    f"这里有 {meant}.txt：记事本在后面加了 .txt。请改名为 {meant}"
                    "（先在“此电脑”的“查看”里勾选“文件扩展名”）",
                    f"there is {meant}.txt, to which Notepad added .txt; rename it to {meant}",
                )
        beside = {file.stem: file for file in path.parent.iterdir() if file.suffix.lower() in {*_SUFFIXES, ".xlsx"}}
    except (OSError, ValueError):
        return Text("请检查文件夹的名字", "check the name of the folder")
    plain = unicodedata.normalize("NFKC", path.stem).strip(" “”‘’\"'")  # ２０２５, “2025
    close = spelling.nearest(plain, beside, 0.6)
    if close is not None:
        return Text(f"名字最接近的是 {beside[close]}", f"the nearest name is {beside[close]}")
    return Text(
        "请检查文件名和所在的文件夹；还没有数据文件的，用 reportgen new 新建",
        "check the name and the folder; reportgen new starts a data file",
    )


def _unreadable(name: str, problem: OSError | ValueError) -> DataError:
    reason = getattr(problem, "strerror", None) or str(problem)
    says = Text(f"文件打不开（{reason}）", f"the file cannot be opened ({reason})")
    remedy = Text("请检查能否用记事本打开它，或复制一份再试", "see whether an editor opens it, or try a copy of it")
    return DataError(Fault("unreadable-file", says, Origin(name), remedy))


def _empty(name: str) -> DataError:
    remedy = Text("用 reportgen new 可以生成一份待填的文件", "reportgen new writes a file to fill in")
    return DataError(Fault("empty-file", Text("文件是空的", "the file is empty"), Origin(name), remedy))


def _most_bytes(limits: Limits) -> int:
    return min(limits.data_bytes, limits.file_bytes)


def _check_size(size: int, most: int, name: str) -> None:
    if size > most:
        says = Text(f"文件超过 {most // MEBIBYTE} MB", f"the file is larger than {most // MEBIBYTE} MB")
        raise DataError(Fault("file-too-large", says, Origin(name)))
