"""Word templates: read, understood, compiled, rendered, and the finished document read back."""
