"""Reads the directory of a ZIP file and compares it with the headers of the entries.

The standard library follows the central directory; before CPython 3.11.14 it does not notice entries that overlap.
Here every entry is looked up in both directories, and nothing is unpacked before the whole directory has passed.
Source: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.opc.member import DEFLATED, STORED
from reportgen.engine.opc.package_faults import UNTRUSTED, refusal, visible

CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
LOCAL: Final = struct.Struct("<4s5H3L2H")
END: Final = struct.Struct("<4s4H2LH")
UTF8_NAME: Final = 0x800
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_SIZES_FOLLOW: Final = 0x8
_ABSENT: Final = 0xFFFFFFFF  # "see the ZIP64 field"
_DOWNLOAD: Final = Text(
    zh="文件可能没有下载或复制完整，请重新获取，或用 Word 打开修复后另存",
    en="It may not have been copied completely: get it again, or let Word repair it and save",
)


@attrs.frozen(eq=False, repr=False)
class Entry(Value):
    """A packed file as both directories declare it; ``start`` is its header's offset, ``data`` that of its bytes."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int
    data: int

    @property
    def stop(self) -> int:
        """The offset just past the packed bytes."""
        return self.data + self.packed


def entries_of(content: bytes, file: str, limits: Limits) -> tuple[Entry, ...]:
    """Return the entries of the ZIP file ``content`` in the order of its directory, folders left out.

    Raises TemplateError with every fault found: ``package-truncated``, ``package-damaged``, ``package-bomb``,
    ``package-encrypted``, ``package-unsafe-name``, ``package-duplicate-entry``, ``package-overlap``.
    """
    faults: list[Fault] = []
    first, stop, count = _end(content, file, limits)
    entries = [entry for entry in _entries(content, file, first, stop, count, limits, faults) if entry is not None]
    bombs = [fault for fault in faults if fault.id == "package-bomb"]
    if bombs:
        raise TemplateError(bombs)
    faults += _total_faults(entries, len(content), file, limits)
    faults += _name_faults(entries, file)
    faults += _overlap_faults(entries, first, file)
    if faults:
        raise TemplateError(faults)
    return tuple(entry for entry in entries if not entry.name.endswith("/"))


def _end(content: bytes, file: str, limits: Limits) -> tuple[int, int, int]:
    """Return where the central directory starts and stops, and how many entries it declares."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - END.size - 0xFFFF))
    if at < 0 or len(content) - at < END.size:
        says = Text(zh="文件不完整：缺少压缩包的结尾", en="the file is cut off: the end of the package is missing")
        raise TemplateError(refusal("package-truncated", file, says, remedy=_DOWNLOAD))
    _, disk, first_disk, here, count, size, offset, comment = END.unpack_from(content, at)
    if count > limits.entries:
        raise TemplateError(_too_many(file, limits))
    if at + END.size + comment != len(content) or disk or first_disk or here != count or offset + size > at:
        says = Text(zh="压缩包的目录与文件不符", en="the package's directory does not match the file")
        raise TemplateError(refusal("package-truncated", file, says, remedy=_DOWNLOAD))
    return offset, offset + size, count


def _too_many(file: str, limits: Limits) -> Fault:
    says = Text(zh=f"内部文件超过 {limits.entries} 个", en=f"it holds more than {limits.entries} files")
    return refusal("package-bomb", file, says, remedy=UNTRUSTED)


def _entries(
    content: bytes, file: str, at: int, stop: int, count: int, limits: Limits, faults: list[Fault]
) -> Iterator[Entry | None]:
    first, seen = at, 0
    while at < stop:
        seen += 1
        if seen > limits.entries:
            raise TemplateError(_too_many(file, limits))
        if stop - at < CENTRAL.size or content[at : at + 4] != b"PK\x01\x02":
            break
        fields = CENTRAL.unpack_from(content, at)
        _, _, _, flags, method, _, _, crc, packed, size, name_size, extra, comment, _, _, attributes, start = fields
        raw_name = content[at + CENTRAL.size : at + CENTRAL.size + name_size]
        at += CENTRAL.size + name_size + extra + comment
        name = raw_name.decode("utf-8" if flags & UTF8_NAME else "cp437", "replace")
        if flags & _ENCRYPTED:
            says = Text(zh="压缩包内的文件已加密", en="a file in the package is encrypted")
            faults.append(refusal("package-encrypted", file, says, place=name))
            continue
        mode = attributes >> 16 & 0o170000
        if mode not in (0, 0o100000, 0o040000):
            says = Text(zh="内部文件是符号链接或设备", en="the entry is a symbolic link or a device")
            faults.append(refusal("package-unsafe-name", file, says, place=name, remedy=UNTRUSTED))
            continue
        bomb = _bomb(name, packed, size, file, limits)
        if bomb is not None:
            faults.append(bomb)
            continue
        data = _local_data(content, first, start, raw_name, (flags, method, crc, packed, size))
        if data is None or method not in (STORED, DEFLATED):
            says = Text(
                zh="内部文件的两处目录记录不一致，或压缩方式不受支持",
                en="the entry's two directory records disagree, or its compression is not supported",
            )
            faults.append(refusal("package-damaged", file, says, place=name))
            continue
        yield Entry(name, method, crc, packed, size, start, data)
    if seen != count or at != stop:
        says = Text(zh="压缩包的目录已损坏", en="the package's directory is damaged")
        faults.append(refusal("package-damaged", file, says, remedy=_DOWNLOAD))


def _bomb(name: str, packed: int, size: int, file: str, limits: Limits) -> Fault | None:
    if _ABSENT in (packed, size) or size > limits.unzipped_bytes:
        most = limits.unzipped_bytes // (1024 * 1024)
        says = Text(zh=f"解压后超过 {most} MB 的上限", en=f"it unpacks to more than the limit of {most} MB")
    elif size > limits.ratio_free_bytes and size > packed * limits.ratio:
        says = Text(
            zh=f"压缩比异常：{packed} 字节解压成 {size} 字节（上限 1:{limits.ratio}）",
            en=f"{packed} bytes unpack to {size} bytes (the limit is 1:{limits.ratio})",
        )
    else:
        return None
    return refusal("package-bomb", file, says, place=name, remedy=UNTRUSTED)


def _local_data(
    content: bytes, directory: int, start: int, raw_name: bytes, central: tuple[int, int, int, int, int]
) -> int | None:
    """Return the offset of an entry's bytes, or None if its own header is missing or differs."""
    if start + LOCAL.size > directory or content[start : start + 4] != b"PK\x03\x04":
        return None
    _, _, flags, method, _, _, crc, packed, size, name_size, extra = LOCAL.unpack_from(content, start)
    data: int = start + LOCAL.size + name_size + extra
    if content[start + LOCAL.size : start + LOCAL.size + name_size] != raw_name:
        return None
    if (flags ^ central[0]) & (_ENCRYPTED | UTF8_NAME | _SIZES_FOLLOW) or method != central[1]:
        return None
    if _ABSENT in (packed, size):  # some writers reserve the ZIP64 field for sizes that turn out small
        field = content[data - extra : data]
        if len(field) < 20 or field[:2] != b"\x01\x00":
            return None
        size, packed = struct.unpack_from("<2Q", field, 4)
    if not flags & _SIZES_FOLLOW and (crc, packed, size) != central[2:]:
        return None
    return data


