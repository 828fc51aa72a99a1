"""Report types, one folder each: what a report is, never how it is read, checked or printed."""
