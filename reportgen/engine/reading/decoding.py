"""Bytes to text: UTF-8 and marked UTF-16 are read, every other encoding is named and refused; never mojibake."""

from __future__ import annotations

import codecs
import contextlib

from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

_SAVE_AS_UTF8 = Text(
    "请用记事本打开该文件，选“另存为”，编码选 UTF-8，保存后再试",
    "open it in Notepad, choose Save As with encoding UTF-8, and try again",
)
_DATA_FILE = Text(
    "请给出数据文件（.yaml），还没有的用 reportgen new 新建", "name a data file; reportgen new starts one"
)
_WORKBOOK = Text(
    "Excel 工作簿的文件名要以 .xlsx 结尾；.xls、.xlsm、.et、.ods 等请用 Excel 或 WPS 另存为 .xlsx。"
    "还没有数据文件的用 reportgen new 新建",
    "a workbook's name must end in .xlsx; save .xls, .xlsm, .ods and others as .xlsx in Excel or WPS. "
    "reportgen new starts a data file",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", Text("Word、Excel 或压缩文件", "a Word, Excel or zip file")),
    (b"\xd0\xcf\x11\xe0", Text("Word 或 Excel 旧版文件", "an old Word or Excel file")),
    (b"%PDF", Text("PDF 文件", "a PDF file")),
    (b"{\\rtf", Text("RTF 文件", "an RTF file")),
    (b"\x89PNG", Text("图片", "a picture")),
    (b"\xff\xd8\xff", Text("图片", "a picture")),
    (b"GIF8", Text("图片", "a picture")),
    (b"BM", Text("图片", "a picture")),
    (b"II*\x00", Text("图片", "a picture")),
    (b"MM\x00*", Text("图片", "a picture")),
    (b"Rar!", Text("压缩文件", "a compressed file")),
    (b"7z\xbc\xaf", Text("压缩文件", "a compressed file")),
    (b"MZ", Text("程序", "a program")),
)
_NO_WORKBOOK = (".doc", ".docx", ".docm", ".wps", ".ppt", ".pptx", ".zip")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files begin that may be a workbook of another kind, or under another name."""


def decoded(data: bytes, name: str) -> str:
    """Return the text of ``data`` without a byte-order mark, line ends as LF.

    Raises:
        DataError: it is no text, or in an encoding that cannot be told for certain (GBK, UTF-16 without a mark).
    """
    for start, kind in _OTHER_FILES:
        if data.startswith(start) and (len(start) > 2 or not data[:200].isascii() or 0 in data[:200]):
            says = Text(f"这是 {kind.zh}，不是数据文件", f"this is {kind.en}, not a YAML or JSON data file")
            remedy = _WORKBOOK if start in _OFFICE and not name.lower().endswith(_NO_WORKBOOK) else _DATA_FILE
            raise DataError(Fault("not-a-data-file", says, Origin(name), remedy))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    if b"\x00" in data[:400] and not _is_utf_16(data[:400]):
        says = Text("这不是文本文件，不是数据文件", "this is no text, so no YAML or JSON data file")
        raise DataError(Fault("not-a-data-file", says, Origin(name), _DATA_FILE))
    if b"\x00" in data[:400]:
        raise _refused(name, "UTF-16（没有标记）", "UTF-16 without a byte-order mark")
    try:
        return with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        return _foreign(data, name, problem)


def _is_utf_16(data: bytes) -> bool:
    """Whether every second byte tells the same kind of text: Chinese, or plain letters with zeros between them."""
    for encoding in ("utf-16-le", "utf-16-be"):
        with contextlib.suppress(UnicodeDecodeError):
            text = data[: len(data) // 2 * 2].decode(encoding)
            if text.isprintable() or all(sign.isprintable() or sign in "\r\n\t" for sign in text):
                return True
    return False


def with_line_feeds(text: str) -> str:
    """Return ``text`` with CRLF and CR as LF, the one line end that values have."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return with_line_feeds(data.decode(encoding))
    except UnicodeDecodeError as problem:
        raise wrong_encoding(name, encoding, problem.start) from None


def wrong_encoding(name: str, encoding: str, position: int) -> DataError:
    """Return the refusal of a file that was said to be in ``encoding`` and is not, first at byte ``position``."""
    says = Text(
        f"文件标明是 {encoding.upper()} 编码，但第 {position} 字节处不合该编码，可能已损坏",
        f"the file is marked as {encoding.upper()} but byte {position} is none; it may be damaged",
    )
    return DataError(Fault("encoding", says, Origin(name), _SAVE_AS_UTF8))


def _foreign(data: bytes, name: str, problem: UnicodeDecodeError) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        line = data.count(b"\n", 0, problem.start) + 1
        says = Text("文件不是 UTF-8 编码，编码无法辨认", "the file is not UTF-8, and its encoding cannot be told")
        raise DataError(Fault("encoding", says, Origin(name, line), _SAVE_AS_UTF8)) from None
    raise _refused(name, "GBK（GB18030）", "GBK (GB18030)") from None


def _refused(name: str, zh: str, en: str) -> DataError:
    says = Text(f"文件不是 UTF-8 编码，看来是 {zh}", f"the file is not UTF-8 but seems to be {en}")
    return DataError(Fault("encoding", says, Origin(name), _SAVE_AS_UTF8))
