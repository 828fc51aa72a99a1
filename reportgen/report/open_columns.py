"""How open data of a report are recognised: the columns of the CSV table, the format number of the JSON text."""

from __future__ import annotations

from typing import Final

FORMAT: Final = 1
"""Counts up when a field changes its meaning."""
COLUMNS: Final = ("机关", "年份", "表", "项目", "数值", "单位", "附注", "编号")
"""The columns of the CSV table; the last holds the address."""
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula; such a text has an apostrophe before it."""
FLAGS: Final = {True: "是", False: "否"}
"""How the CSV table writes a flag."""
