"""Reports → the same reports side by side: figures, what moved most, prose that changed, what was copied."""
