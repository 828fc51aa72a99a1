"""Writes a package: unchanged members are copied packed, the others are packed again.

The same input gives the same bytes: fixed date, stable order, no field that depends on a clock or a machine.
Source: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
"""

from __future__ import annotations

import importlib
import struct
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import attrs

from reportgen.core.errors import Fault, RenderError, UsageError
from reportgen.core.limits import DEFAULT, MEBIBYTE, Limits
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.opc.member import DEFLATED, Member
from reportgen.engine.opc.zip_directory import CENTRAL, END, LOCAL, UTF8_NAME, folded, unsafe

if TYPE_CHECKING:  # a template from the cache has no package any more
    from reportgen.engine.opc.package import Package

Deflate = Literal["zlib", "isal", "zlib_ng"]
"""The compressor: the standard library's, or one of two faster modules that must be installed."""
_MODULES: Final = {"isal": ("isal.isal_zlib", "isal", 1), "zlib_ng": ("zlib_ng.zlib_ng", "zlib-ng", 6)}
_VERSION: Final = 20
_DOS_TIME: Final = 0
_DOS_DATE: Final = 0x21  # 1980-01-01, the first day that the format knows
_OFFSET: Final = struct.Struct("<L")
_MOST_ENTRIES: Final = 0xFFFF


@attrs.frozen(eq=False, repr=False)
class _Record(Value):
    """An unchanged member, ready to be copied: header and packed bytes, and its directory record up to the offset."""

    name: str
    local: bytes
    central: bytes
    raw_name: bytes


@attrs.frozen(eq=False, repr=False)
class PreparedArchive(Value):
    """A package made ready to be written many times; immutable, can be shared between threads and pickled."""

    records: tuple[_Record, ...] = attrs.field(repr=False)
    deflate: Deflate
    output_bytes: int

    def names(self) -> tuple[str, ...]:
        """Return the names of the members, in the file's order."""
        return tuple(record.name for record in self.records)

    def read(self, name: str) -> bytes | None:
        """Return the content of the member called ``name``, unpacked; None if there is none."""
        record = next((record for record in self.records if record.name == name), None)
        if record is None:
            return None
        _, _, _, method, *_, size, _, _ = LOCAL.unpack_from(record.local)
        raw = record.local[LOCAL.size + len(record.raw_name) :]
        return Member(name, raw, method, 0, size).read()

    def write(self, changed: Mapping[str, bytes], without: Collection[str] = ()) -> bytes:
        """Return the package as a file, with the members in ``changed`` replaced by the content given there.

        Replaced members keep their place; new ones follow at the end, ordered by name (their content type and
        relation are the caller's to add), and those called in ``without`` are left out. Raises RenderError if the file
        would be larger than the limit, UsageError for a member name that is unsafe or that differs from another only by
        case.
        """
        if without:
            kept = tuple(record for record in self.records if record.name not in without)
            return attrs.evolve(self, records=kept).write(changed)
        pack = packer(self.deflate)
        pieces: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        replaced = 0
        for record in self.records:
            content = changed.get(record.name)
            if content is None:
                local, central = record.local, record.central
                pieces.append(local)
                size = len(local)
            else:
                replaced += 1
                raw = pack(content)
                header, central = _headers(record.raw_name, DEFLATED, zlib.crc32(content), len(raw), len(content))
                pieces += (header, raw)
                size = len(header) + len(raw)
            directory += (central, _OFFSET.pack(offset & 0xFFFFFFFF), record.raw_name)
            offset += size
        count = len(self.records)
        if replaced < len(changed):
            for name in self._new_names(changed):
                content, raw_name = changed[name], name.encode()
                raw = pack(content)
                header, central = _headers(raw_name, DEFLATED, zlib.crc32(content), len(raw), len(content))
                pieces += (header, raw)
                directory += (central, _OFFSET.pack(offset & 0xFFFFFFFF), raw_name)
                offset += len(header) + len(raw)
                count += 1
        packed_directory = b"".join(directory)
        if offset + len(packed_directory) + END.size > self.output_bytes or count > _MOST_ENTRIES:
            raise RenderError(_too_large(self.output_bytes))
        end = END.pack(b"PK\x05\x06", 0, 0, count, count, len(packed_directory), offset, 0)
        return b"".join((*pieces, packed_directory, end))

    def _new_names(self, changed: Mapping[str, bytes]) -> list[str]:
        known = {record.name for record in self.records}
        forms = {folded(name) for name in known}
        new = sorted(changed.keys() - known)
        for name in new:
            if unsafe(name) or name.endswith("/") or folded(name) in forms:
                says = Text(zh=f"部件名 {name!r} 不安全或重复", en=f"the part name {name!r} is unsafe or a duplicate")
                raise UsageError(Fault("part-name", says))
            forms.add(folded(name))
        return new


