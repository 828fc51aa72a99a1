"""The finished document read back and compared; where each figure came from."""
