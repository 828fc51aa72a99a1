"""Every value and key can be found again in its file, and in a mapping by its keys."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT
from reportgen.engine import reading
from reportgen.engine.reading.json_text import places as json_places
from reportgen.engine.reading.yaml_text import places as yaml_places
from reportgen.engine.reading.yaml_text import values as yaml_values

YAML = """\
# remark
a:
  b: [1, 二, "x: y"]
  c:
    - d: 5
      e: |
        一
        二 {{ x }}
"f": '六'
"""


def test_values_of_yaml_are_placed_and_blocks_at_their_key() -> None:
    document = reading.read_text(YAML, "a.yaml")
    assert str(document.locate(("a", "b", 1))) == "a.yaml:3:10"
    assert str(document.locate(("a", "c", 0, "d"))) == "a.yaml:5:10"
    assert str(document.locate(("a", "c"))) == "a.yaml:4:3"
    assert str(document.locate_key(("f",))) == "a.yaml:9:1"
    assert str(document.locate(("f",))) == "a.yaml:9:6"


def test_lines_of_a_literal_block_are_lines_of_the_file() -> None:
    document = reading.read_text(YAML, "a.yaml")
    assert document.locate_line(("a", "c", 0, "e"), 1).line == 8
    assert document.locate_line(("f",), 0).line == 9


NAMES = st.sampled_from(["a", "b", "甲"])
TREES = st.dictionaries(
    NAMES,
    st.recursive(
        st.integers() | st.sampled_from(["六", "一\n二\n", "x: y", ""]),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
        max_leaves=8,
    ),
)


@given(TREES, st.sampled_from([None, True, False]), st.sampled_from([None, "|", '"']), st.lists(NAMES, max_size=2))
def test_places_noted_while_reading_are_those_of_a_whole_scan(
    tree: dict[str, Any], flow: bool | None, style: str | None, twice: list[str]
) -> None:
    text = yaml.dump(tree, allow_unicode=True, default_flow_style=flow, default_style=style)
    if flow is False and tree:
        text += "".join(f"{name}:\n  b: |\n    二\n" for name in twice)  # keys that may stand twice
    _, _, known = yaml_values.parse(text, "a.yaml", DEFAULT)
    found = yaml_places.scan(text)
    near = [path for path in found.keys if len(path) <= 2 and all(isinstance(step, str) for step in path)]
    assert sorted(known.values) == sorted(known.keys) == sorted(near)
    for path in near:
        assert known.keys[path] == found.keys[path]
        assert known.values[path] == found.values[path]
        assert (path in known.blocks) == (path in found.blocks)


@given(TREES, st.sampled_from([None, 1]), st.lists(NAMES, max_size=2))
def test_near_places_of_json_are_those_of_a_whole_scan(
    tree: dict[str, Any], indent: int | None, twice: list[str]
) -> None:
    members = [f"{json.dumps(name)}: {json.dumps(value, indent=indent)}" for name, value in tree.items()]
    members += [f'"{name}": {{"b": [1.50, {{"c": NaN}}], "b": "二"}}' for name in twice]
    text = f"{{{', '.join(members)}}}"
    found = json_places.scan(text)
    for section in (*tree, *twice, ""):
        near = json_places.scan_near(text, section)
        expected = {path for path in found.values if len(path) < 2 or (len(path) == 2 and path[0] == section)}
        assert near.values == {path: found.values[path] for path in expected}
        assert near.keys == {path: found.keys[path] for path in expected & found.keys.keys()}


def test_a_path_that_does_not_exist_leads_to_what_is_around_it() -> None:
    document = reading.read_text(YAML, "a.yaml")
    assert str(document.locate(("a", "c", "nothing", 3))) == "a.yaml:4:3"
    assert document.locate(("nothing",)).line == 2


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_values_of_json_are_placed_where_they_stand(indent: int | None) -> None:
    data = {"a": [1, {"b": 'x,:{}[]"\\', "c": None}], "": {"字": -5, "空": [], "无": {}}, "d": [[True], "末"]}
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    document = reading.read_text(text, "a.json")
    lines = text.split("\n")

    def walk(value: Any, path: tuple[str | int, ...]) -> None:
        origin = document.locate(path)
        assert origin.line is not None
        assert origin.column is not None
        here = lines[origin.line - 1][origin.column - 1 :]
        rest = "\n".join([here, *lines[origin.line :]])
        assert json.JSONDecoder().raw_decode(rest)[0] == value
        for key, inner in (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        ):
            walk(inner, (*path, key))
            if isinstance(key, str):
                at = document.locate_key((*path, key))
                assert at.line is not None
                assert at.column is not None
                assert re.match(re.escape(json.dumps(key, ensure_ascii=False)), lines[at.line - 1][at.column - 1 :])

    walk(data, ())


def test_a_mapping_in_memory_is_placed_by_its_keys() -> None:
    document = reading.read_mapping({"a": {"b": [1, 2]}})
    assert str(document.locate(("a", "b", 1))) == "data: a.b.1"


def test_a_mapping_in_memory_is_copied_and_strange_values_are_named() -> None:
    given: dict[Any, Any] = {"a": (1, 2), "b": dt.date(2021, 1, 1), "c": {3: 4}, "d": {1, 2}}
    document = reading.read_mapping(given)
    assert document.data["a"] == [1, 2]
    assert [(str(origin), why.id) for origin, why in document.unreadable] == [
        ("data: b", "wrong-type"), ("data: c.3", "non-string-key"), ("data: d", "wrong-type"),
    ]  # fmt: skip


def test_d4_a_mapping_that_holds_itself_is_refused() -> None:
    loop: dict[str, Any] = {}
    loop["again"] = loop
    assert [why.id for _, why in reading.read_mapping(loop).unreadable] == ["too-deep"]


def test_what_is_no_mapping_at_all_is_refused() -> None:
    with pytest.raises(DataError):
        reading.read_mapping([1, 2])  # type: ignore[arg-type]


def test_a_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "数据.yml"
    path.write_text(YAML, "utf-8")
    assert reading.read_text(reading.bytes_of(path), str(path)).locate(("a", "b", 0)).file == str(path)
