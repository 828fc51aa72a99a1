"""Reading a template's file, and saying what it is when it is not a Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.engine.opc.package_faults import RESAVE, refusal
from reportgen.regular_file import SpecialFileError, read_regular

if TYPE_CHECKING:
    from reportgen.remote_files import Place

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
NOT_WORD: Final = "package-not-word"
_GIVE_FILE: Final = Text(zh="请给出一个 .docx 文件的路径", en="Give the path of a .docx file")
_STARTS: Final = (
    (b"%pdf", Text(zh="PDF 文件", en="a PDF file")),
    (b"{\\rtf", Text(zh="RTF 文件", en="an RTF file")),
    (b"<?xml", Text(zh="XML 文件", en="an XML file")),
    (b"<!doctype", Text(zh="网页（HTML）文件", en="a web page (HTML)")),
    (b"<html", Text(zh="网页（HTML）文件", en="a web page (HTML)")),
    (b"rar!", Text(zh="RAR 压缩包", en="a RAR archive")),
    (b"7z\xbc\xaf", Text(zh="7z 压缩包", en="a 7z archive")),
    (b"\x89png", Text(zh="图片", en="a picture")),
    (b"\xff\xd8\xff", Text(zh="图片", en="a picture")),
)


def read_source(path: Place, file: str, limits: Limits) -> bytes:
    """Return the bytes of the file at ``path``; never more than the limit is read, and never from a device or a pipe.

    Raises TemplateError: ``package-missing``, ``package-is-directory``, ``package-not-file``, ``package-unreadable``,
    ``package-too-large``.
    """
    try:
        most = limits.file_bytes + 1
        return read_regular(path, most) if isinstance(path, Path) else path.read(most)
    except (FileNotFoundError, NotADirectoryError):
        raise TemplateError(
            refusal("package-missing", file, Text(zh="没有这个文件", en="there is no such file"), remedy=_GIVE_FILE)
        ) from None
    except IsADirectoryError:
        raise TemplateError(_directory(file)) from None
    except SpecialFileError:
        says = Text(zh="这不是普通文件（是设备或管道）", en="this is a device or a pipe, not a file")
        raise TemplateError(refusal("package-not-file", file, says, remedy=_GIVE_FILE)) from None
    except (OSError, ValueError) as error:
        raise TemplateError(_unreadable(file, error)) from None


def _directory(file: str) -> Fault:
    says = Text(zh="这是一个文件夹，不是 Word 文档", en="this is a folder, not a Word document")
    return refusal("package-is-directory", file, says, remedy=_GIVE_FILE)


def _unreadable(file: str, error: Exception) -> Fault:
    why = getattr(error, "strerror", None) or str(error)
    return refusal(
        "package-unreadable",
        file,
        Text(zh=f"文件无法读取（{why}）", en=f"the file cannot be read ({why})"),
        remedy=Text(
            zh="请检查文件权限，或关闭占用它的程序", en="Check its permissions, or close the program that uses it"
        ),
    )


def identify(content: bytes, file: str, limits: Limits) -> Fault | None:
    """Return the fault that says what ``content`` is, or None if it starts like a package."""
    if len(content) > limits.file_bytes:
        most = limits.file_bytes // (1024 * 1024)
        says = Text(zh=f"文件超过 {most} MB 的上限", en=f"the file is larger than the limit of {most} MB")
        remedy = Text(zh="请压缩或删除其中的大图片后重试", en="Compress or remove its large pictures and retry")
        return refusal("package-too-large", file, says, remedy=remedy)
    if not content:
        says = Text(zh="文件是空的（0 字节）", en="the file is empty (0 bytes)")
        remedy = Text(zh="请重新复制或下载该文件", en="Copy or download the file again")
        return refusal("package-empty", file, says, remedy=remedy)
    if content.startswith(ZIP):
        return None
    if content.startswith(OLE):
        return _old_office(content, file)
    start = content[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    kind = next((what for sign, what in _STARTS if start.startswith(sign)), None)
    if kind is None:
        text = b"\0" not in content[:4096]
        kind = Text(zh="纯文本", en="plain text") if text else Text(zh="其他格式的文件", en="a file of another format")
    says = Text(zh=f"这不是 Word 文档（.docx），而是{kind.zh}", en=f"this is not a Word document (.docx) but {kind.en}")
    return refusal(NOT_WORD, file, says, remedy=RESAVE)


def _old_office(content: bytes, file: str) -> Fault:
    if "EncryptedPackage".encode("utf-16-le") in content:
        says = Text(zh="文件已加密（设有打开密码）", en="the file is encrypted (it has a password)")
        remedy = Text(
            zh="请在 Word 中“文件→信息→保护文档”处取消密码，另存后重试",
            en="Remove the password in Word (File, Info, Protect Document), save and retry",
        )
        return refusal("package-encrypted", file, says, remedy=remedy)
    word = "WordDocument".encode("utf-16-le") in content
    kind = Text(zh="旧版 Word 文档（.doc）", en="an old Word document (.doc)")
    other = Text(zh="旧版 Office 文件（如 .xls）", en="an old Office file (such as .xls)")
    what = kind if word else other
    says = Text(zh=f"这是{what.zh}，不是 .docx", en=f"this is {what.en}, not a .docx")
    return refusal("package-old-format", file, says)
