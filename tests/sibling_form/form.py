"""The three printed tables of the sibling: what stands in which cell of the finished document."""

from __future__ import annotations

from reportgen.reports.disclosure.tables import applications_table, proactive_table, reviews_table

from .model import ProactiveDisclosure

TABLES = (proactive_table(ProactiveDisclosure), applications_table(), reviews_table())
