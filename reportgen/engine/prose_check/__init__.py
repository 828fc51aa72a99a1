"""Holds the prose of a report against its tables, with the words and meanings that the report type knows."""
