"""LibreOffice, where it is installed: files turned into files of other kinds."""