def prepare(package: Package, deflate: Deflate = "zlib", limits: Limits = DEFAULT) -> PreparedArchive:
    """Return ``package`` made ready to be written many times.

    ``deflate`` chooses the compressor for the changed parts. Raises UsageError if that module is not installed.
    """
    packer(deflate)
    return _prepared(package.members, deflate, limits)


def _prepared(members: Iterable[Member], deflate: Deflate, limits: Limits) -> PreparedArchive:
    records = []
    for member in members:
        raw_name = member.name.encode()
        header, central = _headers(raw_name, member.method, member.crc, len(member.raw), member.size)
        records.append(_Record(member.name, header + member.raw, central, raw_name))
    return PreparedArchive(tuple(records), deflate, limits.output_bytes)


def write_package(
    package: Package, changed: Mapping[str, bytes], *, deflate: Deflate = "zlib", limits: Limits = DEFAULT
) -> bytes:
    """Return ``package`` as a file with the members in ``changed`` replaced or added; see PreparedArchive.write."""
    return prepare(package, deflate, limits).write(changed)


def members_of(document: bytes) -> tuple[Member, ...]:
    """Return the members of a document that :meth:`PreparedArchive.write` returned; no other file is accepted."""
    _, _, _, _, count, _, at, _ = END.unpack_from(document, len(document) - END.size)
    members = []
    for _ in range(count):
        _, _, _, _, method, _, _, crc, packed, size, name_size, *_, start = CENTRAL.unpack_from(document, at)
        name = document[at + CENTRAL.size : at + CENTRAL.size + name_size].decode()
        begin = start + LOCAL.size + name_size
        members.append(Member(name, document[begin : begin + packed], method, crc, size))
        at += CENTRAL.size + name_size
    return tuple(members)


def written(members: Iterable[Member]) -> bytes:
    """Return ``members`` as a file, as they are packed."""
    return _prepared(members, "zlib", DEFAULT).write({})


@cache
def packer(deflate: Deflate) -> Callable[[bytes], bytes]:
    """Return the function that packs bytes into a raw deflate stream.

    zlib and zlib-ng pack at level 6, isal at level 1 of its own scale. Raises UsageError: ``deflate-unknown``,
    ``deflate-missing``.
    """
    if deflate == "zlib":
        return lambda content: zlib.compress(content, 6, -zlib.MAX_WBITS)
    if deflate not in _MODULES:
        known = ", ".join(("zlib", *_MODULES))
        says = Text(zh=f"没有名为“{deflate}”的压缩方式", en=f"there is no deflate called {deflate!r}")
        raise UsageError(Fault("deflate-unknown", says, remedy=Text(zh=f"可用：{known}", en=f"Choose one of {known}")))
    module_name, package_name, level = _MODULES[deflate]
    try:
        compress = importlib.import_module(module_name).compress
    except ImportError:
        says = Text(
            zh=f"压缩方式“{deflate}”需要的模块没有安装", en=f"the module for deflate {deflate!r} is not installed"
        )
        remedy = Text(
            zh=f"请运行 pip install {package_name}，或使用默认的 zlib",
            en=f"Run pip install {package_name}, or use the default, zlib",
        )
        raise UsageError(Fault("deflate-missing", says, remedy=remedy)) from None
    return lambda content: bytes(compress(content, level, -zlib.MAX_WBITS))


def _headers(raw_name: bytes, method: int, crc: int, packed: int, size: int) -> tuple[bytes, bytes]:
    """Return an entry's own header with its name, and its directory record up to the offset, without the name."""
    if packed >= 0xFFFFFFFF or size >= 0xFFFFFFFF:
        raise RenderError(_too_large(0xFFFFFFFF))
    flags = 0 if raw_name.isascii() else UTF8_NAME
    common = (_VERSION, flags, method, _DOS_TIME, _DOS_DATE, crc, packed, size, len(raw_name), 0)
    local = LOCAL.pack(b"PK\x03\x04", *common) + raw_name
    central = CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, 0)
    return local, central[: -_OFFSET.size]


def _too_large(most: int) -> Fault:
    megabytes = most // MEBIBYTE
    says = Text(
        zh=f"生成的文档超过 {megabytes} MB 的上限", en=f"the document is larger than the limit of {megabytes} MB"
    )
    remedy = Text(zh="请减少图片，或调高上限", en="Use fewer or smaller pictures, or raise the limit")
    return Fault("output-too-large", says, remedy=remedy)
