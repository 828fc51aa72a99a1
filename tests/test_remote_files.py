"""Files behind URLs, in memory and on a local server that speaks S3: read, written and refused as those of a disk."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen
from reportgen.core.errors import DataError, UsageError
from reportgen.remote_files import RemoteFile, delete, is_url, place, same_file
from tests import remote_storage

pytestmark = pytest.mark.filterwarnings("default")  # of the S3 server and its client


@pytest.fixture(scope="module", params=["memory", "s3"])
def storage(request: pytest.FixtureRequest) -> Iterator[str]:
    with getattr(remote_storage, request.param)() as url:
        yield url


def test_only_what_begins_as_a_url_is_one() -> None:
    assert [is_url(one) for one in ("s3://b/a", "memory://a", "C:/a", "C://a", "a/b", "s3:/b")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip
    assert place("a/b.yaml") == Path("a/b.yaml")
    assert place("file:///tmp/%E7%94%B2.yaml") == Path("/tmp/甲.yaml")
    assert place("s3://b/a/") == RemoteFile("s3://b/a")


def test_two_places_are_one_file_also_through_a_link(tmp_path: Path) -> None:
    file, link, gone = tmp_path / "a", tmp_path / "b", tmp_path / "gone"
    file.write_bytes(b"")
    link.symlink_to(file)
    assert same_file(file, link)
    assert same_file(gone, gone)
    assert not same_file(file, gone)
    assert same_file(RemoteFile("s3://b/a"), RemoteFile("s3://b/a"))
    assert not same_file(RemoteFile("s3://b/a"), file)


def test_its_parts_are_named_as_those_of_a_path() -> None:
    file = RemoteFile("s3://b/各区") / "甲.局.yaml"
    assert (file.name, file.stem, file.suffix) == ("甲.局.yaml", "甲.局", ".yaml")
    assert file.parent == RemoteFile("s3://b/各区")
    assert str(file.with_name("a.docx")) == "s3://b/各区/a.docx"


def test_what_is_written_is_read_listed_copied_and_deleted(storage: str) -> None:
    folder = RemoteFile(storage) / "各区"
    file, other = folder / "甲.yaml", folder / "inner" / "乙.yaml"
    file.write(b"organ")
    other.write_pieces([b"a", b"", b"b" * 100_000])
    assert file.read(3) == b"org"
    assert other.read_bytes() == b"a" + b"b" * 100_000
    assert other.end(4) == b"bbbb"
    assert file.end(400) == b"organ"
    assert sorted(folder.entries()) == [("inner", True), ("甲.yaml", False)]
    assert folder.is_dir()
    assert file.exists()
    assert not file.is_dir()
    file.copy(folder / "丙.yaml")
    delete([file, other])
    assert not file.exists()
    assert (folder / "丙.yaml").read_bytes() == b"organ"


def test_pieces_that_break_off_leave_what_was_there(storage: str) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise KeyboardInterrupt

    file = RemoteFile(storage) / "a.zip"
    file.write(b"old")
    with pytest.raises(KeyboardInterrupt):
        file.write_pieces(pieces())
    assert file.read_bytes() == b"old"


def test_what_is_not_there_is_told_as_a_missing_file(storage: str) -> None:
    with pytest.raises(FileNotFoundError):
        (RemoteFile(storage) / "nothing.yaml").read(9)
    with pytest.raises(DataError) as caught:
        reportgen.load(f"{storage}/nothing.yaml")
    assert [(fault.id, str(fault.origin)) for fault in caught.value.faults] == [
        ("no-such-file", f"{storage}/nothing.yaml")
    ]


def test_a_report_is_loaded_from_a_url(storage: str, root: Path) -> None:
    sample = root / "samples/disclosure_2021/kaifeng-2021.yaml"
    (RemoteFile(storage) / "kaifeng.yaml").write(sample.read_bytes())
    report = reportgen.load(f"{storage}/kaifeng.yaml")
    assert report.source == f"{storage}/kaifeng.yaml"
    assert report.statistics == reportgen.load(sample).statistics


def test_a_missing_extra_or_an_unknown_storage_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError) as caught:
        RemoteFile("nowhere://a").read(1)
    assert [fault.id for fault in caught.value.faults] == ["url-unknown"]
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError) as caught:
        RemoteFile("memory://a").read(1)
    assert "-m pip install fsspec" in str(caught.value)
