"""Where every printed figure came from, as JSON or a workbook."""
