"""Relations between parts: where they lead, which part has them, and circles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.opc.relations import (
    RELATIONS,
    NestedEntryError,
    Relation,
    loop_of,
    read_content_types,
    read_relations,
    source_of,
)

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


@pytest.mark.parametrize(
    ("member", "source"),
    [
        ("_rels/.rels", ""),
        ("word/_rels/document.xml.rels", "word/document.xml"),
        ("word/_RELS/document.xml.RELS", "word/document.xml"),
        ("word/document.xml", None),
        ("word/document.xml.rels", None),
    ],
)
def test_a_member_of_relations_names_the_part_that_has_them(member: str, source: str | None) -> None:
    assert source_of(member) == source


@pytest.mark.parametrize(
    ("target", "mode", "part"),
    [
        ("header1.xml", "", "word/header1.xml"),
        ("/docProps/core.xml", "", "docProps/core.xml"),
        ("../docProps/core.xml", "", "docProps/core.xml"),
        ("media/a%20b.png", "", "word/media/a b.png"),
        ("#mark", "", "word/document.xml"),
        ("https://www.gov.cn/", ' TargetMode="External"', None),
    ],
)
def test_a_target_is_resolved_from_the_part_that_names_it(target: str, mode: str, part: str | None) -> None:
    xml = f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="http://a/b/header" Target="{target}"{mode}/>'
    (relation,) = read_relations(f"{xml}</Relationships>".encode(), "word/document.xml", ["word/media/a b.png"])
    assert (relation.part, relation.kind, relation.external) == (part, "header", part is None)


def test_a_content_type_is_found_by_name_else_by_ending_in_any_case() -> None:
    xml = (
        f'<Types xmlns="{TYPES}"><Default Extension="XML" ContentType="a/B"/>'
        '<Override PartName="/Word/Document.xml" ContentType="c/D"/></Types>'
    )
    types = read_content_types(xml.encode())
    assert (types.of("word/document.XML"), types.of("other.xml"), types.of("a.png")) == ("c/d", "a/b", None)


def test_a_part_s_name_without_its_slash_names_no_part() -> None:
    default, override = '<Default Extension="xml" ContentType="a/b"/>', '<Override PartName="x.xml" ContentType="c/d"/>'
    xml = f'<Types xmlns="{TYPES}">{default}{override}</Types>'
    assert read_content_types(xml.encode()).of("x.xml") == "a/b"


def _arrows(pairs: list[tuple[int, int]]) -> list[Relation]:
    return [Relation(str(one), "r", "k", str(other), str(other)) for one, other in pairs]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6))))
def test_a_circle_is_found_exactly_where_there_is_one(pairs: list[tuple[int, int]]) -> None:
    found = loop_of(_arrows(pairs))
    reachable = {one: {other for start, other in pairs if start == one} for one in range(7)}
    for _ in range(7):
        reachable = {one: ends.union(*(reachable[end] for end in ends)) for one, ends in reachable.items()}
    assert bool(found) == any(one in ends for one, ends in reachable.items())
    if found:
        steps = zip(found, (*found[1:], found[0]), strict=True)
        assert all((int(one), int(other)) in pairs for one, other in steps)


def test_a_link_to_a_mark_in_the_part_itself_is_no_circle() -> None:
    assert loop_of([Relation("a", "r", "hyperlink", "#mark", "a")]) == ()


@pytest.mark.parametrize(
    "inner",
    [
        '<Relationships xmlns="{0}"><Relationship Id="r1" Type="a/b" Target="c"/></Relationships>',
        '<Relationship xmlns="{0}" Id="r1" Type="a/b" Target="c"><Relationship Id="r2"/></Relationship>',
    ],
)
def test_entries_inside_of_others_are_refused(inner: str) -> None:
    xml = f'<Relationships xmlns="{RELATIONS}">{inner.format(RELATIONS)}</Relationships>'
    with pytest.raises(NestedEntryError):
        list(read_relations(xml.encode(), "", []))
