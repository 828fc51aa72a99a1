"""Open packages (docx, xlsx) read and written safely: ZIP directory, relations, limits, policy."""
