"""The document that the form of 2019 is printed in."""

from __future__ import annotations

from typing import Final

FORM: Final = "国办公开办函〔2019〕60号"
