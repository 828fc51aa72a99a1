"""What is wrong with a file that is to be written: its name, its place, or what the system said."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

MOST_NAME_BYTES: Final = 255
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
FORBIDDEN: Final = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f]')
"""A sign that a file's name cannot have on some system."""
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
FORMATS: Final = (".docx", ".html", ".htm", ".pdf", ".csv", ".json", ".svg", ".png")
"""How the name of a published report may end."""
DRAFT: Final = Text("草稿", "draft")
_OTHER_FOLDER: Final = Text(zh="请另选一个文件夹", en="Choose another folder")


def name_faults(name: str, file: str) -> Iterator[Fault]:
    """Yield what is wrong with ``name`` as the name of a report's file, on any system that may receive it.

    For names made from data too: separators, ``..`` and what Windows reserves are refused.
    """
    if name.strip() in ("", ".", ".."):
        yield _fault("output-name", file, Text(zh="缺少文件名", en="there is no file name"))
        return
    try:
        length = len(name.encode())
    except UnicodeEncodeError:
        yield _fault("output-name", file, Text(zh="文件名含有无效字符", en="the file name has an invalid character"))
        return
    if length > MOST_NAME_BYTES:
        says = Text(
            zh=f"文件名太长：{length} 字节，最多 {MOST_NAME_BYTES} 字节（约 {MOST_NAME_BYTES // 3} 个汉字）",
            en=f"the file name is too long: {length} bytes, at most {MOST_NAME_BYTES}",
        )
        yield _fault("output-name-too-long", file, says, Text(zh="请缩短文件名", en="Use a shorter name"))
    forbidden = sorted(set(FORBIDDEN.findall(name)))
    if forbidden:
        shown = " ".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in forbidden)
        says = Text(zh=f"文件名不能含有 {shown}", en=f"a file name cannot have {shown}")
        yield _fault("output-name", file, says, Text(zh="请去掉这些字符", en="Leave these characters out"))
    if _RESERVED.fullmatch(name) or name.endswith((".", " ")):
        says = Text(
            zh="Windows 不接受这个文件名（保留名，或以点、空格结尾）",
            en="Windows does not accept this file name (reserved, or ending in a dot or a space)",
        )
        yield _fault("output-name", file, says, Text(zh="请换一个文件名", en="Choose another name"))


def place_faults(target: Path, folder: Path, inputs: Collection[Path]) -> Iterator[Fault]:
    """Yield why ``target``, which leads to a file in ``folder``, must not be written; ``inputs`` are never overwritten.

    Raises OSError where the file is not to be written to.
    """
    file, exists = str(target), target.exists()
    if exists and target.is_dir():
        says = Text(zh="这是一个文件夹，不是文件名", en="this is a folder, not a file name")
        yield _fault("output-is-directory", file, says, Text(zh="请在后面加上文件名", en="Add a file name"))
        return
    if exists and not target.is_file():
        says = Text(zh="这是设备或管道，不是普通文件", en="this is a device or a pipe, not a file")
        yield _fault("output-not-file", file, says, Text(zh="请换一个文件名", en="Choose another name"))
        return
    if not folder.is_dir():
        yield _no_folder(target, folder)
        return
    for source in inputs if exists else ():
        if source.exists() and target.samefile(source):
            says = Text(
                zh=f"输出文件就是输入文件“{source}”，不能覆盖", en=f"the output is the input {str(source)!r} itself"
            )
            yield _fault("output-is-input", file, says, Text(zh="请换一个输出文件名", en="Choose another output name"))
            return
    if exists and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _no_folder(target: Path, folder: Path) -> Fault:
    """Return that the ``folder`` of a file is not there; a link on the way to it, which nobody typed, is named."""
    link = next((path for path in (target, *target.parents) if path.is_symlink()), None)
    says = Text(zh=f"文件夹“{folder}”不存在", en=f"the folder {str(folder)!r} does not exist")
    remedy = Text(zh="请先建立该文件夹，或检查路径", en="Make the folder first, or check the path")
    if link is not None:
        says = Text(
            zh=f"“{link}”是一个链接，它通向的文件夹“{folder}”不存在",
            en=f"{str(link)!r} is a link that leads to {str(folder)!r}, a folder that does not exist",
        )
        remedy = Text(zh="请删去这个链接，或换一个名字", en="Delete the link, or choose another name")
    return _fault("output-folder-missing", str(target), says, remedy)


