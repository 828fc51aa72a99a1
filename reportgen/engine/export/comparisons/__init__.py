"""Reports side by side as JSON, a page, text or a workbook."""
