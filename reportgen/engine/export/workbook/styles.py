"""The looks of a workbook's cells: what is to be filled in, what is computed, what is wrong, what is last year's."""

from __future__ import annotations

from typing import Any, Final

_BORDER: Final = {"border": 1, "border_color": "#7F7F7F"}
_MIDDLE: Final = {"align": "center", "valign": "vcenter", "text_wrap": True}
STYLES: Final[dict[str, dict[str, Any]]] = {
    "bold": {"bold": True},
    "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "text": {"text_wrap": True, "valign": "top"},
    "welcome": {"bold": True, "font_size": 16, "valign": "vcenter", "font_color": "#1F3864"},
    "step": {"align": "center", "valign": "vcenter", "bold": True, "font_color": "#548235"},
    "line": {"text_wrap": True, "valign": "vcenter"},
    "head_entry": {**_BORDER, "align": "left", "valign": "vcenter", "locked": False},
    "label": {**_BORDER, **_MIDDLE, "bg_color": "#F2F2F2"},
    "side": {**_BORDER, "valign": "vcenter", "text_wrap": True, "bg_color": "#F2F2F2"},
    "entry": {**_BORDER, **_MIDDLE, "locked": False, "font_color": "#1F3864", "num_format": "0"},
    "entry_amount": {**_BORDER, **_MIDDLE, "locked": False, "font_color": "#1F3864", "num_format": "General"},
    "entry_text": {**_BORDER, "valign": "top", "text_wrap": True, "locked": False, "num_format": "@"},
    "entry_any": {**_BORDER, "valign": "top", "text_wrap": True, "locked": False},
    "derived": {**_BORDER, **_MIDDLE, "bg_color": "#E7E6E6", "num_format": "0"},
    "check": {**_MIDDLE, "font_color": "#548235"},
    "rule": {"text_wrap": True, "valign": "top", "font_color": "#595959"},
    "last_year": {**_BORDER, **_MIDDLE, "font_color": "#7F7F7F", "num_format": "General"},
    "head": {**_BORDER, **_MIDDLE, "bold": True, "bg_color": "#D9E2F3"},
}
WRONG: Final = {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True}
"""A broken rule, and every figure of it."""
BLANK: Final = {"bg_color": "#FFF2CC"}
"""A figure that is still to be filled in."""
