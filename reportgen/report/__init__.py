"""One report and its type as values: rules, findings, evidence, receipts, explanations."""