def _total_faults(entries: list[Entry], file_size: int, file: str, limits: Limits) -> Iterator[Fault]:
    total = sum(entry.size for entry in entries)
    most = max(limits.ratio_free_bytes, min(limits.unzipped_bytes, file_size * limits.ratio))
    if total > most:
        says = Text(
            zh=f"全部解压后有 {total} 字节，超过上限 {most} 字节",
            en=f"all of it unpacks to {total} bytes, over the limit of {most}",
        )
        yield refusal("package-bomb", file, says, remedy=UNTRUSTED)


def unsafe(name: str) -> bool:
    """Return whether a member's name could mean a place outside the package, or different places to two readers."""
    name = _unescaped(name)
    steps = name.removesuffix("/").split("/")
    return (
        "\\" in name
        or ":" in name
        or "\ufffd" in name
        or any(not step or step.endswith((".", " ")) for step in steps)
        or any(unicodedata.category(sign) == "Cc" for sign in name)
    )


def folded(name: str) -> str:
    """Return the form in which two names of one part are equal (ECMA-376 part 2, 6.2.2.3: case does not count)."""
    return unicodedata.normalize("NFC", _unescaped(name)).casefold()


def _unescaped(name: str) -> str:
    if "%" not in name:
        return name
    from urllib.parse import unquote  # noqa: PLC0415 — names with escapes are rare

    return unquote(name)


def _folders(name: str) -> Iterator[str]:
    """Yield the folders that an entry lies in, as names of parts are compared (ECMA-376 part 2, 6.2.2.4)."""
    steps = folded(name.removesuffix("/")).split("/")
    return ("/".join(steps[:count]) for count in range(1, len(steps)))


def _name_faults(entries: list[Entry], file: str) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    folders = {folder: entry.name for entry in entries for folder in _folders(entry.name)}
    for entry in entries:
        if folded(entry.name) in folders:
            inside = visible(folders[folded(entry.name)])
            says = Text(
                zh=f"内部文件名又是文件夹名：“{inside}”在它里面", en=f"the entry is also the folder of {inside!r}"
            )
            yield refusal("package-unsafe-name", file, says, place=entry.name, remedy=UNTRUSTED)
        if unsafe(entry.name):
            says = Text(
                zh="内部文件名不安全（含“..”、反斜杠、冒号、控制字符或绝对路径，或以点、空格结尾）",
                en="an unsafe entry name (with .., a backslash, a colon, a control character, absolute, "
                "or ending in a dot or blank)",
            )
            yield refusal("package-unsafe-name", file, says, place=entry.name, remedy=UNTRUSTED)
        if entry.name.endswith("/") and entry.size:
            says = Text(zh="内部文件夹带有内容", en="a folder entry has content")
            yield refusal("package-unsafe-name", file, says, place=entry.name, remedy=UNTRUSTED)
        key = folded(entry.name)
        if key not in seen:
            seen[key] = entry.name
        else:
            shown = visible(seen[key])
            says = Text(zh=f"内部文件名重复：“{shown}”已经有了", en=f"a duplicate entry: there already is {shown!r}")
            yield refusal("package-duplicate-entry", file, says, place=entry.name, remedy=UNTRUSTED)


def _overlap_faults(entries: list[Entry], directory: int, file: str) -> Iterator[Fault]:
    ordered = sorted(entries, key=lambda entry: entry.start)
    starts = [entry.start for entry in ordered[1:]] + [directory]
    for entry, following in zip(ordered, starts, strict=True) if ordered else ():
        if entry.stop > following:
            says = Text(zh="内部文件的数据互相重叠", en="the entry's bytes overlap those of another")
            yield refusal("package-overlap", file, says, place=entry.name, remedy=UNTRUSTED)
