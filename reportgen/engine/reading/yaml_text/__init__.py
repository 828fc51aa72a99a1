"""YAML to plain data with the place of every value, also where its lines have slips."""
