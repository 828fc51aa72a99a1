"""Filling: a Word template and a report's figures become a document.

Everything that knows Word lives here. The lowest layer is the container: ``package`` opens a file from anywhere and
refuses what is damaged, hostile or not a Word document; ``archive`` writes a package again, copying what did not
change as it is.
"""
