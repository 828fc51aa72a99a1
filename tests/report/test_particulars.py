"""What a template sees of a report's particulars: all of it is there, and empty where the data gives nothing."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from reportgen.report.context_shape import Group, context_shape, shape_of
from reportgen.report.particulars import CONTACT, NOTHING, Particulars, shown
from reportgen.reports.disclosure.form_2021 import REPORT

TABLES = ("proactive", "applications", "reviews")
TEXTS = st.text(min_size=1, max_size=20)
GIVEN = st.builds(
    Particulars,
    contact=st.dictionaries(st.sampled_from([*CONTACT]), TEXTS | st.none()),
    published=st.dates() | st.none(),
    attachments=st.lists(TEXTS, max_size=3).map(tuple),
    remarks=st.dictionaries(st.sampled_from(TABLES), TEXTS),
)


@given(GIVEN, st.booleans())
def test_every_template_sees_the_same_names_whatever_is_given(given: Particulars, told: bool) -> None:
    seen, empty = shown(given, TABLES, told), shown(NOTHING, TABLES, told)
    assert seen.keys() == empty.keys()
    assert all(seen[name].keys() == empty[name].keys() for name in ("contact", "remarks"))
    assert shown(Particulars(), TABLES, told) == empty


@given(GIVEN)
def test_the_contact_stands_once_in_a_report(given: Particulars) -> None:
    assert shown(given, TABLES, told=True)["contact_lines"] == []
    lines = shown(given, TABLES, told=False)["contact_lines"]
    assert [line.partition("：")[0] for line in lines] == [
        label.zh for name, label in CONTACT.items() if given.contact.get(name)
    ]


def test_the_names_are_those_that_a_template_is_checked_against() -> None:
    shape = context_shape(REPORT).members
    seen = shown(NOTHING, tuple(REPORT.remarked), told=False)
    assert tuple(REPORT.remarked) == TABLES
    for name in ("contact", "published", "remarks"):
        assert shape[name] == shape_of(seen[name])
    assert not isinstance(shape["contact_lines"], Group)
    assert {"title_lines", "comparison", "attachments"} <= shape.keys()


def test_attachments_are_numbered_where_there_are_several() -> None:
    assert shown(Particulars(attachments=("甲",)), TABLES, told=False)["attachments"] == ["甲"]
    assert shown(Particulars(attachments=("甲", "乙")), TABLES, told=False)["attachments"] == ["1.甲", "2.乙"]


def test_a_day_is_printed_as_offices_write_it() -> None:
    assert shown(Particulars(published=dt.date(2022, 1, 5)), TABLES, told=False)["published"] == "2022年1月5日"
