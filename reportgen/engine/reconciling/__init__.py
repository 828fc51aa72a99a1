"""Statistics and rules in, findings out; which cell is wrong; how a figure came to be."""
