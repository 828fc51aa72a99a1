"""Do the PDFs for archives keep to PDF/A? Run by ``python3 dev.py archives``, with Apache PDFBox's Preflight."""
