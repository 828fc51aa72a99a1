"""Whatever was changed around the text of a document is told, and nothing where nobody changed it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.merging.surroundings import changed_surroundings
from reportgen.engine.reading.published.word_surroundings import TEXTS, Surroundings

WORDS = st.lists(st.sampled_from(["内部资料", "某市某局", "第〔页码〕页", "附注"]), max_size=3).map(tuple)
DRAWN = st.lists(st.sampled_from(["a", "b", "drawn"]), max_size=3).map(tuple)
AROUND = st.builds(
    Surroundings,
    st.fixed_dictionaries(dict.fromkeys(TEXTS, WORDS)),
    st.fixed_dictionaries(dict.fromkeys(("document", *TEXTS), DRAWN)),
    WORDS,
)


def test_each_place_is_named_in_its_own_words() -> None:
    nothing = dict.fromkeys(TEXTS, ())
    none = Surroundings(nothing, {"document": (), **nothing}, ())
    some = Surroundings({**nothing, "header": ("内部资料",)}, {"document": ("a",), **nothing}, ("12",))
    told = [one.says.zh for one in changed_surroundings(none, some)]
    assert [one.partition("：")[0] for one in told] == [
        "页眉里的“内部资料”是新的",
        "正文里有 1 个图片或图形是新的",
        "图表里的“12”是新的",
    ]
    swapped = Surroundings(nothing, {"document": ("b",), **nothing}, ("13",))
    told = [one.says.zh for one in changed_surroundings(some, swapped)]
    assert [one.partition("：")[0] for one in told] == [
        "页眉里的“内部资料”不见了",
        "正文里有 1 个图片或图形换成了别的",
        "图表里的“12”改成了“13”",
    ]


@given(AROUND, AROUND)
def test_something_is_told_where_anything_differs_and_only_there(one: Surroundings, other: Surroundings) -> None:
    same = all(set(one.texts[kind]) == set(other.texts[kind]) for kind in TEXTS)
    same = same and all(sorted(one.drawings[kind]) == sorted(other.drawings[kind]) for kind in one.drawings)
    same = same and set(one.charts) == set(other.charts)
    assert bool([*changed_surroundings(one, other)]) is not same
