"""The layout of a PDF page understood: which text a reader sees, which cells its rulings make, which lines are a paragraph."""
