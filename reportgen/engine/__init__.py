"""How a report is made: one stage a folder, which meet only in the pipeline."""
