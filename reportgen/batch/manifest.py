"""A manifest: a table as CSV, as Excel writes it, with a data file in each row and perhaps its document's name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO, Final

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import MEBIBYTE
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.remote_files import Place, RemoteFile, is_url, place

MANIFEST: Final = ".csv"
_DATA: Final = ("数据文件", "data")
_NAME: Final = ("报告文件名", "output")
_HEAD: Final = Text(
    f"第一行写列名：“{_DATA[0]}”，要指定文件名的再加“{_NAME[0]}”；以后一行一个文件",
    f"the first row has the columns “{_DATA[1]}” and, to name documents, “{_NAME[1]}”; then a file a row",
)
_MOST: Final = 200
_MOST_BYTES: Final = 256 * MEBIBYTE


def listed(path: Place) -> Iterator[tuple[Place, str | None]]:
    """Yield each row's data file, found from the manifest's folder, and its document's name or None.

    UTF-8 is read, with or without a mark, else GB18030, as a Chinese Excel writes it.

    Raises:
        DataError: it cannot be read, a column is missing, or a row names no file; every row at once.
    """
    encoding = _encoding(path)
    try:
        with _opened(path, encoding) as stream:
            yield from _rows(path, stream)
    except OSError:
        says = Text("清单文件打不开", "the manifest cannot be opened")
        remedy = Text("请检查路径和访问权限", "check the path and the permissions")
        raise DataError(Fault("manifest", says, Origin(str(path)), remedy)) from None
    except (UnicodeDecodeError, csv.Error):
        says = Text("这不是 CSV 文件", "this is no CSV file")
        remedy = Text("请在 Excel 或 WPS 里另存为“CSV UTF-8”", "save it as CSV UTF-8 in Excel")
        raise DataError(Fault("manifest", says, Origin(str(path)), remedy)) from None


def _rows(path: Place, stream: IO[str]) -> Iterator[tuple[Place, str | None]]:
    reader = csv.reader(stream, strict=True)
    head = [cell.strip().lower() for cell in next(reader, [])]
    data = next((head.index(name) for name in _DATA if name in head), None)
    name = next((head.index(name) for name in _NAME if name in head), None)
    if data is None:
        says = Text(f"清单里没有“{_DATA[0]}”这一列", f"the manifest has no column “{_DATA[1]}”")
        raise DataError(Fault("manifest", says, Origin(str(path), 1), _HEAD))
    faults: list[Fault] = []
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        file = row[data].strip() if data < len(row) else ""
        if not file:
            says = Text("这一行没有写数据文件", "this row names no data file")
            faults.append(Fault("manifest", says, Origin(str(path), reader.line_num), _HEAD))
            if len(faults) >= _MOST:
                break
        elif not faults:
            called = row[name].strip() if name is not None and name < len(row) else ""
            yield place(file) if is_url(file) else path.parent / file, called or None
    if faults:
        raise DataError(faults)


def _opened(path: Place, encoding: str) -> IO[str]:
    if isinstance(path, RemoteFile):
        return io.TextIOWrapper(io.BytesIO(path.read(_MOST_BYTES)), encoding, newline="")
    return path.open(encoding=encoding, newline="")


def _encoding(path: Place) -> str:
    try:
        with _opened(path, "utf-8-sig") as stream:
            while stream.read(1 << 16):
                pass
    except UnicodeDecodeError:
        return "gb18030"
    except OSError:
        pass  # opening it again says so
    return "utf-8-sig"
