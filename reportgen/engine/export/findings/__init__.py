"""Findings and mistakes of templates as JSON, SARIF or JUnit."""
