"""Compiled templates kept on disk, so that a cold start loads neither docxtpl nor Jinja.

An entry is named by the template's content, this engine and its compilers; it is written in one step and can be deleted
at any time. A cache that belongs to another user, or that another user could write, is never read.
``REPORTGEN_CACHE=off`` disables it; any other value is the folder to use.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pickle
import re
import stat
import sys
from functools import cache
from pathlib import Path
from typing import Final

import attrs

from reportgen.core.limits import DEFAULT, Limits
from reportgen.engine.opc.package_file import read_source
from reportgen.engine.opc.package_writer import Deflate
from reportgen.engine.word.language.own_functions import NO_FUNCTIONS, OwnFunctions, OwnNames
from reportgen.engine.word.runtime.template import Template
from reportgen.regular_file import NO_LINK, read_regular

try:  # Python's own: hashlib loads all of OpenSSL, which takes longer than reading an entry
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_COMPILERS: Final = ("docxtpl", "jinja2", "lxml", "reportgen.prose.filters")
_ROOMS: Final = ("engine/word", "engine/opc", "core")
"""Where the code is that compiles a template, and that of the values in an entry."""
_MOST_ENTRIES: Final = 64
_DIGEST_BYTES: Final = 32
_ENTRY: Final = re.compile(r"[0-9a-f]{64}\.template")
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def compile_cached(
    source: Path | bytes,
    name: str | None = None,
    *,
    limits: Limits = DEFAULT,
    deflate: Deflate = "zlib",
    contained: bool = False,
    own: OwnFunctions = NO_FUNCTIONS,
) -> Template:
    """Return the template in ``source``, compiled now or before; as :func:`~.compile.compile_template` otherwise.

    With ``contained``, a template that nobody vouches for is compiled in a process of its own under ``limits``. ``own``
    are the filters and tests that it may use besides; only their names go into the cache.
    Raises TemplateError.
    """
    file = name if name is not None else (str(source) if isinstance(source, Path) else "template")
    content = source if isinstance(source, bytes) else read_source(source, file, limits)
    folder = cache_folder()
    entry = None if folder is None else folder / _entry_name(content, limits, deflate, own.names)
    if entry is not None:
        found = _read(entry)
        if found is not None:
            return attrs.evolve(found, name=file).with_functions(own)
    if contained:
        from reportgen.engine.word.runtime.limited_process import run_limited  # noqa: PLC0415 — not where the cache has it

        template = run_limited(compile_alone, content, file, limits, deflate, own.names, limits=limits)
    else:
        template = compile_alone(content, file, limits, deflate, own.names)
    if entry is not None:
        _write(entry, template)
    return template.with_functions(own)


def compile_alone(content: bytes, file: str, limits: Limits, deflate: Deflate, own: OwnNames) -> Template:
    """Compile, whatever the cache holds: the work of the process that :func:`run_limited` starts."""
    from reportgen.engine.word.compiler.compile import compile_template  # noqa: PLC0415 — what the cache is there to avoid

    return compile_template(content, file, limits=limits, deflate=deflate, own=own)


def cache_folder() -> Path | None:
    """Return the folder of compiled templates, or None if the cache is off or there is no safe place for it."""
    setting = os.environ.get("REPORTGEN_CACHE", "")
    if setting.lower() in ("off", "0", "no"):
        return None
    home = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    try:
        folder = Path(setting) if setting else (Path(home) if home else Path.home() / ".cache") / "reportgen"
    except RuntimeError:  # nobody's home
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _own(folder.lstat(), stat.S_ISDIR) else None
    except OSError:
        return None


def _own(status: os.stat_result, kind: object) -> bool:
    """Return whether only this user can have written it."""
    if not callable(kind) or not kind(status.st_mode):
        return False
    return os.name == "nt" or (status.st_uid == os.getuid() and not status.st_mode & _OTHERS)


def _entry_name(content: bytes, limits: Limits, deflate: Deflate, own: OwnNames) -> str:
    return f"{_digest(_digest(content) + f'{_engine()} {limits} {deflate} {own}'.encode()).hex()}.template"


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST_BYTES).digest()


@cache
def _engine() -> str:
    """Return what identifies this engine and its compilers: the interpreter, and the state of every source file."""
    package = Path(__file__).parents[3]
    files = [file for room in _ROOMS for file in sorted(_sources(str(package / room)))]
    for module in _COMPILERS:
        found = importlib.util.find_spec(module)
        if found is not None and found.origin is not None:
            files.append(found.origin)
    states = [(file, (status := os.stat(file)).st_size, status.st_mtime_ns) for file in files]  # noqa: PTH116 — a path for each takes twice as long
    return f"{sys.implementation.cache_tag} {sys.version} {states}"


def _sources(folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found.append(entry.path)
            elif entry.name != "__pycache__" and entry.is_dir():
                found += _sources(entry.path)
    return found


def _read(entry: Path) -> Template | None:
    """Return the template in ``entry``, or None if there is none that can be trusted whole."""
    try:
        if not _own(entry.lstat(), stat.S_ISREG):
            return None
        content = read_regular(entry, DEFAULT.part_bytes, NO_LINK)
    except OSError:
        return None
    digest, payload = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    if _seal(entry, payload) != digest:
        return None
    try:
        found = pickle.loads(payload)  # noqa: S301 — this user's own file in a folder that nobody else can write
    except Exception:  # noqa: BLE001 — whatever an old or foreign entry holds, it is no entry
        return None
    return found if isinstance(found, Template) else None


def _seal(entry: Path, payload: bytes) -> bytes:
    """Return the digest that an entry begins with: of its content, for its name."""
    return _digest(entry.name.encode() + payload)


def _write(entry: Path, template: Template) -> None:
    """Keep ``template``; a cache that cannot be written is no fault."""
    import tempfile  # noqa: PLC0415 — the same

    payload = pickle.dumps(template, protocol=pickle.HIGHEST_PROTOCOL)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=entry.parent, prefix=".", suffix=".new")
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(_seal(entry, payload) + payload)
        Path(temporary).replace(entry)
        _prune(entry.parent)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()


def _prune(folder: Path) -> None:
    """Remove the oldest entries past the most; what is no entry of ours is left alone."""
    with os.scandir(folder) as found:
        entries = [each for each in found if _ENTRY.fullmatch(each.name) and each.is_file(follow_symlinks=False)]
    for entry in sorted(entries, key=lambda each: each.stat(follow_symlinks=False).st_mtime_ns)[:-_MOST_ENTRIES]:
        Path(entry).unlink(missing_ok=True)
