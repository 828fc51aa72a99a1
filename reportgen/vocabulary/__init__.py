"""The language that every room speaks: texts, origins, figures, expressions, rules, findings; no files, no Word."""
