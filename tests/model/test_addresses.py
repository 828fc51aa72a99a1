"""Addresses of groups that repeat: known by the report, any row by the type; sums are exact and over numbers only."""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.value import Value
from reportgen.model.addresses import address_book, rows_of
from reportgen.model.figures import amount, count, derived, group, repeated, signed_count
from reportgen.model.kinds.amounts import Amount
from reportgen.model.kinds.counts import Count
from reportgen.model.linear import add
from reportgen.model.symbolic import steps
from reportgen.model.word_figures import text, value_or_code

NAMES = st.text(st.characters(exclude_characters="[]{}|", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@attrs.frozen(eq=False, repr=False)
class Account(Value):
    """A row."""

    posts: int | None = count(("发布", "posts"))
    spent: Decimal | None = amount(("支出", "spent"))
    coded: int | str | None = value_or_code(("测评", "surveyed"), kind=Count(), codes=("N/A",))


@attrs.frozen(eq=False, repr=False)
class Office(Value):
    """Rows in a group, and a figure beside them."""

    accounts: Mapping[str, Account] = repeated(Account, ("账号", "accounts"))
    staff: int | None = signed_count(("人员", "staff"))

    @property
    @derived(("发布合计", "all posts"), rule="R")
    def posts(self) -> int | None:
        """Return the posts of all rows."""
        total: int | None = add(*(row.posts for row in self.accounts.values()))
        return total

    @property
    @derived(("支出合计", "all spent"), kind=Amount())
    def spent(self) -> Decimal | None:
        """Return what all rows spent."""
        total: Decimal | None = add(*(row.spent for row in self.accounts.values()))
        return total

    @property
    @derived(("测评合计", "all surveyed"))
    def coded(self) -> int | None:
        """Return the sum of figures that may be codes."""
        total: int | None = add(*(row.coded for row in self.accounts.values()))
        return total


@attrs.frozen(eq=False, repr=False)
class Whole(Value):
    """The statistics."""

    office: Office = group(("机关", "office"))


def book(*names: str) -> Any:
    """Return the addresses of a report with these rows."""
    return address_book(Whole, {"office.accounts": names})


def filled(*rows: tuple[int | None, str, Any]) -> dict[str, Any]:
    """Return entered figures of rows 甲, 乙, …"""
    entered: dict[str, Any] = {}
    for name, (posts, spent, coded) in zip("甲乙丙丁", rows, strict=False):
        row = f"office.accounts[{name}]"
        entered |= {f"{row}.posts": posts, f"{row}.spent": Decimal(spent), f"{row}.coded": coded}
    return entered | {"office.staff": -1}


def test_a_type_knows_any_row_and_a_report_its_own() -> None:
    known = address_book(Whole)
    assert known.repeats == ["office.accounts"]
    assert "office.accounts[].posts" in known
    assert list(book("甲", "乙").entered)[:4] == [
        "office.accounts[甲].posts",
        "office.accounts[甲].spent",
        "office.accounts[甲].coded",
        "office.accounts[乙].posts",
    ]
    assert book("甲")["office.accounts[甲].posts"].label.zh == "机关“账号 甲”发布"


def test_sums_over_rows_are_worked_out_exactly_in_any_context() -> None:
    entered = filled((300, "0.1", 1), (40, "10000000000000000000.2", 2))
    with decimal.localcontext() as rough:
        rough.prec = 5
        derived_figures = book("甲", "乙").derive(entered)
    assert derived_figures == {
        "office.posts": 340,
        "office.spent": Decimal("10000000000000000000.3"),
        "office.coded": 3,
    }


def test_a_code_or_a_blank_leaves_only_its_own_sum_undecided() -> None:
    coded = book("甲", "乙").derive(filled((1, "1", "N/A"), (2, "1", 5)))
    assert (coded["office.posts"], coded["office.coded"]) == (3, None)
    blank = book("甲", "乙").derive(filled((None, "1", 4), (2, "1", 5)))
    assert (blank["office.posts"], blank["office.coded"]) == (None, 9)


def test_without_rows_every_sum_over_them_is_zero() -> None:
    assert book().derive({"office.staff": 3}) == {"office.posts": 0, "office.spent": 0, "office.coded": 0}


def test_a_class_made_of_entered_figures_has_its_rows() -> None:
    entered = filled((300, "0.1", 1), (40, "2", "N/A"))
    made = book("甲", "乙").filled(entered)
    assert made.office.accounts["乙"].coded == "N/A"
    assert book("甲", "乙").values(made) == entered
    assert rows_of(made) == {"office.accounts": ("甲", "乙")}


def test_a_total_over_rows_is_told_by_its_rows() -> None:
    definition = book("甲", "乙").nearest["office.posts"]
    assert definition.addresses == ("office.accounts[甲].posts", "office.accounts[乙].posts")
    assert book("甲")["office.posts"].over_rows


@given(NAMES)
def test_an_address_leads_by_its_names_to_the_figure(name: str) -> None:
    assert steps(f"office.accounts[{name}].posts") == ("office", "accounts", name, "posts")
    assert steps("office.staff") == ("office", "staff")


def test_a_sum_over_words_is_refused_when_the_type_is_made() -> None:
    @attrs.frozen(eq=False, repr=False)
    class Wrong(Value):
        name: str | None = text(("名称", "name"))
        staff: int | None = count(("人员", "staff"))

        @property
        @derived(("合计", "total"))
        def total(self) -> Any:
            """Return what cannot be."""
            return add(self.name, self.staff)

    with pytest.raises(TypeError, match="total adds name, which is no number"):
        address_book(Wrong)


def test_a_row_cannot_have_a_field_called_name() -> None:
    @attrs.frozen(eq=False, repr=False)
    class Named(Value):
        name: str | None = text(("名称", "name"))

    with pytest.raises(TypeError, match="choose another"):
        repeated(Named, ("账号", "accounts"))
