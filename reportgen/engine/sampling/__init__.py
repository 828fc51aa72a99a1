"""Practice data: made-up reports that reconcile, of any type; and such reports with one known error each."""
