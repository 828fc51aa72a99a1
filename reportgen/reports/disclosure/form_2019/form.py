"""The three printed tables of the form of 2019: what stands in which cell of the finished document."""

from __future__ import annotations

from reportgen.reports.disclosure.form_2019.model import Applications, ProactiveDisclosure
from reportgen.reports.disclosure.tables import applications_table, proactive_table, reviews_table

TABLES = (proactive_table(ProactiveDisclosure), applications_table(Applications), reviews_table())
