"""A document's dates are those that it is given, whatever its template says."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
import pytest

from reportgen.engine.opc.document_dates import with_dates, without_dates
from reportgen.engine.opc.fingerprint import is_unchanged, with_fingerprint
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import write_package
from tests.engine.word.word_templates import paragraphs

CORE = "docProps/core.xml"


def written() -> bytes:
    """Return a document as our archive writes it, made from python-docx's own template of 2013."""
    return write_package(open_package(paragraphs("甲")), {})


def test_dates_take_the_place_of_those_of_the_template() -> None:
    dated = with_dates(written(), "2022-01-20T00:00:00Z")
    properties = docx.Document(io.BytesIO(dated)).core_properties
    assert properties.created == properties.modified == dt.datetime(2022, 1, 20, tzinfo=dt.UTC)
    assert zipfile.ZipFile(io.BytesIO(dated)).read(CORE).count(b'W3CDTF"') == 2
    assert with_dates(dated, "2022-01-20T00:00:00Z") == dated
    assert is_unchanged(with_fingerprint(dated))


def test_only_the_dates_are_changed() -> None:
    before, after = written(), with_dates(written(), "2022-01-20T00:00:00Z")
    old, new = (zipfile.ZipFile(io.BytesIO(document)) for document in (before, after))
    assert [name for name in old.namelist() if old.read(name) != new.read(name)] == [CORE]
    assert without_dates(old.read(CORE)) == without_dates(new.read(CORE))


@pytest.mark.parametrize("part", [b"<w:document/>", b"", b"<created/>"])
def test_other_parts_are_left_as_they_are(part: bytes) -> None:
    assert without_dates(part) == part


def test_a_document_without_properties_is_left_as_it_is() -> None:
    package = open_package(written())
    relations = package.read("_rels/.rels").replace(b"core-properties", b"other-properties")
    document = write_package(package, {"_rels/.rels": relations})
    assert with_dates(document, "2022-01-20T00:00:00Z") == document
