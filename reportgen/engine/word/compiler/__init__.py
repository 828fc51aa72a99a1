"""From parsed tags to Python code, once for each template."""
