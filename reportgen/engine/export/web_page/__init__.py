"""The web page of a report, and its proof."""
