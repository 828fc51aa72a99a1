from __future__ import annotations

import os
import pickle
import subprocess
import sys
import zipfile
from io import BytesIO

import attrs
import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import RenderError, UsageError
from reportgen.core.limits import DEFAULT
from reportgen.engine.opc import package_writer
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import prepare, write_package
from tests.engine.word import packages
from tests.engine.word.packages import docx, zipped

BODY = "word/document.xml"
NAMES = st.text(st.sampled_from("abc年报-_1"), min_size=1, max_size=9).map(lambda name: f"word/media/{name}.png")


@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=6), st.dictionaries(NAMES, st.binary(max_size=300)))
def test_any_members_come_back_as_they_were_written(old: dict[str, bytes], changed: dict[str, bytes]) -> None:
    sound = {name: b"\x89PNG" + content for name, content in old.items()}
    package = open_package(docx(members=sound))
    written = write_package(package, changed)
    with zipfile.ZipFile(BytesIO(written)) as found:
        assert found.testzip() is None
        contents = {name: found.read(name) for name in found.namelist()}
    assert contents == {**packages.parts(), **sound, **changed}
    assert list(contents)[: len(package.members)] == [member.name for member in package.members]


def test_unchanged_members_are_copied_as_they_are_packed() -> None:
    package = open_package(docx(members={"word/styles.xml": b"<a>" + b"b" * 5000 + b"</a>"}))
    again = open_package(write_package(package, {BODY: packages.document("<w:p><w:r/></w:p>")}))
    for member in package.members:
        assert (again.member(member.name) == member) is (member.name != BODY)


def test_python_docx_opens_what_was_written() -> None:
    text = "<w:p><w:r><w:t>政府信息公开</w:t></w:r></w:p>"
    written = write_package(open_package(docx()), {BODY: packages.document(text)})
    assert python_docx.Document(BytesIO(written)).paragraphs[0].text == "政府信息公开"


def test_the_archive_knows_no_date_but_the_first() -> None:
    written = write_package(open_package(docx()), {"word/图.png": b"1"})
    with zipfile.ZipFile(BytesIO(written)) as found:
        assert {info.date_time for info in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(info.flag_bits & 0x8 for info in found.infolist())
        assert found.read("word/图.png") == b"1"


SAME_BYTES = """
import hashlib
from reportgen.engine.opc.package_writer import write_package
from reportgen.engine.opc.package import open_package
from tests.engine.word.packages import content_types, relations, document
import sys
content = sys.stdin.buffer.read()
new = {name: name.encode() for name in {"word/c.png", "word/a.png", "word/b.png"}}
print(hashlib.sha256(write_package(open_package(content), {**new, "word/document.xml": document("")})).hexdigest())
"""


def test_another_hash_seed_and_another_process_write_the_same_bytes() -> None:
    content = docx()
    hashes = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", SAME_BYTES], input=content, capture_output=True, env=environment, check=True
        )
        hashes.add(done.stdout)
    assert len(hashes) == 1


def test_a_prepared_archive_writes_many_times_and_survives_pickling() -> None:
    package = open_package(docx())
    prepared = prepare(package)
    copy = pickle.loads(pickle.dumps(prepared))  # noqa: S301 - our own bytes
    for number in range(3):
        changed = {BODY: packages.document(f"<w:p w:n='{number}'/>")}
        assert prepared.write(changed) == copy.write(changed) == write_package(package, changed)


def test_a_document_over_the_limit_is_refused() -> None:
    package = open_package(docx())
    small = attrs.evolve(DEFAULT, output_bytes=2000)
    with pytest.raises(RenderError) as caught:
        write_package(package, {BODY: os.urandom(3000)}, limits=small)
    assert caught.value.faults[0].id == "output-too-large"


@pytest.mark.parametrize("name", ["../a", "/a", "word/", "WORD/document.xml", ""])
def test_an_unsafe_or_doubled_new_name_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        write_package(open_package(docx()), {name: b""})


@pytest.mark.parametrize(("deflate", "id"), [("isal", "deflate-missing"), ("gzip", "deflate-unknown")])
def test_a_deflate_that_is_not_there_is_named(deflate: str, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    package_writer.packer.cache_clear()
    with pytest.raises(UsageError) as caught:
        prepare(open_package(docx()), deflate)  # type: ignore[arg-type] # what a user may type
    assert caught.value.faults[0].id == id
    assert "zlib" in str(caught.value)
    package_writer.packer.cache_clear()


def test_a_zip64_local_header_of_a_small_file_is_read() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as found:
        for name, content in packages.parts().items():
            with found.open(name, "w", force_zip64=True) as part:
                part.write(content)
    assert open_package(stream.getvalue()).members


def test_folders_in_the_zip_are_not_parts() -> None:
    content = zipped({"word/": b"", **packages.parts()})
    assert [member.name for member in open_package(content).members] == list(packages.parts())
