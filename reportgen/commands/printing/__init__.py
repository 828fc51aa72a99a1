"""What the commands print, in the reader's language."""
