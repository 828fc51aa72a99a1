"""Basic values: texts in two languages, origins, documents, errors, limits; no figures, no files, no Word."""
