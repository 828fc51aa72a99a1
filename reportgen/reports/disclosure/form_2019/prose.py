"""How the prose of the form of 2019 is checked: by the family's words, on this form's figures."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import attrs

from reportgen.model.addresses import address_book
from reportgen.reports.disclosure.form_2019.law import FORM
from reportgen.reports.disclosure.form_2019.model import Statistics
from reportgen.reports.disclosure.legal_basis import FORM as LATER_FORM
from reportgen.reports.disclosure.legal_basis import legal_basis
from reportgen.reports.disclosure.prose import PROSE_CHECKS as FAMILY_CHECKS
from reportgen.reports.disclosure.reviewer_rules import REVIEWER_RULES as FAMILY_RULES

if TYPE_CHECKING:
    from reportgen.report.prose_model import ProseModel

_OTHERWISE = "applications.outcomes.otherwise_handled"
_DECISIONS = ("permits", "penalties", "coercive_measures")


def address_in_form(address: str) -> str | None:
    """Return what a figure of the family's prose is called in this form, ``None`` where the form lacks it."""
    if address.startswith(f"{_OTHERWISE}.total."):
        address = f"{_OTHERWISE}.{address.removeprefix(f'{_OTHERWISE}.total.')}"
    elif address.removeprefix("proactive.") in _DECISIONS:
        address = f"{address}.decisions"
    elif address.endswith(".made"):
        address = f"{address}_new"
    return address if address in address_book(Statistics) else None


@functools.cache
def _model() -> ProseModel:
    from reportgen.reports.disclosure.prose_model import PROSE_MODEL  # noqa: PLC0415 — placeholders need no judge
    from reportgen.reports.disclosure.prose_of_a_form import prose_model_of  # noqa: PLC0415 — the same

    return prose_model_of(PROSE_MODEL, address_in_form)


PROSE_CHECKS = attrs.evolve(FAMILY_CHECKS, model=_model)
REVIEWER_RULES = (*(rule for rule in FAMILY_RULES if rule.law != LATER_FORM), legal_basis(FORM))
"""What every form's prose is looked at for; not what only the later form's document asks for."""
