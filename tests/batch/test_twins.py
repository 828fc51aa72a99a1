"""Two reports of one office and year are told at the later one, whatever else is among them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch import twins
from reportgen.batch.outcomes import Checked, Outcome

OFFICES = st.tuples(st.sampled_from(["甲局", "乙局 ", "乙局", ""]), st.sampled_from([2023, 2024, None]))


@given(st.lists(OFFICES, max_size=8))
def test_each_later_report_of_an_office_and_year_names_the_first(offices: list[tuple[str, int | None]]) -> None:
    given_ = [Checked(Path(f"{at}.yaml"), "passed", organ=organ, year=year) for at, (organ, year) in enumerate(offices)]
    first: dict[tuple[str, int], int] = {}
    for at, (one, (organ, year)) in enumerate(zip(twins.told(given_, strict=True), offices, strict=True)):
        other = first.setdefault((organ.strip(), year), at) if organ and year is not None else at
        assert one.state == ("passed" if other == at else "failed")
        assert [finding.rule for finding in one.findings] == ["D-TWICE"] * (other != at)
        assert all(f"{other}.yaml" in finding.says.zh for finding in one.findings)


def test_documents_are_made_all_the_same() -> None:
    made = [Outcome(Path(name), Path("a.docx"), "written", organ="甲局", year=2024) for name in ("a", "b")]
    first, second = twins.told(made, strict=True)
    assert (first.findings, second.state, second.findings[0].rule) == ((), "written", "D-TWICE")


def test_a_data_file_and_what_was_published_of_it_are_no_two() -> None:
    names = ("a.yaml", "a.html", "b.pdf", "c.xlsx")
    results = [Checked(Path(name), "passed", organ="甲局", year=2024) for name in names]
    told = {one.source.name: [finding.says.en for finding in one.findings] for one in twins.told(results)}
    assert [name for name in names if told[name]] == ["b.pdf", "c.xlsx"]
    assert ": a.html;" in told["b.pdf"][0]
    assert ": a.yaml;" in told["c.xlsx"][0]
