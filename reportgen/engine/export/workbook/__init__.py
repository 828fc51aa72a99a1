"""The workbook that checks itself."""
