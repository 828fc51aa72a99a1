"""The layout of a PDF page understood: the text that is seen, the cells that rulings make, the lines of a paragraph."""
