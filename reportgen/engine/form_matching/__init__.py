"""A form's rows found in tables of plain texts, whatever kind of file they were read from."""
