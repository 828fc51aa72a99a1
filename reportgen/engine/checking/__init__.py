"""A report held against its rules, earlier years and units; how a figure came to be."""
