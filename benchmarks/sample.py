"""The sample that every benchmark starts from, and the template that it fills."""

from __future__ import annotations

from pathlib import Path

TYPE = "disclosure_2021"
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / TYPE / "kaifeng-2021.yaml"
TEMPLATE = ROOT / "templates" / TYPE / "report.docx"
