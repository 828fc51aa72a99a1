"""WordprocessingML as a person sees it: paragraphs, places, tables, runs."""
