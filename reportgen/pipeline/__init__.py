"""One report, start to finish: the only room that sees all stages."""

from reportgen.pipeline.documents import agree, draft, fill, inputs_of, prove, published_at, receipt, write_all
from reportgen.pipeline.findings import as_fault, check, refuse, remarks_on, rules_applied
from reportgen.pipeline.reports import build

__all__ = [
    "agree", "as_fault", "build", "check", "draft", "fill", "inputs_of", "prove", "published_at", "receipt", "refuse",
    "remarks_on", "rules_applied", "write_all",
]  # fmt: skip