def suffix_faults(target: Path, document: Text | None = None) -> Iterator[Fault]:
    """Yield that the name of ``target`` does not end as it should, so that no program would open the file right.

    What is written there is a report, in one of ``FORMATS``, or a ``document``: a draft, a template, always for Word.
    """
    if target.suffix.lower() in (FORMATS if document is None else (".docx",)):
        return
    if document is not None:
        says = Text(
            f"{document.zh}是 Word 文档，文件名应以 .docx 结尾",
            f"the {document.en} is a Word document; its name should end in .docx",
        )
        others = Text("", "")
    else:
        says = Text(
            f"报告写成什么文件，看文件名的结尾，应是 {'、'.join(FORMATS)} 之一",
            f"the end of its name says what kind of file the report is written as: {', '.join(FORMATS)}",
        )
        others = Text("（Word 文档），或换成别的结尾", " (a Word document), or another of these")
    right = target.with_suffix(".docx").name if target.name else f"{'报告' if document is None else document.zh}.docx"
    remedy = Text(f"请写成 {right}{others.zh}", f"Write {right}{others.en}")
    yield _fault("output-suffix", str(target), says, remedy)


def exists(target: object) -> Fault:
    """Return that there is a file already, where only a new one is written."""
    says = Text("文件已存在，没有改动它", "the file exists and was left alone")
    return _fault("output-exists", str(target), says, Text("请换一个文件名", "choose another name"))


def invalid_path(target: Path) -> Fault:
    """Return that no file can have this path: it holds U+0000 or half of a surrogate pair."""
    says = Text(zh="路径含有无效字符", en="the path has an invalid character")
    return _fault("output-name", str(target), says)


def same_outputs(targets: Sequence[Path]) -> Iterator[Fault]:
    """Yield that two files, such as the receipt and the document, have the same target."""
    taken: set[Path] = set()
    for target in targets:
        real = target.resolve()
        if real in taken:
            yield _two_outputs(target)
        taken.add(real)


def _two_outputs(target: Path) -> Fault:
    says = Text("两样东西不能写到同一个文件", "two outputs cannot be one file")
    return _fault("output-is-input", str(target), says, Text("请换一个文件名", "choose another name"))


def failure(target: object, error: OSError) -> Fault:
    """Return what the system's ``error`` means for the file ``target``, a path or a URL."""
    file, why = str(target), error.strerror or str(error)
    if error.errno in _FULL:
        says = Text(
            zh="磁盘已满或超出配额，文件没有写入", en="the disk is full or the quota is used up; nothing was written"
        )
        return _fault("output-disk-full", file, says, Text(zh="请清理空间后重试", en="Make room and retry"))
    if error.errno in _DENIED:
        says = Text(zh="文件正被占用，或没有写入权限", en=f"it is in use or must not be written ({why})")
        remedy = Text(
            zh="请关闭正在使用该文件的 Word/WPS，检查只读属性，或另选文件夹",
            en="Close it in Word or WPS, check whether it is read-only, or choose another folder",
        )
        return _fault("output-not-writable", file, says, remedy)
    says = Text(zh=f"文件无法写入（{why}）", en=f"the file cannot be written ({why})")
    return _fault("output-not-writable", file, says, _OTHER_FOLDER)


def _fault(id: str, file: str, says: Text, remedy: Text | None = None) -> Fault:
    return Fault(id, says, Origin(file), remedy)
