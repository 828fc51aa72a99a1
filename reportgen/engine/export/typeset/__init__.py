"""A report set on pages by typst, for machines without LibreOffice."""
