"""What somebody changed in a finished document, taken back into the data that it was made from."""
