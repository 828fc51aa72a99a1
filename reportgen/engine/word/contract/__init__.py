"""A template held to its report type before any data is read."""
