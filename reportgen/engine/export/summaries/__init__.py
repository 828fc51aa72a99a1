"""What was found in a folder of reports as JSON, SARIF, a page or a workbook."""
