"""The official Word report from a year of figures, and a refusal where the figures do not reconcile."""
