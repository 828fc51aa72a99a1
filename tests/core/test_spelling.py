"""The name that was probably meant is found, and looking for it costs a bounded amount of work (HOSTILE T1, T4)."""

from __future__ import annotations

import difflib

from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.spelling import Suggestions, alike, nearest

NAMES = st.text("abc_办理", max_size=12)


@given(name=NAMES, known=st.lists(NAMES, max_size=20), cutoff=st.sampled_from((0.0, 0.5, 0.6, 0.8, 1.0)))
def test_names_are_suggested_as_difflib_ranks_them(name: str, known: list[str], cutoff: float) -> None:
    assert alike(name, known, cutoff, most=3) == difflib.get_close_matches(name, known, n=3, cutoff=cutoff)


def test_no_name_is_near_to_one_that_is_quite_another() -> None:
    assert nearest("year", ["organ", "narrative"], 0.6) is None
    assert nearest("oragn", ["organ", "narrative"], 0.6) == "organ"


def test_hundreds_of_mistakes_among_hundreds_of_names_have_suggestions() -> None:
    known = [f"name_of_column_{number}" for number in range(200)]
    suggestions = Suggestions()
    assert all(suggestions.nearest(f"nam_of_column_{number}", known, 0.6) for number in range(100))


def test_t4_the_search_ends_where_its_work_is_done() -> None:
    known = [f"name{number}" for number in range(100)]
    suggestions = Suggestions(work=5 * 100 * 7)
    found = [suggestions.nearest("nane7", known, 0.6) for _ in range(100)]
    assert found[0] == "name7"
    assert found[-1] is None
    assert suggestions.left >= 0


def test_t4_names_as_long_as_texts_are_not_compared() -> None:
    assert nearest("a" * 100_000, ["a" * 100_001], 0.6) is None
    assert nearest("name", ["a" * 100_000, "nane"], 0.6) == "nane"


def test_among_very_many_names_the_nearest_is_found() -> None:
    known = [f"department_{number:05d}_total" for number in range(3_000)]
    assert nearest("departmant_00417_totel", known, 0.5) == "department_00417_total"
